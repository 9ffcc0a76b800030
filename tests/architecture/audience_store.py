"""The audience table of people's stores and of results that prove themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import (
    CENTRE_HEAD,
    CITIZENS,
    CLERK,
    CONSULTED,
    COUNTER,
    EVERYONE,
    LEADER,
    OWNER,
    SEE_ALL,
    SPECIALIST,
    STEERING,
    UNIT_HEAD,
    Page,
)
from tests.architecture.world import World

ARCHIVISTS = frozenset({CLERK, CENTRE_HEAD})
KEEPERS = COUNTER | {CENTRE_HEAD}

SIGNERS = frozenset({LEADER, CLERK, CENTRE_HEAD})
SEE_COPY = SEE_ALL | {SPECIALIST, UNIT_HEAD, CLERK}


def _store(world: World) -> Mapping[str, Any]:
    return {"public_id": world.citizen.public_id}


def _item(world: World) -> Mapping[str, Any]:
    return {"item_id": world.kept.public_id}


def _handled(world: World) -> Mapping[str, Any]:
    return {"code": world.handled.code}


def _copy(world: World) -> Mapping[str, Any]:
    return {"pk": world.copy.attestation_id}


def _package(world: World) -> Mapping[str, Any]:
    return {"number": world.package.number}


def _desk_item(world: World) -> Mapping[str, Any]:
    return _store(world) | _item(world)


PAGES: dict[str, Page] = {
    "citizens:store": Page(CITIZENS),
    "citizens:store_item": Page(OWNER, _item),
    "citizens:store_file": Page(OWNER, _item),
    "citizens:desk_store": Page(KEEPERS, _store),
    "citizens:desk_store_item": Page(KEEPERS, _desk_item),
    "dossiers_desk:archive": Page(ARCHIVISTS),
    "dossiers_desk:archive_package": Page(ARCHIVISTS, _package),
    "dossiers_desk:archive_file": Page(ARCHIVISTS, _package),
    "dossiers_desk:archive_record": Page(ARCHIVISTS, _package),
    "dossiers_desk:archive_list": Page(ARCHIVISTS, _package),
    "dossiers_desk:archive_scan": Page(ARCHIVISTS, _package),
    # certified copies as files: whoever sees the dossier, and whoever gives the office's signature
    "dossiers_desk:copy": Page(SEE_COPY, _copy),
    "dossiers_desk:copy_scan": Page(SEE_COPY, _copy),
    "dossiers_desk:copy_file": Page(SEE_COPY, _copy),
    "dossiers_desk:copies_waiting": Page(SIGNERS),
    "dossiers_desk:copies_download": Page(SIGNERS),
    "dossiers:proofs": Page(EVERYONE),
    "dossiers:proof": Page(EVERYONE, lambda world: {"code": world.returned.proof.code}),
    "dossiers_desk:write_result": Page(frozenset({SPECIALIST}), _handled),
    "dossiers_desk:result_preview": Page(CONSULTED, _handled),
    "dossiers_desk:end_result": Page(
        frozenset({LEADER, CENTRE_HEAD}), lambda world: {"code": world.returned.code}
    ),
    "steering:asking": Page(STEERING),
    "citizens:desk_store_file": Page(KEEPERS, _desk_item),
}
