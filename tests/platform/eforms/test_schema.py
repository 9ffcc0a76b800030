"""The same form for programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.conf import settings

from xaso.platform.eforms.definition import parse
from xaso.platform.eforms.schema import json_schema, validate_json

from .test_answers import FILES, GOOD_BIRTH

TODAY = date(2026, 11, 24)
PACK = Path(settings.BASE_DIR) / "communes" / "lungphinh" / "eforms"
BIRTH = parse(json.loads((PACK / "birth.json").read_text(encoding="utf-8")))
MOTHER = {key: value for key, value in GOOD_BIRTH["mother"].items() if value}  # type: ignore[attr-defined]
ANSWERS = {**GOOD_BIRTH, "mother": MOTHER}


@pytest.mark.parametrize("path", sorted(PACK.glob("*.json")), ids=lambda path: path.stem)
def test_every_form_gives_a_valid_schema_of_2020_12(path: Path) -> None:
    form = parse(json.loads(path.read_text(encoding="utf-8")))

    schema = json_schema(form)

    assert jsonschema_rs.meta.is_valid(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert set(schema["properties"]) == {field.code for field in form.fields() if not field.is_file}


def test_good_answers_pass_with_and_without_papers() -> None:
    assert validate_json(BIRTH, ANSWERS, today=TODAY) == []
    assert validate_json(BIRTH, ANSWERS, today=TODAY, files=FILES) == []


def test_papers_are_asked_for_when_told() -> None:
    problems = validate_json(BIRTH, ANSWERS, today=TODAY, files={})

    assert [problem.field for problem in problems] == ["birth_paper"]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"birth_date": "01/11/2026"}, "birth_date"),
        ({"copies": "hai"}, "copies"),
        ({"copies": 21}, "copies"),
        ({"relation": "cousin"}, "relation"),
        ({"colour": "red"}, "colour"),
        ({"mother": {"name": "Giàng Thị Mỷ"}}, "mother-date_of_birth"),
        ({"hometown": {"province": "14", "commune": "03980", "street": "x"}}, "hometown-street"),
        ({"applicant_id": "123"}, "applicant_id"),
        ({"applicant_name": ["x"]}, "applicant_name"),
        ({"truthful": False}, "truthful"),
    ],
)
def test_a_wrong_shape_names_its_place(changed: dict[str, Any], place: str) -> None:
    problems = validate_json(BIRTH, {**ANSWERS, **changed}, today=TODAY)

    assert [problem.field for problem in problems] == [place]
    assert problems[0].sentence


def test_what_is_left_out_is_named() -> None:
    without = {code: value for code, value in ANSWERS.items() if code != "child_name"}

    [problem] = validate_json(BIRTH, without, today=TODAY)

    assert problem.field == "child_name"
    assert "Họ, chữ đệm, tên của trẻ" in problem.sentence


def test_conditions_and_rules_hold_for_programs_too() -> None:
    at_hospital = {**ANSWERS, "birth_place_kind": "health_facility"}
    tomorrow = {**ANSWERS, "birth_date": "2026-11-25"}

    assert [problem.field for problem in validate_json(BIRTH, at_hospital, today=TODAY)] == ["birth_facility"]
    assert [problem.field for problem in validate_json(BIRTH, tomorrow, today=TODAY)] == ["birth_date"]


@pytest.mark.parametrize("junk", [[], "x", None, 7])
def test_what_is_no_object_is_refused(junk: Any) -> None:
    [problem] = validate_json(BIRTH, junk, today=TODAY)

    assert problem.sentence == "Lời khai phải là một đối tượng JSON."
