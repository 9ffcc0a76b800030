"""Refusals: one shape, a sentence, nothing that leaks."""

from __future__ import annotations

import pytest
from django.test import Client

from .conftest import Program


def test_no_token_is_401_with_how_to_sign_in(anyone: Program) -> None:
    answer = anyone.get("/me/dossiers")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="xaso"'
    assert answer.json()["type"] == "urn:xaso:problem:not_signed_in"


def test_a_wrong_token_is_401(db: None) -> None:
    assert Program(Client(), "xaso_wrong").get("/me/dossiers").status_code == 401


def test_a_request_id_goes_with_every_problem(anyone: Program) -> None:
    answer = anyone.get("/procedures/9.999999")

    assert answer.json()["request_id"] == answer["X-Request-ID"]


@pytest.mark.parametrize("path", ["/nothing", "/procedures/x/y", "/../v2/procedures"])
def test_an_unknown_address_is_a_problem_not_a_page(anyone: Program, path: str) -> None:
    answer = anyone.get(path)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_broken_json_is_told_plainly(citizens_program: Program) -> None:
    answer = citizens_program.post("/tracking", "{not json")

    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"
    assert "JSON" in answer.content.decode()


def test_another_method_is_405_and_says_which_are_taken(anyone: Program) -> None:
    answer = anyone.client.delete("/api/v1/procedures")

    assert answer.status_code == 405
    assert "GET" in answer["Allow"]


def test_a_wrong_value_is_named_in_vietnamese(anyone: Program) -> None:
    answer = anyone.get("/procedures", page="0")

    assert answer.json()["problems"] == [{"field": "page", "sentence": "Nhỏ nhất là 1."}]


def test_health_says_who_answers(anyone: Program) -> None:
    told = anyone.get("/health").json()

    assert told["status"] == "ok"
    assert told["commune"]
