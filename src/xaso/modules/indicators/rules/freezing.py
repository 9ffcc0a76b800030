"""The list of records behind a frozen figure: one spelling, one digest, counted again at any time.

Source: our own design; a figure can only be proven later when the list it was counted from was kept, with
what made each record count.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from xaso.kernel.clock import require_aware

Plain = str | int | bool | None


@dataclass(frozen=True, slots=True)
class FrozenRecord:
    """One record as it stood: its key, its public code (empty when it may not be told), whether it is in the
    part, and the values of the measure's facts.
    """

    pk: str
    code: str
    in_part: bool
    facts: tuple[Plain, ...] = ()


@dataclass(frozen=True, slots=True)
class FrozenList:
    """The records of one measure in one span. ``model`` is ``app.model``; ``facts`` are paths of fields."""

    model: str
    facts: tuple[str, ...]
    records: tuple[FrozenRecord, ...]

    @property
    def whole(self) -> int:
        """How many records. Basis: the figure is counted from its list."""
        return len(self.records)

    @property
    def part(self) -> int:
        """How many are in the part. Basis: the figure is counted from its list."""
        return sum(record.in_part for record in self.records)


def plain(value: object) -> Plain:
    """Return a value of a fact as it is written: moments in UTC, days, numbers and the rest as text.

    Basis: our own design; one value has one spelling.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return require_aware(value).astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case _:
            return str(value)


class UnreadableList(ValueError):  # noqa: N818 - a finding of the proof
    """The kept bytes are no list any more."""


def written(found: FrozenList) -> bytes:
    """Return the one spelling of a list: a head line, then a line a record, by key. Basis: our own design."""
    lines: list[Any] = [{"model": found.model, "facts": list(found.facts)}]
    lines += [
        [record.pk, record.code, record.in_part, *record.facts]
        for record in sorted(found.records, key=lambda one: (len(one.pk), one.pk))
    ]
    return b"\n".join(_line(line) for line in lines)


def digest_of(text: bytes) -> str:
    """Return the SHA-256 of a written list, in hexadecimal. Basis: our own design."""
    return hashlib.sha256(text).hexdigest()


def packed(text: bytes) -> bytes:
    """Return the written list as it is kept. Basis: our own design."""
    return zlib.compress(text, 6)


def unpacked(kept: bytes) -> bytes:
    """Return the written list from what was kept. Raises `UnreadableList`. Basis: our own design."""
    try:
        return zlib.decompress(kept)
    except zlib.error:
        raise UnreadableList("the kept bytes cannot be unpacked") from None


def read(text: bytes) -> FrozenList:
    """Return the list that `written` wrote. Raises `UnreadableList`. Basis: our own design."""
    try:
        head, *rows = (json.loads(line) for line in text.split(b"\n"))
        records = tuple(FrozenRecord(row[0], row[1], row[2], tuple(row[3:])) for row in rows)
        return FrozenList(head["model"], tuple(head["facts"]), records)
    except (ValueError, KeyError, IndexError, TypeError):
        raise UnreadableList("the kept text is not a list of records") from None


def digest_of_lines(lines: Iterable[Sequence[Plain]]) -> str:
    """Return one digest over the lines of a closing, in their order: it goes on the paper and in the journal.

    Basis: our own design.
    """
    return digest_of(b"\n".join(_line(list(line)) for line in lines))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def _line(data: Any) -> bytes:
    return _encode(data).encode()
