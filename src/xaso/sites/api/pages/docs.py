"""The interface told to people who write programs: drawn from its own description, without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ..problems import MEDIA_TYPE, answer
from ..v1 import api


@dataclass(frozen=True, slots=True)
class Input:
    """One thing an operation takes."""

    name: str
    place: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class OperationLine:
    """One operation, as the page lists it."""

    anchor: str
    method: str
    path: str
    summary: str
    about: str
    is_open: bool
    inputs: list[Input]
    answers: list[tuple[str, str]]


PLACES = {"query": "trên địa chỉ", "path": "trong đường dẫn", "header": "đầu mục"}


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """List every operation by who it is for."""
    described = api.get_openapi_schema()
    groups: dict[str, list[OperationLine]] = {}
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_line(path, method, operation))
    context = {
        "groups": groups,
        "version": described["info"]["version"],
        "about": described["info"]["description"],
    }
    return render(request, "site_api/docs.html", context)


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """A problem for every unknown address under the interface."""
    return answer(request, 404)


def _line(path: str, method: str, operation: dict[str, Any]) -> OperationLine:
    return OperationLine(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=operation.get("description", ""),
        is_open="security" not in operation,
        inputs=[
            Input(
                one["name"],
                PLACES.get(one["in"], one["in"]),
                one["required"],
                one.get("description") or one["schema"].get("description", ""),
            )
            for one in operation["parameters"]
        ],
        answers=[
            (str(status), _means(told)) for status, told in sorted(operation["responses"].items(), key=_order)
        ],
    )


def _order(one: tuple[Any, Any]) -> int:
    return int(one[0])


def _means(told: dict[str, Any]) -> str:
    is_problem = MEDIA_TYPE in told.get("content", {})
    return str(told["description"]) if is_problem else "Kết quả"
