"""Own dossiers and tracking."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories.dossiers import filed, taken_in
from xaso.modules.citizens.models import Person

from .conftest import Program


def test_the_owner_reads_state_due_and_story(citizens_program: Program, cast: Cast) -> None:
    dossier = taken_in(cast)

    told = citizens_program.get(f"/me/dossiers/{dossier.code}").json()

    assert told["state"] == "in_process"
    assert told["national_code"] == 4
    assert told["due_lines"]
    assert told["timeline"][0]["title"] == "Tiếp nhận hồ sơ"


def test_a_stranger_gets_404(strangers_program: Program, cast: Cast) -> None:
    dossier = taken_in(cast)

    answer = strangers_program.get(f"/me/dossiers/{dossier.code}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_the_list_shows_only_ones_own_newest_first(
    citizens_program: Program, strangers_program: Program, cast: Cast
) -> None:
    codes = [taken_in(cast).code for _ in range(3)]

    own = citizens_program.get("/me/dossiers")

    assert [one["code"] for one in own.json()["items"]] == codes[::-1]
    assert own["Cache-Control"] == "private, no-store"
    assert strangers_program.get("/me/dossiers").json()["items"] == []


def test_the_list_costs_the_same_with_one_and_with_many(citizens_program: Program, cast: Cast) -> None:
    taken_in(cast)
    citizens_program.get("/me/dossiers")
    with CaptureQueriesContext(connection) as one:
        citizens_program.get("/me/dossiers")
    for _ in range(5):
        taken_in(cast)

    with CaptureQueriesContext(connection) as many:
        citizens_program.get("/me/dossiers")

    assert len(many) == len(one) <= 4


def test_tracking_shows_code_and_state_and_nothing_else(anyone: Program, citizen: Person) -> None:
    dossier = filed(citizen)

    told = anyone.post("/tracking", {"code": dossier.code, "second_fact": "0901"}).json()

    assert told == {"code": dossier.code, "state_words": "Chờ tiếp nhận", "national_code": 1}


def test_a_wrong_fact_and_an_unknown_code_sound_the_same(anyone: Program, citizen: Person) -> None:
    dossier = filed(citizen)

    wrong = anyone.post("/tracking", {"code": dossier.code, "second_fact": "1111"})
    unknown = anyone.post("/tracking", {"code": "H99.SM-200101-0001", "second_fact": "0901"})

    assert (wrong.status_code, unknown.status_code) == (404, 404)
    assert wrong.json()["detail"] == unknown.json()["detail"]
