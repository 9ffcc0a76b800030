"""In a group of filings: what one form is told goes into those after it, so that nobody is asked twice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F

from xaso.platform.eforms.definition import parse
from xaso.platform.eforms.sharing import given_before, meaning_of

from ..models import Draft, GroupDraft


def hold_group(draft: Draft) -> None:
    """Lock the group of a draft, before any of its drafts: whoever writes to several waits here."""
    if draft.group_id is not None:
        GroupDraft.objects.select_for_update().filter(pk=draft.group_id).first()


def spread(source: Draft, changed: Collection[str], *, today: date) -> None:
    """Write answers just changed in `source` into the forms after it that ask the same; in the caller's
    transaction, the group held.

    Only what changed travels: what was typed anew in a later form, because it did not fit there, stays.
    """
    if source.group_id is None or not changed:
        return
    form = parse(source.form.definition)
    meanings = {meaning_of(field) for field in form.fields() if field.code in changed}
    later = Draft.objects.select_for_update(of=("self",)).select_related("form")
    for draft in later.filter(group=source.group_id, group_order__gt=source.group_order).order_by("pk"):
        other = parse(draft.form.definition)
        given = given_before(other, [(form, source.answers)], today=today)
        told = {code: value for code, value in given.items() if meaning_of(other.field(code)) in meanings}
        draft.answers = {**draft.answers, **told}
        draft.save(update_fields=["answers"])


def same_party(source: Draft) -> None:
    """Let all filings of the group be for the same person; in the caller's transaction, the group held."""
    if source.group_id is None:
        return
    others = Draft.objects.filter(group=source.group_id).exclude(pk=source.pk)
    others.update(
        for_other=source.for_other,
        other_name=source.other_name,
        other_id_number=source.other_id_number,
        relation=source.relation,
        saved_at=source.saved_at,
    )


def close_up(group: GroupDraft, place: int) -> None:
    """Move the filings after an empty place up by one; one left alone is no group any more. In the caller's
    transaction.
    """
    if group.drafts.count() < 2:
        group.drafts.update(group=None, group_order=0)
        group.delete()
        return
    for draft in group.drafts.filter(group_order__gt=place).order_by("group_order"):
        Draft.objects.filter(pk=draft.pk).update(group_order=F("group_order") - 1)
