"""Made-up answers: they pass the checks of every form there is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.cast import PACK
from xaso.modules.citizens.models import Person
from xaso.platform.eforms.definition import parse
from xaso.sites.setup.demo import answers, names, numbers

FORMS = sorted([*(PACK / "eforms").glob("*.json"), *PACK.parents[2].glob("communes/*/eforms/*.json")])
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_made_up_answers_pass_the_forms_own_checks(path: Path, citizen: Person) -> None:
    form = parse(json.loads(path.read_text(encoding="utf-8")))
    asker = answers.Asker(citizen, TODAY)

    found = [answers.problems_of(form, answers.fill(form, asker, Random(seed)), TODAY) for seed in range(30)]

    assert found.count([]) >= 24, [one for one in found if one][:3]


def test_only_papers_that_must_be_sent_are_named(citizen: Person) -> None:
    form = parse(json.loads((PACK / "eforms" / "residence.json").read_text(encoding="utf-8")))

    told = answers.fill(form, answers.Asker(citizen, TODAY), Random(1))

    assert [one.code for one in answers.papers_of(form, told, TODAY)] == ["house_paper"]


def test_every_people_has_names_that_a_form_takes() -> None:
    for people in names.PEOPLES:
        for gender in (names.FEMALE, names.MALE):
            drawn = [names.invent(Random(seed), gender=gender, people=people) for seed in range(40)]

            assert all(len(one.full.split()) >= 3 for one in drawn)
            assert {one.gender for one in drawn} == {gender}


def test_numbers_carry_century_sex_and_year_but_no_province() -> None:
    assert numbers.id_number(17, date(2001, 5, 1), is_woman=True) == "098301000017"
    assert numbers.id_number(17, date(1979, 5, 1), is_woman=False) == "098079000017"
    assert numbers.stray_id(Random(1)).startswith("0971")
