"""Several filings begun in one go: chosen together, thrown away together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.text import shorten
from xaso.modules.procedures.queries import form_definition
from xaso.platform.eforms.definition import parse
from xaso.platform.eforms.prefilling import prefill

from ..models import Draft, GroupDraft
from .accounts import account_of
from .drafting import MAX_DRAFTS, TooManyDrafts, discard_draft
from .grouping import FEWEST, MOST, UnfitGroup
from .opening import check_filed_here

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.procedures.models import ProcedureVersion


def start_group(
    *, person: Person, versions: Sequence[ProcedureVersion], name: str, at: datetime
) -> GroupDraft:
    """Start filings of several procedures that will be sent in one go, in the order given.

    The same ones not yet touched are taken up again. Raises `UnfitGroup`, `NotFiledHere`, `TooManyDrafts`.
    Basis: design; onestop.md 6.8 (nobody is asked again for what was told).
    """
    if not FEWEST <= len({version.pk for version in versions}) <= MOST:
        raise UnfitGroup(f"Chọn từ {FEWEST} đến {MOST} thủ tục nộp được tại đây.", field="thu-tuc")
    for version in versions:
        check_filed_here(version)
    with transaction.atomic():
        found = _untouched(person, versions)
        if found is not None:
            return found
        if Draft.objects.filter(owner=person).count() + len(versions) > MAX_DRAFTS:
            raise TooManyDrafts
        group = GroupDraft.objects.create(owner=person, name=shorten(name, 200), started_at=at)
        for order, version in enumerate(versions, 1):
            _begin(group, version, order, at)
        return group


def discard_group(*, group: GroupDraft, at: datetime) -> None:
    """Throw all filings of the group away, uploads and all; one already gone is no fault."""
    with transaction.atomic():
        for draft in Draft.objects.filter(group=group.pk).order_by("-group_order"):
            discard_draft(draft=draft, at=at)


def _begin(group: GroupDraft, version: ProcedureVersion, order: int, at: datetime) -> None:
    form = form_definition(version, local_date(at))
    Draft.objects.create(
        owner=group.owner,
        version=version,
        form=form,
        answers=prefill(parse(form.definition), account_of(group.owner)),
        group=group,
        group_order=order,
        started_at=at,
        saved_at=at,
    )


def _untouched(person: Person, versions: Sequence[ProcedureVersion]) -> GroupDraft | None:
    """The person's latest group when it is of the same procedures and nothing was done in it."""
    latest = GroupDraft.objects.filter(owner=person).order_by("-started_at", "-pk").first()
    if latest is None:
        return None
    drafts = list(latest.drafts.order_by("group_order").prefetch_related("files"))
    same = [draft.version_id for draft in drafts] == [version.pk for version in versions]
    bare = not any(draft.done_sections or draft.for_other or draft.files.all() for draft in drafts)
    return latest if same and bare else None
