"""What stands in a person's store, what it is worth today, and what may be taken again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window

from ..models import Person, StoreItem, StoreUse
from ..rules import STANDING_WORDS, Standing, kind_of, may_stand_for, standing_of

NO_ITEM = "Không tìm thấy giấy tờ này trong kho. Quay lại danh sách để xem."


@dataclass(frozen=True, slots=True)
class StoreRow:
    """An item as a page shows it on a day. `times`: how often it was used again."""

    item: StoreItem
    standing: Standing
    times: int = 0

    @property
    def words(self) -> str:
        """The standing in Vietnamese."""
        return STANDING_WORDS[self.standing]

    @property
    def is_usable(self) -> bool:
        """Whether it may be used in a filing today."""
        return self.standing == Standing.VALID


@dataclass(frozen=True, slots=True)
class StoreOffer:
    """An item that may be taken again for a paper that is wanted; `is_same`: of exactly that name."""

    item: StoreItem
    is_same: bool

    @property
    def code(self) -> str:
        """The code of the dossier it comes from, or an empty text."""
        return self.item.subject.partition(":")[2]


def store_page(owner: Person, number: int, *, today: date) -> Page[StoreRow]:
    """The owner's items, the newest first, twenty a page. One query."""
    rows = _items(owner).annotate(times=Count("uses")).order_by("-kept_at", "-pk")
    fetched = list(rows[window(number)])
    return Page.cut([_row(item, today, item.times) for item in fetched], number)


def own_item(owner: Person, public_id: UUID, *, today: date) -> StoreRow:
    """One item of the owner. Raises Missing for one that is another's."""
    item = _items(owner).select_related("replaced_by").filter(public_id=public_id).first()
    if item is None:
        raise Missing(NO_ITEM)
    return _row(item, today)


def uses_of(item: StoreItem) -> list[StoreUse]:
    """What the item was used for, the newest first, at most a hundred."""
    return list(item.uses.order_by("-at", "-pk")[:100])


def store_items(subject: str) -> list[StoreItem]:
    """The items that came from one piece of work ("dossier:CODE"), with their owners."""
    return list(StoreItem.objects.filter(subject=subject).select_related("owner", "file").order_by("pk"))


def offers(owner: Person, wanted: Mapping[int, str], *, today: date) -> dict[int, StoreOffer]:
    """For each wanted paper (name by any number), the item that may be taken again today: one of exactly that
    name before one that may stand for it, the newest of those. One query, none when nothing is wanted.

    Basis: NĐ 224/2026 Đ.18 k.4 (what is held is not asked for again), by onestop.md 6.8.
    """
    if not wanted:
        return {}
    rows = _items(owner).filter(ended_at=None).order_by("-issued_on", "-kept_at", "-pk")
    usable = [item for item in rows if _row(item, today).is_usable]
    found = ((number, _best(usable, name)) for number, name in wanted.items())
    return {number: offer for number, offer in found if offer is not None}


def same_kind(item: StoreItem) -> list[StoreItem]:
    """The owner's other papers of the same name still in use, the newest first, at most fifty."""
    rows = StoreItem.objects.filter(owner=item.owner_id, kind=item.kind, ended_at=None)
    return list(rows.exclude(pk=item.pk).order_by("-kept_at", "-pk")[:50])


def _best(items: list[StoreItem], name: str) -> StoreOffer | None:
    kind = kind_of(name)
    newest = max((one for one in items if one.kind == kind), key=lambda one: one.kept_at, default=None)
    if newest is not None:
        return StoreOffer(newest, is_same=True)
    like = [one for one in items if may_stand_for(one.kind, name)]
    newest = max(like, key=lambda one: one.kept_at, default=None)
    return StoreOffer(newest, is_same=False) if newest is not None else None


def _items(owner: Person) -> QuerySet[StoreItem]:
    return StoreItem.objects.filter(owner=owner).select_related("file")


def _row(item: StoreItem, today: date, times: int = 0) -> StoreRow:
    standing = standing_of(
        is_ended=item.ended_at is not None,
        is_replaced=item.replaced_by_id is not None,
        valid_to=item.valid_to,
        today=today,
    )
    return StoreRow(item, standing, times)
