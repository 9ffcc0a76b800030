"""The description of the interface: OpenAPI 3.1, every refusal told as problem+json."""

from __future__ import annotations

import json
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from .problems import MEDIA_TYPE, TITLES, ProblemOut

VERSION = "1.0.0"
PREFIX = "api/v1/"
REFUSES = "x-refuses"
_REF = "#/components/schemas/{model}"


def may_refuse(*statuses: int) -> dict[str, Any]:
    """For `openapi_extra`: the statuses with which an operation refuses."""
    return {REFUSES: sorted(statuses)}


class DescribedApi(NinjaAPI):
    """An interface that tells its refusals too."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """The description at the fixed prefix, with the problems of each operation."""
        described = super().get_openapi_schema(path_prefix=PREFIX)
        described["components"]["schemas"].update(_problem_shapes())
        for operations in described["paths"].values():
            for operation in operations.values():
                for status in operation.pop(REFUSES, ()):
                    operation["responses"][status] = _refusal(status)
        return described


def text_of(api: NinjaAPI) -> str:
    """The description as it is checked in: stable, readable, ending in a line break."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _problem_shapes() -> dict[str, Any]:
    shape = ProblemOut.model_json_schema(ref_template=_REF, mode="serialization")
    return {**shape.pop("$defs", {}), "ProblemOut": shape}


def _refusal(status: int) -> dict[str, Any]:
    return {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="ProblemOut")}}},
    }
