"""The audience table of people's stores and of results that prove themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import CENTRE_HEAD, CITIZENS, COUNTER, OWNER, STEERING, Page
from tests.architecture.world import World

KEEPERS = COUNTER | {CENTRE_HEAD}


def _store(world: World) -> Mapping[str, Any]:
    return {"public_id": world.citizen.public_id}


def _item(world: World) -> Mapping[str, Any]:
    return {"item_id": world.kept.public_id}


def _desk_item(world: World) -> Mapping[str, Any]:
    return _store(world) | _item(world)


PAGES: dict[str, Page] = {
    "citizens:store": Page(CITIZENS),
    "citizens:store_item": Page(OWNER, _item),
    "citizens:store_file": Page(OWNER, _item),
    "citizens:desk_store": Page(KEEPERS, _store),
    "citizens:desk_store_item": Page(KEEPERS, _desk_item),
    "steering:asking": Page(STEERING),
    "citizens:desk_store_file": Page(KEEPERS, _desk_item),
}
