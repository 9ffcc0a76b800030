"""What an activity needs before it can open tasks."""

import pytest

from xaso.modules.plan.rules.obligations import lacks

YEARS = (2026, 2028)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"output": " "}, ["output"]),
        ({"leads": 0, "timing": ""}, ["leads", "timing"]),
        ({"leads": 0, "timing": "", "by_hand": True}, []),
        ({"timing": "Khi phát sinh"}, ["timing"]),
        ({"timing": "Tháng 6/2029"}, ["timing"]),
        ({"timing": "Tháng 6/2029", "years": None}, []),
    ],
)
def test_what_lacks_is_named_by_its_field(facts: dict[str, object], fields: list[str]) -> None:
    whole: dict[str, object] = {
        "output": "Kế hoạch", "leads": 1, "timing": "Hằng năm", "by_hand": False, "years": YEARS,
    }  # fmt: skip

    found = lacks(**(whole | facts))  # type: ignore[arg-type]

    assert [field for field, _ in found] == fields
