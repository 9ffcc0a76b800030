"""Officers' lists and records: what the desk shows, no more."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories.dossiers import assigned, filed, taken_in
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.queries import subject_of
from xaso.modules.org.models import Officer
from xaso.platform.journal.models import AccessEntry

from .conftest import Program, token_for


def program_of(officer: Officer) -> Program:
    """A program of the officer."""
    return Program(Client(), token_for(officer.user))


def test_the_counter_sees_all(officers_program: Program, cast: Cast) -> None:
    codes = {taken_in(cast).code, filed(cast.stranger).code}

    told = officers_program.get("/officer/dossiers").json()

    assert {one["code"] for one in told["items"]} == codes
    assert told["total"] == 2


def test_a_specialist_sees_what_he_was_given_and_another_office_nothing(cast: Cast) -> None:
    dossier = assigned(cast)

    own = program_of(cast.specialist).get("/officer/dossiers").json()["items"]
    other = program_of(cast.land_specialist).get("/officer/dossiers").json()["items"]

    assert [one["code"] for one in own] == [dossier.code]
    assert other == []


def test_the_system_administrator_sees_no_case(cast: Cast) -> None:
    dossier = taken_in(cast)

    assert program_of(cast.sysadmin).get("/officer/dossiers").status_code == 404
    assert program_of(cast.sysadmin).get(f"/officer/dossiers/{dossier.code}").status_code == 404


def test_filters_narrow_and_unknown_ones_are_named(officers_program: Program, cast: Cast) -> None:
    taken_in(cast)
    waiting = filed(cast.stranger)

    narrowed = officers_program.get("/officer/dossiers", group="filed").json()["items"]
    unknown = officers_program.get("/officer/dossiers", group="lost")

    assert [one["code"] for one in narrowed] == [waiting.code]
    assert unknown.status_code == 422
    assert unknown.json()["problems"][0]["field"] == "group"


def test_the_list_holds_twenty_and_costs_the_same_with_one_and_with_many(
    officers_program: Program, cast: Cast
) -> None:
    taken_in(cast)
    officers_program.get("/officer/dossiers")
    with CaptureQueriesContext(connection) as one:
        officers_program.get("/officer/dossiers")
    for _ in range(21):
        taken_in(cast)

    with CaptureQueriesContext(connection) as many:
        told = officers_program.get("/officer/dossiers").json()

    assert (len(told["items"]), told["has_next"]) == (20, True)
    assert len(many) == len(one) <= 7


def test_opening_a_record_is_logged_with_who_whom_and_why(officers_program: Program, cast: Cast) -> None:
    dossier = taken_in(cast)

    told = officers_program.get(f"/officer/dossiers/{dossier.code}").json()

    logged = AccessEntry.objects.get(whom=subject_of(cast.citizen))
    assert told["applicant_id_number"] == cast.citizen.id_number
    assert logged.actor_key == str(cast.one_stop_officer.pk)
    assert dossier.code in logged.purpose


def test_a_record_says_what_the_caller_may_do_now(cast: Cast) -> None:
    dossier = assigned(cast)

    told = program_of(cast.specialist).get(f"/officer/dossiers/{dossier.code}").json()

    assert "propose" in told["actions"]
    assert told["revision"] == dossier.revision


def test_a_stranger_officer_gets_404_and_nothing_is_logged(cast: Cast) -> None:
    dossier = assigned(cast)

    answer = program_of(cast.land_specialist).get(f"/officer/dossiers/{dossier.code}")

    assert answer.status_code == 404
    assert not AccessEntry.objects.exists()


def test_people_find_no_officers_list(citizens_program: Program, citizen: Person) -> None:
    assert citizens_program.get("/officer/dossiers").status_code == 404


def test_a_day_that_is_a_number_or_not_in_the_calendar_is_named(officers_program: Program) -> None:
    for wrong in ("0", "2026-02-30"):
        answer = officers_program.get("/officer/dossiers", received_from=wrong)

        assert answer.status_code == 422
        assert answer.json()["problems"][0]["field"] == "received_from"
