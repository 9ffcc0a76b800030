"""A condition run again on kept values says what the database would have said, or that they do not tell."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import F, Q
from django.db.models.functions import Now

from xaso.platform.measuring.conditions import holds, pieces

VALUES: dict[str, Any] = {
    "channel": "2",
    "is_late": None,
    "is_digitised": False,
    "count": 2,
    "received_at": "2026-03-02T01:00:00+00:00",
    "due_on": "2026-03-05",
    "finished_on": "2026-03-05",
    "result__file": 7,
    "paused_at": None,
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Q(), True),
        (Q(channel="2"), True),
        (Q(channel="1"), False),
        (~Q(channel="1"), True),
        (Q(channel__in=("1", "2")), True),
        (Q(channel__in=[]), False),
        (Q(is_late=False), False),
        (~Q(is_late=False), True),
        (Q(is_late=None), True),
        (Q(is_digitised=False), True),
        (Q(count__gt=1), True),
        (Q(count__gt=2), False),
        (Q(count__gte=2, count__lte=2), True),
        (Q(count__lt=F("other")), None),
        (Q(count__lt="x"), True),
        (Q(result__file__isnull=False), True),
        (Q(result__file__isnull=True), False),
        (Q(paused_at__lte=F("received_at")), False),
        (Q(received_at__lt=datetime(2026, 3, 3, tzinfo=UTC)), True),
        (Q(received_at__gte=date(2026, 3, 2)), True),
        (Q(due_on__gte=F("received_at")), True),
        (Q(finished_on__lte=F("due_on")), True),
        (Q(finished_on__lt=date(2026, 3, 5)), False),
        (Q(received_at__date=date(2026, 3, 2)), None),
        (Q(received_at__lt=Now()), None),
        (Q(organization__isnull=True), None),
        (~Q(organization__isnull=True), None),
        (Q(channel__in=[F("count")]), None),
        (Q(channel="1") & Q(organization__isnull=True), False),
        (Q(channel="2") & Q(organization__isnull=True), None),
        (Q(channel="2") | Q(organization__isnull=True), True),
        (Q(channel="1") | Q(organization__isnull=True), None),
        (Q(channel="1") | Q(count=3), False),
        (Q(channel="2") ^ Q(count=2), False),
        (Q(channel="2") ^ Q(count=3), True),
        (Q(Q(channel="2"), ~Q(count=2)), False),
    ],
)
def test_a_condition_holds_fails_or_is_not_told(condition: Q, expected: bool | None) -> None:
    assert holds(condition, VALUES) is expected


def test_what_is_known_to_hold_tells_the_rest() -> None:
    among, part = Q(organization__isnull=True), Q(channel="2")

    assert holds(among & part, VALUES, given=pieces(among)) is True
    assert holds(among & Q(channel="1"), VALUES, given=pieces(among)) is False


def test_a_negated_or_an_alternative_is_known_only_as_a_whole() -> None:
    either, never = Q(organization=1) | Q(village=2), ~Q(organization=1)

    assert holds(Q(organization=1), VALUES, given=pieces(either)) is None
    assert holds(Q(organization=1), VALUES, given=pieces(never)) is None
    assert holds(either & Q(channel="2"), VALUES, given=pieces(either)) is True
    assert holds(never & Q(channel="2"), VALUES, given=pieces(never)) is True
