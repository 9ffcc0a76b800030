"""Each check: a text where it must speak, and a sound plan where none may."""

# ruff: noqa: E501 - a row of a table or a list of words stands on one line

from __future__ import annotations

import pytest

from xaso.modules.plan.reading import Finding, open_bytes, read

HEAD = "Số: 12/KH-UBND\nKẾ HOẠCH\nPhát triển xã giai đoạn 2026-2028\nCăn cứ Nghị quyết số 5/NQ-HĐND;\n"
YEARS = "TT\tChỉ tiêu\tĐVT\t2026\t2027\t2028\tChủ trì\n"
WORK = "TT\tNhiệm vụ\tHoạt động\tSản phẩm\tChủ trì\tPhối hợp\tThời gian\tKinh phí\n"
SOUND = (
    HEAD + "I. MỤC TIÊU ĐẾN NĂM 2028\n1. Tối thiểu 95% hồ sơ được giải quyết đúng hạn (hiện nay 88%).\n"
    "2. Mức độ hài lòng của bà con đạt từ 90% trở lên.\nII. NHIỆM VỤ\n1. Rà soát danh mục thủ tục đang áp dụng.\n"
    "2. Mở lớp kỹ năng số tại các thôn.\nIII. KINH PHÍ\nTổng kinh phí: 300 triệu đồng, trong đó ngân sách xã 200 triệu đồng, xã hội hóa 100 triệu đồng.\n"
    "IV. TỔ CHỨC THỰC HIỆN\n1. Văn phòng HĐND và UBND chủ trì theo dõi kế hoạch.\n\nPHỤ LỤC I\n"
    + YEARS + "1\tTỷ lệ số hóa kết quả\t%\t70\t80\t90\tVăn phòng HĐND và UBND\n2\tTỷ lệ hộ nghèo\t%\t12\t10,5\t9\tPhòng Kinh tế\n\nPHỤ LỤC II\n"
    + WORK + "1\tCải cách hồ sơ\tRà soát danh mục\tBáo cáo\tVăn phòng HĐND và UBND\tCác thôn\tQuý I/2026\t20 triệu đồng\n"
)  # fmt: skip

DEFECTS = [
    ("ngày không tồn tại", "Hoàn thành trước ngày 31/11/2027 việc rà soát."),
    ("ngày không tồn tại", "Hoàn thành vào ngày 29 tháng 02 năm 2027."),
    ("năm ngoài kỳ kế hoạch", "I. MỤC TIÊU\n- Đến năm 2033, tối thiểu 80% hồ sơ được số hóa."),
    ("mục tiêu năm sau thấp hơn năm trước", YEARS + "1\tTỷ lệ số hóa\t%\t70\t65\t90\tVăn phòng\n"),
    ("mục tiêu năm sau kém năm trước", YEARS + "1\tTỷ lệ hộ nghèo\t%\t12\t13\t9\tPhòng Kinh tế\n"),
    ("mục tiêu năm sau thấp hơn năm trước", "I. MỤC TIÊU\n- Tỷ lệ số hóa đạt 65% năm 2026, 60% năm 2027."),
    ("mục tiêu đi ngang", "TT\tChỉ tiêu\tĐVT\t2025\t2026\t2027\t2028\tChủ trì\n1\tTỷ lệ số hóa\t%\t60\t70\t70\t90\tVăn phòng\n"),
    ("vượt trần của thước đo", YEARS + "1\tChỉ số chuyển đổi số\t\t0,7\t0,9\t1,2\tVăn phòng\n"),
    ("vượt trần của thước đo", "I. MỤC TIÊU\n- Điểm cải cách hành chính đạt 105 điểm trên thang 100 điểm."),
    ("tỷ lệ vượt 100%", "I. MỤC TIÊU\n- Tối thiểu 120% hồ sơ được số hóa."),
    ("ô giá trị trống cả hàng", YEARS + "1\tSố sáng kiến\tsáng kiến\t\t\t\tVăn phòng\n2\tSố lớp\tlớp\t1\t2\t3\tVăn phòng\n"),
    ("ô giá trị trống năm đầu", YEARS + "1\tSố sáng kiến\tsáng kiến\t\t2\t3\tVăn phòng\n"),
    ("toán tử không nhất quán", YEARS + "1\tTỷ lệ số hóa\t%\t≥ 70\t80\t90\tVăn phòng\n"),
    ("dấu thập phân lẫn lộn", YEARS + "1\tChỉ số chuyển đổi số\t\t0.6\t0,7\t0,8\tVăn phòng\n"),
    ("đơn vị không khớp chỉ tiêu", YEARS + "1\tSố cán bộ được tập huấn\t\t70%\t80%\t90%\tVăn phòng\n"),
    ("tên thiếu \"Tỷ lệ\"", YEARS + "1\tTổng chi cho chuyển đổi số\t\t1%\t1,5%\t2%\tVăn phòng\n"),
    ("chỉ tiêu không đo được", YEARS + "1\tỨng dụng công nghệ trong quản lý\t\t70%\t80%\t90%\tVăn phòng\n"),
    ("số không có đơn vị", YEARS + "1\tHộ dân có cáp quang\t\t70\t80\t90\tVăn phòng\n"),
    ("đơn vị không khớp chỉ tiêu", "I. MỤC TIÊU\n- Số sản phẩm OCOP được công nhận đến năm 2028 đạt 12%."),
    ("số không có đơn vị", YEARS + "1\tTỷ lệ số hóa\t%\t7\t8\t9\tVăn phòng\n2\tSố lớp\tlớp\t1\t2\t3\tVăn phòng\n3\tSố lượt khám\t\t120\t180\t240\tVăn phòng\n4\tSố sáng kiến\tsáng kiến\t1\t2\t3\tVăn phòng\n"),
    ("câu cụt", "a) Phối hợp với Hội Nông dân tổ chức các lớp chuyển giao kỹ thuật cho\nb) Mở lớp tin học.\n"),
    ("kinh phí cộng không khớp", "III. KINH PHÍ\nNguồn vốn\tNăm 2026\tNăm 2027\tTổng cộng\nNgân sách tỉnh\t1.200\t1.350\t2.550\nNgân sách xã\t450\t500\t950\nTổng cộng\t1.650\t2.130\t3.780\n"),
    ("đơn vị mơ hồ", "I. MỤC TIÊU\n- Tỷ lệ số hóa mỗi năm tăng tối thiểu 20%."),
    ("đơn vị đo sai", "- Đường truyền đạt 01 Gbps/s."),
    ("mâu thuẫn giữa các phần", "I. MỤC TIÊU\n- Tối thiểu 50% hồ sơ được nộp trực tuyến.\nII. NHIỆM VỤ\n- Bảo đảm 60% hồ sơ nộp trực tuyến."),
    ("trùng lặp", "II. NHIỆM VỤ\n- Rà soát toàn bộ danh mục hồ sơ.\n- Rà soát toàn bộ danh mục hồ sơ.\n"),
    ("thiếu cơ quan chủ trì", WORK + "1\tHồ sơ\tRà soát danh mục\tBáo cáo\t\tCác thôn\tQuý I\t20 triệu đồng\n"),
    ("chủ trì không phải một đơn vị", WORK + "1\tHồ sơ\tRà soát danh mục\tBáo cáo\tCác phòng, ban\tCác thôn\tQuý I\t20 triệu đồng\n"),
    ("chủ trì không có trong danh mục đơn vị", WORK + "1\tHồ sơ\tRà soát danh mục\tBáo cáo\tUBND huyện\tCác thôn\tQuý I\t20 triệu đồng\n"),
    ("tên đơn vị nhiều cách viết", YEARS + "1\tTỷ lệ số hóa\t%\t7\t8\t9\tPhòng Văn hóa - Xã hội\n2\tSố lớp\tlớp\t1\t2\t3\tPhòng Văn hoá – Xã hội\n"),
    ("chủ thể ghi trong tên chỉ tiêu", YEARS + "1\tTỷ lệ phủ sóng (doanh nghiệp chủ trì)\t%\t7\t8\t9\tPhòng Kinh tế\n"),
    ("thiếu kinh phí ở hàng", WORK + "1\tHồ sơ\tRà soát danh mục\tBáo cáo\tVăn phòng\tCác thôn\tQuý I\t\n"),
    ("thiếu thời hạn ở hàng", WORK + "1\tHồ sơ\tRà soát danh mục\tBáo cáo\tVăn phòng\tCác thôn\t\t20 triệu đồng\n"),
    ("thiếu số kinh phí", "III. KINH PHÍ\n- Tổng kinh phí: ………. triệu đồng."),
    ("kinh phí cộng không khớp", "III. KINH PHÍ\nTổng kinh phí: 500 triệu đồng, trong đó ngân sách xã 300 triệu đồng, nguồn khác 100 triệu đồng."),
    ("kinh phí cộng không khớp", "III. KINH PHÍ\nTT\tNội dung\tTổng\t2026\t2027\n1\tMáy tính\t100\t60\t40\n2\tĐào tạo\t90\t30\t50\n"),
    ("phân kỳ thiếu năm", "III. KINH PHÍ\n- Năm 2027: 100 triệu đồng\n- Năm 2028: 120 triệu đồng\n"),
    ("giá trị mơ hồ", "I. MỤC TIÊU\n- Tỷ lệ số hóa của xã đạt tối thiểu tương ứng là 30%, 20%, 15%."),
    ("câu cụt", "- Hằng năm kiểm tra công tác này ít nhất tại 30%"),
    ("câu cụt", "- Phối hợp chặt chẽ giữa các phòng, ban, đơn vị và"),
    ("mục tiêu thiếu giá trị", "- Phấn đấu chỉ số cải cách hành chính của xã."),
    ("mục tiêu thiếu giá trị", "- Tỷ lệ hồ sơ trực tuyến đạt tối thiểu ….%."),
    ("ghi chú nháp còn lại", "(Phần này chưa có số liệu, bổ sung sau)"),
    ("dấu ngoặc kép không đóng", "- Thực hiện theo tinh thần “rõ người, rõ việc."),
    ("lỗi chính tả/lặp/thiếu chữ", "- Tiếp tục thực hiện thực hiện các việc đã giao."),
    ("thuật ngữ cũ", "- Cung cấp dịch vụ công trực tuyến mức độ 3, 4."),
    ("dấu vết văn bản khác", "- Báo cáo UBND huyện hằng quý."),
    ("dấu vết cấp tỉnh", "- Xã tuyên truyền trên địa bàn tỉnh."),
    ("phạm vi vượt cấp xã", "- Kiểm soát thủ tục hải quan."),
    ("đánh số nhảy", "I. MỤC TIÊU\nnội dung\nIII. NHIỆM VỤ\nnội dung\n"),
    ("đánh số nhảy", "1. Mở đầu\n2. Kinh phí\n5.2. Phân kỳ\n"),
    ("thiếu số, ngày văn bản", "(Kèm theo Kế hoạch số ….-KH/ĐU ngày …/9/2026)"),
    ("cơ quan ban hành không thống nhất", "T/M BAN CHẤP HÀNH\nBÍ THƯ\n"),
]  # fmt: skip


def _findings(text: str, **known: list[str]) -> list[Finding]:
    return list(
        read(open_bytes(text.encode(), name="plan.txt"), known_owners=known.get("owners", [])).findings
    )


@pytest.mark.parametrize(
    ("kind", "text"), DEFECTS, ids=[f"{kind}-{place}" for place, (kind, _) in enumerate(DEFECTS)]
)
def test_a_defect_is_found(kind: str, text: str) -> None:
    ending = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n" if kind.startswith("cơ quan ban hành") else ""

    found = _findings(f"{HEAD}{text}\n{ending}")

    assert kind in {finding.kind for finding in found}


def test_a_sound_plan_raises_no_alarm() -> None:
    assert _findings(SOUND) == []


def test_an_owner_that_the_commune_does_not_have_is_found_only_where_its_units_are_given() -> None:
    owners = ["Văn phòng HĐND và UBND"]

    found = _findings(SOUND, owners=owners)

    assert [(finding.kind, "Phòng Kinh tế" in finding.where) for finding in found] == [
        ("chủ trì không có trong danh mục đơn vị", True)
    ]


def test_the_plan_that_gives_one_field_to_two_units_is_found() -> None:
    text = SOUND.replace("\tCải cách hồ sơ\t", "\tSố hóa\t").replace(
        "1\tSố hóa", "I\tQuản lý tài chính công\n1\tSố hóa"
    )
    text = text.replace("chủ trì theo dõi kế hoạch", "chủ trì").replace(
        "1. Văn phòng HĐND và UBND chủ trì.", "1. Phòng Kinh tế\n- Chủ trì nội dung quản lý tài chính công."
    )

    assert "sai cơ quan chủ trì giữa các phần" in {finding.kind for finding in _findings(text)}


def test_a_finding_names_its_lines_and_quotes_the_place() -> None:
    found = _findings(f"{HEAD}Hoàn thành trước ngày 31/11/2027 việc rà soát.\n")

    finding = next(one for one in found if one.kind == "ngày không tồn tại")
    assert finding.where == "dòng 5: “31/11/2027”"
    assert finding.severity == "cao"
    assert finding.says.endswith(".")


@pytest.mark.parametrize(
    "row",
    [
        "Diện tích rừng trồng\tha\t150\t150\t160\t170\t180",
        "Tỷ lệ số hóa\t%\t60\t60\t70\t70\t80",
    ],
    ids=["an amount that is the same every year", "a share that rises in steps"],
)
def test_a_threshold_that_may_well_stay_is_no_alarm(row: str) -> None:
    table = f"TT\tChỉ tiêu\tĐVT\t2026\t2027\t2028\t2029\t2030\tChủ trì\n1\t{row}\tVăn phòng\n"

    kinds = {finding.kind for finding in _findings(f"{HEAD}PHỤ LỤC II\nCHỈ TIÊU\n{table}")}

    assert "mục tiêu đi ngang" not in kinds


@pytest.mark.parametrize(("period", "alarms"), [("năm 2026", False), ("giai đoạn 2025-2026", True)])
def test_a_plan_of_one_year_may_show_a_longer_span_that_its_table_names(period: str, alarms: bool) -> None:
    text = (
        f"KẾ HOẠCH\nCải cách hành chính {period}\nI. MỤC TIÊU\n- 95% hồ sơ đúng hạn.\n"
        "PHỤ LỤC I\nLỘ TRÌNH GIAI ĐOẠN 2026 - 2028\n"
        "TT\tChỉ tiêu\tĐVT\t2026\t2027\t2028\tChủ trì\n1\tTỷ lệ số hóa\t%\t60\t70\t80\tVăn phòng\n"
    )

    kinds = {finding.kind for finding in _findings(text)}

    assert ("năm ngoài kỳ kế hoạch" in kinds) is alarms


YEARLY = "TT\tChỉ tiêu\tĐVT\t2026\t2027\t2028\t2029\tChủ trì\n1\t{row}\tVăn phòng\n"


@pytest.mark.parametrize(
    ("row", "alarms"),
    [
        ("Tỷ trọng nông nghiệp trong cơ cấu kinh tế\t%\t58\t55\t52\t48", False),
        ("Tốc độ tăng giá trị sản xuất\t%\t8,4\t8,5\t8,2\t8,8", False),
        ("Tỷ lệ hộ đun bếp củi\t%\t40\t35\t30\t20", False),
        ("Tỷ lệ hồ sơ đúng hạn\t%\t98\t97\t96\t95", True),
        ("Tỷ lệ hộ có nước sạch\t%\t80\t85\t83\t90", True),
    ],
)
def test_a_threshold_that_falls_is_an_alarm_only_where_more_is_better(row: str, alarms: bool) -> None:
    kinds = {finding.kind for finding in _findings(f"{HEAD}PHỤ LỤC II\nCHỈ TIÊU\n{YEARLY.format(row=row)}")}

    assert ("mục tiêu năm sau thấp hơn năm trước" in kinds) is alarms


def test_a_plan_may_be_fulfilled_by_more_than_all_of_it() -> None:
    found = _findings(f"{HEAD}II. MỤC TIÊU\n- Thu ngân sách đạt 112% kế hoạch.\n")

    assert "tỷ lệ vượt 100%" not in {finding.kind for finding in found}


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("- Tổ chức đối thoại với doanh nghiệp vào", True),
        ("- Kiểm soát chặt chẽ hồ sơ đầu vào", False),
        ("a) Xử lý ngay vướng mắc về mặt bằng.\nb) Khắc phục những việc còn tồn tại.", False),
        ("- Tỷ lệ hộ luyện tập: số người luyện tập chiếm tối thiểu 40% dân số.", False),
        ("- Gửi phiếu khảo sát và bảng tổng hợp kèm theo", False),
    ],
)
def test_a_sentence_that_stops_at_a_joining_word_is_cut(text: str, alarms: bool) -> None:
    kinds = {finding.kind for finding in _findings(f"{HEAD}III. NHIỆM VỤ\n{text}\n")}

    assert ("câu cụt" in kinds) is alarms


def test_the_part_of_a_measure_does_not_contradict_its_namesake() -> None:
    text = (
        f"{HEAD}II. MỤC TIÊU\n- Tỷ lệ hộ nghèo còn không quá 8%.\n"
        "- Tối thiểu 90% hộ dân có tài khoản ngân hàng, trong đó hộ nghèo đạt trên 60%.\n"
    )

    kinds = {finding.kind for finding in _findings(text)}

    assert "mâu thuẫn giữa các phần" not in kinds


def test_a_unit_that_leads_the_same_in_both_parts_is_no_alarm() -> None:
    text = (
        f"{HEAD}IV. PHÂN CÔNG\n1. Phòng Kinh tế: chủ trì, theo dõi các dự án sinh kế.\nPHỤ LỤC I\n"
        "TT\tCông việc\tChủ trì\tPhối hợp\tThời gian\tSản phẩm\nI\tSINH KẾ\t\t\t\t\n"
        "1\tMua con giống\tPhòng Kinh tế\tCác thôn\tQuý II/2026\tCon giống\n"
    )

    assert "sai cơ quan chủ trì giữa các phần" not in {finding.kind for finding in _findings(text)}


@pytest.mark.parametrize(
    "text",
    [
        "II. NHIỆM VỤ\n- Công bố việc cần làm về chuyển đổi số của xã, tìm lời giải bằng nền tảng số - coi đây là việc chính.\n",
        "II. NHIỆM VỤ\n- Làm song song hai việc, xử lý hành vi vi phạm, giữ giao thông thông suốt.\n",
        "II. NHIỆM VỤ\n1. Rà soát sổ của các thôn.\nĐơn vị phối hợp thực hiện: Phòng Kinh tế.\nThời gian thực hiện: Thường xuyên.\n"
        "2. Mở lớp kỹ năng số cho bà con.\nĐơn vị phối hợp thực hiện: Phòng Kinh tế.\nThời gian thực hiện: Thường xuyên.\n",
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chủ trì thực hiện các nhiệm vụ phát triển hạ tầng số của kế hoạch.\nPHỤ LỤC\n"
        + WORK
        + "I\tPhát triển hạ tầng số\t\t\t\t\t\t\n1\tMạng\tKéo cáp\tBáo cáo\tPhòng Kinh tế\tCác thôn\tQuý I/2026\t20 triệu đồng\n",
    ],
    ids=["a dash after a word", "words that meet", "who helps, twice", "a heading that is no unit"],
)
def test_what_only_looks_like_a_defect_raises_no_alarm(text: str) -> None:
    kinds = {one.kind for one in _findings(HEAD + text)}

    assert not kinds & {
        "thiếu số, ngày văn bản",
        "lỗi chính tả/lặp/thiếu chữ",
        "sai cơ quan chủ trì giữa các phần",
    }
