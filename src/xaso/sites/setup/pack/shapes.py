"""What a value may be: small checks that say in Vietnamese what is wrong at which place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from xaso.kernel.text import edit_distance_at_most_one
from xaso.sites.setup.pack.reading import Document, Fault, Place


@dataclass(frozen=True)
class Spot:
    """A value in a document, with its place."""

    document: Document
    place: Place
    value: Any

    def at(self, step: str | int) -> Spot:
        """The part of the value under a name or a number."""
        return Spot(self.document, (*self.place, step), self.value[step])

    def fault(self, sentence: str) -> Fault:
        """What is wrong here."""
        return self.document.fault(self.place, sentence)


Check = Callable[[Spot], Iterator[Fault]]


def anything(spot: Spot) -> Iterator[Fault]:
    """Any value at all."""
    yield from ()


def text(longest: int = 5000, pattern: str = "", hint: str = "") -> Check:
    """A text that says something, within a length, of a pattern when one is given."""
    shape = re.compile(pattern) if pattern else None

    def check(spot: Spot) -> Iterator[Fault]:
        if not isinstance(spot.value, str):
            yield spot.fault("Cần chữ trong ngoặc kép.")
        elif not spot.value.strip():
            yield spot.fault("Không được để trống; chưa biết thì ghi null nếu chỗ này cho phép.")
        elif len(spot.value) > longest:
            yield spot.fault(f"Dài {len(spot.value)} ký tự, tối đa {longest}.")
        elif shape and not shape.fullmatch(spot.value):
            yield spot.fault(f"“{spot.value[:40]}” không đúng dạng. {hint}".strip())

    return check


CODE = text(40, r"[A-Za-z0-9][A-Za-z0-9._-]*", "Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch nối, gạch dưới.")


def flag(spot: Spot) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(spot.value, bool):
        yield spot.fault("Cần true hoặc false.")


def whole(least: int = 0, most: int = 10**9) -> Check:
    """A whole number between two, both allowed."""

    def check(spot: Spot) -> Iterator[Fault]:
        if not isinstance(spot.value, int) or isinstance(spot.value, bool):
            yield spot.fault("Cần một số nguyên.")
        elif not least <= spot.value <= most:
            yield spot.fault(f"{spot.value} ngoài khoảng {least} đến {most}.")

    return check


def number(least: float, most: float) -> Check:
    """A number between two, both allowed."""

    def check(spot: Spot) -> Iterator[Fault]:
        if not isinstance(spot.value, int | float) or isinstance(spot.value, bool):
            yield spot.fault("Cần một số.")
        elif not least <= spot.value <= most:
            yield spot.fault(f"{spot.value} ngoài khoảng {least} đến {most}.")

    return check


def day(spot: Spot) -> Iterator[Fault]:
    """A date written 2026-08-31."""
    try:
        date.fromisoformat(spot.value)
    except (TypeError, ValueError):
        yield spot.fault("Cần một ngày có thật, viết như 2026-08-31.")


def hour(spot: Spot) -> Iterator[Fault]:
    """An hour written 07:30."""
    try:
        time.fromisoformat(spot.value)
    except (TypeError, ValueError):
        yield spot.fault("Cần một giờ, viết như 07:30.")


def one_of(values: Collection[str]) -> Check:
    """One of the given texts."""

    def check(spot: Spot) -> Iterator[Fault]:
        if spot.value not in values:
            yield spot.fault(f"“{spot.value}” không có trong: {', '.join(sorted(values))}.")

    return check


def maybe(inner: Check) -> Check:
    """The same, or null."""

    def check(spot: Spot) -> Iterator[Fault]:
        if spot.value is not None:
            yield from inner(spot)

    return check


def many(inner: Check, least: int = 0) -> Check:
    """A list of such values."""

    def check(spot: Spot) -> Iterator[Fault]:
        if not isinstance(spot.value, list):
            yield spot.fault("Cần một danh sách trong ngoặc vuông.")
            return
        if len(spot.value) < least:
            yield spot.fault(f"Cần ít nhất {least} mục.")
        for index in range(len(spot.value)):
            yield from inner(spot.at(index))

    return check


def record(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *, closed: bool = True
) -> Check:
    """An object with these names. Closed: another name is a fault, for it is most likely a slip."""
    known = {**required, **(optional or {})}

    def check(spot: Spot) -> Iterator[Fault]:
        if not isinstance(spot.value, dict):
            yield spot.fault("Cần một bản ghi trong ngoặc nhọn.")
            return
        for name in required:
            if name not in spot.value:
                yield spot.document.fault((*spot.place, name), "Thiếu mục này; chưa biết thì ghi null.")
        for name in spot.value:
            if name in known:
                yield from known[name](spot.at(name))
            elif closed:
                yield spot.at(name).fault(f"Không có mục tên này. {_meant(name, known)}".strip())

    return check


def _meant(name: str, known: Collection[str]) -> str:
    near = [one for one in known if edit_distance_at_most_one(name, one)]
    return f"Có phải “{near[0]}”?" if near else "Xem docs/pack-format.md."


def each(*checks: Check) -> Check:
    """Every one of the checks."""

    def check(spot: Spot) -> Iterator[Fault]:
        for one in checks:
            yield from one(spot)

    return check
