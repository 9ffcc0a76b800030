"""Several dossiers taken in together: all or none, each paper once, each its own clock."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.kernel.errors import Missing, Refusal
from xaso.modules.dossiers.models import Dossier, DossierGroup, Paper
from xaso.modules.dossiers.queries.groups import group_view, siblings
from xaso.modules.dossiers.rules import key_of
from xaso.modules.dossiers.services.grouping import (
    SharedPaper,
    UnfitGroup,
    needs_of,
    take_in_group,
)
from xaso.modules.procedures.models import Component
from xaso.modules.procedures.queries import versions_with_papers
from xaso.platform.files.models import StoredFile
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db
CODES = [make.RESIDENCE, make.COPY]
DAY = date(2026, 3, 2)


@pytest.fixture
def shared_name(cast: Cast) -> str:
    """One paper that both procedures ask for."""
    for version in versions_with_papers(CODES, on=DAY):
        Component.objects.create(
            version=version, order=90, code="chung", name="Bản chụp  Căn cước.", required=True
        )
    return key_of("bản chụp căn cước")


def taken(cast: Cast, papers: list[SharedPaper], *, key: str = "nhom-1") -> DossierGroup:
    return take_in_group(
        by=cast.one_stop_officer,
        applicant=cast.citizen,
        versions=versions_with_papers(CODES, on=DAY),
        name="Cư trú và bản sao",
        papers=papers,
        filing_key=key,
        at=make.MONDAY,
    )


def test_a_paper_both_ask_for_is_named_once(shared_name: str) -> None:
    needs = needs_of(versions_with_papers(CODES, on=DAY))

    first = needs[0]
    assert (first.key, set(first.procedures), first.is_due) == (shared_name, set(CODES), True)
    assert sum(one.key == shared_name for one in needs) == 1


def test_each_procedure_becomes_a_dossier_of_its_own(cast: Cast, shared_name: str) -> None:
    group = taken(cast, [SharedPaper(shared_name, "1", make.picture())])

    dossiers = list(Dossier.objects.filter(membership__group=group).order_by("membership__order"))
    assert [one.version.procedure.code for one in dossiers] == CODES
    assert all(one.received_at == make.MONDAY for one in dossiers)
    assert len({one.code for one in dossiers}) == 2


def test_the_scan_is_stored_once_and_counts_as_reused_from_the_second_on(
    cast: Cast, shared_name: str
) -> None:
    before = StoredFile.objects.count()

    group = taken(cast, [SharedPaper(shared_name, "1", make.picture())])

    papers = Paper.objects.filter(dossier__membership__group=group).order_by("dossier__membership__order")
    assert StoredFile.objects.count() == before + 1
    assert [paper.was_reused for paper in papers] == [False, True]
    assert len({paper.file_id for paper in papers}) == 1


def test_sent_twice_makes_one_group(cast: Cast, shared_name: str) -> None:
    first = taken(cast, [])

    assert taken(cast, []) == first
    assert Dossier.objects.filter(membership__isnull=False).count() == 2


def test_one_procedure_is_no_group(cast: Cast) -> None:
    with pytest.raises(UnfitGroup):
        take_in_group(
            by=cast.one_stop_officer, applicant=cast.citizen, name="Một",
            versions=versions_with_papers(CODES[:1], on=DAY), papers=[], filing_key="mot", at=make.MONDAY,
        )  # fmt: skip


def test_when_one_cannot_be_taken_in_none_is(cast: Cast) -> None:
    with pytest.raises(Refusal):
        take_in_group(
            by=cast.specialist, applicant=cast.citizen, name="Không phải việc của mình",
            versions=versions_with_papers(CODES, on=DAY), papers=[], filing_key="khong", at=make.MONDAY,
        )  # fmt: skip

    assert not Dossier.objects.filter(filing_key__startswith="khong").exists()
    assert not DossierGroup.objects.exists()


def test_the_group_is_in_the_journal_and_each_dossier_knows_the_others(cast: Cast) -> None:
    group = taken(cast, [])
    first, second = Dossier.objects.filter(membership__group=group).order_by("membership__order")

    code, others = siblings(first)

    assert Entry.objects.filter(subject=group.subject, event="dossiers.group_taken_in").count() == 1
    assert (code, [one.code for one in others]) == (group.code, [second.code])


def test_an_officer_who_may_see_none_of_them_does_not_see_the_group(cast: Cast) -> None:
    group = taken(cast, [])

    assert len(group_view(cast.one_stop_officer, group.code).lines) == 2
    with pytest.raises(Missing):
        group_view(cast.land_specialist, group.code)


def test_the_counter_chooses_takes_in_and_prints(client: Client, cast: Cast, shared_name: str) -> None:
    sign_in(client, cast.one_stop_officer)
    choose = reverse("dossiers_desk:group_choose")
    page = client.get(f"{choose}?thu-tuc={CODES[0]}&thu-tuc={CODES[1]}").content.decode()
    assert "Tiếp tục nhận giấy tờ" in page
    address = f"{reverse('dossiers_desk:group_take_in')}?thu-tuc={CODES[0]}&thu-tuc={CODES[1]}"
    typed = {"key": "tu-trang", "p-full_name": "Hạng Thị Dế", "p-id_number": "099190000999", "g-got_0": "on"}

    lacking = client.post(address, typed)
    done = client.post(address, typed | {"g-accept_lack": "on"}, follow=True)

    assert lacking.status_code == 422
    assert 'value="Hạng Thị Dế"' in lacking.content.decode()
    assert "Phiếu nhận nhóm hồ sơ" in done.content.decode()
    assert Dossier.objects.filter(applicant__full_name="Hạng Thị Dế").count() == 2
