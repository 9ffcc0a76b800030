"""The register of decisions, the way to the national database, and what is measured of both."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.cast import NOW, sign_in
from xaso.kernel.periods import Period
from xaso.modules.org import queries as org
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.models import CatalogueDecision, ProcedureVersion
from xaso.modules.procedures.queries import decisions as register
from xaso.modules.procedures.rules.publishing import publish_by, sign_by
from xaso.modules.procedures.services.decisions import (
    DayWrong,
    DecisionKnown,
    record_publication,
    write_decision,
)
from xaso.platform.measuring.evaluation import evaluate
from xaso.platform.measuring.registry import registry

pytestmark = pytest.mark.django_db
MARCH = Period.month(2026, 3)
DESK = "/ban-lam-viec/thu-tuc/"
IN_TIME = services.Decision(
    number="101/QĐ-UBND",
    decided_on=date(2026, 3, 2),
    effective_on=date(2026, 3, 10),
    issuer="UBND tỉnh A",
    law="Nghị định thử",
    law_effective_on=date(2026, 3, 10),
)
LATE = replace(IN_TIME, number="102/QĐ-UBND", decided_on=date(2026, 3, 4))
UNKNOWN = replace(IN_TIME, number="103/QĐ-UBND", law_effective_on=None)


def write(facts: services.Decision, by: Officer, **more: Any) -> CatalogueDecision:
    said = {"decision": None, "drafted_here": False, "controlled_on": None, "controlled_by": ""} | more
    return write_decision(facts=facts, by=by, at=NOW, **said)


def version(code: str, facts: services.Decision, by: Officer) -> ProcedureVersion:
    return services.new_version(
        procedure=queries.procedure(code),
        changes={"result": "Giấy mới"},
        valid_from=date(2026, 3, 10),
        decision=facts,
        by=by,
        at=NOW,
    )


def figure(name: str) -> str:
    return evaluate(registry.get(f"procedures.{name}"), MARCH).words()


def test_days_are_counted_in_working_days_and_never_guessed() -> None:
    calendar = org.calendar()

    assert sign_by(date(2026, 3, 10), 5, calendar) == date(2026, 3, 3)
    assert publish_by(date(2026, 3, 6), 5, calendar) == date(2026, 3, 13)
    assert sign_by(None, 5, calendar) is None
    assert publish_by(date(2199, 1, 1), 5, calendar) is None


def test_decisions_signed_in_time_are_counted_and_an_unknown_day_is_not_in_time(
    control_officer: Officer,
) -> None:
    assert figure("announced_on_time") == "không phát sinh"

    for facts in (IN_TIME, LATE, UNKNOWN):
        write(facts, control_officer)
    write(replace(IN_TIME, decided_on=date(2026, 2, 27)), control_officer)

    assert figure("announced_on_time") == "33,3%"


def test_only_drafts_of_the_commune_are_counted_and_controlled_before_signing(
    control_officer: Officer,
) -> None:
    write(IN_TIME, control_officer)
    write(LATE, control_officer, drafted_here=True, controlled_on=date(2026, 3, 3), controlled_by="Bà Quàng")
    write(UNKNOWN, control_officer, drafted_here=True)

    assert figure("drafts_controlled") == "50%"
    with pytest.raises(DayWrong):
        write(
            replace(IN_TIME, number="9"), control_officer, drafted_here=True, controlled_on=date(2026, 3, 5)
        )


def test_a_decision_stands_once_and_a_correction_counts_its_day_anew(control_officer: Officer) -> None:
    row = write(IN_TIME, control_officer)
    announced = version("9.000001", IN_TIME, control_officer)
    with pytest.raises(DecisionKnown):
        write(IN_TIME, control_officer)

    write(replace(LATE, number="101a/QĐ-UBND"), control_officer, decision=row)

    row.refresh_from_db()
    announced.refresh_from_db()
    assert (row.due_on, row.publish_due_on) == (date(2026, 3, 3), date(2026, 3, 11))
    assert (announced.decision, announced.decision_number) == (row, "101a/QĐ-UBND")
    assert figure("announced_on_time") == "0%"


def test_versions_are_counted_by_their_decision_and_the_day_they_were_seen(control_officer: Officer) -> None:
    first = version("9.000001", IN_TIME, control_officer)
    version("9.000002", LATE, control_officer)

    record_publication(version=first, published_on=date(2026, 3, 2), note="", by=control_officer, at=NOW)

    assert figure("versions_announced_on_time") == "50%"
    assert figure("published_on_time") == "50%"
    assert register.publication_counts(date(2026, 3, 12)) == {"cho": 1, "tre": 1, "xong": 1}
    assert register.publication_counts(date(2026, 3, 11))["tre"] == 0


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2026, 3, 1)])
def test_a_day_to_come_or_before_the_decision_is_refused(day: date, control_officer: Officer) -> None:
    found = version("9.000001", IN_TIME, control_officer)

    with pytest.raises(DayWrong):
        record_publication(version=found, published_on=day, note="", by=control_officer, at=NOW)


def three(name: str, day: date) -> dict[str, int]:
    return {f"{name}-ngay": day.day, f"{name}-thang": day.month, f"{name}-nam": day.year}


def test_a_keeper_writes_a_decision_and_corrects_it(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)
    typed = {"number": "7/QĐ-UBND", "issuer": "UBND xã", "drafted_here": "on"}
    days = three("decided_on", date(2026, 3, 2)) | three("effective_on", date(2026, 3, 10))

    wrong = client.post(f"{DESK}quyet-dinh/moi/", typed | days | {"effective_on-ngay": "1"})
    client.post(f"{DESK}quyet-dinh/moi/", typed | days)
    row = CatalogueDecision.objects.get()
    client.post(f"{DESK}quyet-dinh/{row.pk}/", typed | days | {"number": "8/QĐ-UBND"})

    assert (wrong.status_code, "không được trước ngày ký" in wrong.content.decode()) == (422, True)
    page = client.get(f"{DESK}quyet-dinh/").content.decode()
    assert "8/QĐ-UBND" in page
    assert "Chưa kiểm soát" in page


def test_a_keeper_says_since_when_a_version_is_published(client: Client, control_officer: Officer) -> None:
    found = version("9.000001", IN_TIME, control_officer)
    sign_in(client, control_officer)
    waiting = client.get(f"{DESK}cong-khai/").content.decode()
    rows = load_workbook(io.BytesIO(client.get(f"{DESK}cong-khai/tep/").content))["Thủ tục"]

    wrong = client.post(f"{DESK}cong-khai/{found.pk}/", three("published_on", date(2026, 3, 1)))
    client.post(f"{DESK}cong-khai/{found.pk}/", three("published_on", date(2026, 3, 5)))

    assert "Chưa công khai (1)" in waiting
    assert [rows.cell(2, 1).value, rows.max_row] == ["9.000001", 2]
    assert (wrong.status_code, "không được trước ngày ký" in wrong.content.decode()) == (422, True)
    assert "05/03/2026" in client.get(f"{DESK}cong-khai/?trang-thai=xong").content.decode()
    assert client.get(f"{DESK}cong-khai/{found.pk}/").status_code == 200
    told = client.get(f"{DESK}9.000001/").content.decode()
    assert "có trên Cơ sở dữ liệu quốc gia từ 05/03/2026" in told


def test_officers_read_the_register_and_only_keepers_write(client: Client, specialist: Officer) -> None:
    sign_in(client, specialist)

    assert client.get(f"{DESK}quyet-dinh/").status_code == 200
    assert client.get(f"{DESK}cong-khai/").status_code == 200
    assert client.get(f"{DESK}quyet-dinh/moi/").status_code == 404
    assert client.get(f"{DESK}quyet-dinh/999/").status_code == 404


def test_what_is_not_in_the_register_is_not_found(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)

    assert client.get(f"{DESK}quyet-dinh/999/").status_code == 404
    assert client.get(f"{DESK}cong-khai/999/").status_code == 404
    assert client.get(f"{DESK}nap/00000000-0000-4000-8000-000000000000/").status_code == 404
