"""The bytes of a signature, taken apart: values of ASN.1 in DER, one inside the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SEQUENCE, SET, INTEGER, OCTETS, NAME = 0x30, 0x31, 0x02, 0x04, 0x06
CONTEXT_0 = 0xA0


class NotDerError(ValueError):
    """The bytes are no DER, or not of the expected make."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag, what is in it, and all its bytes."""

    tag: int
    body: bytes
    whole: bytes

    def parts(self) -> list[Value]:
        """The values in it. Raises `NotDerError`."""
        return list(values(self.body))


def values(data: bytes) -> Iterator[Value]:
    """The values standing one after another. Raises `NotDerError`."""
    at = 0
    while at < len(data):
        found = first(data[at:])
        yield found
        at += len(found.whole)


def first(data: bytes) -> Value:
    """The first value; what follows it (a signature's padding) is left alone. Raises `NotDerError`."""
    if len(data) < 2 or data[0] & 0x1F == 0x1F:
        raise NotDerError("no value")
    size, head = data[1], 2
    if size & 0x80:
        count = size & 0x7F
        if not 1 <= count <= 4 or len(data) < 2 + count:
            raise NotDerError("no definite length")
        size, head = int.from_bytes(data[2 : 2 + count], "big"), 2 + count
    if len(data) < head + size:
        raise NotDerError("cut off")
    return Value(data[0], data[head : head + size], data[: head + size])


def dotted(body: bytes) -> str:
    """An object identifier as it is written: "1.2.840…". Raises `NotDerError`."""
    if not body:
        raise NotDerError("no identifier")
    numbers, number = [], 0
    for byte in body:
        number = (number << 7) | (byte & 0x7F)
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    if not numbers:
        raise NotDerError("no identifier")
    top = min(numbers[0] // 40, 2)
    return ".".join(str(one) for one in (top, numbers[0] - 40 * top, *numbers[1:]))
