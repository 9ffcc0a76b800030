"""A version of a fee table being written: its items as plain values, how they read, how they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from xaso.kernel.money import format_dong
from xaso.kernel.wording import day_words

from .charging import Relief, Terms
from .words import GROUP_WORDS, KIND_WORDS, MOMENT_WORDS, Group, Kind, Moment

CHANNEL_WORDS = {"": "mọi cách nộp", "online": "nộp trực tuyến", "direct": "nộp trực tiếp"}


@dataclass(frozen=True, slots=True)
class TariffRelief:
    """Who pays less at an item, by how many percent, by which document, from when to when."""

    group: str
    percent: int
    basis: str
    valid_from: date | None = None
    valid_to: date | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> TariffRelief:
        """The relief kept as plain values."""
        days = {name: _day(row.get(name)) for name in ("valid_from", "valid_to")}
        return cls(row["group"], row["percent"], row["basis"], **days)

    def as_row(self) -> dict[str, Any]:
        """Plain values, days as text."""
        days = {name: day.isoformat() if day else None for name, day in self._days().items()}
        return asdict(self) | days

    def _days(self) -> dict[str, date | None]:
        return {"valid_from": self.valid_from, "valid_to": self.valid_to}

    @property
    def words(self) -> str:
        """``Hộ nghèo: miễn, từ 01/01/2027``."""
        who = GROUP_WORDS.get(Group(self.group), self.group) if self.group in set(Group) else self.group
        what = "miễn" if self.percent == 100 else f"giảm {self.percent}%"
        since = f", từ {day_words(self.valid_from)}" if self.valid_from else ""
        until = f", đến {day_words(self.valid_to)}" if self.valid_to else ""
        return f"{who}: {what}{since}{until}"


@dataclass(frozen=True, slots=True)
class TariffItem:
    """One fee or charge. `tiers`: from which unit on another sum; `services`: codes of procedures."""

    code: str
    name: str
    kind: str
    unit: str
    amount: int
    tiers: tuple[tuple[int, int], ...] = ()
    ceiling: int | None = None
    services: tuple[str, ...] = ()
    channel: str = ""
    moment: str = Moment.RECEPTION
    basis: str = ""
    note: str = ""
    reliefs: tuple[TariffRelief, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> TariffItem:
        """The item kept as plain values."""
        plain = ("code", "name", "kind", "unit", "amount", "ceiling", "moment", "channel", "basis", "note")
        said: dict[str, Any] = {name: row[name] for name in plain}
        return cls(
            **said,
            tiers=tuple((start, amount) for start, amount in row["tiers"]),
            services=tuple(row["services"]),
            reliefs=tuple(TariffRelief.of(one) for one in row["reliefs"]),
        )

    def as_row(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {
            "tiers": [list(tier) for tier in self.tiers],
            "services": list(self.services),
            "reliefs": [one.as_row() for one in self.reliefs],
        }

    @property
    def terms(self) -> Terms:
        """The item as the rules of charging take it."""
        reliefs = tuple(
            Relief(
                one.group, GROUP_WORDS[Group(one.group)], one.percent, one.basis, one.valid_from, one.valid_to
            )
            for one in self.reliefs
        )
        return Terms(self.name, self.unit, self.amount, self.tiers, self.ceiling, reliefs)

    @property
    def rate_words(self) -> str:
        """``2.000 đồng/trang; từ trang thứ 3: 1.000 đồng; không quá 200.000 đồng một bản``."""
        steps = [f"từ {self.unit} thứ {start}: {format_dong(amount)}" for start, amount in self.tiers]
        most = [] if self.ceiling is None else [f"không quá {format_dong(self.ceiling)} một bản"]
        return "; ".join([f"{format_dong(self.amount)}/{self.unit}", *steps, *most])


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What differs of one item: lines added and lines taken away. `state`: new, gone, changed."""

    code: str
    name: str
    state: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def item_lines(item: TariffItem) -> list[str]:
    """Everything an item says, a line each.

    Basis: Luật 97/2015 Đ.14.1: name, rate, way of collecting, who is exempt and the document are public.
    """
    return [
        f"Tên: {item.name}",
        f"Loại: {KIND_WORDS[Kind(item.kind)].lower()}",
        f"Mức: {item.rate_words}",
        f"Thu: {MOMENT_WORDS[Moment(item.moment)].lower()}, {CHANNEL_WORDS[item.channel]}",
        *(f"Thủ tục: {code}" for code in sorted(item.services)),
        *(f"Miễn, giảm: {one.words} ({one.basis})" for one in item.reliefs),
        *([f"Căn cứ: {item.basis}"] if item.basis else []),
        *([f"Ghi chú: {item.note}"] if item.note else []),
    ]


def item_changes(before: Sequence[TariffItem], after: Sequence[TariffItem]) -> list[ItemChange]:
    """What of a table's items is new, gone or changed, by their codes, in the order of the newer.

    Basis: Luật 97/2015 Đ.14: a change of rates is a new document, so each change must be seen.
    """
    old, new = ({item.code: item for item in items} for items in (before, after))
    found = []
    for code in [*new, *(code for code in old if code not in new)]:
        was = item_lines(old[code]) if code in old else []
        now = item_lines(new[code]) if code in new else []
        added = tuple(line for line in now if line not in was)
        removed = tuple(line for line in was if line not in now)
        if added or removed:
            state = "new" if not was else "changed" if now else "gone"
            found.append(ItemChange(code, (new.get(code) or old[code]).name, state, added, removed))
    return found


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
