"""A file of the catalogue becomes plain records; every row that cannot be taken is told by its number."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook

from xaso.kernel.errors import Invalid
from xaso.kernel.text import fold
from xaso.platform.files.inspection import inspect
from xaso.platform.papers.tables import Column as Head
from xaso.platform.papers.tables import Sheet, workbook

from .columns import COLUMNS, PAPER, Column, WrongCell

FORMAT = "xaso-procedures/1"
SHEET, PAPER_SHEET = "Thủ tục", "Giấy tờ"
OWNER = Column("procedure", "Mã thủ tục", width=14, needed=True, longest=20)
LARGEST = 15 * 1024 * 1024
Record = dict[str, Any]


class UnreadableCatalogue(Invalid):
    """The file is not a catalogue this program wrote or can read."""

    code = "catalogue_unreadable"
    default_sentence = "Không đọc được tệp. Dùng tệp Excel hoặc JSON xuất từ trang này rồi sửa trên đó."


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one row: where it stands and what to do."""

    place: str
    sentence: str


@dataclass
class CatalogueFile:
    """What a file says: its records, and the rows that cannot be taken."""

    records: list[Record] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)


def as_json(records: Sequence[Record]) -> bytes:
    """The records as JSON, UTF-8, indented so that two files can be compared line by line."""
    whole = {"format": FORMAT, "procedures": list(records)}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def as_excel(records: Sequence[Record]) -> bytes:
    """The records as Excel: a sheet of procedures and a sheet of their papers."""
    rows = ([column.cell(record[column.key]) for column in COLUMNS] for record in records)
    papers = (
        [record["code"], *(column.cell(paper[column.key]) for column in PAPER)]
        for record in records
        for paper in record["components"]
    )
    return workbook(
        "Danh mục thủ tục",
        [Sheet(SHEET, _heads(COLUMNS), rows), Sheet(PAPER_SHEET, _heads((OWNER, *PAPER)), papers)],
    )


def _heads(columns: Iterable[Column]) -> list[Head]:
    return [Head(column.head, width=column.width) for column in columns]


def read_catalogue(data: bytes) -> CatalogueFile:
    """The records of an Excel or JSON file, known by its first bytes.

    Raises `UnreadableCatalogue`, and what `files.inspection` refuses.
    """
    if len(data) > LARGEST:
        raise UnreadableCatalogue("Tệp quá lớn. Tách thành nhiều tệp, mỗi tệp dưới 15 MB.", field="upload")
    found = _of_excel(data) if data.startswith(b"PK") else _of_json(data)
    _refuse_doubles(found)
    if not found.records and not found.problems:
        raise UnreadableCatalogue("Tệp không có thủ tục nào.", field="upload")
    return found


def _of_json(data: bytes) -> CatalogueFile:
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise UnreadableCatalogue(field="upload") from problem
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise UnreadableCatalogue(field="upload")
    found = CatalogueFile()
    rows = whole.get("procedures")
    for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
        place = f"Thủ tục thứ {number}"
        if not isinstance(row, dict):
            found.problems.append(RowProblem(place, "phải là một bản ghi"))
            continue
        record = _checked(COLUMNS, row, place, found)
        papers = row.get("components", [])
        if not isinstance(papers, list) or not all(isinstance(paper, dict) for paper in papers):
            found.problems.append(RowProblem(place, "Giấy tờ phải là một danh sách"))
            continue
        record["components"] = [
            _checked(PAPER, paper, f"{place}, giấy tờ thứ {order}", found)
            for order, paper in enumerate(papers, 1)
        ]
        _keep(found, record, place)
    return found


def _checked(columns: Iterable[Column], row: Mapping[str, Any], place: str, found: CatalogueFile) -> Record:
    """The values of a JSON record; a part it does not name is empty."""
    record: Record = {}
    for column in columns:
        try:
            value = row.get(column.key, [] if column.kind == "lines" else column.empty)
            record[column.key] = column.checked(value)
        except WrongCell as wrong:
            found.problems.append(RowProblem(place, f"{column.head} {wrong.sentence}"))
    return record


def _of_excel(data: bytes) -> CatalogueFile:
    inspect("xlsx", io.BytesIO(data), "danh mục")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {fold(name): list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
        book.close()
    except Exception as problem:  # a torn package fails wherever the library happens to look
        raise UnreadableCatalogue(field="upload") from problem
    found = CatalogueFile()
    for number, record in _rows(sheets.get(fold(SHEET)), COLUMNS, SHEET, found):
        _keep(found, record | {"components": []}, f"Trang {SHEET}, dòng {number}")
    owners = {record["code"]: record for record in found.records}
    for number, paper in _rows(sheets.get(fold(PAPER_SHEET)), (OWNER, *PAPER), PAPER_SHEET, found):
        owner = owners.get(paper.pop("procedure", None))
        if owner is None:
            place = f"Trang {PAPER_SHEET}, dòng {number}"
            found.problems.append(RowProblem(place, f"mã thủ tục không có ở trang {SHEET}"))
        else:
            owner["components"].append(paper)
    return found


def _rows(
    rows: Sequence[Sequence[Any]] | None, columns: Sequence[Column], sheet: str, found: CatalogueFile
) -> Iterator[tuple[int, Record]]:
    """The records of a sheet with their row numbers; columns are known by their heads, in any order."""
    if not rows:
        raise UnreadableCatalogue(f"Tệp Excel không có trang “{sheet}”.", field="upload")
    heads = {fold(str(head)): place for place, head in enumerate(rows[0]) if head is not None}
    lacking = [column.head for column in columns if fold(column.head) not in heads]
    if lacking:
        raise UnreadableCatalogue(f"Trang “{sheet}” thiếu cột: {', '.join(lacking)}.", field="upload")
    for number, row in enumerate(rows[1:], 2):
        if all(cell is None or not str(cell).strip() for cell in row):
            continue
        record: Record = {}
        for column in columns:
            place = heads[fold(column.head)]
            try:
                record[column.key] = column.value(row[place] if place < len(row) else None)
            except WrongCell as wrong:
                told = RowProblem(f"Trang {sheet}, dòng {number}", f"{column.head} {wrong.sentence}")
                found.problems.append(told)
        yield number, record


def _keep(found: CatalogueFile, record: Record, place: str) -> None:
    """Keep a record that has a code; one told twice is a problem."""
    code = record.get("code")
    if not code:
        return
    if code in found.places:
        found.problems.append(RowProblem(place, f"mã {code} đã có ở: {found.places[code]}"))
        return
    found.places[code] = place
    found.records.append(record)


def _refuse_doubles(found: CatalogueFile) -> None:
    """A paper's code stands once in a procedure."""
    for record in found.records:
        codes = [paper.get("code") for paper in record.get("components", [])]
        for code in sorted({str(one) for one in codes if one and codes.count(one) > 1}):
            found.problems.append(RowProblem(found.places[record["code"]], f"mã giấy tờ {code} bị lặp"))
