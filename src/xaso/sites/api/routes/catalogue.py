"""The catalogue: open to everyone, kept by caches for five minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from ninja import Query, Router

from xaso.kernel.clock import local_date
from xaso.modules.procedures import queries as procedures
from xaso.platform.eforms.definition import Form, parse
from xaso.platform.eforms.schema import json_schema

from .. import shapes
from ..auth import ApiRequest
from ..openapi import may_refuse

if TYPE_CHECKING:
    from xaso.modules.procedures.models import FormDefinition, ProcedureVersion

router = Router(tags=["Danh mục thủ tục"])
KEPT = "public, max-age=300"


@router.get("/fields", response=shapes.FieldsOut, summary="Các lĩnh vực", auth=None)
def fields(request: ApiRequest, response: HttpResponse) -> dict[str, Any]:
    """Lĩnh vực có thủ tục, theo thứ tự của danh mục."""
    response["Cache-Control"] = KEPT
    found = procedures.fields()
    return {
        "items": [
            {"code": one.code, "name": one.name, "unit": one.unit.name, "procedures": one.shown}  # type: ignore[attr-defined]
            for one in found
        ]
    }


@router.get(
    "/procedures",
    response=shapes.ProcedurePage,
    summary="Tìm thủ tục",
    auth=None,
    openapi_extra=may_refuse(422),
)
def catalogue(
    request: ApiRequest,
    response: HttpResponse,
    filters: Query[shapes.CatalogueFilters],
    page: shapes.PageNumber = 1,
) -> dict[str, Any]:
    """Thủ tục đang có hiệu lực, 20 dòng một trang; có chữ tìm thì khớp nhất trước, không thì theo tên."""
    response["Cache-Control"] = KEPT
    today = local_date(request.now)
    found = procedures.catalogue(filters.q, filters.field, filters.event, filters.place, page, on=today)
    return page_facts(found) | {"items": [_brief(one) for one in found.rows]}


@router.get(
    "/procedures/{code}",
    response=shapes.ProcedureOut,
    summary="Một thủ tục",
    auth=None,
    openapi_extra=may_refuse(404, 422),
)
def procedure(request: ApiRequest, response: HttpResponse, code: shapes.Code) -> dict[str, Any]:
    """Giấy tờ, thời hạn, phí, mức chắc chắn, và tờ khai điện tử dưới dạng JSON Schema 2020-12."""
    response["Cache-Control"] = KEPT
    today = local_date(request.now)
    version = procedures.version_page(code, today)
    is_here = version.procedure.filing_place == "here"
    form = procedures.form_definition(version, today) if is_here else None
    return _whole(version) | {"form": _form(form) if form else None}


def page_facts(page: Any) -> dict[str, Any]:
    """What every list says of its page."""
    return {
        "page": page.number,
        "has_next": page.has_next,
        "total": page.total,
        "total_is_capped": page.capped,
    }


def _brief(version: ProcedureVersion) -> dict[str, Any]:
    one = version.procedure
    return {
        "code": one.code,
        "name": version.name,
        "field": one.field.code,
        "field_name": one.field.name,
        "filing_place": one.filing_place,
        "time": {
            "value": version.time_value,
            "unit": version.time_unit or None,
            "note": version.time_note,
        },
        "confidence": version.confidence,
    }


def _whole(version: ProcedureVersion) -> dict[str, Any]:
    return _brief(version) | {
        "authority": version.authority,
        "subjects": version.subjects,
        "fee": {
            "amount": version.fee_amount,
            "set_by_province": version.fee_set_by_province,
            "note": version.fee_note,
        },
        "result": version.result,
        "legal_basis": version.legal_basis,
        "components": [shapes.ComponentOut.from_orm(one).model_dump() for one in version.components.all()],
        "certainty": {
            "confidence": version.confidence,
            "flags": version.flags,
            "source": version.source,
            "source_url": version.source_url,
            "as_of": version.as_of,
        },
        "filing_note": version.procedure.filing_note,
    }


def _form(row: FormDefinition) -> dict[str, Any]:
    form: Form = parse(row.definition)
    papers = [
        {
            "field": one.code,
            "label": one.label,
            "required": one.required,
            "accept": list(one.accept),
            "component": one.component,
        }
        for one in form.fields()
        if one.is_file
    ]
    return {
        "code": row.code,
        "title": row.title,
        "basis": row.basis,
        "certainty": row.certainty,
        "answers_schema": json_schema(form),
        "papers": papers,
    }
