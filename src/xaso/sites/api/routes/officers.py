"""For officers' programs: the same dossiers as on the desk, no more; opening one is logged."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from xaso.kernel.errors import Missing
from xaso.modules.citizens.queries import subject_of
from xaso.modules.dossiers import queries as dossiers
from xaso.modules.dossiers.access import has_dossiers
from xaso.platform.journal.services import log_access

from .. import shapes
from ..auth import SIGNED_IN, ApiRequest, officer
from ..openapi import may_refuse
from .catalogue import page_facts
from .people import PRIVATE, line_facts

router = Router(tags=["Cán bộ"])


@router.get(
    "/officer/dossiers",
    response=shapes.OfficerDossierPage,
    auth=SIGNED_IN,
    summary="Danh sách hồ sơ của cán bộ",
    openapi_extra=may_refuse(401, 403, 404, 422),
)
def dossier_list(
    request: ApiRequest,
    response: HttpResponse,
    filters: Query[shapes.OfficerFilters],
    page: shapes.PageNumber = 1,
) -> dict[str, Any]:
    """Hồ sơ cán bộ được xem theo vai trò, nhiều nhất 20 dòng một trang, đếm đến một nghìn."""
    response["Cache-Control"] = PRIVATE
    who = officer(request)
    if not has_dossiers(who):
        raise Missing
    wanted = dossiers.Filters(
        text=filters.q,
        group=filters.group,
        field=filters.field,
        unit=filters.unit,
        holder="me" if filters.mine else "",
        channel=filters.channel,
        due=filters.due,
        received_from=filters.received_from,
        received_to=filters.received_to,
        sort=filters.sort,
    )
    found = dossiers.officer_list(who, wanted, page, now=request.now)
    return page_facts(found) | {"items": [_row(one) for one in found.rows]}


@router.get(
    "/officer/dossiers/{code}",
    response=shapes.OfficerDossierOut,
    auth=SIGNED_IN,
    summary="Một hồ sơ như cán bộ thấy",
    openapi_extra=may_refuse(401, 403, 404, 422),
)
def dossier(request: ApiRequest, response: HttpResponse, code: shapes.Code) -> dict[str, Any]:
    """Lời khai, giấy tờ, diễn biến, việc được làm. Ghi vào nhật ký xem dữ liệu. Không được xem: 404."""
    response["Cache-Control"] = PRIVATE
    who, now = officer(request), request.now
    found = dossiers.record(who, code, now=now)
    log_access(
        by=who,
        whom=subject_of(found.dossier.applicant),
        purpose=f"Xem hồ sơ {found.dossier.code} qua giao diện lập trình",
        where=request.path,
        at=now,
    )
    return _whole(found)


def _row(row: dossiers.ListRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "procedure": row.procedure_code,
        "procedure_name": row.procedure_name,
        "field_name": row.field_name,
        "applicant": row.applicant_name,
        "state": row.state,
        "state_words": row.state_words,
        "channel_words": row.channel_words,
        "step": row.step_name,
        "unit": row.unit_name,
        "holder": row.holder_name,
        "filed_at": row.filed_at,
        "received_at": row.received_at,
        "due_at": row.due_at,
        "finished_at": row.finished_at,
        "clock": {"kind": str(row.clock.kind), "words": row.clock.words},
    }


def _whole(found: dossiers.Record) -> dict[str, Any]:
    one = found.dossier
    return {
        "code": one.code,
        "revision": found.seen,
        "procedure": one.version.procedure.code,
        "procedure_name": one.version.name,
        "applicant": one.applicant.full_name,
        "applicant_id_number": one.applicant.id_number or "",
        "submitter": one.submitter.full_name,
        "relation": one.relation,
        "state": str(one.state),
        "state_words": one.state_words,
        "clock": {"kind": str(found.clock.kind), "words": found.clock.words},
        "due_at": one.due_at,
        "due_lines": one.due_lines,
        "step": one.step.name if one.step else "",
        "unit": one.unit.short_name if one.unit else "",
        "holder": one.holder.full_name if one.holder else "",
        "answers": [
            {"section": section.title, "label": row.label, "text": row.text}
            for section in found.answers
            for row in section.rows
        ],
        "papers": [
            {
                "name": paper.name,
                "medium": paper.get_medium_display(),
                "has_file": paper.file_id is not None,
                "added_at": paper.added_at,
            }
            for paper in found.papers
        ],
        "timeline": [line_facts(line) for line in dossiers.timeline(one, for_public=False)],
        "actions": [action.code for action in found.actions],
    }
