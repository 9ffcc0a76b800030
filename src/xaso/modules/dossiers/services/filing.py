"""Filing online: from a draft, or at once through the interface for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.modules.citizens.services import record_person
from xaso.modules.procedures.queries import current_version, form_definition
from xaso.platform.eforms.answers import check_all
from xaso.platform.eforms.definition import Form, parse
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from ..events import Filed
from ..models import Dossier, Draft, DraftFile, Paper
from .bringing import SentBefore, brought_fields, brought_papers, shared_papers
from .changing import facts_of
from .drafting import DraftGone, locked_draft
from .numbering import next_code
from .opening import Opening, check_filed_here, found_by_key, once, open_dossier
from .papers import StoredPaper

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.procedures.models import FormDefinition, ProcedureVersion
    from xaso.platform.files.models import StoredFile


class FormChanged(Conflict):
    """The procedure's rules or its form changed while the person was writing."""

    code = "form_changed"
    default_sentence = (
        "Tờ khai của thủ tục này vừa được thay bằng bản mới. Phần đã soạn vẫn còn; "
        "mở thủ tục, soạn lại theo bản mới rồi nộp."
    )


class InGroup(Conflict):
    """The draft belongs to a group and is sent with it."""

    code = "in_group"
    default_sentence = "Hồ sơ này nằm trong một nhóm. Nộp cả nhóm, hoặc bỏ nó khỏi nhóm rồi nộp riêng."


def file_draft(*, draft: Draft, by: Person, at: datetime) -> Dossier:
    """File the draft: all answers checked, a code given, the papers kept, the draft gone; all or nothing.

    Sent twice, the second returns the same dossier. Raises `Invalid` with a problem for each wrong answer,
    `NotFiledHere`, `FormChanged` when another form took effect meanwhile, `DraftGone` when it was thrown
    away, `InGroup` for one of a group.
    """
    key = str(draft.public_id)

    def make() -> Dossier:
        locked = locked_draft(draft)
        if locked.group_id is not None:
            raise InGroup
        return file_locked(locked, by=by, at=at)

    try:
        return once(key, by, make)
    except DraftGone:
        found = found_by_key(key, by)
        if found is None:
            raise
        return found


def file_locked(
    locked: Draft, *, by: Person, at: datetime, before: Mapping[str, SentBefore] | None = None
) -> Dossier:
    """File a draft under lock, in the caller's transaction; `before` are papers by field that came with an
    earlier filing of its group. Raises what `file_draft` raises.
    """
    code, today, shared = next_code(at=at), local_date(at), before or {}
    version = _version_today(locked.version, locked.form, today)
    uploads = list(locked.files.select_related("file", "item").order_by("pk"))
    form = parse(locked.form.definition)
    brought = brought_fields(form, locked, uploads, today)
    _check(form, locked.answers, uploads, today, [*brought, *shared])
    papers = _papers(form, version, uploads) + brought_papers(form, version, brought)
    new = Opening(
        version=version,
        form=locked.form,
        applicant=_applicant(locked, by, at),
        submitter=by,
        relation=locked.relation,
        answers=locked.answers,
        papers=papers + shared_papers(form, version, shared),
        channel=Dossier.Channel.ONLINE,
        entry=Dossier.Entry.SYSTEM,
        filing_key=str(locked.public_id),
    )
    dossier = _file(new, code, by=by, at=at)
    locked.delete()
    return dossier


def file_answers(
    *,
    person: Person,
    version: ProcedureVersion,
    form: FormDefinition,
    answers: Mapping[str, Any],
    files: Mapping[str, Sequence[StoredFile]],
    channel: str = Dossier.Channel.ONLINE,
    filing_key: str,
    by: Actor | ActsAs,
    at: datetime,
) -> Dossier:
    """File a whole set of answers at once; `files` are stored files by field code; idempotent by its key.

    Raises `Invalid` with a problem for each wrong answer, `NotFiledHere`, `KeyTaken`.
    """

    def make() -> Dossier:
        check_filed_here(version)
        read = parse(form.definition)
        uploads = _uploads(read, files)
        _check(read, answers, uploads, local_date(at))
        new = Opening(
            version=version,
            form=form,
            applicant=person,
            submitter=person,
            relation="",
            answers=answers,
            papers=_papers(read, version, uploads),
            channel=channel,
            entry=Dossier.Entry.SYSTEM,
            filing_key=filing_key,
        )
        return _file(new, next_code(at=at), by=by, at=at)

    return once(filing_key, person, make)


def _uploads(form: Form, files: Mapping[str, Sequence[StoredFile]]) -> list[DraftFile]:
    return [
        DraftFile(field_code=code, component_code=form.field(code).component or "", file=stored)
        for code, group in files.items()
        for stored in group
    ]


def _file(new: Opening, code: str, *, by: Actor | ActsAs, at: datetime) -> Dossier:
    dossier = open_dossier(new, code=code, by=by, at=at)
    event = Filed(
        **facts_of(dossier),
        channel=dossier.channel,
        applicant=new.applicant.full_name,
        submitter=new.submitter.full_name,
    )
    record(event, by=by, at=at, subject=dossier.subject)
    return dossier


def _version_today(version: ProcedureVersion, form: FormDefinition, today: date) -> ProcedureVersion:
    """The version in force: the draft's own or its successor with the same form. Raises `FormChanged`."""
    current = current_version(version.procedure.code, today)
    if current.pk != version.pk and form_definition(current, today).pk != form.pk:
        raise FormChanged
    check_filed_here(current)
    return current


def _check(
    form: Form,
    answers: Mapping[str, Any],
    uploads: Sequence[DraftFile],
    today: date,
    brought: Sequence[str] = (),
) -> None:
    by_field: dict[str, list[Any]] = {code: [code] for code in brought}
    for upload in uploads:
        by_field.setdefault(upload.field_code, []).append(upload)
    problems = check_all(form, answers, today=today, files=by_field)
    if problems:
        raise Invalid("Còn chỗ chưa điền hoặc chưa đúng. Sửa các ô được nêu rồi nộp lại.", problems=problems)


def _applicant(draft: Draft, by: Person, at: datetime) -> Person:
    """The person the request is for; one filed for by another is found by number, or written down."""
    if not draft.for_other:
        return by
    return record_person(by=by, at=at, full_name=draft.other_name, id_number=draft.other_id_number)


def _papers(form: Form, version: ProcedureVersion, uploads: Sequence[DraftFile]) -> list[StoredPaper]:
    labels = {field.code: field.label for field in form.fields()}
    components = {component.code: component for component in version.components.all()} if uploads else {}
    papers = []
    for upload in uploads:
        component = components.get(upload.component_code)
        name = component.name if component else labels.get(upload.field_code, upload.file.name)
        item = upload.item
        medium = item.medium if item is not None else Paper.Medium.ELECTRONIC
        papers.append(StoredPaper(component.pk if component else None, name, medium, upload.file, item))
    return papers
