"""Rating a returned dossier: once, by its own people, told to nobody."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.modules.indicators.work import Office, dossier, noon, open_office
from xaso.kernel.errors import Missing
from xaso.modules.dossiers.models import Dossier
from xaso.modules.surveys.models import Rating
from xaso.modules.surveys.queries import has_rated
from xaso.modules.surveys.services import rate
from xaso.modules.surveys.services.rating import AlreadyRated, NotReturned, NotYours, UnfitRating
from xaso.platform.journal.models import Entry

NOW = noon(2026, 3, 9)


@pytest.fixture
def office(db: None) -> Office:
    """An office with work of its own."""
    return open_office()


@pytest.fixture
def returned(office: Office, cast: Cast) -> Dossier:
    """A returned dossier of the citizen, handed in by the village head."""
    made = dossier(office, noon(2026, 3, 2))
    made.applicant, made.submitter = cast.citizen, cast.village_head
    made.save(update_fields=["applicant", "submitter"])
    return made


@pytest.mark.parametrize("who", ["citizen", "village_head"])
def test_the_applicant_or_the_one_who_handed_it_in_rates(returned: Dossier, cast: Cast, who: str) -> None:
    rating = rate(
        dossier=returned,
        by=getattr(cast, who),
        level="satisfied",
        ease="not_satisfied",
        comment="  Cán bộ   nhiệt tình ",
        at=NOW,
    )

    assert (rating.level, rating.ease, rating.punctuality) == ("satisfied", "not_satisfied", "")
    assert rating.comment == "Cán bộ nhiệt tình"
    assert rating.field == returned.field
    assert has_rated(returned)


def test_a_dossier_is_rated_once(returned: Dossier, cast: Cast) -> None:
    rate(dossier=returned, by=cast.citizen, level="satisfied", at=NOW)

    with pytest.raises(AlreadyRated):
        rate(dossier=returned, by=cast.village_head, level="not_satisfied", at=NOW)

    assert Rating.objects.get().level == "satisfied"


def test_a_dossier_not_yet_returned_is_not_rated(office: Office, returned: Dossier, cast: Cast) -> None:
    Dossier.objects.filter(pk=returned.pk).update(state="ready")

    with pytest.raises(NotReturned):
        rate(dossier=returned, by=cast.citizen, level="satisfied", at=NOW)


def test_a_stranger_does_not_learn_that_there_is_a_dossier(returned: Dossier, cast: Cast) -> None:
    with pytest.raises(Missing):
        rate(dossier=returned, by=cast.stranger, level="satisfied", at=NOW)


def test_an_officer_never_rates_even_under_the_number_of_the_applicant(returned: Dossier, cast: Cast) -> None:
    officer = cast.specialist
    Dossier.objects.filter(pk=returned.pk).update(applicant_id=cast.citizen.pk)
    officer.pk = returned.applicant_id

    with pytest.raises(NotYours):
        rate(dossier=returned, by=officer, level="very_satisfied", at=NOW)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"level": ""}, "level"),
        ({"level": "5 sao"}, "level"),
        ({"level": "satisfied", "attitude": "tốt"}, "attitude"),
        ({"level": "satisfied", "comment": "a" * 2001}, "comment"),
    ],
)
def test_an_answer_that_does_not_fit_names_its_question(
    returned: Dossier, cast: Cast, answers: dict[str, str], field: str
) -> None:
    with pytest.raises(UnfitRating) as refused:
        rate(dossier=returned, by=cast.citizen, at=NOW, **answers)

    assert [problem.field for problem in refused.value.problems] == [field]
    assert not Rating.objects.exists()


def test_the_journal_tells_neither_who_nor_about_which_dossier(returned: Dossier, cast: Cast) -> None:
    rate(dossier=returned, by=cast.citizen, level="not_satisfied", comment="chậm", at=NOW)

    entry = Entry.objects.get(event="surveys.rated")
    told = f"{entry.subject} {entry.actor_key} {entry.actor_name} {entry.data}"
    assert entry.subject == "ratings:2026-03"
    assert returned.code not in told
    assert cast.citizen.full_name not in told
    assert str(cast.citizen.public_id) not in told
    assert "chậm" not in told
