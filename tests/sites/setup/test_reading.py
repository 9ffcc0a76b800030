"""JSON read with its lines: the values of Python's own reader, the lines of the text."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.sites.setup.pack.reading import Document, parse, written

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=25,
)


@given(plain, st.sampled_from([None, 1, 4]))
def test_it_reads_what_pythons_reader_reads(value: Any, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)

    document = parse(text, Document("x.json"))

    assert document.value == json.loads(text)
    assert document.faults == []


@given(st.text(alphabet='{}[]",:0123456789.eE-+truefalsn \n\\u', max_size=40))
def test_it_refuses_what_pythons_reader_refuses(text: str) -> None:
    try:
        expected = json.loads(text)
    except ValueError:
        expected = None
        assert parse(text, Document("x.json")).faults
    else:
        if expected == expected:
            assert parse(text, Document("x.json")).value == expected


def test_every_value_knows_its_line() -> None:
    text = '[\n  {\n    "code": "a",\n    "time":\n      {"value": 3}\n  },\n  {"code": "b"}\n]\n'

    document = parse(text, Document("x.json"))

    assert [document.line(place) for place in [(), (0,), (0, "code"), (0, "time", "value"), (1, "code")]] == [
        1, 2, 3, 5, 7,
    ]  # fmt: skip
    assert document.line((1, "missing")) == 7


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[\n  1,\n  2\n  3\n]', 4, "thiếu dấu phẩy"),
        ('{\n  "a": 1,\n}', 3, "tên trong ngoặc kép"),
        ('{\n  "a" 1\n}', 2, "hai chấm"),
        ('{"a": xin}', 1, "cần một giá trị"),
        ('[1]\n[2]', 2, "thừa chữ"),
        ('["chưa đóng', 1, "chưa đóng"),
        ('["xuống\ndòng"]', 1, "xuống dòng"),
    ],
)  # fmt: skip
def test_a_broken_file_says_where_and_why(text: str, line: int, words: str) -> None:
    document = parse(text, Document("x.json"))

    assert document.value is None
    assert document.faults[0].line == line
    assert words in document.faults[0].sentence


def test_a_name_written_twice_is_a_fault_at_the_second_one() -> None:
    document = parse('{\n  "a": 1,\n  "b": 2,\n  "a": 3\n}', Document("x.json"))

    assert [(fault.line, fault.field) for fault in document.faults] == [(4, "a")]


def test_a_file_nested_without_end_is_refused() -> None:
    assert "lồng quá nhiều" in parse("[" * 100_000, Document("x.json")).faults[0].sentence


def test_a_place_is_written_the_way_people_count() -> None:
    assert written((3, "time", "value")) == "[4].time.value"
    assert written(("days", 0, "date")) == "days[1].date"
