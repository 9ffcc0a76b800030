"""Sending several filings in one go: linked dossiers, each with its own code and clock, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Missing, Refusal
from xaso.platform.journal.services import record

from ..events import GroupTakenIn
from ..models import Dossier, DossierGroup, Draft, GroupDraft, GroupMember
from ..queries.group_path import GONE, paths_of, sent_from
from .filing import file_locked

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person


class GroupGone(Missing):
    """The group was sent or thrown away meanwhile."""

    code = "group_gone"
    default_sentence = GONE


class OneRefused(Conflict):
    """One filing of the group cannot be sent, so none was; `draft` is the one."""

    code = "one_of_group_refused"

    def __init__(self, draft: Draft, why: Refusal) -> None:
        super().__init__(
            f"“{draft.version.name}”: {why.sentence}",
            hint="Chưa thủ tục nào được nộp. Bỏ thủ tục này khỏi nhóm rồi nộp các thủ tục còn lại.",
        )
        self.draft = draft


def file_group(*, group: GroupDraft, by: Person, at: datetime) -> DossierGroup:
    """File every draft of the group, or none: a dossier each with its code, linked; shared papers once.

    Sent twice, the second returns the same group. Raises `OneRefused` with what stands in the way of one,
    `GroupGone`. Basis: NĐ 118/2025 Đ.17; onestop.md part 4 (liên thông), 6.8.
    """
    known = sent_from(by, group.public_id)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _file_all(group, by, at)
    except (GroupGone, IntegrityError):
        known = sent_from(by, group.public_id)
        if known is None:
            raise
        return known


def _file_all(group: GroupDraft, by: Person, at: datetime) -> DossierGroup:
    held = GroupDraft.objects.select_for_update().filter(pk=group.pk, owner=by).first()
    if held is None:
        raise GroupGone
    list(Draft.objects.select_for_update(of=("self",)).filter(group=held).order_by("group_order"))
    paths = paths_of(held.pk, today=local_date(at))
    before = [{one.field.code: one.shared for one in path.papers if one.shared} for path in paths]
    dossiers = []
    for path, shared in zip(paths, before, strict=True):
        try:
            dossiers.append(file_locked(path.draft, by=by, at=at, before=shared))
        except Refusal as why:
            raise OneRefused(path.draft, why) from why
    made = _link(held, dossiers, by, at)
    held.delete()
    return made


def _link(held: GroupDraft, dossiers: Sequence[Dossier], by: Person, at: datetime) -> DossierGroup:
    made = DossierGroup.objects.create(
        code=f"N-{dossiers[0].code}",
        name=held.name,
        applicant=dossiers[0].applicant,
        opened_at=at,
        filing_key=str(held.public_id),
    )
    GroupMember.objects.bulk_create(
        GroupMember(group=made, dossier=dossier, order=order) for order, dossier in enumerate(dossiers, 1)
    )
    fact = GroupTakenIn(group=made.code, group_name=made.name, codes=[one.code for one in dossiers])
    record(fact, by=by, at=at, subject=made.subject)
    return made
