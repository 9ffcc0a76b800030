"""How often something costly may be done."""

from __future__ import annotations

import pytest

from xaso.sites.api.limits import UPLOADS, TooOften, spend

from .conftest import Program, moment


def test_beyond_the_limit_one_is_told_to_wait_and_others_are_not(db: None) -> None:
    now = moment()
    for _ in range(UPLOADS.times):
        spend(UPLOADS, "someone", at=now)

    with pytest.raises(TooOften, match="Đợi"):
        spend(UPLOADS, "someone", at=now)
    spend(UPLOADS, "someone-else", at=now)


def test_after_the_window_one_may_again(db: None) -> None:
    now = moment()
    for _ in range(UPLOADS.times):
        spend(UPLOADS, "someone", at=now)

    spend(UPLOADS, "someone", at=now + UPLOADS.window)


def test_tracking_with_wrong_facts_is_stopped(anyone: Program) -> None:
    asked = {"code": "H99.SM-260302-0001", "second_fact": "0000"}

    answers = [anyone.post("/tracking", asked).status_code for _ in range(7)]

    assert answers[:5] == [404] * 5
    assert answers[-1] == 429
