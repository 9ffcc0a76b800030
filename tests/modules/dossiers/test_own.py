"""A person's own dossiers and drafts, and public tracking."""

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.errors import Missing
from xaso.modules.dossiers.queries import (
    NotTracked,
    own_dossier,
    own_dossiers,
    own_draft,
    own_drafts,
    track,
)


def test_ones_own_are_those_filed_and_those_filed_for_one_newest_first(cast: Cast) -> None:
    old = make.taken_in(cast, make.moment(2))
    new = make.taken_in(cast, make.moment(3), submitter=cast.village_head, relation="Trưởng bản")

    assert list(own_dossiers(cast.citizen).rows) == [new, old]
    assert list(own_dossiers(cast.village_head).rows) == [new]
    assert not own_dossiers(cast.stranger).rows


def test_the_list_of_ones_own_is_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        make.taken_in(cast)

    with django_assert_num_queries(1):
        for dossier in own_dossiers(cast.citizen).rows:
            assert dossier.version.name
            assert dossier.state_words


def test_a_stranger_does_not_learn_that_a_dossier_exists(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    assert own_dossier(cast.citizen, dossier.code) == dossier
    with pytest.raises(Missing) as theirs:
        own_dossier(cast.stranger, dossier.code)
    with pytest.raises(Missing) as nothing:
        own_dossier(cast.stranger, "H99-000000-0000")

    assert theirs.value.sentence == nothing.value.sentence


def test_drafts_are_their_owners_the_last_touched_first(cast: Cast) -> None:
    older = make.draft_of(cast.citizen, when=make.moment(2))
    newer = make.draft_of(cast.citizen, when=make.moment(3))
    make.draft_of(cast.stranger)

    assert own_drafts(cast.citizen) == [newer, older]
    assert own_draft(cast.citizen, older.public_id) == older
    with pytest.raises(Missing):
        own_draft(cast.stranger, older.public_id)
    with pytest.raises(Missing):
        own_draft(cast.citizen, uuid4())


@pytest.mark.parametrize("fact", ["0901", " 0901 "])
def test_code_and_second_fact_show_the_state_and_nothing_else(cast: Cast, fact: str) -> None:
    dossier = make.taken_in(cast)

    found = track(f" {dossier.code.lower()} ", fact)

    assert found.code == dossier.code
    assert (found.state_words, found.national_code) == ("Đang giải quyết", 4)
    assert set(found.__slots__) == {"code", "state_words", "national_code"}


def test_the_bearers_numbers_open_it_too(cast: Cast) -> None:
    dossier = make.taken_in(cast, submitter=cast.village_head, relation="Trưởng bản")

    assert track(dossier.code, "0903").code == dossier.code


@pytest.mark.parametrize("fact", ["", "0902", "901", "099190000901"])
def test_a_wrong_fact_and_an_unknown_code_sound_alike(cast: Cast, fact: str) -> None:
    dossier = make.taken_in(cast)

    with pytest.raises(NotTracked) as wrong:
        track(dossier.code, fact)
    with pytest.raises(NotTracked) as unknown:
        track("H99-000000-0000", "0901")

    assert wrong.value.sentence == unknown.value.sentence
