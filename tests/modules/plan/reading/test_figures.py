"""Comparators, numbers, units, deadlines: one sentence, what it promises."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xaso.modules.plan.reading.promises import Place
from xaso.modules.plan.reading.targets import of_text

GOALS = Place("II", "targets")
WORK = Place("III", "tasks")

SENTENCES = [
    ("Tối thiểu 80% hồ sơ được số hóa", (">=", "80", None, "%", None)),
    ("Ít nhất 85,5% người dân hài lòng", (">=", "85.5", None, "%", None)),
    ("Tỷ lệ giao dịch qua mạng đạt từ 30% trở lên", (">=", "30", None, "%", None)),
    ("Hồ sơ đúng hạn đạt 97% trở lên vào năm 2028", (">=", "97", None, "%", 2028)),
    ("Hộ có nước sạch theo quy chuẩn đạt từ 92% đến 96% vào năm 2028", ("between", "92", "96", "%", 2028)),
    ("Tỷ lệ hồ sơ trễ không dưới 1%", (">=", "1", None, "%", None)),
    ("Trên 95% hộ có nước sạch", (">", "95", None, "%", None)),
    ("Tỷ lệ trẻ bỏ học dưới 1%", ("<", "1", None, "%", None)),
    ("Thời gian giải quyết không quá 05 ngày làm việc", ("<=", "5", None, "ngày làm việc", None)),
    ("Không để tỷ lệ hồ sơ quá hạn vượt quá 2%", ("<=", "2", None, "%", None)),
    ("Tối đa 03 lần đi lại cho một thủ tục", ("<=", "3", None, "lần", None)),
    ("Khoảng 2.500 lượt người dùng dịch vụ", ("~", "2500", None, "lượt người", None)),
    ("≥ 75% người trưởng thành có tài khoản", (">=", "75", None, "%", None)),
    ("Tỷ lệ hồ sơ trực tuyến đạt từ 85% đến 90%", ("between", "85", "90", "%", None)),
    ("Thu hút 15 - 20 doanh nghiệp", ("between", "15", "20", "doanh nghiệp", None)),
    ("Đạt từ 90 đến dưới 95% hồ sơ đúng hạn", ("between", "90", "95", "%", None)),
    ("Giá trị sản xuất tăng bình quân từ 6,5% đến 7%/năm", ("between", "6.5", "7", "%/năm", None)),
    ("Ít nhất 3/4 số thôn đạt danh hiệu văn hóa", (">=", "75", None, "%", None)),
    ("Trên 2/3 tổng số hộ dùng nước sạch", (">", "66.7", None, "%", None)),
    ("Từ quý II/2028, 100% kết quả được trả qua mạng", ("=", "100", None, "%", 2028)),
    ("Từ năm 2026, số hóa dần; đến năm 2028 đạt 100% hồ sơ", ("=", "100", None, "%", 2028)),
    ("Mỗi năm giảm 1,5-2% hộ nghèo", ("between", "1.5", "2", "%/năm", None)),
    ("Xếp thứ 10 trở lên trong toàn tỉnh", ("<=", "10", None, "hạng", None)),
    ("Nằm trong nhóm 20 xã dẫn đầu tỉnh", ("<=", "20", None, "hạng", None)),
    ("Chỉ số nằm trong nhóm 1/3 xã đứng đầu của tỉnh", ("<=", "33.3", None, "% xã đứng đầu", None)),
    ("Chỉ số thuộc 1/3 số xã, phường dẫn đầu tỉnh", ("<=", "33.3", None, "% xã đứng đầu", None)),
    ("Đến năm 2030 xã thuộc nhóm một phần tư đơn vị tốt nhất", ("<=", "25", None, "% đơn vị đứng đầu", 2030)),
    ("Thu ngân sách đạt 12,5 tỷ đồng", ("=", "12.5", None, "tỷ đồng", None)),
    (
        "Thu nhập bình quân 65 triệu đồng/người/năm vào năm 2030",
        ("=", "65", None, "triệu đồng/người/năm", 2030),
    ),
    ("Đạt 19/19 tiêu chí trước ngày 30/6/2027", ("=", "19", None, "tiêu chí", 2027)),
    ("Trong quý II/2026 hoàn thành số hóa 1.250 hồ sơ", ("=", "1250", None, "hồ sơ", 2026)),
    ("Đến hết năm 2026: 70% thôn có camera", ("=", "70", None, "%", 2026)),
    ("Số hóa 100% kết quả trước tháng 10/2026", ("=", "100", None, "%", 2026)),
    (
        "Mỗi thôn có ít nhất một tổ công nghệ số cộng đồng",
        (">=", "1", None, "tổ công nghệ số cộng đồng", None),
    ),
    ("Nâng tỷ lệ hài lòng từ 82% năm 2025 lên 95% năm 2030", ("=", "95", None, "%", 2030)),
    ("Tỷ lệ hộ nghèo còn dưới 5% vào cuối năm 2028 (hiện nay 14,2%)", ("<", "5", None, "%", 2028)),
    ("Chỉ số chuyển đổi số đạt 0,75 trở lên", (">=", "0.75", None, None, None)),
    ("Tỷ lệ số hóa tăng tối thiểu 20% mỗi năm cho đến khi đạt 100%", (">=", "20", None, "%", None)),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_a_sentence_makes_one_target(
    sentence: str, expected: tuple[str, str, str | None, str | None, int | None]
) -> None:
    targets, _ = of_text(sentence, 0, GOALS)

    comparator, value, value_to, unit, year = expected
    assert [(one.comparator, one.value, one.value_to, one.unit, one.year) for one in targets] == [
        (comparator, Decimal(value), None if value_to is None else Decimal(value_to), unit, year)
    ]
    assert targets[0].quote in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Giải quyết theo phương châm “4 tại chỗ”",
        "Cung cấp dịch vụ công trực tuyến mức độ 3, 4",
        "Áp dụng hệ thống quản lý chất lượng TCVN ISO 9001:2015",
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024; Điều 5 Luật số 80/2015/QH13",
        "Thực hiện Quyết định 766/QĐ-TTg và Đề án 06",
        "Gọi đường dây nóng 0214.3888.999 hoặc 1900 1234, trực 24/7",
        "Giai đoạn 2026 - 2030 tiếp tục đổi mới",
        "Thực hiện 5 rõ, 3 không trong công nghiệp 4.0; phủ sóng 5G",
        "Hiện nay 61% hộ có cáp quang",
        "Tính đến cuối năm 2025, 61% hộ có cáp quang",
        "Họp vào ngày 25 hằng tháng, tháng 6 và quý IV",
        "Vận hành chính quyền địa phương 2 cấp tại thôn 3, tổ 5",
        "Nghị quyết được thông qua khi 2/3 tổng số đại biểu tán thành",
    ],
)
def test_numbers_that_promise_nothing_make_no_target(sentence: str) -> None:
    targets, _ = of_text(sentence, 0, GOALS)

    assert targets == []


def test_one_sentence_may_hold_a_schedule() -> None:
    text = "Năm 2026 đạt 60%, năm 2028 đạt 75% và năm 2030 đạt 90% hộ có tài khoản số"

    targets, _ = of_text(text, 0, GOALS)

    assert [(one.value, one.year, one.metric) for one in targets] == [
        (Decimal(value), year, "Tỷ lệ hộ có tài khoản số")
        for value, year in ((60, 2026), (75, 2028), (90, 2030))
    ]


def test_values_of_corresponding_years_are_told_apart() -> None:
    targets, _ = of_text("Số hóa đạt 30%, 40%, 50% tương ứng với các năm 2026, 2027, 2028", 0, GOALS)

    assert [(one.value, one.year) for one in targets] == [
        (Decimal(30), 2026),
        (Decimal(40), 2027),
        (Decimal(50), 2028),
    ]


def test_corresponding_values_of_one_subject_are_kept_together_and_not_chosen() -> None:
    targets, _ = of_text("Số hóa kết quả của xã đạt tối thiểu tương ứng là 30%, 20%, 15%", 0, GOALS)

    assert [(one.value, one.comparator) for one in targets] == [
        ((Decimal(30), Decimal(20), Decimal(15)), ">=")
    ]


def test_a_bracket_with_a_figure_is_a_target_of_its_own() -> None:
    targets, _ = of_text("Ít nhất 80% (trong đó tối thiểu 40% là nữ) người dân tham gia", 0, GOALS)

    assert [(one.value, one.metric) for one in targets] == [
        (Decimal(80), "Tỷ lệ người dân tham gia"),
        (Decimal(40), "Tỷ lệ là nữ"),
    ]


def test_two_goals_joined_by_and_have_quotes_of_their_own() -> None:
    targets, _ = of_text("Cắt giảm tối thiểu 20% số thủ tục và cắt giảm tối thiểu 30% chi phí", 0, GOALS)

    assert [one.quote for one in targets] == [
        "Cắt giảm tối thiểu 20% số thủ tục",
        "cắt giảm tối thiểu 30% chi phí",
    ]


def test_counts_inside_tasks_are_other_figures_but_shares_are_targets() -> None:
    targets, others = of_text("Tổ chức 04 hội nghị mỗi năm; bảo đảm 100% kiến nghị được trả lời", 0, WORK)

    assert [one.value for one in targets] == [Decimal(100)]
    assert [(one.value, one.unit) for one in others] == [(Decimal(4), "hội nghị")]


def test_a_rhythm_inside_a_task_is_one_time_in_that_span() -> None:
    _, others = of_text("Đối thoại với nhân dân (định kỳ 3 tháng/lần)", 0, WORK)

    assert [(one.value, one.unit) for one in others] == [(Decimal(1), "lần/3 tháng")]
