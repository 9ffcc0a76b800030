"""Whether the interface answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Router

from xaso.modules.org import queries as org

from .. import shapes
from ..auth import ApiRequest
from ..openapi import VERSION, may_refuse

router = Router(tags=["Hệ thống"])


@router.get(
    "/health", response=shapes.HealthOut, auth=None, summary="Còn chạy không", openapi_extra=may_refuse(404)
)
def health(request: ApiRequest, response: HttpResponse) -> dict[str, Any]:
    """Trả lời được nghĩa là chương trình và cơ sở dữ liệu đều chạy. Chưa nạp dữ liệu của xã: 404."""
    response["Cache-Control"] = "no-store"
    commune = org.commune()
    return {"status": "ok", "version": VERSION, "commune": commune.full_name, "is_demo": commune.is_demo}
