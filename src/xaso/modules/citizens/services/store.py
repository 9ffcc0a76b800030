"""The store of a person's papers: keep, use again, compare, limit, replace, withdraw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Missing
from xaso.kernel.text import clean, clean_lines
from xaso.modules.org.queries import setting
from xaso.platform.journal.actors import Actor, ActsAs, actor_of
from xaso.platform.journal.services import record

from .. import rules
from ..events import StoreChanged, StoreFilled, StoreUsed
from ..models import Person, StoreItem, StoreUse
from ..queries import subject_of

if TYPE_CHECKING:
    from xaso.platform.files.models import StoredFile


class NotUsable(Conflict):
    """The paper expired, was replaced or withdrawn."""

    code = "not_usable"
    default_sentence = "Giấy tờ này không còn dùng được. Mở kho giấy tờ để xem vì sao, rồi gửi bản mới."


@dataclass(frozen=True, slots=True)
class ItemIn:
    """A paper to keep. `key` names what it came from and is kept once; `verified` says who compared it."""

    key: str
    source: str
    name: str
    medium: str
    file: StoredFile
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    verified: str = ""


def keep_items(
    *, owner: Person, items: Sequence[ItemIn], subject: str, by: Actor | ActsAs, at: datetime
) -> list[StoreItem]:
    """Keep papers in the owner's store, each key once; return those that are new.

    How long a kind of paper holds is the setting store.validity_months. Basis: NĐ 45/2020 Đ.16 amended by
    NĐ 118/2025 Đ.40 (quoted, onestop.md 6.6, 6.10).
    """
    with transaction.atomic():
        keys = [item.key for item in items]
        known = set(StoreItem.objects.filter(source_key__in=keys).values_list("source_key", flat=True))
        fresh = [item for item in items if item.key not in known]
        if not fresh:
            return []
        made = StoreItem.objects.bulk_create(_rows(owner, fresh, subject, at))
        event = StoreFilled(person=str(owner.public_id), items=[str(one.public_id) for one in made])
        record(event, by=by, at=at, subject=subject_of(owner))
    return made


def use_items(
    *, items: Sequence[StoreItem], purpose: str, subject: str, by: Actor | ActsAs, at: datetime
) -> None:
    """Write down that papers of one owner were used again, and for what; once for each subject.

    Raises NotUsable for a paper that expired, was replaced or withdrawn.
    """
    if not items:
        return
    today, who = local_date(at), actor_of(by)
    with transaction.atomic():
        rows = StoreItem.objects.select_for_update(of=("self",), no_key=True).select_related("owner")
        locked = list(rows.filter(pk__in=[item.pk for item in items]).order_by("pk"))
        for row in locked:
            _check_usable(row, today)
        used = [
            StoreUse(item=row, subject=subject, purpose=clean(purpose)[:300], at=at, actor_name=who.name)
            for row in locked
        ]
        StoreUse.objects.bulk_create(used, ignore_conflicts=True)
        owner = locked[0].owner
        event = StoreUsed(
            person=str(owner.public_id), items=[str(row.public_id) for row in locked], of=subject
        )
        record(event, by=by, at=at, subject=subject_of(owner))


def verify_item(*, item: StoreItem, note: str, by: Actor | ActsAs, at: datetime) -> StoreItem:
    """Write down that an officer compared the paper, and with what. Raises Invalid, NotUsable."""
    said = clean(note)
    if not said:
        raise Invalid("Ghi đã đối chiếu với giấy tờ hoặc dữ liệu nào.", field="note")
    with transaction.atomic():
        row = _locked(item)
        _check_usable(row, local_date(at))
        row.verified_at, row.verified_note = at, f"{actor_of(by).name}: {said}"[:200]
        row.save(update_fields=["verified_at", "verified_note"])
        _tell(row, "verified", by, at)
    return row


def limit_item(*, item: StoreItem, valid_to: date | None, by: Actor | ActsAs, at: datetime) -> StoreItem:
    """Write until when the paper may be used; None takes the limit away. Raises NotUsable when it ended."""
    with transaction.atomic():
        row = _locked(item)
        if row.ended_at is not None:
            raise NotUsable
        row.valid_to = valid_to
        row.save(update_fields=["valid_to"])
        _tell(row, "limited", by, at)
    return row


def end_item(
    *, item: StoreItem, reason: str, by: Actor | ActsAs, at: datetime, replaced_by: StoreItem | None = None
) -> StoreItem:
    """Withdraw a paper from use, or put a newer one of the same owner in its place; ended twice is once.

    Raises Invalid without a reason, or when the other paper is not the same owner's.
    """
    said = clean_lines(reason)
    if not said:
        raise Invalid("Ghi lý do để người có giấy biết vì sao không dùng được nữa.", field="reason")
    if replaced_by is not None and (replaced_by.owner_id != item.owner_id or replaced_by.pk == item.pk):
        raise Invalid("Bản thay thế phải là giấy tờ khác của cùng một người.", field="reason")
    with transaction.atomic():
        row = _locked(item)
        if row.ended_at is not None:
            return row
        row.ended_at, row.ended_reason, row.replaced_by = at, said, replaced_by
        row.save(update_fields=["ended_at", "ended_reason", "replaced_by"])
        _tell(row, "replaced" if replaced_by else "withdrawn", by, at)
    return row


def _rows(owner: Person, items: Sequence[ItemIn], subject: str, at: datetime) -> list[StoreItem]:
    kinds = [rules.kind_of(item.name) for item in items]
    months = dict(setting("store.validity_months", {}))
    held = StoreItem.objects.filter(owner=owner, kind__in=kinds).values_list("kind", flat=True)
    count = Counter(held)
    rows = []
    for item, kind in zip(items, kinds, strict=True):
        count[kind] += 1
        rows.append(
            StoreItem(
                owner=owner, source=item.source, source_key=item.key, subject=subject, name=clean(item.name),
                kind=kind, medium=item.medium, issuer=item.issuer[:200], number=item.number,
                issued_on=item.issued_on, valid_to=rules.valid_until(kind, item.issued_on, months),
                version=count[kind], verified_at=at if item.verified else None,
                verified_note=item.verified[:200], file=item.file, kept_at=at,
            )
        )  # fmt: skip
    return rows


def _locked(item: StoreItem) -> StoreItem:
    rows = StoreItem.objects.select_for_update(of=("self",), no_key=True).select_related("owner")
    row = rows.filter(pk=item.pk).first()
    if row is None:
        raise Missing
    return row


def _check_usable(item: StoreItem, today: date) -> None:
    expired = item.valid_to is not None and item.valid_to < today
    if item.ended_at is not None or expired:
        raise NotUsable


def _tell(item: StoreItem, how: str, by: Actor | ActsAs, at: datetime) -> None:
    event = StoreChanged(person=str(item.owner.public_id), item=str(item.public_id), how=how)
    record(event, by=by, at=at, subject=subject_of(item.owner))
