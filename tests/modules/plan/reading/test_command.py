"""`plan_read FILE`: what a person and a program see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.plans import suoi_trang

PLAN = Path(__file__).resolve().parents[3] / "plans" / "ban_soi_2027.txt"


def test_json_has_the_parts_of_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("plan_read", str(PLAN), "--json")

    said = json.loads(capsys.readouterr().out)
    assert {"targets", "tasks", "matrix_rows", "indicator_rows", "findings"} <= said.keys()
    assert said["targets"][0].keys() == {
        "quote",
        "metric",
        "comparator",
        "value",
        "value_to",
        "unit",
        "year",
        "section",
    }
    assert said["tasks"][0].keys() == {"section", "text"}
    assert said["findings"][0].keys() == {"kind", "severity", "where", "says"}
    assert said["indicator_rows"][0].keys() == {"group", "name", "unit", "owner", "values"}


def test_a_person_sees_counts_targets_and_doubts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(suoi_trang.build())

    call_command("plan_read", str(path))

    said = capsys.readouterr().out
    assert said.startswith("9 chỉ tiêu, 3 nhiệm vụ, 4 hoạt động trong phụ lục, 5 chỉ tiêu theo năm")
    assert "[thấp]" in said


def test_a_bad_file_ends_with_one_vietnamese_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match="Dùng tệp Word gốc"):
        call_command("plan_read", str(path))


@pytest.mark.django_db
def test_owners_are_compared_with_the_commune_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("plan_read", str(PLAN), "--json", "--check-owners")

    assert json.loads(capsys.readouterr().out)["matrix_rows"]
