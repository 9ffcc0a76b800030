"""What a payer owes at one rate, explained line by line.

Source: Luật phí và lệ phí 97/2015/QH13 Đ.3, 10, 14; NQ 66.22/2026/NQ-CP (onestop.md 10.1 to 10.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xaso.kernel.money import format_dong, grouped


@dataclass(frozen=True, slots=True)
class Relief:
    """An exemption or reduction of a rate: for whom, by how much, since when and until when."""

    group: str
    words: str
    percent: int
    basis: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Return whether it is in force on that day, both ends included."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Terms:
    """A rate as its table has it: đồng a unit, other sums from some unit on, a ceiling a copy."""

    name: str
    unit: str
    amount: int
    tiers: Sequence[tuple[int, int]] = ()
    ceiling: int | None = None
    reliefs: Sequence[Relief] = ()


@dataclass(frozen=True, slots=True)
class Charge:
    """What is owed at one rate: before and after relief, the group whose relief was used, and why."""

    full: int
    amount: int
    group: str
    lines: tuple[str, ...]


def charge(
    terms: Terms, *, quantity: int = 1, copies: int = 1, groups: Iterable[str] = (), on: date
) -> Charge:
    """Return what `copies` of `quantity` units cost on that day, to a payer of these groups.

    Units cost `amount`, from the first unit of a tier on the tier's sum; one copy never more than the
    ceiling. Of several reliefs the best for the payer applies, alone; a broken đồng is let go. Raises
    ValueError for a quantity or copies below 1. Basis: Luật 97/2015 Đ.10, 14; NQ 66.22/2026/NQ-CP (best
    benefit of several).
    """
    if quantity < 1 or copies < 1:
        raise ValueError("at least one unit of one copy")
    one, lines = _one_copy(terms, quantity)
    full = one * copies
    if copies > 1:
        lines.append(f"{copies} bản × {grouped(one)} = {format_dong(full)}")
    best = _best(terms.reliefs, frozenset(groups), on)
    if best is None or full == 0:
        return Charge(full, full, "", tuple(lines))
    amount = full * (100 - best.percent) // 100
    verb = "Miễn" if best.percent == 100 else f"Giảm {best.percent}%"
    lines.append(f"{verb} cho nhóm “{best.words}”: còn {format_dong(amount)} ({best.basis})")
    return Charge(full, amount, best.group, tuple(lines))


def _one_copy(terms: Terms, quantity: int) -> tuple[int, list[str]]:
    """The sum of one copy, and each stretch of units as it was counted."""
    starts = [(1, terms.amount), *sorted(terms.tiers)]
    total, lines = 0, []
    for place, (start, price) in enumerate(starts):
        end = starts[place + 1][0] - 1 if place + 1 < len(starts) else quantity
        units = min(end, quantity) - start + 1
        if units > 0:
            total += units * price
            since = "" if start == 1 else f" từ {terms.unit} thứ {start}"
            lines.append(f"{units} {terms.unit}{since} × {grouped(price)} = {format_dong(units * price)}")
    if terms.ceiling is not None and total > terms.ceiling:
        lines.append(f"Thu không quá {format_dong(terms.ceiling)} một bản")
        total = terms.ceiling
    return total, lines


def _best(reliefs: Sequence[Relief], groups: frozenset[str], on: date) -> Relief | None:
    open_to = [relief for relief in reliefs if relief.group in groups and relief.holds(on)]
    return max(open_to, key=lambda relief: relief.percent, default=None)
