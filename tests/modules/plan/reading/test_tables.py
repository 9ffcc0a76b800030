"""Annex tables in the shapes that Word's text exports give them."""

# ruff: noqa: E501 - a row of a table or a list of words stands on one line

from __future__ import annotations

from typing import Any

import pytest

from xaso.modules.plan.reading import open_bytes, read

HEAD = "KẾ HOẠCH\nPhát triển xã giai đoạn 2026-2028\n"
YEARS = {
    "blank cells under a wide heading": (
        "STT\tChỉ tiêu\tĐVT\tLộ trình\t\t\tCơ quan theo dõi\n\t\t\t2026\t2027\t2028\t\n"
        "1\tTỷ lệ hồ sơ đúng hạn\t%\t95\t97\t98\tVăn phòng\n2\tSố điểm wifi\tđiểm\t5\t8\t12\tPhòng Kinh tế\n"
    ),
    "a wide heading that counts as one cell": (
        "STT\tChỉ tiêu\tĐVT\tMục tiêu các năm\tCơ quan theo dõi\n2026\t2027\t2028\n"
        "1\tTỷ lệ hồ sơ đúng hạn\t%\t95\t97\t98\tVăn phòng\n2\tSố điểm wifi\tđiểm\t5\t8\t12\tPhòng Kinh tế\n"
    ),
    "years in falling order, owner first": (
        "Đơn vị chủ trì\t2028\t2027\t2026\tTên chỉ tiêu\tĐơn vị tính\tTT\n"
        "Văn phòng\t98\t97\t95\tTỷ lệ hồ sơ đúng hạn\t%\t1\nPhòng Kinh tế\t12\t8\t5\tSố điểm wifi\tđiểm\t2\n"
    ),
    "a cell a line after a tab": (
        "\tTT\n\tTên chỉ tiêu\n\tĐơn vị tính\n\tKế hoạch\n\tĐơn vị chủ trì\n\n\t\n\t\n\t\n\tNăm 2026\n\tNăm 2027\n\tNăm 2028\n\t\n\n"
        "\t1\n\tTỷ lệ hồ sơ\nđúng hạn\n\t%\n\t95\n\t97\n\t98\n\tVăn phòng\n\n\t2\n\tSố điểm wifi\n\n\n\tđiểm\n\t5\n\t8\n\t12\n\tPhòng Kinh tế\n\nHết.\n"
    ),
    "cells broken over lines": (
        "STT\tChỉ tiêu\tĐơn vị\ntính\tNăm 2026\tNăm 2027\tNăm 2028\tChủ trì\n"
        "1\tTỷ lệ hồ sơ\nđúng hạn\t%\t95%\t97%\t98%\tVăn phòng\n2\tSố điểm wifi\tđiểm\t5\t8\t12\tPhòng Kinh tế\n"
    ),
    "pipes": (
        "| STT | Chỉ tiêu | ĐVT | 2026 | 2027 | 2028 | Cơ quan |\n|---|---|---|---|---|---|---|\n"
        "| 1 | Tỷ lệ hồ sơ đúng hạn | % | 95 | 97 | 98 | Văn phòng |\n| 2 | Số điểm wifi | điểm | 5 | 8 | 12 | Phòng Kinh tế |\n"
    ),
    "a cell a line with nothing to mark it": (
        "STT\nChỉ tiêu\nĐơn vị tính\nNăm 2026\nNăm 2027\nNăm 2028\nCơ quan chủ trì\n"
        "1\nTỷ lệ hồ sơ đúng hạn\n%\n95\n97\n98\nVăn phòng\n2\nSố điểm wifi\nđiểm\n5\n8\n12\nPhòng Kinh tế\n"
    ),
    "a year a row": (
        "STT\tChỉ tiêu\tNăm\tMức phấn đấu\tĐVT\tCơ quan\n"
        "1\tTỷ lệ hồ sơ đúng hạn\t2026\t95\t%\tVăn phòng\n\t\t2027\t97\t%\t\n\t\t2028\t98\t%\t\n"
        "2\tSố điểm wifi\t2026\t5\tđiểm\tPhòng Kinh tế\n\t\t2027\t8\tđiểm\t\n\t\t2028\t12\tđiểm\t\n"
    ),
}  # fmt: skip


def _rows(text: str) -> dict[str, Any]:
    return read(open_bytes((HEAD + text).encode(), name="plan.txt")).as_json()


@pytest.mark.parametrize("layout", YEARS)
def test_indicators_are_read_whatever_the_layout(layout: str) -> None:
    rows = _rows(YEARS[layout])["indicator_rows"]

    said = [
        (
            row["name"],
            row["unit"],
            row["owner"],
            {year: cell["value"] for year, cell in row["values"].items()},
        )
        for row in rows
    ]
    assert said == [
        ("Tỷ lệ hồ sơ đúng hạn", "%", "Văn phòng", {"2026": 95, "2027": 97, "2028": 98}),
        ("Số điểm wifi", "điểm", "Phòng Kinh tế", {"2026": 5, "2027": 8, "2028": 12}),
    ]


def test_years_may_be_rows_and_indicators_columns() -> None:
    rows = _rows("Năm\tTỷ lệ số hóa (%)\tSố lớp (lớp)\n2028\t90\t12\n2027\t80\t10\n2026\t≥ 70\t\n")[
        "indicator_rows"
    ]

    assert [(row["name"], row["unit"]) for row in rows] == [("Tỷ lệ số hóa", "%"), ("Số lớp", "lớp")]
    assert rows[0]["values"]["2026"] == {"comparator": ">=", "value": 70, "unit": "%"}
    assert rows[1]["values"]["2026"] is None


def test_one_value_has_the_year_of_its_deadline() -> None:
    text = (
        "TT\tChỉ tiêu\tMức phấn đấu\tThời hạn\tCơ quan chủ trì\n"
        "1\tTỷ lệ hồ sơ trực tuyến\ttối thiểu 85%\tHết năm 2027\tVăn phòng\n2\tThời gian chờ\tkhông quá 15 phút\t31/12/2026\tTrung tâm\n"
    )

    rows = _rows(text)["indicator_rows"]

    assert rows[0]["values"] == {"2027": {"comparator": ">=", "value": 85, "unit": "%"}}
    assert rows[1]["values"] == {"2026": {"comparator": "<=", "value": 15, "unit": "phút"}}


def test_what_was_reached_is_no_threshold() -> None:
    text = "TT\tChỉ tiêu\tThực hiện 2025\tKế hoạch 2026\tKế hoạch 2027\n1\tTỷ lệ số hóa\t40%\t60%\t80%\n"

    rows = _rows(text)["indicator_rows"]

    assert list(rows[0]["values"]) == ["2026", "2027"]


def test_columns_of_a_matrix_are_known_by_meaning() -> None:
    text = (
        "Hạn\tCùng thực hiện\tĐơn vị phụ trách\tTT\tSản phẩm\tĐầu việc\tNguồn kinh phí\n"
        "Quý I\tCác thôn\tVăn phòng\t1\tBáo cáo\tRà soát danh mục\tNgân sách xã\n"
        "\tCông an xã\tPhòng Kinh tế\t2\tKế hoạch\tTổng hợp số liệu\t\n"
    )

    rows = _rows(text)["matrix_rows"]

    assert [row["activity"] for row in rows] == ["Rà soát danh mục", "Tổng hợp số liệu"]
    assert (rows[0]["lead"], rows[0]["coordinating"], rows[0]["time"], rows[0]["budget"]) == (
        "Văn phòng", "Các thôn", "Quý I", "Ngân sách xã",
    )  # fmt: skip
    assert (rows[1]["time"], rows[1]["budget"]) == (None, None)


def test_a_row_torn_by_blank_lines_is_put_together() -> None:
    row = "\t1\n\tMục tiêu một\n\tNhiệm vụ một\n\n\n\tViệc một\n\tBáo cáo\n\tVăn phòng\n\tQuý I\n\n"
    text = (
        "\tTT\n\tMục tiêu\n\tNhiệm vụ\n\tHoạt động\n\tSản phẩm\n\tChủ trì\n\tThời gian\n\n\tI\n\tNhóm một\n\n"
        + row
        + row.replace("1", "2").replace("một", "hai")
    )

    rows = _rows(text + "Hết.\n")["matrix_rows"]

    assert [(row["group"], row["task"], row["activity"]) for row in rows] == [
        ("Nhóm một", "Nhiệm vụ một", "Việc một"),
        ("Nhóm một", "Nhiệm vụ hai", "Việc hai"),
    ]


def test_a_table_of_signatures_is_no_annex() -> None:
    reading = _rows("Nơi nhận:\t\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\t\tCHỦ TỊCH\n- Lưu: VT.\t\tLý Seo Páo\n")

    assert reading["matrix_rows"] == reading["indicator_rows"] == []


def test_headings_over_several_columns_are_laid_over_their_sub_headings() -> None:
    text = (
        "STT\tTên dự án\tCơ quan\tThời gian\tKinh phí\tKết quả\n"
        "\t\tChủ trì\tPhối hợp\tKhởi công\tHoàn thành\tNS tỉnh\tNS xã\tTổng số\t\n"
        "1\tLàm đường thôn\tPhòng Kinh tế\tCác thôn\t2026\t2027\t300\t200\t500\t2 km đường\n"
    )

    row = _rows(text)["matrix_rows"][0]

    assert (row["lead"], row["coordinating"]) == ("Phòng Kinh tế", "Các thôn")
    assert (row["time"], row["budget"], row["output"]) == ("2026 - 2027", "500", "2 km đường")


def test_a_line_without_tabs_between_rows_heads_a_group() -> None:
    text = (
        "STT\tViệc cần làm\tChủ trì\tXong trước\tKết quả\n"
        "I. Dịch vụ công\n1\tRà soát danh mục\tVăn phòng\t30/6/2026\tDanh mục\n"
        "II. Công vụ\n2\tThi tay nghề\tVăn phòng\tTháng 9\tQuyết định\n"
    )

    rows = _rows(text)["matrix_rows"]

    assert [(row["group"], row["activity"]) for row in rows] == [
        ("Dịch vụ công", "Rà soát danh mục"),
        ("Công vụ", "Thi tay nghề"),
    ]


def test_what_stands_once_left_of_the_numbers_stands_for_the_rows_below() -> None:
    text = (
        "Đơn vị chủ trì\tTT\tViệc phải làm\tKết quả\tHạn xong\n"
        "Công an xã\t1\tCấp căn cước\tBáo cáo\tQuý I\n\t2\tTuyên truyền\tBáo cáo\tQuý II\n"
    )

    rows = _rows(text)["matrix_rows"]

    assert [row["lead"] for row in rows] == ["Công an xã", "Công an xã"]


def test_what_is_told_of_the_past_under_another_wording_is_no_threshold() -> None:
    text = "TT\tChỉ tiêu\tĐVT\tSố liệu 2025\t2026\t2027\n1\tTỷ lệ số hóa\t%\t40\t60\t80\n"

    rows = _rows(text)["indicator_rows"]

    assert list(rows[0]["values"]) == ["2026", "2027"]


def test_a_span_of_years_stands_for_its_last_year() -> None:
    text = "TT\tChỉ tiêu\tGiai đoạn 2026-2028\tĐịnh hướng 2035\n1\tTỷ lệ số hóa\t60%\t95%\n"

    rows = _rows(text)["indicator_rows"]

    assert {year: cell["value"] for year, cell in rows[0]["values"].items()} == {"2028": 60, "2035": 95}


def test_a_group_that_stands_once_holds_for_the_indicators_below() -> None:
    text = (
        "STT\tLĩnh vực\tChỉ tiêu\tĐơn vị\t2026\t2027\n"
        "1\tDịch vụ công\tHồ sơ trực tuyến\t%\t70\t80\n2\t\tHồ sơ trả lại\t%\t5\t4\n"
    )

    rows = _rows(text)["indicator_rows"]

    assert [row["group"] for row in rows] == ["Dịch vụ công", "Dịch vụ công"]


def test_a_row_torn_inside_two_cells_is_one_row() -> None:
    text = (
        "PHỤ LỤC I\nPHÂN CÔNG NHIỆM VỤ\n"
        "TT\tNhiệm vụ\tSản phẩm\tChủ trì\tThời gian\tKinh phí\n"
        "1\tRà soát thủ tục\nnội bộ\tBáo cáo,\nQuyết định\tVăn phòng\tQuý II/2027\t20\n"
        "2\tSố hóa hồ sơ\tKho dữ liệu\tVăn phòng\tQuý III/2027\t80\n"
    )

    rows = read(open_bytes(text.encode(), name="plan.txt")).matrix_rows

    assert [(row.activity or row.task, row.output, row.lead, row.time, row.budget) for row in rows] == [
        ("Rà soát thủ tục nội bộ", "Báo cáo, Quyết định", "Văn phòng", "Quý II/2027", "20"),
        ("Số hóa hồ sơ", "Kho dữ liệu", "Văn phòng", "Quý III/2027", "80"),
    ]


def test_a_row_without_its_last_cells_does_not_swallow_the_next() -> None:
    text = (
        "PHỤ LỤC I\nPHÂN CÔNG NHIỆM VỤ\n"
        "TT\tNhiệm vụ\tSản phẩm\tChủ trì\tThời gian\tKinh phí\n"
        "1\tRà soát thủ tục\tBáo cáo\n"
        "2\tSố hóa hồ sơ\tKho dữ liệu\tVăn phòng\tQuý III/2027\t80\n"
    )

    rows = read(open_bytes(text.encode(), name="plan.txt")).matrix_rows

    assert [(row.output, row.lead) for row in rows] == [("Báo cáo", None), ("Kho dữ liệu", "Văn phòng")]


def test_the_kind_of_paper_is_the_product() -> None:
    text = (
        "PHỤ LỤC I\nDANH MỤC CÔNG VIỆC\n"
        "TT\tCông việc\tChủ trì\tPhối hợp\tTiến độ\tDạng văn bản\n"
        "1\tBan hành quy chế\tVăn phòng\tPhòng Kinh tế\tQuý I/2027\tQuy chế\n"
    )

    rows = read(open_bytes(text.encode(), name="plan.txt")).matrix_rows

    assert [row.output for row in rows] == ["Quy chế"]


def test_a_list_in_the_last_cell_goes_on_and_a_milestone_is_a_time() -> None:
    text = (
        "PHỤ LỤC I\nLỘ TRÌNH\nMốc\tNội dung thực hiện\tSản phẩm\tCơ quan chủ trì\n"
        "Quý I/2027\tLắp camera\t20 camera\tCông an xã;\nPhòng Kinh tế\n"
    )

    rows = read(open_bytes(text.encode(), name="plan.txt")).matrix_rows

    assert [(row.time, " ".join((row.lead or "").split())) for row in rows] == [
        ("Quý I/2027", "Công an xã; Phòng Kinh tế")
    ]


def test_a_heading_that_stands_again_under_each_group_is_no_activity() -> None:
    heading = "Nội dung\tĐơn vị thực hiện\tĐơn vị phối hợp\tThời gian thực hiện\tSản phẩm đầu ra\n"
    text = (
        f"PHỤ LỤC\nTT\t{heading}I\tNông, lâm\t\t\t\t\nI.1\tNông nghiệp\t\t\t\t\n"
        "1.1\tMở sổ vườn ươm\tPhòng Kinh tế\tCác thôn\t2027\tSổ\n"
        f"II\tY tế\t\t\t\t\n\t{heading}2.1\tLập sổ tiêm chủng\tTrạm Y tế\tCác thôn\t2027\tSổ\n"
    )

    rows = _rows(text)["matrix_rows"]

    assert [(row["group"], row["lead"]) for row in rows] == [
        ("Nông nghiệp", "Phòng Kinh tế"),
        ("Y tế", "Trạm Y tế"),
    ]


def test_names_that_say_their_value_beside_their_owner_are_indicators() -> None:
    text = (
        "KẾ HOẠCH\nPhát triển xã giai đoạn 2026 - 2030\nPHỤ LỤC\nPHÂN CÔNG CHỈ TIÊU ĐẾN NĂM 2029\n"
        "(Kèm theo Kế hoạch số 7/KH-UBND ngày 02/3/2026)\nTT\tChỉ tiêu\tChủ trì\n\tI. Kinh tế số\t\n"
        "1\tTỷ lệ hộ kinh doanh dùng hóa đơn điện tử đạt tối thiểu 60%\tPhòng Kinh tế\n"
        "2\tĐến năm 2028, mở 12 lớp kỹ năng số\tPhòng Văn hóa - Xã hội\n"
    )

    rows = _rows(text)["indicator_rows"]

    assert [(row["owner"], row["values"]) for row in rows] == [
        ("Phòng Kinh tế", {"2029": {"comparator": ">=", "value": 60, "unit": "%"}}),
        ("Phòng Văn hóa - Xã hội", {"2028": {"comparator": "=", "value": 12, "unit": "lớp"}}),
    ]


def test_work_in_a_table_of_indicators_is_work() -> None:
    table = (
        "STT\tNội dung\tĐVT\tNăm 2026\tNăm 2027\tNăm 2028\tĐơn vị chủ trì\tHạn hoàn thành\n"
        "A\tChỉ tiêu\t\t\t\t\t\t\n1\tTỷ lệ hộ dùng nước sạch\t%\t85\t88\t90\tPhòng Kinh tế\t\n"
        "B\tNhiệm vụ\t\t\t\t\t\t\n2\tLắp đặt 40 bể chứa bao bì\t\t\t\t\tCông an xã\tTháng 4/2027\n"
        "3\tTổng kết mô hình\t\t\t\t\tPhòng Kinh tế\tTháng 6/2028\n"
    )

    found = read(open_bytes(f"{HEAD}PHỤ LỤC\n{table}".encode(), name="plan.txt"))

    assert [row.name for row in found.indicator_rows] == ["Tỷ lệ hộ dùng nước sạch"]
    assert [(row.group, row.task, row.lead, row.time) for row in found.matrix_rows] == [
        ("Nhiệm vụ", "Lắp đặt 40 bể chứa bao bì", "Công an xã", "Tháng 4/2027"),
        ("Nhiệm vụ", "Tổng kết mô hình", "Phòng Kinh tế", "Tháng 6/2028"),
    ]
    assert "ô giá trị trống cả hàng" not in {finding.kind for finding in found.findings}
