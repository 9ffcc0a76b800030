"""Certification: a number for each act, without gap or double; signed by who may; found and handed over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.factories.officers import make_officer
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import Attestation, AttestationSeries, Dossier
from xaso.modules.dossiers.papers import attestation_pdf
from xaso.modules.dossiers.queries import attesting as queries
from xaso.modules.dossiers.services.attesting import Act, UnfitAttestation, attest, hand_over, sign
from xaso.modules.org.models import Officer
from xaso.modules.payments.queries.bills import bills_of
from xaso.modules.payments.services import take_payment

pytestmark = pytest.mark.django_db
_keys = count(1)


@pytest.fixture
def clerk(cast: Cast) -> Officer:
    """Receives, appraises and hands over at the centre."""
    return make_officer("receiver", "specialist", "returner", full_name="Lù Thị Quầy")


def entered(
    cast: Cast, clerk: Officer, *, when: datetime = make.MONDAY, document: str = "Bằng tốt nghiệp"
) -> Attestation:
    return attest(
        by=clerk,
        applicant=cast.citizen,
        version=make.version(make.COPY, when),
        act=Act(document, 2, 3, cast.chairman),
        filing_key=f"chung-thuc-{next(_keys)}",
        at=when,
    )


def test_numbers_run_by_book_and_year(cast: Cast, clerk: Officer) -> None:
    first, second = entered(cast, clerk), entered(cast, clerk)
    next_year = entered(cast, clerk, when=make.MONDAY + timedelta(days=364))

    assert [(one.year, one.number) for one in (first, second, next_year)] == [(2026, 1), (2026, 2), (2027, 1)]


def test_a_failed_entry_gives_no_number_away(cast: Cast, clerk: Officer) -> None:
    with pytest.raises(UnfitAttestation) as refused:
        attest(
            by=clerk, applicant=cast.citizen, version=make.version(make.RESIDENCE),
            act=Act(" ", 0, 1, cast.chairman), filing_key="hong", at=make.MONDAY,
        )  # fmt: skip

    assert {problem.field for problem in refused.value.problems} == {"procedure", "document", "pages"}
    assert not AttestationSeries.objects.exists()
    assert not Dossier.objects.filter(filing_key="hong").exists()


def test_sent_twice_is_one_entry(cast: Cast, clerk: Officer) -> None:
    facts = {
        "by": clerk, "applicant": cast.citizen, "version": make.version(make.COPY),
        "act": Act("Căn cước", 1, 1, cast.chairman), "filing_key": "hai-lan", "at": make.MONDAY,
    }  # fmt: skip

    assert attest(**facts) == attest(**facts)  # type: ignore[arg-type]
    assert Attestation.objects.count() == 1


def test_whoever_signs_approves_and_nobody_else(cast: Cast, clerk: Officer) -> None:
    act = entered(cast, clerk)
    assert act.dossier.state == "awaiting_approval"

    refused = sign(acts=[act], by=clerk, at=make.MONDAY)
    assert queries.to_sign_count(cast.chairman) == 1
    signed = sign(acts=queries.to_sign(cast.chairman), by=cast.chairman, at=make.MONDAY)

    assert [one for one, _ in refused] == [act]
    assert signed == []
    assert Dossier.objects.get(pk=act.dossier_id).state == "ready"


def test_after_signing_it_is_handed_over_at_once(cast: Cast, clerk: Officer) -> None:
    act = entered(cast, clerk)
    sign(acts=[act], by=cast.chairman, at=make.MONDAY)

    left = hand_over(acts=queries.attestations(clerk, [act.pk]), by=clerk, at=make.MONDAY)

    dossier = Dossier.objects.get(pk=act.dossier_id)
    assert (left, dossier.state, dossier.is_late) == ([], "returned", False)


def test_what_is_not_signed_cannot_be_handed_over(cast: Cast, clerk: Officer) -> None:
    act = entered(cast, clerk)

    left = hand_over(acts=[act], by=clerk, at=make.MONDAY)

    assert [one for one, _ in left] == [act]


@pytest.mark.parametrize("words", ["bang tot", "say", "1", "giang thi say bang"])
def test_the_book_is_found_by_number_person_or_paper(cast: Cast, clerk: Officer, words: str) -> None:
    act = entered(cast, clerk)
    entered(cast, clerk, document="Hợp đồng") if words != "say" else None

    found = queries.register(clerk, queries.Filters(words=words), 1)

    assert [entry.act for entry in found.rows] == [act]


def test_the_book_is_narrowed_by_day_and_state(cast: Cast, clerk: Officer) -> None:
    act = entered(cast, clerk)
    entered(cast, clerk, when=make.MONDAY + timedelta(days=1))
    day = date(2026, 3, 2)

    found = queries.register(
        clerk, queries.Filters(first=day, last=day, state="awaiting_approval", book="BS"), 1
    )

    assert [entry.act for entry in found.rows] == [act]


def test_the_words_of_certification_are_a_paper(cast: Cast, clerk: Officer) -> None:
    assert attestation_pdf(entered(cast, clerk)).startswith(b"%PDF")


def test_the_words_carry_the_heading_of_their_book(cast: Cast, clerk: Officer) -> None:
    act = entered(cast, clerk)
    of_the_copies = _words(act)

    act.book = "cũ"

    assert "BẢN SAO ĐÚNG VỚI BẢN CHÍNH" in of_the_copies.upper()
    assert "BẢN SAO ĐÚNG VỚI BẢN CHÍNH" not in _words(act).upper()


def _words(act: Attestation) -> str:
    return " ".join(PdfReader(BytesIO(attestation_pdf(act))).pages[0].extract_text().split())


def test_a_copy_takes_three_requests_from_card_to_hand(client: Client, cast: Cast, clerk: Officer) -> None:
    leader = Client()
    sign_in(client, clerk)
    sign_in(leader, cast.chairman)
    typed = {
        "key": "nhanh", "procedure": make.COPY, "who": "099190000901", "document": "Bằng tốt nghiệp THPT",
        "pages": "2", "copies": "3", "signer": str(cast.chairman.pk),
    }  # fmt: skip

    page = client.post(reverse("dossiers_desk:attest"), typed, follow=True).content.decode()
    act = Attestation.objects.get()
    leader.post(reverse("dossiers_desk:attest_sign"), {"chon": [act.pk]})
    client.post(reverse("dossiers_desk:attest_returned"), {"chon": [act.pk]})

    assert f"Số 01/{act.year}" in page
    assert Dossier.objects.get(pk=act.dossier_id).state == "returned"


def test_what_waits_to_be_signed_is_told_where_the_day_starts_and_what_may_be_handed_over_in_the_book(
    client: Client, cast: Cast, clerk: Officer
) -> None:
    act = entered(cast, clerk)
    waiting = sign_in(Client(), cast.chairman).get(reverse("desk:today")).content.decode()
    before = sign_in(client, clerk).get(reverse("dossiers_desk:attest")).content.decode()

    sign(acts=[act], by=cast.chairman, at=make.MONDAY)

    signed = sign_in(Client(), cast.chairman).get(reverse("desk:today")).content.decode()
    after = client.get(reverse("dossiers_desk:attest")).content.decode()
    assert reverse("dossiers_desk:attest_sign") in waiting
    assert reverse("dossiers_desk:attest_sign") not in signed
    assert "Ghi đã trả các việc đã chọn" not in before
    assert "Ghi đã trả các việc đã chọn" in after


def test_what_was_typed_stays_when_it_cannot_be_entered(client: Client, cast: Cast, clerk: Officer) -> None:
    sign_in(client, clerk)

    answer = client.post(
        reverse("dossiers_desk:attest"),
        {
            "procedure": make.COPY,
            "document": "Bằng",
            "pages": "0",
            "copies": "1",
            "signer": str(cast.chairman.pk),
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Bằng"' in page
    assert "Quét thẻ hoặc gõ họ tên người yêu cầu." in page


def test_the_page_asks_a_fixed_number_of_questions(
    client: Client, cast: Cast, clerk: Officer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    now = SystemClock().now()
    for _ in range(3):
        entered(cast, clerk, when=now)
    sign_in(client, clerk)
    client.get(reverse("dossiers_desk:attest"))

    with django_assert_max_num_queries(22):
        page = client.get(reverse("dossiers_desk:attest")).content.decode()

    assert page.count("In lời chứng") == 3


def test_the_book_shows_what_is_still_due(client: Client, cast: Cast, clerk: Officer) -> None:
    paid_for, owing = entered(cast, clerk), entered(cast, clerk)
    bill = bills_of(paid_for.dossier.subject)[0]
    take_payment(
        bill=bill, amount=bill.total, method="transfer", key="nh-1", by=cast.one_stop_officer, at=make.MONDAY
    )
    sign_in(client, clerk)

    page = client.get(reverse("dossiers_desk:attest")).content.decode()

    assert queries.with_fee(owing).due > 0
    assert queries.with_fee(paid_for).due == 0
    assert page.count("Chưa thu<") == 1


def test_the_book_comes_as_excel(client: Client, cast: Cast, clerk: Officer) -> None:
    entered(cast, clerk)
    sign_in(client, clerk)

    answer = client.get(reverse("dossiers_desk:attest_export"))

    assert answer.content[:2] == b"PK"
