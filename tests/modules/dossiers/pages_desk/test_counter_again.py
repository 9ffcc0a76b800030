"""At the counter: a paper the commune already has is not asked for again."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.modules.dossiers.pages_desk.test_counter import CARD, empty, press
from xaso.kernel.periods import Period
from xaso.modules.dossiers.models import Dossier, Paper
from xaso.modules.dossiers.queries import earlier_papers
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.modules.procedures.models import Component
from xaso.platform.measuring.evaluation import evaluate
from xaso.platform.measuring.registry import registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.one_stop_officer)


def components() -> list[Component]:
    """The papers of the procedure on residence."""
    return list(make.version().components.order_by("order"))


def house() -> Component:
    """The paper that a person need not bring twice: the copy of the papers of the house."""
    return next(one for one in components() if one.code == "tp02")


def granted(cast: Cast, day: int = 2, **more: object) -> Dossier:
    """A dossier of the citizen with the paper of the house scanned, and its result."""
    paper = PaperIn(house().pk, medium="1", upload=make.picture(f"to-khai-{day}.png"))
    return make.ready(cast, make.moment(day), papers=(paper,), **more)  # type: ignore[arg-type]


def page_of(desk: Client) -> str:
    """The counter with the citizen and the procedure chosen."""
    page = press(desk, empty(desk), **{"q-who": CARD})
    return press(desk, page, f"chon-thu-tuc={make.RESIDENCE}")


def test_the_counter_offers_the_paper_of_an_earlier_dossier(desk: Client, cast: Cast) -> None:
    before = granted(cast)

    page = page_of(desk)

    assert page.count(f"Lấy lại bản đã có, hồ sơ {before.code}") == 1


def test_a_paper_taken_again_needs_no_scan_and_is_counted(desk: Client, cast: Cast) -> None:
    before = granted(cast)
    first = house()

    press(
        desk,
        page_of(desk),
        "viec=tiep-nhan",
        **{"g-all_required": "on", f"g-got_{first.pk}": "on", f"g-as_{first.pk}": "again"},
    )

    made = Dossier.objects.exclude(pk=before.pk).get()
    paper = made.papers.get(component=first)
    assert (paper.was_reused, paper.medium, paper.file) == (
        True,
        "1",
        before.papers.get(component=first).file,
    )
    assert made.has_reused_paper
    assert not before.has_reused_paper
    assert made.papers.exclude(component=first).filter(was_reused=True).count() == 0
    year = Period.year(made.received_at.year) if made.received_at else None
    assert year is not None
    assert evaluate(registry.get("dossiers.reused"), year).part == 1


def test_a_newer_scan_stands_before_the_earlier_paper(desk: Client, cast: Cast) -> None:
    before = granted(cast)
    first = house()

    press(
        desk,
        page_of(desk),
        "viec=tiep-nhan",
        **{
            "g-all_required": "on",
            f"g-got_{first.pk}": "on",
            f"g-as_{first.pk}": "again",
            f"g-file_{first.pk}": make.picture("moi.png"),
        },
    )

    made = Dossier.objects.exclude(pk=before.pk).get()
    paper = made.papers.get(component=first)
    assert paper.file is not None
    assert (paper.was_reused, paper.file.name) == (False, "moi.png")
    assert not made.has_reused_paper


def test_papers_of_the_one_who_stands_there_are_not_taken_for_another(desk: Client, cast: Cast) -> None:
    before = granted(cast)
    first = house()

    refused = press(
        desk,
        page_of(desk),
        "viec=tiep-nhan",
        **{
            "g-all_required": "on",
            f"g-got_{first.pk}": "on",
            f"g-as_{first.pk}": "again",
            "n-for_other": "on",
            "n-other_name": "Giàng Thị Già",
            "n-other_id": "099140000111",
            "n-relation": "Con của người đó",
        },
    )

    assert "Bản đã có là của người nộp" in refused
    assert not Dossier.objects.exclude(pk=before.pk).exists()


def test_a_choice_that_was_not_offered_is_refused(desk: Client) -> None:
    first = house()

    press(
        desk,
        page_of(desk),
        "viec=tiep-nhan",
        **{"g-all_required": "on", f"g-got_{first.pk}": "on", f"g-as_{first.pk}": "again"},
    )

    assert not Dossier.objects.exists()


def test_only_scanned_papers_of_ones_own_granted_dossiers_are_offered(cast: Cast) -> None:
    granted(cast, applicant=cast.stranger)
    make.proposed(cast, papers=(PaperIn(house().pk, medium="0", upload=make.picture()),))
    make.ready(cast, papers=(PaperIn(house().pk, medium="0"),))

    found = earlier_papers(cast.one_stop_officer, cast.citizen, components(), today=make.MONDAY.date())

    assert found == {}


def test_the_newest_is_taken_and_asking_costs_one_question(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    granted(cast)
    newer = granted(cast, 3)
    asked = components()
    assert cast.one_stop_officer.user.roles

    with django_assert_num_queries(1):
        found = earlier_papers(cast.one_stop_officer, cast.citizen, asked, today=make.MONDAY.date())

    assert [one.code for one in found.values()] == [newer.code]
    assert Paper.objects.filter(was_reused=True).count() == 0


def test_an_officer_who_may_not_see_the_earlier_dossier_is_not_offered_its_paper(cast: Cast) -> None:
    granted(cast)

    assert earlier_papers(cast.land_specialist, cast.citizen, components(), today=make.MONDAY.date()) == {}
    assert earlier_papers(cast.one_stop_officer, cast.citizen, [], today=make.MONDAY.date()) == {}


def test_a_request_is_written_anew_each_time(cast: Cast) -> None:
    request = next(one for one in components() if one.code == "tp01")
    make.ready(cast, papers=(PaperIn(request.pk, medium="0", upload=make.picture()),))

    assert earlier_papers(cast.one_stop_officer, cast.citizen, components(), today=make.MONDAY.date()) == {}
