"""A plan of an invented ward as a Word file.

Annexes first, headings over several columns, merged cells, counted numbers.
"""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

INDICATORS = [
    ["TT", "Tên chỉ số", "ĐVT", "Cơ quan theo dõi", "Hiện trạng 2025", "Lộ trình", "", "", "Ghi chú"],
    ["", "", "", "", "", "2030", "2028", "2026", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
    ["A", "Hạ tầng và dữ liệu", "", "", "", "", "", "", ""],
    [
        "1",
        "Tỷ lệ hộ gia đình có cáp quang",
        "%",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "61",
        "95",
        "84,5",
        "70",
        "",
    ],
    [
        "2",
        "Số camera an ninh kết nối về phường",
        "chiếc",
        "Công an phường",
        "40",
        "≥ 220",
        "≥ 150",
        "≥ 80",
        "",
    ],
    ["3", "Chỉ số sẵn sàng dữ liệu", "", "Văn phòng HĐND và UBND", "0,41", "0,9", "0,75", "0,5", ""],
    ["B", "Xã hội số", "", "", "", "", "", "", ""],
    [
        "1",
        "Tỷ lệ người trưởng thành có chữ ký số",
        "%",
        "Phòng Văn hóa - Xã hội",
        "8",
        "60-65",
        "40",
        "từ 20% trở lên",
        "",
    ],
    [
        "2",
        "Tỷ lệ trường học không dùng tiền mặt",
        "%",
        "Phòng Văn hóa - Xã hội",
        "90",
        "100",
        "100",
        "98",
        "kể cả trường tư",
    ],
]
WORK = [
    ["Chủ trì", "STT", "Mục tiêu", "Nội dung nhiệm vụ", "Công việc cụ thể", "Thời hạn", "Phối hợp", "Kết quả đầu ra"],
    ["I. Chính quyền số"],
    ["Văn phòng HĐND và UBND", "1", "Hồ sơ đi hoàn toàn trên mạng", "Chuẩn hóa dữ liệu hồ sơ", "Rà soát danh mục hồ sơ giấy còn lưu", "Quý I/2026", "Các phòng", "Danh mục"],
    ["Trung tâm Phục vụ hành chính công", "2", "^", "^", "Số hóa hồ sơ còn hiệu lực", "2026-2028", "Công an phường", "Kho dữ liệu"],
    ["^", "3", "^", "Mở quầy tự phục vụ", "Lắp 04 ki-ốt tra cứu", "Trước 31/12/2026", "", "Biên bản nghiệm thu"],
    ["II. Xã hội số"],
    ["Phòng Văn hóa - Xã hội", "4", "Người dân dùng dịch vụ số", "Phổ cập kỹ năng số", "Mở lớp kỹ năng số tại tổ dân phố", "Hằng năm", "Đoàn Thanh niên", "Báo cáo"],
]  # fmt: skip


def build() -> bytes:
    """The bytes of the Word file."""
    document = docx.Document()
    _annexes(document)
    _body(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _annexes(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    document.add_paragraph("PHỤ LỤC 1")
    document.add_paragraph("BẢNG CHỈ SỐ THEO DÕI CỦA PHƯỜNG SUỐI TRĂNG")
    _merged_header(_table(document, INDICATORS))
    document.add_paragraph("PHỤ LỤC 2")
    document.add_paragraph("PHÂN CÔNG CÔNG VIỆC")
    _merged_work(_table(document, WORK))


def _table(document: Document, rows: list[list[str]]) -> Table:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            if text != "^":
                cell.text = text
    return table


def _merged_header(table: Table) -> None:
    table.cell(0, 5).merge(table.cell(0, 7))
    for column in (0, 1, 2, 3, 4, 8):
        table.cell(0, column).merge(table.cell(1, column))


def _merged_work(table: Table) -> None:
    for row, texts in enumerate(WORK):
        if len(texts) == 1:
            table.cell(row, 0).merge(table.cell(row, 7))
        for column, text in enumerate(texts):
            if text == "^":
                table.cell(row - 1, column).merge(table.cell(row, column))


def _body(document: Document) -> None:
    add = document.add_paragraph
    add("ỦY BAN NHÂN DÂN PHƯỜNG SUỐI TRĂNG")
    add("Số: 112/KH-UBND")
    add("KẾ HOẠCH")
    add("Xây dựng phường số giai đoạn 2026-2030")
    add("Căn cứ Quyết định số 2259/QĐ-UBND ngày 04/11/2025; Nghị quyết số 57-NQ/TW;")
    document.add_heading("1. Vì sao phải làm", level=1)
    add("Tính đến cuối năm 2025, 61% hộ có cáp quang và 8% người trưởng thành có chữ ký số.")
    document.add_heading("2. Mục tiêu", level=1)
    document.add_heading("2.1. Mục tiêu đến năm 2028", level=2)
    _numbered(document, "Ít nhất 85% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến toàn trình.")
    _numbered(document, "Tỷ lệ thanh toán trực tuyến đạt trên 80%, riêng phí xây dựng đạt 100%.")
    _numbered(document, "Rút ngắn tối thiểu 30% thời gian giải quyết so với quy định.")
    document.add_heading("2.2. Mục tiêu đến năm 2030", level=2)
    _numbered(
        document,
        "100% cơ sở dữ liệu của phường kết nối với kho dữ liệu dùng chung; không để xảy ra quá 01 sự cố mất an toàn/năm.",
    )
    _numbered(
        document, "Doanh thu thương mại điện tử đạt 120 tỷ đồng vào năm 2028 và 200 tỷ đồng vào năm 2030."
    )
    _numbered(document, "Mỗi tổ dân phố có tối thiểu hai điểm hỗ trợ dịch vụ công.")
    document.add_heading("3. Nhiệm vụ", level=1)
    document.add_heading("3.1. Dữ liệu", level=2)
    add(
        "Làm sạch dữ liệu dân cư, dữ liệu đất đai; kết nối dữ liệu hộ tịch với cơ sở dữ liệu dùng chung của thành phố."
    )
    add("Xây dựng quy chế chia sẻ dữ liệu giữa các phòng, đơn vị.")
    document.add_heading("3.2. Con người", level=2)
    add("Tổ chức 02 đợt sát hạch kỹ năng số mỗi năm cho cán bộ, công chức.")
    document.add_heading("4. Tổ chức thực hiện", level=1)
    add("Văn phòng HĐND và UBND đôn đốc, tổng hợp, báo cáo hằng quý.")


def _numbered(document: Document, text: str) -> None:
    """A paragraph whose letter Word counts by itself."""
    paragraph = document.add_paragraph(text, style="List Number")
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", "5")):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        numbering.append(element)
    properties.append(numbering)
