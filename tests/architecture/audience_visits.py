"""Who may open the pages of the hall: people book, a device gives numbers, counters call them and take in
several dossiers at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import (
    CENTRE_HEAD,
    CLERK,
    EVERYONE,
    LEADER,
    OTHER_HEAD,
    OTHER_SPECIALIST,
    OWNER,
    RECEIVER,
    SEE_ALL,
    SPECIALIST,
    UNIT_HEAD,
    Page,
)
from tests.architecture.world import World
from xaso.modules.visits.models import Kiosk

COUNTER: frozenset[str] = frozenset({RECEIVER, CENTRE_HEAD})
BOOK: frozenset[str] = frozenset({RECEIVER, SPECIALIST, OTHER_SPECIALIST, CENTRE_HEAD, LEADER, CLERK})
"""Who looks into the books of certification."""


def _group(world: World) -> Mapping[str, Any]:
    return {"group_id": world.group_draft.public_id}


PAGES: dict[str, Page] = {
    "dossiers_desk:attest": Page(BOOK),
    "dossiers_desk:attest_export": Page(BOOK),
    "dossiers_desk:attest_words": Page(SEE_ALL | {SPECIALIST}, lambda world: {"pk": world.attestation.pk}),
    "dossiers_desk:attest_sign": Page(frozenset({LEADER, CENTRE_HEAD, UNIT_HEAD, OTHER_HEAD})),
    "dossiers_desk:attest_returned": Page(frozenset({CENTRE_HEAD, RECEIVER}), method="POST"),
    "dossiers_desk:group_choose": Page(frozenset({RECEIVER})),
    # without procedures named it leads to where they are chosen
    "dossiers_desk:group_take_in": Page(frozenset({RECEIVER})),
    "dossiers_desk:group": Page(SEE_ALL, lambda world: {"code": world.group.code}),
    "dossiers:group_start": Page(EVERYONE, lambda _: {"event": "chuyen-nha"}),
    "dossiers:group_draft": Page(OWNER, _group),
    "dossiers:group_check": Page(OWNER, _group),
    "dossiers:group_discard": Page(OWNER, _group),
    "dossiers:group_filed": Page(OWNER, lambda world: {"code": world.group.code}),
    "visits:book": Page(EVERYONE),
    "visits:book_day": Page(EVERYONE, lambda _: {"code": "ho-tich"}),
    "visits:book_hour": Page(EVERYONE, lambda _: {"code": "ho-tich", "year": 2026, "month": 3, "day": 3}),
    "visits:appointment": Page(EVERYONE),
    # nobody has an appointment to give back here
    "visits:give_back": Page(EVERYONE, method="POST", answers=frozenset({404})),
    "visits:screen": Page(EVERYONE),
    # a browser that is no device is led to where devices are admitted
    "visits:kiosk": Page(EVERYONE),
    "visits:join": Page(EVERYONE),
    "visits:take": Page(EVERYONE),
    "visits:come": Page(EVERYONE),
    "visits:ticket": Page(EVERYONE, lambda world: {"place": world.ticket.place}),
    "visits_desk:choose": Page(COUNTER),
    "visits_desk:appointments": Page(COUNTER),
    "visits_desk:devices": Page(COUNTER),
    "visits_desk:close_device": Page(COUNTER, lambda _: {"number": Kiosk.objects.get().pk}, method="POST"),
    "visits_desk:counter": Page(COUNTER, lambda _: {"code": "quay-1"}),
    "visits_desk:call": Page(COUNTER, lambda _: {"code": "quay-1"}, method="POST"),
    "visits_desk:hand_out": Page(
        COUNTER, lambda _: {"code": "quay-1"}, method="POST", data=lambda _: {"queue": "ho-tich"}
    ),
    "visits_desk:act": Page(
        COUNTER,
        lambda world: {"code": "quay-1", "place": world.ticket.place, "deed": "goi-lai"},
        method="POST",
    ),
}
