"""A filing in progress: kept as the person types, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from xaso.kernel.clock import local_date
from xaso.kernel.codes import is_citizen_id
from xaso.kernel.errors import Conflict, Invalid, Missing, Problem
from xaso.kernel.text import clean, is_vietnamese_name
from xaso.platform.eforms.definition import Form, parse
from xaso.platform.eforms.prefilling import prefill
from xaso.platform.files.services import discard
from xaso.platform.journal.actors import Actor, ActsAs

from ..models import Draft, DraftFile
from .accounts import account_of
from .opening import check_filed_here
from .papers import TooManyFiles, keep, max_files
from .spreading import close_up, hold_group, same_party, spread

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.procedures.models import FormDefinition, ProcedureVersion

MAX_DRAFTS = 20


class TooManyDrafts(Conflict):
    """The person has too many filings in progress."""

    code = "too_many_drafts"
    default_sentence = f"Bà con đang có {MAX_DRAFTS} hồ sơ soạn dở. Nộp hoặc xóa bớt rồi soạn hồ sơ mới."


class DraftGone(Missing):
    """The draft was filed or thrown away meanwhile."""

    code = "draft_gone"
    default_sentence = "Hồ sơ soạn dở này đã được nộp hoặc đã xóa. Mở mục “Hồ sơ của tôi” để xem."


class SentOnly(Conflict):
    """The paper is not one whose original must be handed in, so it is sent, not brought."""

    code = "sent_only"
    default_sentence = "Giấy này không phải nộp bản chính. Bà con chụp ảnh hoặc quét rồi tải lên."


def start_draft(*, person: Person, version: ProcedureVersion, form: FormDefinition, at: datetime) -> Draft:
    """Start a filing, its answers prefilled from the account; one not yet touched is taken up again.

    Raises `NotFiledHere`, `TooManyDrafts`.
    """
    check_filed_here(version)
    with transaction.atomic():
        mine = Draft.objects.filter(owner=person)
        untouched = mine.filter(
            group=None, version=version, form=form, done_sections=[], for_other=False, files=None
        )
        found = untouched.order_by("-saved_at").first()
        if found is not None:
            return found
        if mine.count() >= MAX_DRAFTS:
            raise TooManyDrafts
        answers = prefill(parse(form.definition), account_of(person))
        return Draft.objects.create(
            owner=person, version=version, form=form, answers=answers, started_at=at, saved_at=at
        )


def save_party(
    *, draft: Draft, for_other: bool, other_name: str, other_id_number: str, relation: str, at: datetime
) -> Draft:
    """Keep for whom the person files. Raises `Invalid` with a problem for each of other_name,
    other_id_number, relation.
    """
    name, number, kin = clean(other_name), other_id_number.replace(" ", ""), clean(relation)
    if for_other:
        _check_party(name, number, kin)
    else:
        name = number = kin = ""
    with transaction.atomic():
        hold_group(draft)
        locked = locked_draft(draft)
        locked.for_other, locked.other_name, locked.other_id_number = for_other, name, number
        locked.relation, locked.saved_at = kin, at
        locked.save()
        same_party(locked)
        return locked


def save_section(
    *, draft: Draft, section_code: str, values: Mapping[str, Any], at: datetime, is_done: bool = True
) -> Draft:
    """Keep the values of one page, as `eforms.answers.read_section` returned them.

    What was typed wrongly is kept too, so that nothing is lost; `is_done` False says that the page is not
    finished. In a group it goes into the forms after this one as well (`spreading`).
    """
    form_of(draft).section(section_code)
    with transaction.atomic():
        hold_group(draft)
        locked = locked_draft(draft)
        changed = [code for code, value in values.items() if locked.answers.get(code) != value]
        locked.answers = {**locked.answers, **values}
        done = [code for code in locked.done_sections if code != section_code]
        locked.done_sections = [*done, section_code] if is_done else done
        locked.saved_at = at
        locked.save()
        spread(locked, changed, today=local_date(at))
        return locked


def attach_file(
    *,
    draft: Draft,
    field_code: str,
    component_code: str,
    upload: UploadedFile,
    by: Actor | ActsAs,
    at: datetime,
) -> DraftFile:
    """Keep an uploaded paper for a file field of the form, or with an empty `field_code` for a component.

    Raises `TooManyFiles` and the refusals of `files.services.store_upload`; `Missing` for an unknown field.
    """
    field = form_of(draft).field(field_code) if field_code else None
    if draft.files.count() >= max_files():
        raise TooManyFiles(f"Một hồ sơ nhận nhiều nhất {max_files()} tệp. Xóa bớt tệp cũ rồi tải lên lại.")
    stored = keep(upload, by=by, at=at, accept=field.accept if field else ())
    with transaction.atomic():
        locked = locked_draft(draft)
        locked.saved_at = at
        locked.save(update_fields=["saved_at"])
        return DraftFile.objects.create(
            draft=locked,
            field_code=field_code,
            component_code=component_code or (field.component or "" if field else ""),
            file=stored,
            added_at=at,
        )


def bring_on_paper(*, draft: Draft, field_code: str, brought: bool, at: datetime) -> Draft:
    """Keep whether the person will bring this paper to the counter instead of sending a file.

    Raises `SentOnly` for a paper whose component asks for no original, `Missing` for an unknown field.
    """
    field = form_of(draft).field(field_code)
    with transaction.atomic():
        locked = locked_draft(draft)
        if brought and not locked.version.components.filter(code=field.component, originals__gt=0).exists():
            raise SentOnly
        others = [code for code in locked.brought if code != field_code]
        locked.brought = [*others, field_code] if brought else others
        locked.saved_at = at
        locked.save(update_fields=["brought", "saved_at"])
        return locked


def detach_file(*, draft: Draft, file_id: int, at: datetime) -> None:
    """Take an uploaded paper out of the draft; one that is not there is no fault."""
    with transaction.atomic():
        locked = locked_draft(draft)
        _drop(locked.files.filter(pk=file_id))
        locked.saved_at = at
        locked.save(update_fields=["saved_at"])


def discard_draft(*, draft: Draft, at: datetime) -> None:
    """Throw the draft away, uploads and all; one already gone is no fault.

    The others of its group stay; the last one left becomes a filing by itself.
    """
    with transaction.atomic():
        hold_group(draft)
        found = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
        if found is not None:
            _drop(found.files.all())
            group, place = found.group, found.group_order
            found.delete()
            if group is not None:
                close_up(group, place)


def discard_untouched(*, since: datetime, at: datetime) -> int:
    """Throw away drafts nobody has touched since then, at most a thousand at a time; return how many.

    Those of a group go when nobody has touched any of it.
    """
    rows = Draft.objects.filter(saved_at__lt=since).exclude(group__drafts__saved_at__gte=since)
    found = list(rows.order_by("saved_at")[:1000])
    for draft in found:
        discard_draft(draft=draft, at=at)
    return len(found)


def _drop(uploads: QuerySet[DraftFile]) -> None:
    """Take uploads away for good: rows, then files."""
    for upload in uploads.select_related("file"):
        upload.delete()
        if upload.item_id is None:
            discard(upload.file)


def form_of(draft: Draft) -> Form:
    """The draft's form, read and found sound."""
    return parse(draft.form.definition)


def locked_draft(draft: Draft) -> Draft:
    """The draft under lock. Raises `DraftGone`."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related(
        "version__procedure__field__unit", "form", "owner"
    )
    found = rows.filter(pk=draft.pk).first()
    if found is None:
        raise DraftGone
    return found


def _check_party(name: str, number: str, relation: str) -> None:
    problems = []
    if not is_vietnamese_name(name):
        problems.append(Problem("other_name", "Ghi họ và tên của người được nộp thay, chỉ gồm chữ."))
    if not is_citizen_id(number):
        problems.append(Problem("other_id_number", "Ghi đủ 12 chữ số định danh của người được nộp thay."))
    if not relation:
        problems.append(
            Problem("relation", "Cho biết bà con là gì của người đó, ví dụ: con, vợ, người được ủy quyền.")
        )
    if problems:
        raise Invalid(problems=problems)
