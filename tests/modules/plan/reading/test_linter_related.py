"""Measures that are not one but hang together."""

from __future__ import annotations

import pytest

from xaso.modules.plan.reading import read
from xaso.modules.plan.reading.result import Finding
from xaso.modules.plan.reading.sources.opening import open_bytes

PART = "mâu thuẫn logic"
NEAR = "mâu thuẫn giữa các phần"
HEAD = "KẾ HOẠCH\nPhát triển xã Suối Mây giai đoạn 2026-2028\nI. MỤC TIÊU\n"
YEARS = "TT\tChỉ tiêu\tĐVT\t2026\t2027\t2028\tChủ trì\n"


def _findings(body: str) -> list[Finding]:
    return list(read(open_bytes(f"{HEAD}{body}\n".encode(), name="plan.txt")).findings)


def _kinds(body: str) -> set[str]:
    return {finding.kind for finding in _findings(body)}


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 60%", "Tỷ lệ hồ sơ giải quyết phi tiếp xúc đạt 70%"),
        ("Tỷ lệ lao động qua đào tạo đạt 40%", "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ đạt 55%"),
        ("Tỷ lệ lao động qua đào tạo đạt 40%", "Tỷ lệ lao động có chứng chỉ nghề đạt 55%"),
        ("Tỷ lệ hộ dân sử dụng nước hợp vệ sinh đạt 85%", "Tỷ lệ hộ dân sử dụng nước sạch đạt 90%"),
        ("Tỷ lệ thôn đạt chuẩn nông thôn mới đạt 50%", "Tỷ lệ thôn đạt chuẩn nông thôn mới nâng cao đạt 60%"),
        ("Tỷ lệ thôn đạt nông thôn mới nâng cao đạt 20%", "Tỷ lệ thôn đạt nông thôn mới kiểu mẫu đạt 25%"),
        ("Tỷ lệ trường đạt chuẩn quốc gia đạt 60%", "Tỷ lệ trường đạt chuẩn quốc gia mức độ 2 đạt 70%"),
        (
            "Tỷ lệ lực lượng lao động tham gia bảo hiểm xã hội đạt 20%",
            "Tỷ lệ lực lượng lao động tham gia bảo hiểm xã hội tự nguyện đạt 25%",
        ),
        (
            "Tỷ lệ giao dịch thanh toán không dùng tiền mặt đạt 50%",
            "Tỷ lệ giao dịch thanh toán trực tuyến đạt 60%",
        ),
    ],
)
def test_a_part_above_its_whole_is_found_in_any_order(whole: str, part: str) -> None:
    assert PART in _kinds(f"- {whole}.\n- {part}.")
    assert PART in _kinds(f"- {part}.\n- {whole}.")


@pytest.mark.parametrize(
    "body",
    [
        "- Tỷ lệ lao động qua đào tạo đạt 65%.\n- Tỷ lệ lao động có chứng chỉ nghề đạt 35%.",
        "- Tỷ lệ lao động qua đào tạo đạt 40%.\n- Tỷ lệ cán bộ có chứng chỉ tin học đạt 90%.",
        "- Tỷ lệ hộ nghèo sử dụng nước hợp vệ sinh đạt 70%.\n- Tỷ lệ trường học sử dụng nước sạch đạt 90%.",
        "- Đến năm 2026, tỷ lệ thôn đạt nông thôn mới đạt 50%.\n"
        "- Đến năm 2028, tỷ lệ thôn đạt nông thôn mới nâng cao đạt 60%.",
    ],
    ids=["below", "other people", "other places", "later"],
)
def test_no_alarm_where_the_part_may_be_so_high(body: str) -> None:
    assert PART not in _kinds(body)


def test_rows_of_years_are_held_against_each_other_year_by_year() -> None:
    whole = "1\tTỷ lệ hộ sử dụng nước hợp vệ sinh\t%\t70\t80\t90\tPhòng Kinh tế\n"
    high = "2\tTỷ lệ hộ sử dụng nước sạch\t%\t60\t85\t88\tPhòng Kinh tế\n"
    sound = "2\tTỷ lệ hộ sử dụng nước sạch\t%\t60\t75\t88\tPhòng Kinh tế\n"

    assert PART in _kinds(YEARS + whole + high)
    assert PART not in _kinds(YEARS + whole + sound)


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        (
            "- 80% hệ thống thông tin được kết nối, liên thông.\n- 95% cơ sở dữ liệu liên thông với tỉnh.",
            "trung bình",
        ),
        (
            "- 80% hồ sơ được luân chuyển điện tử.\n- 100% văn bản được trao đổi dưới dạng điện tử.",
            "thấp",
        ),
        (
            "- Mức độ hài lòng của người dân về giải quyết thủ tục hành chính đạt 90%.\n"
            "- 80% người dân hài lòng khi sử dụng dịch vụ công trực tuyến.",
            "thấp",
        ),
    ],
    ids=["connected", "electronic", "satisfied"],
)
def test_near_measures_with_other_levels_are_shown_softly(body: str, severity: str) -> None:
    assert (NEAR, severity) in {(finding.kind, finding.severity) for finding in _findings(body)}


def test_satisfaction_with_other_services_is_no_near_measure() -> None:
    body = "- 90% người dân hài lòng về y tế.\n- 85% phụ huynh hài lòng về trường học."

    assert NEAR not in _kinds(body)


def test_of_things_the_part_said_after_trong_do_is_no_more_than_all() -> None:
    head, unit = "- Trồng mới 60 ha dừa hữu cơ, trong đó", "ha được cấp mã số vùng trồng."

    assert PART in _kinds(f"{head} 75 {unit}")
    assert PART not in _kinds(f"{head} 45 {unit}")
    assert PART not in _kinds("- Tỷ lệ hộ có tài khoản đạt 60%, trong đó hộ trẻ đạt 75%.")
    assert PART not in _kinds(
        "- Thu nhập bình quân 60 triệu đồng/người, trong đó khu chợ 75 triệu đồng/người."
    )


def test_money_is_one_measure_whether_it_is_raised_or_assured() -> None:
    money = "vốn xã hội hóa làm đường giao thông ấp tối thiểu {} tỷ đồng mỗi năm"
    first, other = f"- Huy động {money.format('1,5')}.", "II. NHIỆM VỤ\n- Vận động Nhân dân; bảo đảm "

    assert NEAR in _kinds(f"{first}\n{other}{money.format('1,2')}.")
    assert NEAR not in _kinds(f"{first}\n{other}{money.format('1,5')}.")
