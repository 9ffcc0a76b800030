"""Who may rate and when."""

from datetime import date

import pytest

from xaso.modules.surveys import rules


@pytest.mark.parametrize(("person", "own"), [(1, True), (2, True), (3, False), (None, False)])
def test_only_the_applicant_and_the_submitter_rate(person: int | None, own: bool) -> None:
    assert rules.is_own(actor_kind="citizen", person_id=person, applicant_id=1, submitter_id=2) is own


@pytest.mark.parametrize("kind", ["officer", "system", "visitor", "api"])
def test_nobody_but_a_citizen_rates_even_under_the_same_number(kind: str) -> None:
    assert not rules.is_own(actor_kind=kind, person_id=1, applicant_id=1, submitter_id=1)


@pytest.mark.parametrize(
    ("state", "rated", "may"),
    [
        ("returned", False, True),
        ("returned", True, False),
        ("ready", False, False),
        ("withdrawn", False, False),
    ],
)
def test_a_dossier_is_rated_once_and_after_its_return(state: str, rated: bool, may: bool) -> None:
    assert rules.may_rate(state=state, rated=rated) is may


@pytest.mark.parametrize(
    ("returned_on", "still"),
    [
        (None, True),
        (date(2026, 3, 9), True),
        (date(2026, 3, 4), True),
        (date(2026, 3, 3), False),
    ],
)
def test_rating_is_open_for_so_many_days_after_the_return(returned_on: date | None, still: bool) -> None:
    today = date(2026, 3, 9)

    assert rules.is_open(returned_on=returned_on, today=today, open_days=5) is still


@pytest.mark.parametrize(("answers", "named"), [(0, False), (4, False), (5, True)])
def test_a_field_is_named_from_five_answers_on(answers: int, named: bool) -> None:
    assert rules.names_field(answers) is named
