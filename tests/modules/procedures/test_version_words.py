"""Parts of a version in lines, as two versions are compared."""

from typing import Any

import pytest

from xaso.modules.procedures.pages.version_words import entry_words, lines, told
from xaso.modules.procedures.rules.versions import differences, line_changes

PAPER = {
    "name": "Giấy ủy quyền;",
    "originals": 1,
    "copies": 2,
    "required": False,
    "case": "Người khác nộp thay :",
    "form_template": "Mẫu 1",
}


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("fee_amount", 8000, ["8.000 đồng"]),
        ("fee_amount", None, []),
        ("channels", ["direct", "post"], ["trực tiếp", "qua bưu điện"]),
        ("flags", ["time_missing", "la"], ["Chưa lấy được thời hạn từ nguồn.", "la"]),
        ("online_submission", False, ["không"]),
        ("service_level", "full", ["toàn trình"]),
        ("time_unit", "working_days", ["ngày làm việc"]),
        ("confidence", "partial", ["còn chỗ chưa kiểm chứng"]),
        ("four_on_the_spot_certainty", "D", ["do phần mềm đề xuất"]),
        ("steps", [], []),
        ("note", "Một\nHai", ["Một", "Hai"]),
        (
            "components",
            [PAPER],
            [
                "Giấy ủy quyền; 1 bản chính; 2 bản sao; nếu thuộc trường hợp này; "
                "trường hợp: Người khác nộp thay; mẫu Mẫu 1"
            ],
        ),
    ],
)
def test_a_part_is_told_in_plain_words(part: str, value: Any, said: list[str]) -> None:
    assert lines(part, value) == said


def test_only_lines_that_differ_are_marked() -> None:
    found = line_changes(["a", "b", "c"], ["a", "x", "c", "d"])

    assert [(line.words, line.added, line.removed) for line in found] == [
        ("a", False, False),
        ("b", False, True),
        ("x", True, False),
        ("c", False, False),
        ("d", True, False),
    ]
    assert told(differences({"result": "Cũ"}, {"result": "Mới"}))[0].words == "Kết quả"


def test_an_entry_without_anything_to_say_says_nothing() -> None:
    assert entry_words({}) == ""
