"""Sections: numbering in any style, roles by headings, deadlines of headings."""

# ruff: noqa: E501 - a piece of a plan stands on one line

from __future__ import annotations

import pytest

from xaso.modules.plan.reading import open_bytes, read
from xaso.modules.plan.reading.labels import from_roman, label_of
from xaso.modules.plan.reading.roles import role_of


@pytest.mark.parametrize(
    ("text", "kind", "mark"),
    [
        ("III. NHIỆM VỤ", "roman", "III"),
        ("2. Cải cách", "number-dot", "2"),
        ("2) Cải cách", "number-bracket", "2"),
        ("1/ Về phục vụ", "number-slash", "1"),
        ("1.2. Dữ liệu", "decimal", "1.2"),
        ("1.2.3 Dữ liệu", "decimal", "1.2.3"),
        ("a) Chỉ tiêu:", "lower", "a"),
        ("đ) Chỉ tiêu", "lower", "đ"),
        ("B. CON SỐ", "upper", "B"),
        ("Phần thứ hai", "named-phần", "2"),
        ("Điều 5. Kinh phí", "named-điều", "5"),
        ("PHỤ LỤC II", "annex", "II"),
        ("Biểu số 01. Phân công", "annex", "01"),
        ("- 100% hồ sơ", "bullet-dash", "-"),
        ("+ Rà soát", "bullet-plus", "+"),
        ("2. 100% hồ sơ", "number-dot", "2"),
    ],
)
def test_labels_are_known(text: str, kind: str, mark: str) -> None:
    label = label_of(text)

    assert label is not None
    assert (label.kind, label.mark) == (kind, mark)


@pytest.mark.parametrize(
    "text",
    [
        "100% hồ sơ",
        "1,5 tỷ đồng",
        "30/6/2026 là hạn",
        "Biểu dương người tốt",
        "5G phủ sóng",
        "Mục tiêu chung",
    ],
)
def test_numbers_that_open_a_sentence_are_no_labels(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(("text", "value"), [("IV", 4), ("XII", 12), ("IIII", None), ("", None)])
def test_roman_numbers(text: str, value: int | None) -> None:
    assert from_roman(text) == value


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("II. MỤC TIÊU CỤ THỂ", "targets"),
        ("Nhiệm vụ và giải pháp", "tasks"),
        ("V. GIẢI PHÁP THỰC HIỆN", "solutions"),
        ("VI. Tổ chức thực hiện", "org"),
        ("Kết quả thực hiện năm 2025", "status"),
        ("Kinh phí thực hiện", "money"),
        ("Thực hiện chương trình mục tiêu quốc gia", ""),
    ],
)
def test_headings_tell_what_a_section_is_about(heading: str, role: str) -> None:
    assert role_of(heading) == role


def test_a_list_that_starts_again_is_a_level_below() -> None:
    text = (
        "2. Mục tiêu\n2.1. Đến năm 2028\n1. Tối thiểu 80% hồ sơ được số hóa.\n2. Tối thiểu 70% hộ có cáp quang.\n"
        "2.2. Đến năm 2030\n1. Tối thiểu 95% hồ sơ được số hóa.\n3. Nhiệm vụ\n- Rà soát toàn bộ danh mục hồ sơ.\n"
    )

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [(one.section, one.year) for one in reading.targets] == [
        ("2.1.1", 2028),
        ("2.1.2", 2028),
        ("2.2.1", 2030),
    ]
    assert [task.section for task in reading.tasks] == ["3"]


@pytest.mark.parametrize("heading", ["KẾT QUẢ THỰC HIỆN NĂM 2025", "KẾT QUẢ GIAI ĐOẠN 2021 - 2025"])
def test_what_was_reached_before_is_no_target(heading: str) -> None:
    text = f"I. {heading}\n- 82% hồ sơ đúng hạn.\nII. MỤC TIÊU\n- 95% hồ sơ đúng hạn.\n"

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [one.section for one in reading.targets] == ["II"]


def test_annexes_may_stand_before_the_body() -> None:
    text = (
        "PHỤ LỤC I\nBẢNG PHÂN CÔNG\nTT\tNhiệm vụ\tChủ trì\tThời gian\tSản phẩm\n1\tRà soát\tVăn phòng\tQuý I\tBáo cáo\n\n"
        "KẾ HOẠCH\nPhát triển xã năm 2027\nI. MỤC TIÊU\n- 95% hồ sơ đúng hạn.\n"
    )

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [(one.section, one.year) for one in reading.targets] == [("I", 2027)]
    assert len(reading.matrix_rows) == 1


def test_great_parts_open_the_body_behind_annexes() -> None:
    text = (
        "BIỂU SỐ 01\nDANH MỤC NHIỆM VỤ\nTT\tNhiệm vụ\tChủ trì\tThời gian\tSản phẩm\n1\tRà soát\tVăn phòng\tQuý I\tBáo cáo\n\n"
        "PHẦN THỨ NHẤT\nMỤC TIÊU NĂM 2027\nChương I. Mục tiêu\nPhấn đấu 95% hồ sơ đúng hạn.\n"
        "PHẦN THỨ HAI\nNHIỆM VỤ, GIẢI PHÁP\nChương I. Nhiệm vụ\nRà soát thủ tục của xã.\n"
        "Chương II. Giải pháp\nTuyên truyền trên loa truyền thanh.\n"
    )

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [one.section for one in reading.targets] == ["Phần 1.Chương I"]
    assert [(task.section, task.text) for task in reading.tasks] == [
        ("Phần 2.Chương I", "Rà soát thủ tục của xã."),
        ("Phần 2.Chương II", "Tuyên truyền trên loa truyền thanh."),
    ]


def test_a_part_that_is_named_inside_an_annex_behind_the_body_stays_in_the_annex() -> None:
    text = (
        "I. MỤC TIÊU\n- 95% hồ sơ đúng hạn.\nPHỤ LỤC I\nPHẦN I\nNHIỆM VỤ\n- Điền mẫu đăng ký theo từng cột.\n"
    )

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert reading.tasks == ()


@pytest.mark.parametrize("heading", ["4. Nguồn lực thực hiện", "4. Nguồn lực tài chính"])
def test_the_means_of_a_plan_are_no_task(heading: str) -> None:
    text = f"3. Nhiệm vụ\n- Rà soát thủ tục của xã.\n{heading}\nNhu cầu vốn là 120 tỷ đồng.\n"

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [task.section for task in reading.tasks] == ["3"]


def test_whoever_signs_is_no_task() -> None:
    text = "D. DANH MỤC CÔNG VIỆC\n- Rà soát thủ tục của xã.\nT/M ĐẢNG ỦY\nBÍ THƯ\nNông Thị Ví Dụ\n"

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [task.text for task in reading.tasks] == ["Rà soát thủ tục của xã."]


def test_who_does_a_task_and_when_is_no_task_of_its_own() -> None:
    text = (
        "III. NHIỆM VỤ\n1. Rà soát sổ của các thôn.\n- Phòng Văn hóa - Xã hội\n+ Lập sổ theo dõi từng thôn.\n"
        "- Chủ trì: Phòng Kinh tế; phối hợp: các thôn.\nThời hạn hoàn thành: Quý II/2027.\n"
        "Sản phẩm: Báo cáo.\n- Phòng Kinh tế tổ chức cập nhật sổ hằng quý.\n"
    )

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [task.text for task in reading.tasks][-2:] == [
        "Lập sổ theo dõi từng thôn.",
        "Phòng Kinh tế tổ chức cập nhật sổ hằng quý.",
    ]
    assert not any("Chủ trì" in task.text or ":" in task.text for task in reading.tasks)


@pytest.mark.parametrize(
    "text",
    [
        "Số hóa sổ hộ tịch cũ",
        "Bổ sung sổ theo dõi",
        "Ban hành quy chế",
        "Hội nghị đối thoại với bà con",
        "Tổ chức lớp học",
    ],
)
def test_a_short_task_is_not_taken_for_an_office(text: str) -> None:
    reading = read(open_bytes(f"III. NHIỆM VỤ\n- {text}\n- Rà soát sổ của thôn.\n".encode(), name="plan.txt"))

    assert [task.text for task in reading.tasks] == [text, "Rà soát sổ của thôn."]
