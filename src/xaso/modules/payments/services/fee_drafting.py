"""Writing a version of a fee table: begin it, its document and days, its items, who pays less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from xaso.kernel.certainty import Certainty
from xaso.kernel.errors import Conflict, Invalid, Missing
from xaso.kernel.text import clean, clean_lines, slug
from xaso.platform.journal.services import record

from .. import access
from ..events import FeeDraftChanged
from ..models import FeeDraft, FeeRate, FeeTable
from ..queries.tariffs import items_of, version_in_force
from ..rules.tariffs import TariffItem, TariffRelief

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

__all__ = ["HeadFacts", "TariffItem", "TariffRelief"]

MOST_ITEMS, MOST_RELIEFS = 60, 20
RESERVED = frozenset({"moi", "chua-co-muc"})
"""Words that addresses beside a table's use."""


class TableNameMissing(Invalid):
    """A fee table needs a name with letters."""

    code = "fee_table_name_missing"
    default_sentence = "Đặt tên biểu thu, có chữ cái."


class TooMany(Invalid):
    """A table has at most `MOST_ITEMS` items, an item at most `MOST_RELIEFS` groups."""

    code = "fee_table_too_long"
    default_sentence = f"Biểu có nhiều nhất {MOST_ITEMS} khoản, mỗi khoản {MOST_RELIEFS} nhóm. Tách biểu."


class ItemMissing(Missing):
    """The draft has nothing at that place."""

    code = "fee_item_missing"
    default_sentence = "Bản thảo không có khoản này. Tải lại trang để xem."


class FeeDraftOvertaken(Conflict):
    """Somebody changed the draft after the page was shown."""

    code = "fee_draft_overtaken"
    default_sentence = "Bản thảo vừa được người khác sửa. Xem bản mới rồi sửa tiếp."


class FeeDraftGone(Missing):
    """The draft was published or thrown away meanwhile."""

    code = "fee_draft_gone"
    default_sentence = "Bản thảo này không còn: đã ban hành hoặc đã bỏ. Mở lại danh sách để xem."


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """A version but for its items, as typed. `certainty`: how sure the writer is of it."""

    name: str
    document: str
    document_on: date | None
    issuer: str
    valid_from: date | None
    valid_to: date | None
    certainty: str
    note: str


@transaction.atomic
def begin_table(*, name: str, by: Officer, at: datetime) -> FeeDraft:
    """Begin a table that is not there yet, under a code made of its name. Raises `TableNameMissing`."""
    access.require_fee_keeper(by)
    words = clean(name)
    root = slug(words)[:36].strip("-")
    if not root:
        raise TableNameMissing(field="name")
    taken = {
        *RESERVED,
        *FeeTable.objects.values_list("code", flat=True),
        *FeeDraft.objects.values_list("code", flat=True),
    }
    draft = FeeDraft.objects.create(
        code=_free(root, taken), name=words[:200], certainty=Certainty.A, changed_at=at, changed_by=by
    )
    _tell(draft, "Lập biểu mới", by=by, at=at)
    return draft


@transaction.atomic
def revise_table(*, code: str, by: Officer, at: datetime, today: date) -> FeeDraft:
    """The draft of a table's next version: the one already begun, or a copy of the version in force.

    What the copy rests on is left empty, to be written from the new document. Raises Missing.
    """
    access.require_fee_keeper(by)
    begun = FeeDraft.objects.select_for_update().filter(code=code).first()
    if begun is not None:
        return begun
    table = version_in_force(code, on=today)
    draft = FeeDraft.objects.create(
        code=code,
        name=table.name,
        certainty=table.certainty,
        note=table.note,
        items=[item.as_row() for item in items_of(table)],
        based_on=table,
        changed_at=at,
        changed_by=by,
    )
    _tell(draft, f"Chép từ bản áp dụng từ {table.valid_from:%d/%m/%Y}", by=by, at=at)
    return draft


def write_head(*, draft: FeeDraft, facts: HeadFacts, by: Officer, at: datetime, seen: int) -> FeeDraft:
    """Write its name, document and days. Raises `TableNameMissing`, `FeeDraftGone`, `FeeDraftOvertaken`."""
    name = clean(facts.name)[:200]
    if not slug(name):
        raise TableNameMissing(field="name")
    with _changing(draft, what="Sửa tên, văn bản, ngày", by=by, at=at, seen=seen) as held:
        held.name, held.document, held.issuer = name, clean(facts.document)[:120], clean(facts.issuer)[:160]
        held.document_on, held.valid_from, held.valid_to = facts.document_on, facts.valid_from, facts.valid_to
        held.certainty, held.note = Certainty(facts.certainty), clean_lines(facts.note)
    return held


def put_item(
    *, draft: FeeDraft, place: int | None, item: TariffItem, by: Officer, at: datetime, seen: int
) -> FeeDraft:
    """Add an item at the end, or write the one at a place (from 0) anew; it keeps its code and its groups.

    A new item's code is made of its name.

    Raises `TooMany`, `ItemMissing`, `FeeDraftGone`, `FeeDraftOvertaken`.
    """
    verb = "Thêm" if place is None else "Sửa"
    with _changing(draft, what=f"{verb} khoản “{item.name}”", by=by, at=at, seen=seen) as held:
        if place is None:
            if len(held.items) >= MOST_ITEMS:
                raise TooMany
            held.items.append(replace(item, code=_item_code(held, item.name)).as_row())
        else:
            old = _item(held, place)
            held.items[place] = replace(item, code=old.code, reliefs=old.reliefs).as_row()
    return held


def move_item(*, draft: FeeDraft, place: int, to: int, by: Officer, at: datetime, seen: int) -> FeeDraft:
    """Put the item at a place to another; beyond the ends it stops there.

    Raises `ItemMissing`, `FeeDraftGone`, `FeeDraftOvertaken`.
    """
    with _changing(draft, what=f"Chuyển khoản {place + 1}", by=by, at=at, seen=seen) as held:
        _item(held, place)
        held.items.insert(max(0, min(to, len(held.items))), held.items.pop(place))
    return held


def drop_item(*, draft: FeeDraft, place: int, by: Officer, at: datetime, seen: int) -> FeeDraft:
    """Take an item out. Raises `ItemMissing`, `FeeDraftGone`, `FeeDraftOvertaken`."""
    with _changing(draft, what=f"Bỏ khoản {place + 1}", by=by, at=at, seen=seen) as held:
        _item(held, place)
        held.items.pop(place)
    return held


def put_relief(
    *,
    draft: FeeDraft,
    place: int,
    number: int | None,
    relief: TariffRelief,
    by: Officer,
    at: datetime,
    seen: int,
) -> FeeDraft:
    """Add a group that pays less at an item, or write the one with that number (from 0) anew.

    Raises `TooMany`, `ItemMissing`, `FeeDraftGone`, `FeeDraftOvertaken`.
    """
    with _changing(draft, what=f"Ghi miễn, giảm: {relief.words}", by=by, at=at, seen=seen) as held:
        item = _item(held, place)
        rows = list(item.reliefs)
        if number is None:
            rows.append(relief)
        elif number < len(rows):
            rows[number] = relief
        else:
            raise ItemMissing
        if len(rows) > MOST_RELIEFS:
            raise TooMany
        held.items[place] = replace(item, reliefs=tuple(rows)).as_row()
    return held


def drop_relief(
    *, draft: FeeDraft, place: int, number: int, by: Officer, at: datetime, seen: int
) -> FeeDraft:
    """Take a group out of an item. Raises `ItemMissing`, `FeeDraftGone`, `FeeDraftOvertaken`."""
    with _changing(draft, what="Bỏ một nhóm miễn, giảm", by=by, at=at, seen=seen) as held:
        item = _item(held, place)
        if number >= len(item.reliefs):
            raise ItemMissing
        rows = [one for position, one in enumerate(item.reliefs) if position != number]
        held.items[place] = replace(item, reliefs=tuple(rows)).as_row()
    return held


@transaction.atomic
def attach_to_table(
    *, table: str, item: str, service: str, by: Officer, at: datetime, today: date
) -> FeeDraft:
    """Let a procedure be charged at an item, in the draft of the table's next version, begun when needed.

    Attached twice it stands there once. Raises `ItemMissing`, Missing.
    """
    draft = FeeDraft.objects.select_for_update(of=("self",)).filter(code=table).first()
    draft = draft or revise_table(code=table, by=by, at=at, today=today)
    place = next((spot for spot, row in enumerate(draft.items) if row["code"] == item), None)
    if place is None:
        raise ItemMissing
    with _changing(draft, what=f"Gắn thủ tục {service}", by=by, at=at, seen=draft.revision) as held:
        old = _item(held, place)
        services = tuple(dict.fromkeys((*old.services, service)))
        held.items[place] = replace(old, services=services).as_row()
    return held


def take_items(
    *, draft: FeeDraft, items: Sequence[TariffItem], file_name: str, by: Officer, at: datetime, seen: int
) -> FeeDraft:
    """Put a file's items in place of all items. Raises `TooMany`, `FeeDraftGone`, `FeeDraftOvertaken`."""
    if len(items) > MOST_ITEMS or any(len(item.reliefs) > MOST_RELIEFS for item in items):
        raise TooMany(field="upload")
    with _changing(draft, what=f"Nạp tệp {clean(file_name)[:120]}", by=by, at=at, seen=seen) as held:
        held.items = [item.as_row() for item in items]
    return held


@transaction.atomic
def discard_table(*, draft: FeeDraft, by: Officer, at: datetime, seen: int) -> None:
    """Throw the draft away; what is published stays. Raises `FeeDraftGone`, `FeeDraftOvertaken`."""
    held = locked_draft(draft, by=by, seen=seen)
    _tell(held, "Bỏ bản thảo", by=by, at=at)
    held.delete()


def locked_draft(draft: FeeDraft, *, by: Officer, seen: int) -> FeeDraft:
    """The draft, held for this change. Raises `NotFeeKeeper`, `FeeDraftGone`, `FeeDraftOvertaken`."""
    access.require_fee_keeper(by)
    held = FeeDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if held is None:
        raise FeeDraftGone
    if held.revision != seen:
        raise FeeDraftOvertaken
    return held


@contextmanager
def _changing(draft: FeeDraft, *, what: str, by: Officer, at: datetime, seen: int) -> Iterator[FeeDraft]:
    """Lock the draft for one change; save it and tell the journal at the end."""
    with transaction.atomic():
        held = locked_draft(draft, by=by, seen=seen)
        yield held
        held.revision += 1
        held.changed_at, held.changed_by = at, by
        held.save()
        _tell(held, what, by=by, at=at)


def _tell(draft: FeeDraft, what: str, *, by: Officer, at: datetime) -> None:
    record(FeeDraftChanged(table=draft.code, what=what), by=by, at=at, subject=f"fees:{draft.code}")


def _item(draft: FeeDraft, place: int) -> TariffItem:
    if not 0 <= place < len(draft.items):
        raise ItemMissing
    return TariffItem.of(draft.items[place])


def _item_code(draft: FeeDraft, name: str) -> str:
    """A code of the name that no item of this draft, nor of another table, has."""
    taken = {str(row["code"]) for row in draft.items}
    taken |= set(FeeRate.objects.exclude(table__code=draft.code).values_list("code", flat=True))
    return _free(slug(name)[:56].strip("-") or "khoan", taken)


def _free(root: str, taken: set[Any]) -> str:
    number, wanted = 2, root
    while wanted in taken:
        wanted, number = f"{root}-{number}", number + 1
    return wanted
