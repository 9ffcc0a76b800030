"""The lists behind figures that are not dossiers: versions of procedures, and dossiers nobody may name."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.modules.indicators.work import Office, dossier
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.payments import services as payments
from xaso.modules.payments.models import Bill
from xaso.modules.procedures.models import Procedure, ProcedureVersion
from xaso.platform.measuring.registry import registry
from xaso.sites.steering.listings import listing_of

NOW = SystemClock().now()
ADDRESS = "/dieu-hanh/so-lieu/{}/"
ENOUGH = 5
"""As many dossiers as it takes before what people think of them may be listed."""


@pytest.mark.parametrize("code", [one.code for one in registry.all()])
def test_every_measure_has_a_list_of_its_records(code: str) -> None:
    assert listing_of(registry.get(code)).columns


@pytest.mark.parametrize("code", [one.code for one in registry.all() if one.module != "plan"])
def test_the_list_of_every_measure_opens_on_each_side(office: Office, leader: Client, code: str) -> None:
    for _ in range(ENOUGH):
        dossier(office, NOW, online=True)
    sides = ["whole"] if registry.get(code).unit == "count" else ["part", "whole", "rest"]

    answers = {side: leader.get(ADDRESS.format(code), {"phan": side}).status_code for side in sides}

    assert set(answers.values()) == {200}


def test_versions_are_listed_with_what_they_lack(office: Office, leader: Client) -> None:
    page = leader.get(ADDRESS.format("procedures.content_complete"), {"phan": "rest"}).content.decode()

    assert "9.000004" in page
    assert "thành phần hồ sơ" in page
    assert "Phần còn thiếu" in page


def test_a_page_of_versions_asks_a_constant_number_of_questions(
    office: Office, leader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = ProcedureVersion.objects.filter(procedure__code="9.000001").select_related("procedure").get()
    for number in range(30):
        one = Procedure.objects.create(code=f"8.{number:06d}", field=first.procedure.field)
        ProcedureVersion.objects.create(
            procedure=one,
            valid_from=first.valid_from,
            name=f"Thủ tục {number}",
            confidence="partial",
            route=first.route,
        )
    address = ADDRESS.format("procedures.offered_online")
    leader.get(address)

    with django_assert_max_num_queries(14):
        page = leader.get(address).content.decode()

    assert len(set(re.findall(r'href="/thu-tuc/([^"/]+)/"', page))) == 20


def test_the_dossiers_behind_satisfaction_are_never_named(office: Office, leader: Client) -> None:
    received = NOW - timedelta(days=2)
    codes = [dossier(office, received, late=True).code for _ in range(ENOUGH)]
    address = ADDRESS.format("surveys.dossiers_satisfied_766")
    year = str(local_date(received + timedelta(days=1)).year)

    sides = [{"phan": side, "ky": year} for side in ("part", "whole", "rest")]
    pages = [leader.get(address, side).content.decode() for side in sides]
    file = leader.get(f"{address}xuat.csv", {"ky": year}).content.decode()

    assert not any(code in page for page in [*pages, file] for code in codes)
    assert "Quá hạn" in pages[2]
    assert "không nói là hồ sơ nào" in pages[0]


def test_quarters_are_listed_with_what_was_held_in_each(cast: Cast) -> None:
    address = ADDRESS.format("plan.quarters_with_dialogue")

    page = sign_in(Client(), cast.chairman).get(address, {"ky": "2025", "phan": "rest"}).content.decode()

    assert "2025-Q1" in page
    assert "31/03/2025" in page
    assert "Không có buổi nào" in page


def test_payments_are_listed_without_who_paid_and_open_for_those_who_may_look(cast: Cast) -> None:
    dossier = make.taken_in(cast, make.moment(3), code=make.COPY)
    bill = Bill.objects.get(subject=dossier.subject)
    payments.take_payment(
        bill=bill, amount=8000, method="gateway", key=bill.code, by=cast.one_stop_officer, at=make.moment(5)
    )
    address = ADDRESS.format("dossiers.fee_online")

    told = sign_in(Client(), cast.chairman).get(address, {"ky": "2026-03"}).content.decode()
    others = sign_in(Client(), cast.head_of_office).get(address, {"ky": "2026-03"}).content.decode()

    link = f"/khoan/{bill.code}/"
    assert bill.code in told
    assert "8.000" in told
    assert (link in told, link in others) == (True, False)
    assert bill.payer_name not in told
