"""A plan of an invented commune as a Word file.

Sections that only Word counts, bullets from a list, a head in a table, an annex under two heading rows with
numbers of columns, groups over the whole width and cells merged downwards.
"""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import io

import docx
from docx.document import Document

from tests.plans.word import give_list, number

SECTIONS, BULLETS = 950, 951
BODY: list[tuple[str, int | None]] = [
    ("Mục tiêu", 0),
    ("Mục tiêu đến năm 2028", 1),
    ("Tối thiểu 70% trường mầm non, 85% trường phổ thông đạt chuẩn quốc gia.", None),
    ("100% trẻ 5 tuổi, 95% trẻ từ 3 đến 4 tuổi đến trường.", None),
    ("Mục tiêu đến năm 2030", 1),
    ("Tỷ lệ huy động học sinh hoàn thành trung học cơ sở vào học trung học phổ thông và tương đương đạt 92% trở lên; bỏ học không quá 0,3%.", None),
    ("Kiên cố hóa 46 phòng học, xây mới 03 nhà bán trú với tổng kinh phí khoảng 28 tỷ đồng.", None),
    ("Mỗi trường có ít nhất 02 phòng tin học, 01 thư viện đạt mức độ 2.", None),
    ("Ít nhất 60% giáo viên sử dụng thành thạo nền tảng dạy học trực tuyến, 20% đạt chuẩn tiếng Anh bậc 4.", None),
    ("Nhiệm vụ, giải pháp", 0),
    ("Nâng cao nhận thức", 1),
    ("Quán triệt Nghị quyết tới cán bộ, đảng viên, nhà giáo.", 2),
    ("Biểu dương gia đình hiếu học.", 2),
    ("Phát triển đội ngũ", 1),
    ("Cử giáo viên đi đào tạo nâng chuẩn.", 2),
    ("Thực hiện chính sách thu hút theo quy định của tỉnh.", 2),
    ("Tổ chức thực hiện", 0),
]  # fmt: skip
ROWS = [
    ["STT", "Mục tiêu / Nhiệm vụ", "Việc cụ thể", "Phân công", "", "Lộ trình", "Dự kiến sản phẩm", "Nhu cầu kinh phí (tỷ đồng)"],
    ["", "", "", "Cơ quan chủ trì", "Cơ quan phối hợp", "", "", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    ["I", "CƠ SỞ VẬT CHẤT", "", "", "", "", "", ""],
    ["1", "Kiên cố hóa trường lớp", "Xây 20 phòng học mầm non", "Phòng Kinh tế", "Các trường mầm non", "2026 - 2028", "20 phòng học", "9,5"],
    ["", "", "Xây 26 phòng học phổ thông", "Phòng Kinh tế", "Các trường phổ thông", "2027 - 2029", "26 phòng học", "12"],
    ["2", "Bán trú", "Xây 03 nhà bán trú", "Phòng Kinh tế", "", "2028", "03 nhà", "6,5"],
    ["II", "ĐỘI NGŨ", "", "", "", "", "", ""],
    ["3", "Nâng chuẩn giáo viên", "Cử đi đào tạo", "Phòng Văn hóa - Xã hội", "Các trường học", "Hằng năm", "Văn bằng", ""],
]  # fmt: skip
MERGED = [
    *(((0, place), (1, place)) for place in (0, 1, 2, 5, 6, 7)),
    ((0, 3), (0, 4)),
    ((3, 1), (3, 7)),
    ((7, 1), (7, 7)),
    ((4, 0), (5, 0)),
    ((4, 1), (5, 1)),
]


def build() -> bytes:
    """The bytes of the Word file."""
    document = docx.Document()
    give_list(document, SECTIONS, [("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")])
    give_list(document, BULLETS, [("bullet", "•")])
    _head(document)
    for text, depth in BODY:
        number(document.add_paragraph(text), BULLETS if depth is None else SECTIONS, depth or 0)
    document.add_paragraph("Văn phòng Đảng ủy theo dõi.")
    document.add_paragraph("Phụ lục")
    document.add_paragraph("DANH MỤC NHIỆM VỤ VÀ TIẾN ĐỘ")
    _annex(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _head(document: Document) -> None:
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ĐẢNG ỦY XÃ ĐÔNG KHÊ NGẠN\nSố 17-KH/ĐU"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM\nĐông Khê Ngạn, ngày 30 tháng 6 năm 2026"
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph(
        "thực hiện Nghị quyết số 71-NQ/TW về đột phá phát triển giáo dục và đào tạo trên địa bàn xã đến năm 2030"
    )


def _annex(document: Document) -> None:
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for start, end in MERGED:
        text = table.cell(*start).text
        table.cell(*start).merge(table.cell(*end)).text = text
