"""What in one sentence of a section of targets is promised, and what only says of whom or how things stand.

The answers were written before the reading.
"""

# ruff: noqa: E501 - a sentence stands on one line

from __future__ import annotations

import pytest

from xaso.modules.plan.reading import open_bytes, read

SENTENCES = {
    "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng giảm còn 12%.": ["= 12 %"],
    "Tuổi thọ trung bình đạt 75 tuổi.": ["= 75 tuổi"],
    "Giá trị thu được trên 01 ha đất trồng trọt đạt 90 triệu đồng.": ["= 90 triệu đồng"],
    "14/14 khu phố có điểm truy cập miễn phí.": ["= 14 khu phố"],
    "Mỗi năm giải quyết việc làm mới cho 150 lao động.": ["= 150 lao động"],
    "Kinh tế số chiếm 20% giá trị sản xuất.": ["= 20 %"],
    "Cấp 2.000 chữ ký số cá nhân.": ["= 2000 chữ ký số"],
    "Hồ sơ khai sinh, khai tử, thường trú nộp trực tuyến đạt lần lượt 90%, 85% và 95%.": ["= 90 %", "= 85 %", "= 95 %"],
    "Thuộc nhóm 20% xã đứng đầu tỉnh.": ["<= 20 %"],
    "Phấn đấu thuộc nhóm 15 của tỉnh.": ["<= 15 hạng"],
    "Nâng thứ hạng từ vị trí 30 lên vị trí 20.": ["= 20 hạng"],
    "Hằng năm có 25% đơn vị trở lên đạt danh hiệu tiên tiến.": [">= 25 %"],
    "Giảm tối thiểu 10% số đầu mối so với năm 2021 và giảm 5% biên chế so với năm 2021.": [">= 10 %", "= 5 %"],
    "Tốc độ tăng giá trị (giá so sánh năm 2010) đạt 9%.": ["= 9 %"],
    "Số ngày có chỉ số ô nhiễm trên 150 không quá 10 ngày/năm.": ["<= 10 ngày/năm"],
    "Thời gian qua, tỷ lệ mới đạt 64%; 35% tiểu thương chưa dùng mã.": [],
    "Phấn đấu hoàn thành trước 6 tháng so với kế hoạch.": [],
    "Giữ gìn bản sắc 5 dân tộc trên địa bàn.": [],
    "Kiềm chế cả 3 tiêu chí tai nạn giao thông, giảm từ 5 - 10%.": ["between 5..10 %"],
    "Giải quyết đúng hạn 95% kiến nghị trong thời hạn 15 ngày.": ["= 95 %"],
    "Tỷ lệ thôn dùng được đường truyền với tốc độ 1 Gb/s đạt 70%.": ["= 70 %"],
    "Phấn đấu mỗi năm công khai từ 03 tập dữ liệu của xã.": [">= 3 tập dữ"],
    "Tỷ lệ tử vong mẹ dưới 9/100.000 trẻ đẻ sống.": ["< 9 /100.000 trẻ"],
    "Đối với thôn có tỷ lệ hộ đăng ký thấp dưới 40% có thể gia hạn đến quý sau.": [],
    "Mở lớp kỹ năng số. Có ít nhất 06 thôn có nhóm liên lạc.": [">= 6 thôn"],
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_only_what_is_promised_is_a_target(sentence: str) -> None:
    text = f"KẾ HOẠCH\nPhát triển xã giai đoạn 2026 - 2030\nI. MỤC TIÊU\n1. Chỉ tiêu\n- {sentence}\n"

    targets = read(open_bytes(text.encode(), name="plan.txt")).as_json()["targets"]

    said = [
        f"{one['comparator']} {one['value']}{'' if one['value_to'] is None else '..' + str(one['value_to'])} {one['unit']}"
        for one in targets
    ]
    assert said == SENTENCES[sentence]


PERIODS = {
    "Mường Lèn, ngày 18 tháng 12 năm 2025\nKẾ HOẠCH\nCải cách hành chính năm 2026\n": 2026,
    "KẾ HOẠCH\nThực hiện Chương trình giảm nghèo ban hành theo Quyết định số 20/QĐ ngày 30/01/2025\nnăm 2027\n": 2027,
}


@pytest.mark.parametrize("head", PERIODS)
def test_the_title_says_the_year_and_the_date_of_the_paper_does_not(head: str) -> None:
    text = f"{head}I. MỤC TIÊU\n- Tối thiểu 80% hồ sơ được số hóa.\n"

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [target.year for target in reading.targets] == [PERIODS[head]]
    assert "năm ngoài kỳ kế hoạch" not in {finding.kind for finding in reading.findings}


def test_the_vision_of_a_plan_is_not_outside_its_period() -> None:
    text = (
        "ĐỀ ÁN\nPhát triển du lịch giai đoạn 2026 - 2030, tầm nhìn đến năm 2035\n"
        "I. MỤC TIÊU\n1. Tầm nhìn đến năm 2035\n- Đón ít nhất 50.000 lượt khách.\n"
    )

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [target.year for target in reading.targets] == [2035]
    assert "năm ngoài kỳ kế hoạch" not in {finding.kind for finding in reading.findings}


METRICS = {
    "Tỷ lệ dân số từ 15 tuổi trở lên có chữ ký số đạt 40%.": "Tỷ lệ dân số từ 15 tuổi trở lên có chữ ký số",
    "Tỷ lệ hồ sơ trực tuyến từ 60% lên 85%.": "Tỷ lệ hồ sơ trực tuyến",
    "Chỉ tiêu 3: Đến năm 2028 đạt 70% số hộ có cáp quang.": "Tỷ lệ hộ có cáp quang",
    "Từ năm 2027 trở đi, 100% thôn có loa thông minh.": "Tỷ lệ thôn có loa thông minh",
    "Kinh tế số chiếm 20% giá trị sản xuất.": "Kinh tế số giá trị sản xuất",
    "Tỷ số giới tính khi sinh ở mức 107 điểm.": "Tỷ số giới tính khi sinh",
    "Tỷ lệ học sinh hoàn thành cấp tiểu học cơ sở đạt 90%.": "Tỷ lệ học sinh hoàn thành cấp tiểu học cơ sở",
    "Đẩy mạnh chuyển đổi số. Có ít nhất 03 lớp mở tại thôn.": "Số lớp mở tại thôn",
}  # fmt: skip


@pytest.mark.parametrize("sentence", METRICS)
def test_the_measure_is_named_whole_and_without_its_label(sentence: str) -> None:
    text = f"KẾ HOẠCH\nPhát triển xã giai đoạn 2026 - 2030\nI. MỤC TIÊU\n1. Chỉ tiêu\n- {sentence}\n"

    targets = read(open_bytes(text.encode(), name="plan.txt")).targets

    assert [one.metric for one in targets] == [METRICS[sentence]]
