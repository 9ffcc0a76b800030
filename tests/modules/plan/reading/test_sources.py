"""Opening files: what can be read, and the sentence for what cannot."""

# ruff: noqa: E501 - a piece of a plan stands on one line

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from xaso.modules.plan.reading import UnreadablePlan, open_bytes, open_plan, read
from xaso.modules.plan.reading.lines import Grid, Line, Lines

TEXT = "I. MỤC TIÊU\n- Tối thiểu 80% hồ sơ được số hóa.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_encodings_that_word_writes(encoding: str) -> None:
    reading = read(open_bytes(TEXT.encode(encoding), name="plan.txt"))

    assert [target.quote for target in reading.targets] == ["Tối thiểu 80% hồ sơ được số hóa"]


def test_letters_typed_in_two_pieces_are_composed() -> None:
    reading = read(open_bytes("- Ti\u0302\u0301 lệ đạt tối thiê\u0309u 80%".encode(), name="plan.txt"))

    assert [target.comparator for target in reading.targets] == [">="]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "không có chữ"),
        (b"  \n ", "không có chữ"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0 old", ".doc"),
        (b"PK\x03\x04 broken", "lưu lại thành .docx"),
        (b"\x00\x01\x02\x03", "không phải tệp chữ"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(UnreadablePlan) as refused:
        open_bytes(data, name="kế hoạch.docx")

    assert word in refused.value.sentence
    assert refused.value.sentence.endswith(".")


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "a")

    with pytest.raises(UnreadablePlan):
        open_bytes(stream.getvalue(), name="a.docx")


def test_a_zip_bomb_is_refused_unopened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (201 * 1024 * 1024))

    with pytest.raises(UnreadablePlan):
        open_bytes(stream.getvalue(), name="a.docx")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.txt", tmp_path):
        with pytest.raises(UnreadablePlan):
            open_plan(path)


def test_paragraphs_and_tables_of_word_keep_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("Trước")
    document.add_table(rows=1, cols=2).cell(0, 1).text = "Ô"
    document.add_paragraph("Sau")
    stream = io.BytesIO()
    document.save(stream)

    items = open_bytes(stream.getvalue(), name="plan.docx").items

    assert [item.text if isinstance(item, Line) else "bảng" for item in items] == ["Trước", "bảng", "Sau"]


def test_cells_merged_across_and_down_repeat_their_text() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).text = "Rộng"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 2).text = "Cao"
    table.cell(0, 2).merge(table.cell(1, 2))
    stream = io.BytesIO()
    document.save(stream)

    grid = next(open_bytes(stream.getvalue(), name="plan.docx").grids())

    assert isinstance(grid, Grid)
    assert [(cell.tidy, cell.merged) for cell in grid.rows[0].cells] == [
        ("Rộng", ""),
        ("Rộng", "across"),
        ("Cao", ""),
    ]
    assert (grid.rows[1].cells[2].tidy, grid.rows[1].cells[2].merged) == ("Cao", "down")


def test_numbers_that_word_counts_give_sections() -> None:
    document = docx.Document()
    document.add_paragraph("II. MỤC TIÊU")
    for text in ("Tối thiểu 80% hồ sơ được số hóa", "Tối thiểu 90% người dân hài lòng"):
        document.add_paragraph(text, style="List Number")
    stream = io.BytesIO()
    document.save(stream)

    reading = read(open_bytes(stream.getvalue(), name="plan.docx"))

    assert [target.section for target in reading.targets] == ["II.1", "II.2"]


def test_a_sentence_wrapped_over_lines_is_one_sentence() -> None:
    text = "II. MỤC TIÊU\n- Tỷ lệ hồ sơ của người dân và doanh nghiệp được giải quyết\nđúng hạn trong năm đạt tối thiểu 95%.\n"

    reading = read(open_bytes(text.encode(), name="plan.txt"))

    assert [target.quote for target in reading.targets] == [text.split("- ")[1].strip(" .\n")]


BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
NOTES = (
    '<w:{0}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:t>kẻ ngang</w:t></w:r></w:p></w:{0}>'
    '<w:{0} w:id="{1}"><w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}></w:{0}s>'
)


def with_box(paragraph: Paragraph, words: str) -> None:
    """Hang a text box on the paragraph, with the copy for older readers."""
    paragraph._p.append(parse_xml(BOX.format(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")))


def with_note(document: Document, paragraph: Paragraph, words: str, kind: str = "footnote") -> None:
    """Refer to a note with these words from the end of the paragraph."""
    place = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"
    blob = NOTES.format(kind, 4, words).encode()
    part = Part(PackURI(f"/word/{kind}s.xml"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, place)
    reference = OxmlElement(f"w:{kind}Reference")
    reference.set(qn("w:id"), "4")
    paragraph.add_run()._r.append(reference)


def read_word(document: Document) -> Lines:
    stream = io.BytesIO()
    document.save(stream)
    return open_bytes(stream.getvalue(), name="a.docx")


def test_a_text_box_is_read_once_where_it_stands() -> None:
    document = docx.Document()
    document.add_paragraph("I. CHỈ TIÊU")
    with_box(document.add_paragraph("Năm 2027:"), "Tối thiểu 80% hồ sơ được số hóa.")
    document.add_paragraph("Hết.")
    with_box(document.add_table(1, 1).cell(0, 0).paragraphs[0], "Ô có khung")

    found = read_word(document)

    told = [item.text if isinstance(item, Line) else item.rows[0].cells[0].text for item in found.items]
    assert [text.strip() for text in told] == [
        "I. CHỈ TIÊU",
        "Năm 2027:",
        "Tối thiểu 80% hồ sơ được số hóa.",
        "Hết.",
        "Ô có khung",
    ]
    assert [str(one.value) for one in read(found).targets] == ["80"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_at_the_end_of_the_line_it_belongs_to(kind: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Tối thiểu 80% hồ sơ được số hóa")
    with_note(document, paragraph, "Theo báo cáo năm 2025", kind)
    paragraph.add_run(" năm 2027.")

    found = read_word(document)

    lines = [item.text for item in found.items if isinstance(item, Line)]
    assert lines == ["Tối thiểu 80% hồ sơ được số hóa năm 2027. (Theo báo cáo năm 2025)"]


def test_a_reference_to_no_note_says_nothing() -> None:
    document = docx.Document()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "9")
    document.add_paragraph("Lời văn")._p.append(reference)

    assert [item.text for item in read_word(document).items if isinstance(item, Line)] == ["Lời văn"]
