"""Lists as files: Excel with a frozen, filterable head; CSV that Excel opens with its accents."""

from __future__ import annotations

import csv as csv_module
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xaso.kernel.clock import local
from xaso.kernel.wording import day_words

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
MOST_ROWS = 1_048_575
_NARROWEST, _WIDEST = 10, 60
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET_NAME = 31
_LONGEST_TEXT = 32_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?", re.ASCII)

Kind = Literal["text", "number", "money", "percent"]


@dataclass(frozen=True, slots=True)
class Column:
    """A head with its width in characters; ``kind`` only matters for numbers."""

    label: str
    width: int | None = None
    kind: Kind = "text"


Columns = Sequence[Column | str]
Rows = Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of an Excel file: its title, the heads, the rows as they come."""

    title: str
    columns: Columns
    rows: Rows


def xlsx(title: str, columns: Columns, rows: Rows) -> bytes:
    """An Excel file of one sheet named after ``title``; see `workbook`."""
    return workbook(title, [Sheet(title, columns, rows)])


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """An Excel file: each sheet with one head row, then its rows; titles alike get a number behind.

    Texts are written as texts whatever they begin with, so nothing in them runs. Dates and moments (in the
    time of Vietnam) become true dates; None an empty cell. Raises ValueError beyond Excel's 1.048.576 rows.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title})
    formats = _Formats(book)
    names: set[str] = set()
    for one in sheets:
        _fill_sheet(book.add_worksheet(_free_name(one.title, names)), one, formats)
    book.close()
    return made.getvalue()


def _fill_sheet(sheet: Worksheet, given: Sheet, formats: _Formats) -> None:
    heads = _heads(given.columns)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, head.width or min(max(len(head.label) + 4, _NARROWEST), _WIDEST))
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head.label, formats.head)
    count = 0
    for count, row in enumerate(given.rows, start=1):
        if count > MOST_ROWS:
            raise ValueError("more rows than an Excel sheet holds")
        for place, value in enumerate(row):
            number = formats.numbers[heads[place].kind if place < len(heads) else "text"]
            _write(sheet, (count, place), value, formats, number)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, max(len(heads) - 1, 0))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&C&B{given.title.replace('&', '&&')[:200]}")
    sheet.set_footer("&CTrang &P / &N")


def csv(columns: Columns, rows: Rows) -> Iterator[bytes]:
    """A CSV file in pieces for a streaming response: UTF-8 with a mark for Excel, CRLF, quoted as needed.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    line = io.StringIO()
    writer = csv_module.writer(line)
    writer.writerow([_safe(head.label) for head in _heads(columns)])
    yield b"\xef\xbb\xbf" + _taken(line)
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        yield _taken(line)


class _Formats:
    def __init__(self, book: Workbook) -> None:
        white_on_indigo = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#2B3A8C"}
        self.head: Format = book.add_format({**white_on_indigo, "text_wrap": True, "valign": "vcenter"})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.date: Format = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        self.moment: Format = book.add_format(
            {"num_format": "hh:mm dd/mm/yyyy", "valign": "top", "align": "left"}
        )
        self.numbers: dict[str, Format] = {
            "text": book.add_format({"valign": "top"}),
            "number": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "percent": book.add_format({"num_format": "0.0%", "valign": "top"}),
        }


def _write(sheet: Worksheet, cell: tuple[int, int], value: Any, formats: _Formats, number: Format) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_string(*cell, "Có" if value else "Không", formats.text)
        case datetime():
            sheet.write_datetime(*cell, local(value).replace(tzinfo=None), formats.moment)
        case date():
            sheet.write_datetime(*cell, datetime(value.year, value.month, value.day), formats.date)  # noqa: DTZ001
        case int() | float() | Decimal():
            sheet.write_number(*cell, float(value), number)
        case _:
            sheet.write_string(*cell, str(value)[:_LONGEST_TEXT], formats.text)


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Có" if value else "Không"
        case datetime():
            return f"{local(value):%d/%m/%Y %H:%M}"
        case date():
            return day_words(value)
        case int() | float() | Decimal():
            return str(value)
        case _:
            return _safe(str(value))


def _safe(text: str) -> str:
    risky = text.lstrip(" ").startswith(_FORMULA_STARTS) and not _PLAIN_NUMBER.fullmatch(text.strip())
    return f"'{text}" if risky else text


def _heads(columns: Columns) -> list[Column]:
    return [column if isinstance(column, Column) else Column(column) for column in columns]


def _free_name(title: str, taken: set[str]) -> str:
    """A sheet's name no other sheet has: Excel does not tell capitals apart."""
    name, number = _sheet_name(title), 1
    while name.lower() in taken:
        number += 1
        name = f"{_sheet_name(title)[: _LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.lower())
    return name


def _sheet_name(title: str) -> str:
    name = " ".join(_SHEET_FORBIDDEN.sub(" ", title).split())
    return name[:_LONGEST_SHEET_NAME].strip() or "Danh sách"


def _taken(line: io.StringIO) -> bytes:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode("utf-8")
