"""Who may use the interface for programs."""

from __future__ import annotations

from tests.architecture.audience import (
    CITIZENS,
    CONSULTED,
    EVERYONE,
    NOBODY,
    OWNER,
    WORKERS,
    Page,
    _filing,
    _handled,
    _procedure,
    _tracking,
)

PAGES: dict[str, Page] = {
    "api:docs": Page(EVERYONE),
    "api:api_v1:openapi-json": Page(EVERYONE),
    "api:api_v1:api-root": Page(NOBODY),
    "api:api_v1:health": Page(EVERYONE),
    "api:api_v1:fields": Page(EVERYONE),
    "api:api_v1:catalogue": Page(EVERYONE),
    "api:api_v1:procedure": Page(EVERYONE, _procedure),
    "api:api_v1:track": Page(EVERYONE, method="POST", data=_tracking, is_json=True),
    "api:api_v1:upload": Page(
        CITIZENS, method="POST", data=lambda world: {"file": world.picture()}, answers=frozenset({201})
    ),
    "api:api_v1:file_dossier": Page(
        CITIZENS,
        method="POST",
        data=_filing,
        is_json=True,
        headers={"Idempotency-Key": "nop-mot-lan-thoi"},
        answers=frozenset({422}),
    ),
    "api:api_v1:own_list": Page(CITIZENS),
    "api:api_v1:own_detail": Page(OWNER, _handled),
    "api:api_v1:dossier_list": Page(WORKERS),
    "api:api_v1:dossier": Page(CONSULTED, _handled),
}
