"""The templates the program ships, made by code: Word files that officers take, edit and send back.

State form: NĐ 30/2020/NĐ-CP, Phụ lục I (documents.md 1.7, read). Party form: HD 05-HD/VPTW as others sum it
up (documents.md 1.9, quoted). The commune's pack may hold its own under `papers/reports/`.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import lru_cache
from typing import Any

import docx
from docx.shared import Mm, Pt

from xaso.platform.papers import templates

from ..rules import outline
from ..rules.outline import PARTY, STATE, Heading, outline_of
from .shipped_parts import Look, body_look, column_table, line_under, page_number, put, rows_table

FIXED_DATE = (2020, 3, 5, 0, 0, 0)
"""The moment written on every part of the file, so that equal templates are equal bytes."""
CHART_OF = {"cchc": "ii-2", "cds": "ii-5"}
"""The heading whose shares each subject shows as a chart."""
TYPEFACE = "Times New Roman"


@lru_cache(maxsize=32)
def shipped(kind: str, profile: str) -> bytes:
    """Return the Word file of the template of a kind of report in a form; the pack's own when it has one."""
    try:
        return templates.find(f"reports/{kind}-{profile}.docx").read_bytes()
    except templates.NoTemplate:
        return _steady(_made(kind, profile))


def _made(kind: str, profile: str) -> Any:
    document = docx.Document()
    _settle_page(document, profile)
    if profile == PARTY:
        _party_head(document)
    else:
        _state_head(document)
    _opening(document, profile)
    for heading in outline_of(kind).headings:
        _section(document, heading, profile)
    _foot(document, profile)
    _annexes(document, profile, CHART_OF[outline.kind_of(kind).subject])
    return document


def _settle_page(document: Any, profile: str) -> None:
    """A4, margins and type of the form; the page's number above the text, not on page one."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15 if profile == PARTY else 20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = TYPEFACE, Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    page_number(section.header.paragraphs[0], TYPEFACE)
    document.core_properties.title = ""
    document.core_properties.author = ""


def _state_head(document: Any) -> None:
    left, right = column_table(document, (56, 104))
    put(left, "{{ co_quan_dau_trang }}", Look(12, bold=True, caps=True, align="center"))
    line_under(left, inset=(17, 17))
    put(left, "{{ so_ky_hieu }}", Look(13, align="center", before=6))
    put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look(12, bold=True, align="center"))
    put(right, "Độc lập - Tự do - Hạnh phúc", Look(13, bold=True, align="center"))
    line_under(right, inset=(22, 22))
    put(right, "{{ dia_danh_ngay }}", Look(14, italic=True, align="center", before=6))


def _party_head(document: Any) -> None:
    left, right = column_table(document, (70, 95))
    put(left, "{{ co_quan_tren }}", Look(14, caps=True, align="center"))
    put(left, "{{ co_quan }}", Look(14, bold=True, caps=True, align="center"))
    put(left, "*", Look(14, bold=True, align="center"))
    put(left, "{{ so_ky_hieu }}", Look(14, align="center"))
    put(right, "ĐẢNG CỘNG SẢN VIỆT NAM", Look(15, bold=True, align="center"))
    line_under(right, inset=(11, 11))
    put(right, "{{ dia_danh_ngay }}", Look(14, italic=True, align="center", before=14))


def _opening(document: Any, profile: str) -> None:
    put(document, "BÁO CÁO", Look(14 if profile == STATE else 16, bold=True, align="center", before=18))
    put(document, "{{ trich_yeu }}", Look(14, bold=True, align="center"))
    if profile == PARTY:
        put(document, "-----", Look(14, align="center", after=6))
    else:
        line_under(document, inset=(56, 56))
    put(document, "{%p if kinh_gui %}", Look(14))
    put(document, "Kính gửi: {{ kinh_gui }}", Look(14, align="center", before=12, after=6))
    put(document, "{%p endif %}", Look(14))
    put(document, "{%p for c in can_cu %}", Look(14))
    if profile == PARTY:
        put(document, '- {{ c }}{{ "." if loop.last else ";" }}', body_look(profile))
    else:
        ground = body_look(profile)
        put(document, '{{ c }}{{ "." if loop.last else ";" }}', replace(ground, italic=True))
    put(document, "{%p endfor %}", Look(14))
    put(
        document,
        "{{ co_quan }} báo cáo {{ ky }} (số liệu từ ngày {{ tu_ngay }} đến ngày {{ den_ngay }}, "
        "khóa lúc {{ khoa_luc }}) như sau:",
        body_look(profile),
    )


def _section(document: Any, heading: Heading, profile: str) -> None:
    is_first = heading.depth == 1
    words = f"{heading.mark}. {heading.name}"
    look = Look(
        14, bold=True, caps=is_first, before=8, first=12.7, keep=True, level=heading.depth, align="justify"
    )
    put(document, words, look)
    if heading.is_written:
        put(document, f'{{{{ phan("{heading.code}") }}}}', body_look(profile))


def _foot(document: Any, profile: str) -> None:
    put(document, "", Look(6))
    left, right = column_table(document, (75, 85 if profile == STATE else 90))
    is_party = profile == PARTY
    put(
        left,
        "Nơi nhận:",
        Look(14 if is_party else 12, bold=not is_party, italic=not is_party, underline=is_party),
    )
    small = Look(12 if is_party else 11)
    put(left, "{%p for n in noi_nhan %}", small)
    put(left, "- {{ n }};" if not is_party else "- {{ n }},", small)
    put(left, "{%p endfor %}", small)
    last = "- Lưu Văn phòng Đảng ủy." if is_party else "- Lưu: VT, {{ don_vi_soan }}."
    put(left, last, small)
    put(right, "{{ quyen_han }}", Look(14, bold=True, align="center"))
    put(right, "{{ chuc_vu }}", Look(14, bold=not is_party, align="center"))
    for _ in range(4):
        put(right, "", Look(14))
    put(right, "{{ nguoi_ky }}", Look(14, bold=True, align="center"))


_NOTE_ON_MARKS = (
    "Mỗi số trong báo cáo mang một dấu nhỏ; số thứ tự của dấu là dòng dưới đây. Số lấy từ kỳ đã khóa lúc "
    "{{ khoa_luc }}, người khóa: {{ nguoi_khoa }}. Mã khóa là phần đầu dấu SHA-256 của danh sách bản ghi. "
    "Số nhập tay thì kèm minh chứng."
)


def _annexes(document: Any, profile: str, charted: str) -> None:
    width = 165 if profile == PARTY else 160
    _annex_head(document, "Phụ lục I", "Tổng hợp số liệu theo chỉ tiêu của kế hoạch")
    rows_table(
        document,
        ("Mã", "Chỉ tiêu", "Trong kỳ", "Lũy kế", "Ngưỡng năm", "Đánh giá"),
        (20, width - 110, 22, 22, 22, 24),
        ("nhom", *_cells("ma", "ten", "ky_nay", "luy_ke", "nguong", "danh_gia")),
    )
    _annex_head(document, "Phụ lục II", "Biểu số liệu thống kê")
    rows_table(
        document,
        ("Số", "Nội dung", "Đơn vị tính", "Trong kỳ", "Lũy kế", "Ghi chú"),
        (14, width - 108, 20, 28, 24, 22),
        ("thong_ke", *_cells("ma", "ten", "don_vi", "ky_nay", "luy_ke", "ghi_chu")),
    )
    put(
        document,
        "Biểu đồ. Tỷ lệ đạt được trong kỳ, theo mã chỉ tiêu",
        Look(12, bold=True, before=10, keep=True),
    )
    put(document, f'{{{{ bieu_do_nhom("{charted}") }}}}', Look(11, align="center"))
    _annex_head(document, "Phụ lục III", "Chú giải số liệu")
    put(document, _NOTE_ON_MARKS, Look(11, italic=True, after=4, align="justify"))
    rows_table(
        document,
        ("Dấu", "Số liệu và cách đếm", "Trong kỳ", "Lũy kế", "Mã khóa"),
        (12, width - 98, 30, 30, 26),
        ("chu_giai", *_cells("so", "giai_thich", "ky_nay", "luy_ke", "khoa")),
        is_grouped=False,
    )


def _cells(*names: str) -> tuple[str, ...]:
    """The tags of a row's cells."""
    return tuple(f"{{{{ d.{name} }}}}" for name in names)


def _annex_head(document: Any, number: str, title: str) -> None:
    put(document, number, Look(14, bold=True, align="center", new_page=True, level=1))
    put(document, title, Look(14, bold=True, caps=True, align="center"))
    put(
        document, "(Kèm theo Báo cáo số {{ ky_hieu }} của {{ co_quan }})",
        Look(13, italic=True, align="center", after=6),
    )  # fmt: skip


def _steady(document: Any) -> bytes:
    """The file with every date inside set to one moment."""
    written = io.BytesIO()
    document.save(written)
    made = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, FIXED_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
