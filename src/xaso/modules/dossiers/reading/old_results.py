"""The list of old results as an Excel sheet: its columns, its rows, what is wrong with each."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import load_workbook

from xaso.kernel.text import clean, fold

COLUMNS: Mapping[str, str] = {
    "kind": "Loại kết quả",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày cấp",
    "holder": "Người được cấp",
    "holder_id": "Số định danh",
    "issuer": "Cơ quan cấp",
    "field": "Lĩnh vực",
    "place": "Nơi lưu",
    "valid_to": "Có giá trị đến",
}
"""Heads of the sheet in their order; the first four must be filled in every row."""
NEEDED = ("kind", "number", "issued_on", "holder")
LONGEST = {"kind": 160, "number": 60, "holder": 200, "holder_id": 20, "issuer": 200, "place": 160}
MOST_ROWS = 5000
HEAD_WITHIN = 10
_DAYS = frozenset({"issued_on", "valid_to"})


class UnreadableList(Exception):  # noqa: N818 - said of a file, not of code
    """The file is no list; the sentence says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class ListedResult:
    """One row that is right: row `line` of the sheet."""

    line: int
    kind: str
    number: str
    issued_on: date
    holder: str
    holder_id: str = ""
    issuer: str = ""
    field: str = ""
    place: str = ""
    valid_to: date | None = None

    @property
    def key(self) -> tuple[str, str, date]:
        """By what it is the same as another."""
        return self.kind, self.number, self.issued_on


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in one row, in words."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ResultList:
    """A whole sheet: the rows that are right and the faults; nothing of it is lost."""

    rows: Sequence[ListedResult]
    faults: Sequence[RowFault]


def read_list(data: bytes, *, fields: Collection[str], today: date) -> ResultList:
    """The list in an Excel file. `fields` are the names of fields that the catalogue knows.

    Raises `UnreadableList` for a file that is none, has no head, or more than 5.000 rows. Formulas count by
    the value beside them. Basis: design.
    """
    lines = list(_lines(data))
    place, heads = _head(lines)
    known = {fold(name): name for name in fields}
    rows: list[ListedResult] = []
    faults: list[RowFault] = []
    seen: dict[tuple[str, str, date], int] = {}
    for number, cells in enumerate(lines[place + 1 :], start=place + 2):
        if not any(clean(str(cell)) for cell in cells if cell is not None):
            continue
        row, wrong = _row(number, cells, heads, known, today)
        if row is None:
            faults.append(RowFault(number, f"Dòng {number}: {'; '.join(wrong)}."))
        elif row.key in seen:
            faults.append(RowFault(number, f"Dòng {number}: trùng với dòng {seen[row.key]}."))
        else:
            seen[row.key] = number
            rows.append(row)
    if not rows and not faults:
        raise UnreadableList("Danh sách trống. Điền ít nhất một dòng dưới hàng tiêu đề rồi nạp lại.")
    return ResultList(rows, faults)


def _lines(data: bytes) -> Iterator[tuple[object, ...]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        lines = []
        for line in sheet.iter_rows(values_only=True, max_col=40):
            lines.append(tuple(line))
            if len(lines) > MOST_ROWS + HEAD_WITHIN:
                raise UnreadableList(
                    f"Danh sách quá {MOST_ROWS} dòng. Tách thành nhiều tệp rồi nạp lần lượt."
                )
        book.close()
    except UnreadableList:
        raise
    except Exception as torn:  # a torn package fails wherever the library happens to look
        raise UnreadableList("Không mở được tệp Excel này. Mở bằng Excel, lưu lại rồi nạp.") from torn
    yield from lines


def _head(lines: Sequence[tuple[object, ...]]) -> tuple[int, dict[str, int]]:
    wanted = {fold(label): name for name, label in COLUMNS.items()}
    for place, cells in enumerate(lines[:HEAD_WITHIN]):
        labels = [fold(str(cell)).rstrip(" *") for cell in cells]
        heads = {wanted[label]: at for at, label in enumerate(labels) if label in wanted}
        if all(name in heads for name in NEEDED):
            return place, heads
    lacking = ", ".join(f"“{COLUMNS[name]}”" for name in NEEDED)
    raise UnreadableList(f"Không thấy hàng tiêu đề có các cột {lacking}. Tải tệp mẫu rồi điền vào đó.")


def _row(
    number: int, cells: Sequence[object], heads: Mapping[str, int], known: Mapping[str, str], today: date
) -> tuple[ListedResult | None, list[str]]:
    raw = {name: cells[at] if at < len(cells) else None for name, at in heads.items()}
    texts = {name: _text(value) for name, value in raw.items() if name not in _DAYS}
    wrong = [f"thiếu “{COLUMNS[name]}”" for name in NEEDED if not _text(raw.get(name))]
    wrong += [
        f"“{COLUMNS[name]}” dài quá {most} ký tự"
        for name, most in LONGEST.items()
        if len(texts.get(name, "")) > most
    ]
    days = {name: _day(raw.get(name)) for name in _DAYS}
    wrong += [
        f"“{COLUMNS[name]}” không phải ngày (ghi ngày/tháng/năm)"
        for name in sorted(_DAYS) if _text(raw.get(name)) and days[name] is None
    ]  # fmt: skip
    issued, ends = days["issued_on"], days["valid_to"]
    if issued and issued > today:
        wrong.append("ngày cấp ở sau hôm nay")
    if issued and ends and ends < issued:
        wrong.append("“Có giá trị đến” ở trước ngày cấp")
    field = texts.pop("field", "")
    if field and fold(field) not in known:
        wrong.append(f"không có lĩnh vực “{field[:60]}” trong danh mục thủ tục")
    if wrong or issued is None:
        return None, wrong
    row = ListedResult(
        line=number, issued_on=issued, valid_to=ends, field=known.get(fold(field), ""), **texts
    )
    return row, []


def _text(value: object) -> str:
    """A cell as one clean line; a whole number without its .0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else clean(str(value))


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    parts = _text(value).replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day) if year > 1900 else None
    except ValueError:
        return None
