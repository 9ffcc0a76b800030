"""No text breaks the reader; quotes stay verbatim; a large file is read in seconds."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans import suoi_trang
from xaso.modules.plan.reading import UnreadablePlan, open_bytes, read

PIECES = st.sampled_from(
    [
        "\n", "\n\n", "\t", " ", "I. ", "1. ", "1.1. ", "a) ", "- ", "+ ", "STT", "Chỉ tiêu", "2026", "năm 2027", "100%", "≥ ", "tối thiểu ", "từ 5 đến 7%",
        "đạt ", " trở lên", "tương ứng là 30%, 20%", "PHỤ LỤC I", "KẾ HOẠCH", "Nhiệm vụ", "Mục tiêu", "chủ trì", "(", ")", "“", "”", "…", ".", ";", ":", ",",
        "31/02/2027", "ngày ", "triệu đồng", "Tổng kinh phí: 5 tỷ đồng", "trong đó", "|", "xếp thứ 5/10", "3 tháng/lần", "Điều 5", "Phần thứ hai", "9" * 30, "0", "%",
    ]
)  # fmt: skip
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(PIECES, max_size=60).map("".join))
@MANY
def test_any_mix_of_a_plans_words_is_read(text: str) -> None:
    reading = _read(text.encode())

    if reading is not None:
        assert all(
            target.quote in text for target in (*reading.targets, *reading.other_figures) if target.quote
        )
        json.dumps(reading.as_json())


@given(st.binary(max_size=400))
@MANY
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        read(open_bytes(data, name="x"))
    except UnreadablePlan as refused:
        assert refused.sentence.endswith(".")


@given(st.text(max_size=300))
@MANY
def test_any_text_is_read(text: str) -> None:
    _read(text.encode("utf-8", errors="ignore"))


def test_two_megabytes_are_read_in_five_seconds() -> None:
    document = open_bytes(suoi_trang.build(), name="plan.docx")
    body = "\n".join(text for _, text in document.every_text())
    text = (f"KẾ HOẠCH\n{body}\n" * (2_000_000 // len(body.encode()) + 1)).encode()
    started = time.process_time()

    reading = _read(text)

    assert reading is not None
    assert len(text) >= 2_000_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "hard", ["“4 ", ". … ", "1.1.1 ", "9", "(a ", "đạt (trong đó 5% ", "20/30/2026 ", "…"]
)
def test_hostile_repetition_does_not_hang(hard: str) -> None:
    started = time.process_time()

    _read((hard * 50_000).encode())

    assert time.process_time() - started < 5


def _read(data: bytes):  # type: ignore[no-untyped-def]
    try:
        return read(open_bytes(data, name="plan.txt"))
    except UnreadablePlan:
        return None
