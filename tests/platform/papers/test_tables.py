"""Lists as Excel and CSV: true dates, true numbers, nothing that runs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xaso.platform.papers import tables
from xaso.platform.papers.tables import Column

MOMENT = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)


def sheet(data: bytes) -> Worksheet:
    book = load_workbook(io.BytesIO(data))
    assert isinstance(book.active, Worksheet)
    return book.active


def test_an_excel_file_has_one_frozen_filterable_head_and_its_rows() -> None:
    made = sheet(tables.xlsx("Danh sách hồ sơ", ["Mã", Column("Số", kind="number")], [["A", 1], ["B", 2]]))

    assert made.title == "Danh sách hồ sơ"
    assert [[cell.value for cell in row] for row in made.rows] == [["Mã", "Số"], ["A", 1], ["B", 2]]
    assert made.freeze_panes == "A2"
    assert made.auto_filter.ref == "A1:B3"
    assert made["A1"].font.bold


def test_dates_are_dates_in_the_time_of_vietnam_and_numbers_are_numbers() -> None:
    heads = ["Ngày", "Lúc", Column("Tiền", kind="money"), Column("Tỷ lệ", kind="percent"), "Có", "Trống"]
    made = sheet(tables.xlsx("x", heads, [[date(2026, 8, 28), MOMENT, Decimal(8000), 0.965, True, None]]))

    row = list(made.iter_rows(min_row=2))[0]  # noqa: RUF015
    assert row[0].value == datetime(2026, 8, 28)  # noqa: DTZ001
    assert row[0].number_format == "dd/mm/yyyy"
    assert row[1].value == datetime(2026, 11, 25, 3, 30)  # noqa: DTZ001
    assert (row[2].value, row[2].number_format) == (8000, "#,##0")
    assert (row[3].value, row[3].number_format) == (0.965, "0.0%")
    assert (row[4].value, row[5].value) == ("Có", None)


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+1", "-2+3", "http://x.vn"])
def test_a_text_in_excel_stays_a_text(text: str) -> None:
    made = sheet(tables.xlsx("x", ["Ô"], [[text]]))

    assert (made["A2"].value, made["A2"].data_type) == (text, "s")
    assert made["A2"].hyperlink is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hồ sơ: quý III/2026 [lần 1]?", "Hồ sơ quý III 2026 lần 1"),
        ("D" * 50, "D" * 31),
        ("///", "Danh sách"),
    ],
)
def test_a_title_becomes_a_name_excel_takes(title: str, name: str) -> None:
    assert sheet(tables.xlsx(title, ["A"], [])).title == name


def test_an_empty_list_is_a_file_with_its_head() -> None:
    assert sheet(tables.xlsx("x", ["A", "B"], [])).max_row == 1


def test_rows_longer_than_the_head_are_kept() -> None:
    assert sheet(tables.xlsx("x", ["A"], [[1, "hai"]]))["B2"].value == "hai"


def parsed(columns: list[str], rows: list[list[object]]) -> list[list[str]]:
    data = b"".join(tables.csv(columns, rows))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_csv_file_opens_with_its_accents_and_says_dates_as_people_do() -> None:
    rows: list[list[object]] = [['Giàng, Thị\n"Mỷ"', date(2026, 8, 28), MOMENT, None, True, Decimal("1.5")]]

    assert parsed(["Tên"], rows) == [
        ["Tên"], ["Giàng, Thị\n\"Mỷ\"", "28/08/2026", "25/11/2026 03:30", "", "Có", "1.5"]]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "  =1"]
)
def test_a_text_that_would_run_in_csv_gets_an_apostrophe(text: str) -> None:
    assert parsed(["Ô"], [[text]])[1][0] == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+84912345678", "-1.234,5", "-12%", "bình thường", "a=b"])
def test_plain_numbers_and_words_are_left_alone(text: str) -> None:
    assert parsed(["Ô"], [[text]])[1][0] == text


def test_a_head_is_made_safe_too() -> None:
    assert parsed(["=1"], [])[0] == ["'=1"]


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), min_size=1, max_size=4)
)
def test_csv_gives_back_every_text(row: list[str]) -> None:
    [_, back] = parsed(["x"] * len(row), [list(row)])

    assert [text.removeprefix("'") for text in back] == [text.removeprefix("'") for text in row]


def test_a_csv_file_comes_in_pieces_as_rows_are_read() -> None:
    taken: list[int] = []

    def rows() -> object:
        for number in range(3):
            taken.append(number)
            yield [number]

    pieces = tables.csv(["Số"], rows())  # type: ignore[arg-type]
    next(pieces)
    next(pieces)

    assert taken == [0]
