"""Filing through the interface."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import sign_in
from tests.factories.dossiers import RESIDENCE, answers, picture
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier
from xaso.platform.journal.queries import timeline

from .conftest import Program, token_for

KEY = "nop-lan-1-2026"


def uploaded(program: Program) -> str:
    """The id of a paper sent beforehand."""
    return str(program.send("/me/uploads", file=picture()).json()["id"])


def filing(paper: str | None = None, **changes: Any) -> dict[str, Any]:
    """A whole filing of the residence form."""
    papers = {"house_paper": [paper]} if paper else {}
    return {"procedure": RESIDENCE, "answers": answers() | changes, "papers": papers}


def test_a_citizen_uploads_files_and_gets_a_code(citizens_program: Program, citizen: Person) -> None:
    paper = uploaded(citizens_program)

    answer = citizens_program.post("/me/dossiers", filing(paper), Idempotency_Key=KEY)

    assert answer.status_code == 201, answer.content
    dossier = Dossier.objects.get(code=answer.json()["code"])
    assert (dossier.applicant, dossier.channel, dossier.state) == (citizen, "2", "filed")
    assert str(dossier.papers.get().file_id) == paper
    assert [entry.event for entry in timeline(dossier.subject)] == ["dossiers.filed"]


def test_the_same_key_sent_again_gives_the_same_dossier(citizens_program: Program) -> None:
    body = filing(uploaded(citizens_program))
    first = citizens_program.post("/me/dossiers", body, Idempotency_Key=KEY)

    second = citizens_program.post("/me/dossiers", body, Idempotency_Key=KEY)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["code"] == second.json()["code"]
    assert Dossier.objects.count() == 1


def test_two_people_may_use_the_same_key(citizens_program: Program, strangers_program: Program) -> None:
    one = citizens_program.post("/me/dossiers", filing(uploaded(citizens_program)), Idempotency_Key=KEY)

    other = strangers_program.post("/me/dossiers", filing(uploaded(strangers_program)), Idempotency_Key=KEY)

    assert other.status_code == 201, other.content
    assert one.json()["code"] != other.json()["code"]


def test_without_a_key_nothing_is_filed(citizens_program: Program) -> None:
    answer = citizens_program.post("/me/dossiers", filing(uploaded(citizens_program)))

    assert answer.status_code == 422
    assert answer.json()["problems"] == [{"field": "Idempotency-Key", "sentence": "Thiếu giá trị bắt buộc."}]
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "borrowed"}, "answers.kind"),
        ({"since": "31-12-2020"}, "answers.since"),
        ({"since": "2999-01-01"}, "answers.since"),
        ({"applicant_id": "12"}, "answers.applicant_id"),
        ({"not_asked": "x"}, "answers.not_asked"),
    ],
)
def test_a_wrong_answer_is_named_with_a_sentence(
    citizens_program: Program, changes: dict[str, str], field: str
) -> None:
    answer = citizens_program.post(
        "/me/dossiers", filing(uploaded(citizens_program), **changes), Idempotency_Key=KEY
    )

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["problems"]] == [field]
    assert answer.json()["problems"][0]["sentence"].endswith(".")
    assert not Dossier.objects.exists()


def test_a_lacking_paper_is_named(citizens_program: Program) -> None:
    answer = citizens_program.post("/me/dossiers", filing(), Idempotency_Key=KEY)

    assert [one["field"] for one in answer.json()["problems"]] == ["papers.house_paper"]


def test_another_persons_upload_is_not_taken(citizens_program: Program, strangers_program: Program) -> None:
    paper = uploaded(strangers_program)

    answer = citizens_program.post("/me/dossiers", filing(paper), Idempotency_Key=KEY)

    assert answer.status_code == 422
    assert answer.json()["problems"][0]["field"] == "papers.house_paper"


def test_an_unknown_paper_field_is_named(citizens_program: Program) -> None:
    body = filing(uploaded(citizens_program))
    body["papers"]["nothing"] = []

    answer = citizens_program.post("/me/dossiers", body, Idempotency_Key=KEY)

    assert [one["field"] for one in answer.json()["problems"]] == ["papers.nothing"]


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(citizens_program: Program) -> None:
    fake = SimpleUploadedFile("giay.pdf", b"MZ nothing of the kind", "application/pdf")

    answer = citizens_program.send("/me/uploads", file=fake)

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["problems"][0]["field"] == "file"


def test_a_procedure_filed_elsewhere_says_where(citizens_program: Program) -> None:
    body = {"procedure": "9.000004", "answers": {}, "papers": {}}

    answer = citizens_program.post("/me/dossiers", body, Idempotency_Key=KEY)

    assert answer.status_code in {409, 422}
    assert "Cổng Dịch vụ công quốc gia" in answer.json()["detail"]


def test_a_session_files_only_with_its_csrf_token(citizen: Person) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), citizen)
    program = Program(client)

    without = program.post("/me/dossiers", filing(), Idempotency_Key=KEY)
    client.cookies["csrftoken"] = "a" * 32
    with_it = program.post("/me/dossiers", filing(), Idempotency_Key=KEY, X_CSRFToken="a" * 32)

    assert without.status_code == 403
    assert without["Content-Type"] == "application/problem+json"
    assert with_it.status_code == 422


def test_a_token_for_reading_does_not_file(citizen: Person) -> None:
    program = Program(Client(), token_for(citizen.user, "read"))

    answer = program.post("/me/dossiers", filing(), Idempotency_Key=KEY)

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_lacking")


def test_an_officer_does_not_file(officers_program: Program) -> None:
    answer = officers_program.post("/me/dossiers", filing(), Idempotency_Key=KEY)

    assert answer.status_code == 404


def test_nobody_does_not_file(anyone: Program) -> None:
    answer = anyone.post("/me/dossiers", filing(), Idempotency_Key=KEY)

    assert answer.status_code in {401, 403}
