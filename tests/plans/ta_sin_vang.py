"""A scheme of an invented commune as a Word file: parts in capitals, an annex of years under two heading rows
and one of work whose money stands in a column for each source. Ten things in it are wrong.
"""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.table import Table

BODY = [
    "HỘI ĐỒNG NHÂN DÂN XÃ TẢ SIN VÀNG\nSố 12/ĐA-UBND",
    "ĐỀ ÁN",
    "Nâng cao chất lượng giáo dục, y tế và chuyển đổi số xã Tả Sin Vàng, giai đoạn 2026-2030, định hướng đến năm 2035",
    "A. SỰ CẦN THIẾT",
    "Xã Tả Sin Vàng được thành lập ngày 01/7/2025 trên cơ sở sáp nhập 03 xã thuộc huyện cũ. Toàn xã có 07 trường, 128 lớp, 3.412 học sinh; 02 điểm trạm y tế. Năm học 2024-2025 tỷ lệ chuyên cần đạt 91%. Tỷ lệ dịch vụ công trực tuyến mức độ 3, 4 trước đây chỉ đạt 35%.",
    "B. QUAN ĐIỂM, MỤC TIÊU",
    "I. Mục tiêu tổng quát",
    "Xây dựng nền giáo dục vùng cao chất lượng, công bằng; mọi người dân được chăm sóc sức khỏe ban đầu; chính quyền số phục vụ người dân.",
    "II. Mục tiêu cụ thể đến năm 2030",
    "1. Giáo dục",
    "- Huy động trẻ mẫu giáo 5 tuổi ra lớp đạt 99,8% trở lên; trẻ nhà trẻ đạt 45%.",
    "- Tỷ lệ học sinh hoàn thành chương trình tiểu học đạt 99%, tốt nghiệp THCS đạt 97%.",
    "- 7/7 trường có kết nối Internet tốc độ cao; 100% trường tổ chức bán trú bảo đảm an toàn thực phẩm.",
    "- Phòng học kiên cố đạt 120% so với nhu cầu vào ngày 31/9/2028.",
    "2. Y tế",
    "- Trạm Y tế xã đạt Bộ tiêu chí quốc gia về y tế xã trong năm 2026 và giữ vững các năm tiếp theo.",
    "- Tỷ lệ tiêm chủng đầy đủ cho trẻ dưới 1 tuổi ≥ 95%; tỷ lệ phụ nữ mang thai được khám đủ 4 lần trở lên đạt 75%.",
    "- Giảm tỷ lệ sinh con tại nhà từ 22% năm 2025 xuống dưới 5% năm 2030.",
    "- Lập hồ sơ sức khỏe điện tử cho 95% người dân.",
    "3. Chuyển đổi số",
    "- Chỉ số chuyển đổi số cấp xã nằm trong nhóm 20 xã dẫn đầu tỉnh; đạt từ 75 điểm trở lên theo thang điểm 100.",
    "- Hồ sơ trực tuyến toàn trình đạt tối thiểu 70% năm 2027; mỗi năm tiếp theo tăng thêm 10%.",
    "- Tối thiểu 60% người dân trưởng thành có tài khoản thanh toán điện tử; 50% hộ có địa chỉ số gắn với bản đồ số.",
    "- Mức độ hài lòng của người dân đạt trên 92%.",
    "C. NHIỆM VỤ VÀ GIẢI PHÁP",
    "I. Nhóm nhiệm vụ về giáo dục",
    "1. Đầu tư 24 phòng học, 06 phòng bộ môn và nhà ăn bán trú tại các điểm trường chính.",
    "2. Bồi dưỡng, chuẩn hóa trình độ cho đội ngũ giáo viên; khuyến khích giáo viên học tiếng dân tộc.",
    "II. Nhóm nhiệm vụ về y tế",
    "1. Duy trì mô hình cô đỡ thôn bản ở các thôn xa trung tâm.",
    "2. Phối hợp Trung tâm y tế huyện tổ chức khám lưu động mỗi quý một lần.",
    "III. Nhóm nhiệm vụ về chuyển đổi số",
    "1. Số hóa toàn bộ kết quả giải quyết thủ tục hành chính còn hiệu lực.",
    "2. Triển khai hệ thống",
    "D. KINH PHÍ",
    "Tổng kinh phí thực hiện Đề án là 46.500 triệu đồng, trong đó: ngân sách tỉnh 30.000 triệu đồng; ngân sách xã 6.500 triệu đồng; nguồn xã hội hóa 8.000 triệu đồng.",
    "E. TỔ CHỨC THỰC HIỆN",
    "1. Phòng Văn hóa - Xã hội là cơ quan thường trực Đề án.",
    "2. Phòng Giáo dục và Đào tạo chủ trì các nội dung về giáo dục.",
    "3. Trạm Y tế xã triển khai các nhiệm vụ y tế.",
]  # fmt: skip
YEARS = [
    ("1", "Trẻ mẫu giáo 5 tuổi ra lớp", "%", "99,2", "99,4", "99,6", "99,7", "99,8", "99,8", "Phòng Văn hóa - Xã hội"),
    ("2", "Học sinh chuyên cần", "%", "91", "92", "94", "93", "96", "97", "Phòng Văn hóa - Xã hội"),
    ("3", "Tiêm chủng đầy đủ", "%", "90", "92", "93", "94", "95", "≥95", "Trạm Y tế"),
    ("4", "Sinh con tại nhà", "%", "22", "18", "14", "10", "7", "<5", "Trạm Y tế"),
    ("5", "Hồ sơ sức khỏe điện tử", "%", "40", "55", "65", "75", "85", "95", "Trạm Y tế"),
    ("6", "Hồ sơ toàn trình", "%", "52", "60", "70", "80", "90", "100", "Trung tâm Phục vụ hành chính công"),
    ("7", "Điểm chuyển đổi số", "Điểm", "", "60", "65", "70", "72", "105", "Văn phòng HĐND và UBND"),
    ("8", "Hộ có địa chỉ số", "", "", "20", "30", "35", "45", "50", "Phòng Kinh tế"),
]  # fmt: skip
WORK = [
    ("I", "Giáo dục", "", "", "", "", "", ""),
    ("1", "Xây 24 phòng học kiên cố", "Phòng Kinh tế", "Các trường", "Công trình nghiệm thu", "Tháng 8/2028", "24.000", "2.000"),
    ("2", "Bồi dưỡng giáo viên tiếng Mông", "Phòng Văn hóa - Xã hội", "Các trường", "Chứng chỉ", "Tháng 7 hằng năm", "500", "150"),
    ("II", "Y tế", "", "", "", "", "", ""),
    ("3", "Khám lưu động tại thôn", "Trạm Y tế", "Trưởng thôn", "Báo cáo đợt khám", "Mỗi quý", "1.200", "300"),
    ("4", "Trang bị máy siêu âm xách tay", "Trạm Y tế", "Phòng Kinh tế", "Biên bản bàn giao", "Năm 2031", "800", ""),
    ("III", "Chuyển đổi số", "", "", "", "", "", ""),
    ("5", "Số hóa kết quả thủ tục hành chính", "", "Các phòng", "Dữ liệu số hóa", "2026-2027", "3.500", "1.050"),
]  # fmt: skip


def build() -> bytes:
    """Return the scheme as a .docx file."""
    document = docx.Document()
    for text in BODY:
        document.add_paragraph(text)
    document.add_paragraph("PHỤ LỤC 1. KHUNG THEO DÕI, ĐÁNH GIÁ")
    _years(document.add_table(rows=2, cols=10))
    document.add_paragraph("PHỤ LỤC 2. DỰ ÁN THÀNH PHẦN VÀ PHÂN CÔNG")
    _work(document.add_table(rows=2, cols=8))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _years(table: Table) -> None:
    for place, text in ((0, "TT"), (1, "Nội dung chỉ số"), (2, "Đơn vị đo"), (3, "Thực hiện năm 2025")):
        _head(table, (0, place), (1, place), text)
    _head(table, (0, 4), (0, 8), "Mục tiêu theo năm")
    _head(table, (0, 9), (1, 9), "Nơi cung cấp số liệu")
    for place, year in enumerate(range(2026, 2031), 4):
        table.cell(1, place).text = str(year)
    _fill(table, YEARS)


def _work(table: Table) -> None:
    for place, text in ((0, "Số TT"), (1, "Hoạt động"), (4, "Sản phẩm/kết quả"), (5, "Thời hạn")):
        _head(table, (0, place), (1, place), text)
    _head(table, (0, 2), (0, 3), "Phân công")
    _head(table, (0, 6), (0, 7), "Kinh phí (triệu đồng)")
    for place, text in ((2, "Chủ trì"), (3, "Phối hợp"), (6, "Ngân sách tỉnh"), (7, "Ngân sách xã")):
        table.cell(1, place).text = text
    _fill(table, WORK)


def _head(table: Table, first: tuple[int, int], last: tuple[int, int], text: str) -> None:
    table.cell(*first).merge(table.cell(*last)).text = text


def _fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
