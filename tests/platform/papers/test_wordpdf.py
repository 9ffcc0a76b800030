"""A Word file becomes blocks, and blocks become the same pages as PDF/A."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image
from pypdf import PdfReader

from tests.cast import NOW
from xaso.platform.papers.wordpdf.blocks import Document, Mark, Paragraph, Picture, Run, Table
from xaso.platform.papers.wordpdf.laying import pdf_of
from xaso.platform.papers.wordpdf.reading import UnreadableWord, read_word


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def blank() -> Any:
    return docx.Document()


def paragraphs(found: Document) -> list[Paragraph]:
    return [block for sheet in found.sheets for block in sheet.blocks if isinstance(block, Paragraph)]


def runs(paragraph: Paragraph) -> list[Run]:
    return [piece for piece in paragraph.pieces if isinstance(piece, Run)]


def picture(kind: str = "PNG") -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(made, kind)
    made.seek(0)
    return made


def test_looks_come_from_the_run_then_its_styles_then_the_defaults() -> None:
    document = blank()
    document.styles["Normal"].font.size = Pt(14)
    line = document.add_paragraph("thường ")
    bold = line.add_run("đậm")
    bold.bold, bold.italic, bold.underline = True, True, True
    bold.font.size, bold.font.all_caps, bold.font.strike = Pt(11), True, True
    bold.font.color.rgb = RGBColor(0xAA, 0, 0)
    raised, sunk = line.add_run("2"), line.add_run("3")
    raised.font.superscript, sunk.font.subscript = True, True

    plain, strong, above, below = runs(paragraphs(read_word(saved(document)))[0])

    assert (plain.text, plain.look.size, plain.look.bold) == ("thường ", 14.0, False)
    assert strong.look.bold
    assert strong.look.italic
    assert strong.look.underline
    assert strong.look.caps
    assert strong.look.strike
    assert (strong.look.size, strong.look.colour) == (11.0, "AA0000")
    assert (above.look.position, below.look.position) == ("super", "sub")


def test_a_paragraph_keeps_its_shape() -> None:
    document = blank()
    line = document.add_paragraph("lời")
    shape = line.paragraph_format
    shape.alignment, shape.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(12.7)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(6), Pt(3), 1.5
    shape.keep_with_next, shape.page_break_before = True, True
    exact = document.add_paragraph("hai")
    exact.paragraph_format.line_spacing = Pt(19)

    first, second = paragraphs(read_word(saved(document)))

    assert first.align == "justify"
    assert first.first == pytest.approx(12.7, abs=0.1)
    assert (first.before, first.after, first.line) == (6.0, 3.0, 1.5)
    assert first.keep_next
    assert first.new_page
    assert second.exact == 19.0


def test_lists_are_numbered_as_word_numbers_them() -> None:
    document = blank()
    for text in ("một", "hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("chấm", style="List Bullet")

    found = paragraphs(read_word(saved(document)))

    assert [one.marker for one in found] == ["1.", "2.", "-"]


def test_a_page_break_inside_a_paragraph_makes_two() -> None:
    document = blank()
    line = document.add_paragraph("trước")
    line.add_run().add_break(WD_BREAK.PAGE)
    line.add_run("sau")

    before, after = paragraphs(read_word(saved(document)))

    assert (before.text, after.text) == ("trước", "sau")
    assert after.new_page


def test_merged_cells_become_one_over_rows_and_columns() -> None:
    document = blank()
    table = document.add_table(3, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 2)).text = "ngang"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "dọc"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:fill="FFEE00"/>')
    table.cell(1, 1)._tc.get_or_add_tcPr().append(shade)

    found = next(block for block in read_word(saved(document)).sheets[0].blocks if isinstance(block, Table))

    head, second, third = found.rows
    assert head.is_head
    assert [cell.colspan for cell in head.cells] == [3]
    assert (second.cells[0].rowspan, len(second.cells), len(third.cells)) == (2, 3, 2)
    assert second.cells[1].shade == "FFEE00"
    assert all(width > 0 for width in head.cells[0].borders)


def test_a_table_without_lines_draws_none() -> None:
    document = blank()
    document.add_table(1, 2)

    found = next(block for block in read_word(saved(document)).sheets[0].blocks if isinstance(block, Table))

    assert found.rows[0].cells[0].borders == (0.0, 0.0, 0.0, 0.0)


def test_pictures_are_carried_and_odd_ones_turned_into_png() -> None:
    document = blank()
    document.add_picture(picture(), width=Mm(40))
    document.add_picture(picture("BMP"), width=Mm(20))

    found = read_word(saved(document))

    pictures = [piece for one in paragraphs(found) for piece in one.pieces if isinstance(piece, Picture)]
    assert [round(one.width) for one in pictures] == [40, 20]
    assert all(found.pictures[one.name].startswith(b"\x89PNG") for one in pictures)


def test_a_picture_only_word_can_read_is_named_as_left_out() -> None:
    document = blank()
    document.add_picture(picture())
    part = next(one for one in document.part.package.parts if str(one.partname).endswith(".png"))
    part._blob, part._content_type = b"not a picture", "image/x-wmf"

    found = read_word(saved(document))

    assert found.left_out == ("ảnh ở định dạng chỉ Word đọc được",)


def test_drawn_shapes_and_formulas_are_named_as_left_out() -> None:
    document = blank()
    run = document.add_paragraph().add_run()
    run._r.append(OxmlElement("w:pict"))
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    document.paragraphs[0]._p.append(parse_xml(f'<m:oMath xmlns:m="{math}"/>'))

    found = read_word(saved(document))

    assert set(found.left_out) == {"hình vẽ, hộp chữ hoặc đối tượng nhúng của Word", "công thức toán"}


def test_links_lead_out_only_to_safe_addresses_and_to_places_once() -> None:
    document = blank()
    line = document.add_paragraph()
    for address in ("https://vi.du/trang", "javascript:alert(1)"):
        relation = document.part.relate_to(
            address, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>x</w:t></w:r></w:hyperlink>'
        )
        line._p.append(link)
    for _ in range(2):
        line._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="cho"/>'))
    line._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="cho"><w:r><w:t>y</w:t></w:r></w:hyperlink>')
    )

    found = paragraphs(read_word(saved(document)))[0]

    assert [(one.href, one.anchor) for one in runs(found)] == [
        ("https://vi.du/trang", ""),
        ("", ""),
        ("", "cho"),
    ]
    assert [one.name for one in found.pieces if isinstance(one, Mark)] == ["cho"]


def test_a_page_number_is_drawn_anew_and_other_fields_keep_their_words() -> None:
    document = blank()
    line = document.add_paragraph()
    for order, shown in ((" PAGE ", "7"), (" DATE ", "hôm qua")):
        for kind in ("begin", "order", "separate", "shown", "end"):
            run = line.add_run()
            if kind == "shown":
                run.text = shown
            elif kind == "order":
                instruction = OxmlElement("w:instrText")
                instruction.text = order
                run._r.append(instruction)
            else:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)

    pieces = paragraphs(read_word(saved(document)))[0].pieces

    assert [one.what if isinstance(one, Mark) else getattr(one, "text", "") for one in pieces] == [
        "page",
        "hôm qua",
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04nothing", b"plain words"])
def test_what_is_no_word_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableWord):
        read_word(data)


def test_a_file_with_a_size_that_is_no_number_is_unreadable() -> None:
    document = blank()
    run = document.add_paragraph("chữ").runs[0]
    run._r.get_or_add_rPr().append(parse_xml(f'<w:sz {nsdecls("w")} w:val="to"/>'))

    with pytest.raises(UnreadableWord):
        read_word(saved(document))


def test_the_pdf_says_what_the_word_file_says_the_same_each_time() -> None:
    document = blank()
    document.add_paragraph("Trang một")
    table = document.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).text = "Chỉ tiêu"
    document.add_picture(picture(), width=Mm(30))
    document.add_page_break()
    document.add_paragraph("Trang hai")
    data = saved(document)

    made = pdf_of(data, at=NOW, title="Thử")

    pages = PdfReader(io.BytesIO(made)).pages
    assert "Trang một" in pages[0].extract_text()
    assert "Chỉ tiêu" in pages[0].extract_text()
    assert "Trang hai" in pages[1].extract_text()
    assert b"pdfaid" in made
    assert pdf_of(data, at=NOW, title="Thử") == made


def test_sections_of_another_size_are_pages_of_their_own() -> None:
    document = blank()
    document.add_paragraph("đứng")
    wide = document.add_section()
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    document.add_paragraph("ngang")

    pages = PdfReader(io.BytesIO(pdf_of(saved(document), at=NOW))).pages

    assert float(pages[0].mediabox.width) < float(pages[1].mediabox.width)


def numbered(*formats: str) -> Any:
    """A document with a list of several levels, each numbered in its own way."""
    document = blank()
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{"%1.%2." if level else "%1)"}"/>'
        f'<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
        for level, form in enumerate(formats)
    )
    root = document.part.numbering_part.element
    shape = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    root.insert(0, parse_xml(shape))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return document


def listed(document: Any, text: str, level: int, list_id: int = 90) -> None:
    numbers = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(numbers))


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("decimal", ["1)", "2)"]), ("lowerLetter", ["a)", "b)"]), ("upperLetter", ["A)", "B)"]),
        ("lowerRoman", ["i)", "ii)"]), ("upperRoman", ["I)", "II)"]),
    ],
)  # fmt: skip
def test_each_way_of_numbering_is_written(form: str, labels: list[str]) -> None:
    document = numbered(form)
    listed(document, "một", 0)
    listed(document, "hai", 0)

    found = paragraphs(read_word(saved(document)))

    assert [one.marker for one in found] == labels
    assert found[0].left == pytest.approx(12.7, abs=0.1)
    assert found[0].first == pytest.approx(-6.35, abs=0.1)


def test_deeper_numbers_begin_again_under_each_higher_one() -> None:
    document = numbered("decimal", "decimal")
    for level in (0, 1, 1, 0, 1):
        listed(document, "x", level)
    listed(document, "không có danh sách", 0, list_id=77)

    found = paragraphs(read_word(saved(document)))

    assert [one.marker for one in found] == ["1)", "1.1.", "1.2.", "2)", "2.1.", ""]


def test_rules_above_and_below_a_paragraph_and_its_outline_level_are_kept() -> None:
    document = blank()
    line = document.add_paragraph("kẻ")
    borders = '<w:pBdr {0}><w:top w:val="single" w:sz="8"/><w:bottom w:val="nil"/></w:pBdr>'
    line._p.get_or_add_pPr().append(parse_xml(borders.format(nsdecls("w"))))
    line._p.pPr.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))

    found = paragraphs(read_word(saved(document)))[0]

    assert (found.rule_above, found.rule_below, found.level) == (1.0, 0.0, 2)


def test_the_page_number_stands_above_from_page_two() -> None:
    document = blank()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0]._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple>')
    )
    document.add_paragraph("một").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("hai\tba")

    first, second = PdfReader(io.BytesIO(pdf_of(saved(document), at=NOW))).pages

    assert "2" not in first.extract_text()
    assert second.extract_text().strip().startswith("2")


def test_a_group_name_kept_with_its_rows_is_never_the_last_line_of_a_page() -> None:
    torn = 0
    for lines in range(20, 28):
        document = blank()
        for _ in range(lines):
            document.add_paragraph("dòng")
        table = document.add_table(3, 2, style="Table Grid")
        table.cell(0, 0).text = "Đầu bảng"
        table.cell(1, 0).merge(table.cell(1, 1)).paragraphs[0].add_run("Tên nhóm")
        table.cell(1, 0).paragraphs[0].paragraph_format.keep_with_next = True
        table.cell(2, 0).text = "Dòng của nhóm"
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(saved(document), at=NOW))).pages]

        torn += any("Đầu bảng" in said and "Dòng của nhóm" not in said for said in pages)
        assert all(("Tên nhóm" in said) == ("Dòng của nhóm" in said) for said in pages), lines
    assert torn
