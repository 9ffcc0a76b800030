"""For people: upload papers, file, own dossiers; and tracking without an account."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import File, Router, Status
from ninja.files import UploadedFile

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Problem
from xaso.modules.dossiers import queries as dossiers
from xaso.modules.dossiers.queries.own_record import gathered_files
from xaso.modules.dossiers.services import filing
from xaso.modules.dossiers.services.opening import check_filed_here, found_by_key
from xaso.modules.dossiers.services.papers import keep
from xaso.modules.procedures import queries as procedures
from xaso.platform.eforms.answers import visible_answers
from xaso.platform.eforms.definition import Form, parse
from xaso.platform.eforms.schema import validate_json
from xaso.platform.identity.answers import address_of
from xaso.platform.identity.services import throttle
from xaso.platform.identity.services.tokens import Scope

from .. import shapes
from ..auth import SIGNED_IN, ApiRequest, person
from ..limits import UPLOADS, spend
from ..openapi import may_refuse
from .catalogue import page_facts

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.dossiers.models import Dossier
    from xaso.platform.files.models import StoredFile

router = Router(tags=["Người dân"])
PRIVATE = "private, no-store"


@router.post(
    "/me/uploads",
    response={201: shapes.UploadOut},
    auth=SIGNED_IN,
    summary="Tải giấy tờ lên",
    openapi_extra=may_refuse(400, 401, 403, 404, 413, 422, 429, 503),
)
def upload(request: ApiRequest, file: File[UploadedFile]) -> Any:
    """Một tệp PDF, ảnh hoặc Word. Kiểm theo nội dung, giới hạn dung lượng của xã. Dùng `id` khi nộp hồ sơ."""
    who = person(request, Scope.FILE)
    now = request.now
    spend(UPLOADS, str(who.public_id), at=now)
    try:
        stored = keep(file, by=who, at=now)
    except Invalid as refused:
        refused.problems = refused.problems or [Problem("file", refused.sentence)]
        raise
    return Status(201, stored)


@router.post(
    "/me/dossiers",
    response={200: shapes.OwnDossierBrief, 201: shapes.OwnDossierBrief},
    auth=SIGNED_IN,
    summary="Nộp hồ sơ",
    openapi_extra=may_refuse(400, 401, 403, 404, 409, 413, 422),
)
def file_dossier(
    request: ApiRequest,
    response: HttpResponse,
    filing_in: shapes.FilingIn,
    idempotency_key: shapes.IdempotencyKey,
) -> Any:
    """Kiểm lời khai theo lược đồ và quy tắc rồi nộp. 201: hồ sơ mới; 200: mã này đã nộp trước đó."""
    response["Cache-Control"] = PRIVATE
    who = person(request, Scope.FILE)
    key = sha256(f"api:{who.public_id}:{idempotency_key}".encode()).hexdigest()
    known = found_by_key(key, who)
    if known is not None:
        return Status(200, own_facts(known))
    return Status(201, own_facts(_file(who, filing_in, key, request.now)))


def _file(who: Person, sent: shapes.FilingIn, key: str, now: Any) -> Dossier:
    today = local_date(now)
    version = procedures.version_page(sent.procedure, today)
    check_filed_here(version)
    definition = procedures.form_definition(version, today)
    form = parse(definition.definition)
    files = _papers(who, form, sent.papers)
    problems = validate_json(form, sent.answers, today=today, files=files)
    if problems:
        named = [Problem(_place(form, one.field), one.sentence) for one in problems]
        raise Invalid("Lời khai hoặc giấy tờ còn chỗ chưa đúng. Sửa rồi gửi lại.", problems=named)
    return filing.file_answers(
        person=who,
        version=version,
        form=definition,
        answers=visible_answers(form, sent.answers, today=today),
        files=files,
        filing_key=key,
        by=who,
        at=now,
    )


def _papers(who: Person, form: Form, sent: dict[str, list[UUID]]) -> dict[str, list[StoredFile]]:
    """The caller's own uploads by paper field. Raises `Invalid` naming every unknown field and id at once."""
    known = {one.code for one in form.fields() if one.is_file}
    held = gathered_files(who, [str(one) for group in sent.values() for one in group])
    problems = [
        Problem(f"papers.{code}", "Tờ khai không có ô giấy tờ này.") for code in sorted(set(sent) - known)
    ]
    lost = [(code, one) for code, group in sent.items() for one in group if str(one) not in held]
    problems += [
        Problem(f"papers.{code}", f"Không có tệp {one} trong các tệp đã tải lên.") for code, one in lost
    ]
    if problems:
        raise Invalid("Giấy tờ gửi kèm chưa đúng. Sửa rồi gửi lại.", problems=problems)
    return {code: [held[str(one)] for one in group] for code, group in sent.items()}


def _place(form: Form, field: str) -> str:
    """``mother-date_of_birth`` of the form as ``answers.mother.date_of_birth`` of the body."""
    code = field.split("-", 1)[0]
    is_paper = any(one.code == code and one.is_file for one in form.fields())
    return f"{'papers' if is_paper else 'answers'}.{field.replace('-', '.')}"


@router.get(
    "/me/dossiers",
    response=shapes.OwnDossierPage,
    auth=SIGNED_IN,
    summary="Hồ sơ của tôi",
    openapi_extra=may_refuse(401, 403, 404, 422),
)
def own_list(request: ApiRequest, response: HttpResponse, page: shapes.PageNumber = 1) -> dict[str, Any]:
    """Hồ sơ tôi là người đề nghị hoặc người nộp thay, mới nhất trước, 20 dòng một trang."""
    response["Cache-Control"] = PRIVATE
    found = dossiers.own_dossiers(person(request), page)
    return page_facts(found) | {"items": [own_facts(one) for one in found.rows]}


@router.get(
    "/me/dossiers/{code}",
    response=shapes.OwnDossierOut,
    auth=SIGNED_IN,
    summary="Một hồ sơ của tôi",
    openapi_extra=may_refuse(401, 403, 404, 422),
)
def own_detail(request: ApiRequest, response: HttpResponse, code: shapes.Code) -> dict[str, Any]:
    """Trạng thái, hạn và cách tính hạn, diễn biến từng bước. Hồ sơ của người khác: 404."""
    response["Cache-Control"] = PRIVATE
    found = dossiers.own_dossier(person(request), code)
    return own_facts(found) | {
        "applicant": found.applicant.full_name,
        "submitter": found.submitter.full_name,
        "due_lines": found.due_lines,
        "timeline": [line_facts(one) for one in dossiers.timeline(found, for_public=True)],
    }


@router.post(
    "/tracking",
    response=shapes.TrackOut,
    auth=None,
    summary="Tra cứu hồ sơ",
    openapi_extra=may_refuse(400, 404, 422, 429),
)
def track(request: ApiRequest, response: HttpResponse, asked: shapes.TrackIn) -> Any:
    """Không cần đăng nhập: mã hồ sơ và bốn số cuối. Chỉ trả trạng thái. Sai nhiều lần thì phải đợi."""
    response["Cache-Control"] = PRIVATE
    now = request.now
    code = asked.code.strip().upper()
    attempt = throttle.start(kind="track", username=code, address=address_of(request), at=now)
    found = dossiers.track(code, asked.second_fact)
    throttle.succeed(attempt)
    return found


def own_facts(dossier: Dossier) -> dict[str, Any]:
    """A dossier as its own people see it."""
    return {
        "code": dossier.code,
        "procedure": dossier.version.procedure.code,
        "procedure_name": dossier.version.name,
        "state": str(dossier.state),
        "state_words": dossier.state_words,
        "national_code": dossier.national_code,
        "filed_at": dossier.filed_at,
        "received_at": dossier.received_at,
        "due_at": dossier.due_at,
        "finished_at": dossier.finished_at,
    }


def line_facts(line: dossiers.TimelineLine) -> dict[str, Any]:
    """One line of the timeline."""
    return {"at": line.at, "title": line.title, "who": line.who, "unit": line.unit, "details": line.details}
