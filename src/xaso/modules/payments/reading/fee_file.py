"""A fee table as an Excel file and back; every row that cannot be taken is told by its number."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl import load_workbook

from xaso.kernel.errors import Invalid
from xaso.kernel.money import grouped
from xaso.kernel.text import clean, fold, slug
from xaso.platform.files.inspection import inspect
from xaso.platform.papers.tables import Column as Head
from xaso.platform.papers.tables import Sheet, workbook

from ..rules.tariff_checks import LARGEST_RATE
from ..rules.tariffs import CHANNEL_WORDS, TariffItem, TariffRelief
from ..rules.words import GROUP_WORDS, KIND_WORDS, MOMENT_WORDS
from .values import amount_of, day_of

SHEET, RELIEF_SHEET = "Mức thu", "Miễn, giảm"
LARGEST = 5 * 1024 * 1024
WIDTHS = {
    "Mã": 24, "Tên khoản": 50, "Loại": 10, "Đơn vị tính": 14, "Mức (đồng)": 14, "Bậc": 18,
    "Tối đa một bản (đồng)": 20, "Thủ tục": 16, "Cách nộp": 16, "Thu lúc": 18, "Căn cứ": 40, "Ghi chú": 40,
    "Mã khoản": 24, "Nhóm": 44, "Giảm (%)": 10, "Từ ngày": 13, "Đến ngày": 13,
}  # fmt: skip
ITEM_HEADS = (
    "Mã", "Tên khoản", "Loại", "Đơn vị tính", "Mức (đồng)", "Bậc", "Tối đa một bản (đồng)", "Thủ tục",
    "Cách nộp", "Thu lúc", "Căn cứ", "Ghi chú",
)  # fmt: skip
RELIEF_HEADS = ("Mã khoản", "Nhóm", "Giảm (%)", "Căn cứ", "Từ ngày", "Đến ngày")
Cells = Mapping[str, Any]


class UnreadableFees(Invalid):
    """The file is not a fee table this program wrote or can read."""

    code = "fees_unreadable"
    default_sentence = "Không đọc được tệp. Dùng tệp Excel xuất từ trang biểu thu rồi sửa trên đó."


class _Wrong(Exception):  # noqa: N818 - told to the person as a row's problem
    """What stands in a cell cannot be taken; the text says what should."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one row: where it stands and what to do."""

    place: str
    sentence: str


@dataclass
class FeeFile:
    """What a file says: its items, each with its place in the file, and the rows that cannot be taken."""

    items: list[TariffItem] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def as_excel(title: str, items: Sequence[TariffItem]) -> bytes:
    """The items as Excel: a sheet of rates and a sheet of who pays less."""
    reliefs = [
        [item.code, _group_words(one.group), one.percent, one.basis, one.valid_from, one.valid_to]
        for item in items
        for one in item.reliefs
    ]
    sheets = [
        Sheet(SHEET, _heads(ITEM_HEADS), [_cells(item) for item in items]),
        Sheet(RELIEF_SHEET, _heads(RELIEF_HEADS), reliefs),
    ]
    return workbook(title, sheets)


def read_fees(data: bytes) -> FeeFile:
    """The items of an Excel file; a new item may leave its code empty.

    Raises `UnreadableFees`, and what `files.inspection` refuses.
    """
    if len(data) > LARGEST:
        raise UnreadableFees("Tệp quá lớn: nhiều nhất 5 MB.", field="upload")
    sheets = _sheets(data)
    found = FeeFile()
    for number, row in _rows(sheets.get(fold(SHEET)), ITEM_HEADS, SHEET):
        _take(found, f"Trang {SHEET}, dòng {number}", row)
    for number, row in _rows(sheets.get(fold(RELIEF_SHEET)), RELIEF_HEADS, RELIEF_SHEET):
        _take_relief(found, f"Trang {RELIEF_SHEET}, dòng {number}", row)
    if not found.items and not found.problems:
        raise UnreadableFees("Tệp không có khoản nào.", field="upload")
    return found


def _heads(names: Iterable[str]) -> list[Head]:
    return [Head(name, width=WIDTHS[name], kind="number" if "đồng" in name else "text") for name in names]


def _cells(item: TariffItem) -> list[Any]:
    return [
        item.code, item.name, KIND_WORDS.get(item.kind, item.kind), item.unit, item.amount,  # type: ignore[call-overload]
        "\n".join(f"{start}: {grouped(amount)}" for start, amount in item.tiers), item.ceiling,
        "\n".join(item.services), CHANNEL_WORDS.get(item.channel, item.channel),
        MOMENT_WORDS.get(item.moment, item.moment), item.basis, item.note,  # type: ignore[call-overload]
    ]  # fmt: skip


def _group_words(code: str) -> str:
    return next((words for group, words in GROUP_WORDS.items() if group.value == code), code)


def _sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    if not data.startswith(b"PK"):
        raise UnreadableFees(field="upload")
    inspect("xlsx", io.BytesIO(data), "biểu thu")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found = {fold(name): list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
        book.close()
    except Exception as problem:  # a torn package fails wherever the library happens to look
        raise UnreadableFees(field="upload") from problem
    return found


def _rows(
    rows: Sequence[Sequence[Any]] | None, heads: Sequence[str], sheet: str
) -> Iterator[tuple[int, Cells]]:
    """The filled rows of a sheet with their numbers; columns are known by their heads, in any order."""
    if not rows:
        raise UnreadableFees(f"Tệp Excel không có trang “{sheet}”.", field="upload")
    places = {fold(str(head)): place for place, head in enumerate(rows[0]) if head is not None}
    lacking = [head for head in heads if fold(head) not in places]
    if lacking:
        raise UnreadableFees(f"Trang “{sheet}” thiếu cột: {', '.join(lacking)}.", field="upload")
    for number, row in enumerate(rows[1:], 2):
        if any(cell is not None and str(cell).strip() for cell in row):
            yield (
                number,
                {head: row[places[fold(head)]] if places[fold(head)] < len(row) else None for head in heads},
            )


def _take(found: FeeFile, place: str, row: Cells) -> None:
    """Keep the item of a row, or tell each cell that is wrong."""
    reader = _Reader(row)
    name = reader.get("Tên khoản", _needed)
    item = TariffItem(
        code=_text(row["Mã"])[:60] or slug(name or "")[:56].strip("-"),
        name=(name or "")[:300],
        kind=reader.get("Loại", _among(KIND_WORDS)) or "",
        unit=(reader.get("Đơn vị tính", _needed) or "")[:40],
        amount=reader.get("Mức (đồng)", _dong) or 0,
        tiers=reader.get("Bậc", _tiers) or (),
        ceiling=reader.get("Tối đa một bản (đồng)", _maybe_dong),
        services=tuple(dict.fromkeys(re.findall(r"[^\s,;]+", _text(row["Thủ tục"])))),
        channel=reader.get("Cách nộp", _among(CHANNEL_WORDS, empty="")) or "",
        moment=reader.get("Thu lúc", _among(MOMENT_WORDS)) or "",
        basis=_text(row["Căn cứ"])[:400],
        note=_text(row["Ghi chú"]),
    )
    found.problems += [RowProblem(place, sentence) for sentence in reader.wrong]
    if item.code and any(item.code == one.code for one in found.items):
        found.problems.append(RowProblem(place, f"Mã {item.code} đã có ở dòng trên"))
        return
    found.items.append(item)
    found.places.append(place)


def _take_relief(found: FeeFile, place: str, row: Cells) -> None:
    """Put the group of a row at its item, named by code or by name."""
    reader = _Reader(row)
    wanted = reader.get("Mã khoản", _needed) or ""
    relief = TariffRelief(
        group=reader.get("Nhóm", _among(GROUP_WORDS)) or "",
        percent=reader.get("Giảm (%)", _percent) or 0,
        basis=(reader.get("Căn cứ", _needed) or "")[:400],
        valid_from=reader.get("Từ ngày", _maybe_day),
        valid_to=reader.get("Đến ngày", _maybe_day),
    )
    owners = [at for at, item in enumerate(found.items) if fold(wanted) in (fold(item.code), fold(item.name))]
    if wanted and not owners:
        reader.wrong.append(f"Mã khoản “{wanted}” không có ở trang {SHEET}")
    found.problems += [RowProblem(place, sentence) for sentence in reader.wrong]
    for at in owners[:1]:
        item = found.items[at]
        found.items[at] = replace(item, reliefs=(*item.reliefs, relief))


class _Reader:
    """Reads the cells of a row, gathering what is wrong."""

    def __init__(self, row: Cells) -> None:
        self.row = row
        self.wrong: list[str] = []

    def get(self, head: str, read: Callable[[Any], Any]) -> Any:
        """What the cell means; None when it is wrong."""
        try:
            return read(self.row[head])
        except _Wrong as wrong:
            self.wrong.append(f"{head} {wrong}")
            return None


def _text(cell: Any) -> str:
    return clean(str(cell).replace("\n", " ")) if cell is not None else ""


def _needed(cell: Any) -> str:
    text = _text(cell)
    if not text:
        raise _Wrong("không được để trống")
    return text


def _among(words: Mapping[Any, str], empty: str | None = None) -> Callable[[Any], str]:
    def read(cell: Any) -> str:
        text = fold(_text(cell))
        if not text and empty is not None:
            return empty
        for code, word in words.items():
            if text in (fold(word), fold(str(code))) and text:
                return str(code)
        raise _Wrong(f"phải là một trong: {', '.join(words.values())}")

    return read


def _dong(cell: Any) -> int:
    try:
        amount = amount_of(cell)
    except ValueError:
        amount = None
    if amount is None or not 0 <= amount <= LARGEST_RATE:
        raise _Wrong("phải là số tiền nguyên đồng, ví dụ 8000")
    return amount


def _maybe_dong(cell: Any) -> int | None:
    return _dong(cell) if _text(cell) else None


def _tiers(cell: Any) -> tuple[tuple[int, int], ...]:
    lines = [line for line in str(cell or "").splitlines() if line.strip()]
    found = []
    for line in lines:
        start, colon, amount = line.partition(":")
        if not colon or not start.strip().isdecimal():
            raise _Wrong("mỗi dòng ghi: từ đơn vị thứ mấy, hai chấm, số đồng; ví dụ 3: 1.000")
        found.append((int(start), _dong(amount)))
    return tuple(found)


def _percent(cell: Any) -> int:
    text = _text(cell).removesuffix("%").strip().removesuffix(".0")
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise _Wrong("phải là số từ 1 đến 100; 100 là miễn")
    return int(text)


def _maybe_day(cell: Any) -> Any:
    if not _text(cell):
        return None
    found = day_of(cell)
    if found is None:
        raise _Wrong("phải là ngày, ví dụ 15/08/2026")
    return found
