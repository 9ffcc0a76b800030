"""No text breaks the reader, quotes stay verbatim, and repetition without end does not hang it."""

# ruff: noqa: E501 - a list of words stands on one line

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xaso.modules.plan.reading import Reading, UnreadablePlan, open_bytes, read

PIECES = st.sampled_from(
    [
        "\n", "\n\n", "\t", " ", "I. ", "1. ", "1.1. ", "a) ", "- ", "+ ", "STT", "Chỉ tiêu", "2026", "năm 2027", "100%", "≥ ", "tối thiểu ",
        "từ 5 đến 7%", "đạt ", " trở lên", "tương ứng là 30%, 20%", "PHỤ LỤC I", "KẾ HOẠCH", "Nhiệm vụ", "Mục tiêu", "chủ trì", "(", ")", "“", "”",
        "…", ".", ";", ":", ",", "31/02/2027", "ngày ", "triệu đồng", "Tổng kinh phí: 5 tỷ đồng", "trong đó", "|", "xếp thứ 5/10", "3 tháng/lần",
        "Điều 5", "Phần thứ hai", "9" * 30, "0", "%",
    ]
)  # fmt: skip
MANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(PIECES, max_size=60).map("".join))
@MANY
def test_any_mix_of_a_plans_words_is_read_with_verbatim_quotes(text: str) -> None:
    reading = _read(text.encode())

    if reading is not None:
        assert all(target.quote in text for target in reading.targets)
        json.dumps(reading.as_json())


@given(st.binary(max_size=400))
@MANY
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    sentence = ""

    try:
        read(open_bytes(data, name="x"))
    except UnreadablePlan as refused:
        sentence = refused.sentence

    assert not sentence or sentence.endswith(".")


@given(st.text(max_size=300))
@MANY
def test_any_text_is_read_or_refused(text: str) -> None:
    _read(text.encode("utf-8", errors="ignore"))


@pytest.mark.parametrize(
    "hard",
    [
        "“4 ",
        ". … ",
        "1.1.1 ",
        "9",
        "(a ",
        "đạt (trong đó 5% ",
        "20/30/2026 ",
        "…",
        "a\tb\tc\t1%\n",
        "\ta\n\tb\n\tc\n\n",
    ],
)
def test_repetition_without_end_is_read(hard: str) -> None:
    reading = _read((hard * 20_000).encode())

    assert reading is not None


def _read(data: bytes) -> Reading | None:
    try:
        return read(open_bytes(data, name="plan.txt"))
    except UnreadablePlan:
        return None
