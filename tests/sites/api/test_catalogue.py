"""Reading the catalogue."""

from __future__ import annotations

import jsonschema_rs
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.dossiers import LAND, RESIDENCE, answers

from .conftest import Program


def test_anyone_finds_a_procedure_by_words_without_accents(anyone: Program) -> None:
    found = anyone.get("/procedures", q="xac nhan noi o")

    assert found.status_code == 200
    assert found.json()["items"][0]["code"] == RESIDENCE
    assert "max-age" in found["Cache-Control"]


def test_filters_narrow_the_list(anyone: Program) -> None:
    national = anyone.get("/procedures", place="national").json()["items"]

    assert national
    assert {one["filing_place"] for one in national} == {"national"}


@pytest.mark.parametrize("name", ["q", "field", "event"])
def test_what_cannot_be_seen_in_a_filter_counts_for_nothing(anyone: Program, name: str) -> None:
    found = anyone.get("/procedures", **{name: "\0"})

    assert found.json()["total"] == anyone.get("/procedures").json()["total"]


def test_fields_say_who_answers_and_how_many_they_hold(anyone: Program) -> None:
    fields = anyone.get("/fields").json()["items"]

    assert all(one["unit"] and one["procedures"] > 0 for one in fields)


def test_a_procedure_brings_papers_time_fee_and_certainty(anyone: Program) -> None:
    told = anyone.get(f"/procedures/{RESIDENCE}").json()

    assert told["time"] == {"value": 5, "unit": "working_days", "note": told["time"]["note"]}
    assert {"amount", "set_by_province", "note"} == set(told["fee"])
    assert told["certainty"]["confidence"] in {"verified", "partial"}
    assert [one["code"] for one in told["components"]]


def test_the_form_is_a_json_schema_that_takes_right_answers_and_refuses_wrong_ones(anyone: Program) -> None:
    form = anyone.get(f"/procedures/{RESIDENCE}").json()["form"]

    schema = jsonschema_rs.Draft202012Validator(form["answers_schema"])

    assert form["answers_schema"]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema.is_valid(answers())
    assert not schema.is_valid(answers() | {"kind": "borrowed"})
    assert [one["field"] for one in form["papers"]] == ["house_paper"]


def test_a_procedure_not_filed_here_has_no_form(anyone: Program) -> None:
    national = anyone.get("/procedures", place="national").json()["items"][0]["code"]

    assert anyone.get(f"/procedures/{national}").json()["form"] is None


def test_an_unknown_procedure_is_a_problem_with_a_sentence(anyone: Program) -> None:
    answer = anyone.get("/procedures/9.999999")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "missing"
    assert answer.json()["detail"].startswith("Không có thủ tục này")


@pytest.mark.parametrize("query", [{}, {"field": "dat-dai"}, {"place": "here"}])
def test_the_list_costs_the_same_few_queries_whatever_is_asked(
    anyone: Program, query: dict[str, str]
) -> None:
    anyone.get("/procedures", **query)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        anyone.get("/procedures", **query)

    assert len(asked) <= 3


def test_one_procedure_costs_few_queries(anyone: Program) -> None:
    anyone.get(f"/procedures/{LAND}")

    with CaptureQueriesContext(connection) as asked:
        anyone.get(f"/procedures/{LAND}")

    assert len(asked) <= 4
