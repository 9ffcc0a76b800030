"""Opening files: what can be read, and the sentence for what cannot."""

# ruff: noqa: E501 - a piece of a plan stands on one line

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from xaso.modules.plan.reading import UnreadablePlan, open_bytes, open_plan, read
from xaso.modules.plan.reading.lines import Grid, Line

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
