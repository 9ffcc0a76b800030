"""Fee tables as a page reads them: items with the names of their procedures, changes, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from xaso.kernel.wording import day_words
from xaso.modules.payments.queries.tariffs import item_words
from xaso.platform.journal.queries import timeline

if TYPE_CHECKING:
    from xaso.modules.payments.queries.tariffs import ItemChange
    from xaso.modules.payments.services.fee_drafting import TariffItem

CHANGE_WORDS = {"new": ("Khoản mới", "green"), "gone": ("Bỏ khoản", "red"), "changed": ("Đổi", "amber")}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its place, its kind and moment in words, its procedures: code, name, whether shown."""

    place: int
    item: TariffItem
    about: str
    services: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What differs of one item, with the badge that says how."""

    change: ItemChange
    words: str
    tone: str


def item_rows(items: Sequence[TariffItem], names: Mapping[str, tuple[str, bool]]) -> list[ItemRow]:
    """The items in order; a procedure no longer in the catalogue has no name."""
    return [
        ItemRow(
            place, item, item_words(item), [(code, *names.get(code, ("", False))) for code in item.services]
        )
        for place, item in enumerate(items)
    ]


def change_rows(changes: Sequence[ItemChange]) -> list[ChangeRow]:
    """The changes with their badges."""
    return [ChangeRow(one, *CHANGE_WORDS[one.state]) for one in changes]


def journal_rows(code: str) -> list[tuple[datetime, str, str]]:
    """What was done to a table: when, by whom, what."""
    return [(entry.at, entry.actor_name, _entry_words(entry.data)) for entry in timeline(f"fees:{code}")]


def _entry_words(data: Mapping[str, Any]) -> str:
    if "what" in data:
        return str(data["what"])
    start = day_words(date.fromisoformat(data["valid_from"]))
    if "basis" in data:
        return f"Ban hành bản áp dụng từ {start}, theo {data['basis']}"
    return f"Nạp từ gói dữ liệu, áp dụng từ {start}"
