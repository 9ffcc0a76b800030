"""Checks of money: blanks, sums that do not add up, phases that leave out years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xaso.modules.plan.reading.groups import is_total
from xaso.modules.plan.reading.indicators import place_column
from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.outline import Item
from xaso.modules.plan.reading.result import Finding
from xaso.modules.plan.reading.tables import Column, Row, Table, by_place
from xaso.modules.plan.reading.words.numbers import number, vietnamese
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.units import NUMBER, is_share

_BLANK = re.compile(
    r"(?:[.…_]\s{0,3}){2,60}\s*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s*)?(?:đồng|VNĐ|triệu|tỷ)\b|…\s*(?:triệu"
    r"|tỷ|nghìn)?\s*đồng|(?<!ĐVT)(?<!tính)(?<!đơn\svị):\s*(?:triệu|tỷ)\s+đồng",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"(?P<number>{NUMBER})\s*(?P<unit>nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:đồng|VNĐ|đ\b)", re.IGNORECASE
)
_FACTORS = {
    "nghìn": 1_000,
    "ngàn": 1_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
    "": 1,
}
_IN_ALL = re.compile(r"tong|cong\b")
_PARTS = re.compile(r"trong đó|bao gồm|cụ thể|gồm", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:tổng|khái toán|dự kiến kinh phí|kinh phí thực hiện)", re.IGNORECASE)
_YEAR = re.compile(r"^\W*năm\s+(20\d\d)", re.IGNORECASE)
_COMPARES = re.compile(r"\bso sanh\b|\b(?:kh|ke hoach)\s*/\s*(?:th|uoc|thuc hien)|%\s*(?:kh|so voi)")
_COMMUNE = re.compile(r"(?:toan|ca) (?:xa|phuong|dia ban)\b")
_MOST_PARTS = 30
_SLACK = Decimal("0.005")


def blank_amounts(context: Context) -> Iterator[Finding]:
    """Amounts left as dots."""
    places = [(number_, text) for number_, text in context.texts if _BLANK.search(text)]
    if places:
        says = f"{len(places)} chỗ để trống số tiền. Xin số liệu trước khi ban hành."
        yield finding("thiếu số kinh phí", "cao", [line for line, _ in places], places[0][1], says)
    for table in context.tables:
        if table.kind == "funding":
            yield from _blank_cells(table)


def _blank_cells(table: Table) -> Iterator[Finding]:
    money = _money_columns(table)
    rows = [
        row
        for row in table.rows
        if row.said() and not is_total(row) and money and not any(row.text(column) for column in money)
    ]
    numbered = [row for row in rows if row.cells[0].tidy.rstrip(".").isdigit()]
    if numbered:
        yield finding(
            "thiếu số kinh phí",
            "cao",
            [row.number for row in numbered],
            " ".join(numbered[0].said()),
            "Hàng kinh phí để trống số tiền.",
        )


def _money_columns(table: Table) -> list[Column]:
    return [
        column
        for column in table.columns
        if (column.meaning in {"year", "budget", "value"} or _IN_ALL.match(fold(column.heading)))
        and _amounts_in(table, column)
    ]


def _amounts_in(table: Table, column: Column) -> bool:
    return any(_plain(row.text(column)) is not None for row in table.rows)


def _plain(text: str) -> Decimal | None:
    found = re.fullmatch(rf"({NUMBER})(?:\s*(?:nghìn|triệu|tỷ)?\s*(?:đồng)?)", text.strip(), re.IGNORECASE)
    return number(found[1]) if found else None


def wrong_sums(context: Context) -> Iterator[Finding]:
    """A total that is not the sum of its parts, in the text."""
    for place, item in enumerate(context.items):
        total = _AMOUNT.search(item.body)
        if total is None or not (_TOTAL.search(item.body[: total.start()]) or _opens_list(item.body, total)):
            continue
        for what, parts, lines in (_parts(context.items, place, total.end()), _phases(context.items, place)):
            whole = _value(total)
            if len(parts) >= 2 and abs(sum(parts) - whole) > whole * _SLACK:
                yield _wrong([item.line.number, *lines], item.body, sum(parts, Decimal(0)), whole, what)


def _opens_list(text: str, total: re.Match[str]) -> bool:
    """An amount and a colon, then amounts: the first is the sum of the others."""
    return text[total.end() :].lstrip().startswith(":") and len(_AMOUNT.findall(text[total.end() :])) > 1


def _wrong(lines: Sequence[int], quote: str, parts: Decimal, whole: Decimal, what: str) -> Finding:
    says = f"Cộng {what} được {_money(parts)}, tổng ghi {_money(whole)}. Sửa số sai."
    return finding("kinh phí cộng không khớp", "cao", lines, quote, says)


def _money(value: Decimal) -> str:
    for factor, unit in ((1_000_000_000, "tỷ đồng"), (1_000_000, "triệu đồng")):
        if value >= factor:
            return f"{vietnamese(value / factor)} {unit}"
    return vietnamese(value)


def _value(found: re.Match[str]) -> Decimal:
    return number(found["number"]) * _FACTORS[(found["unit"] or "").lower()]


def _parts(items: Sequence[Item], place: int, end: int) -> tuple[str, list[Decimal], list[int]]:
    """The parts said after "trong đó": in the same paragraph, else in the paragraphs that follow."""
    rest = items[place].body[end:]
    same = [_value(found) for found in _AMOUNT.finditer(rest)]
    if same and (_PARTS.search(rest) or rest.lstrip().startswith(":")):
        return "các phần", same, []
    following = items[place + 1 : place + 1 + _MOST_PARTS]
    if following and _PARTS.search(following[0].body) and not _AMOUNT.search(following[0].body):
        following = following[1:]
    elif not _PARTS.search(rest):
        return "các phần", [], []
    return _listed(following)


def _listed(following: Sequence[Item]) -> tuple[str, list[Decimal], list[int]]:
    """The amounts of paragraphs with one and the same bullet."""
    style = following[0].label.kind if following and following[0].label else None
    values, lines = [], []
    for item in following:
        kind = item.label.kind if item.label else None
        found = _AMOUNT.search(item.body)
        if kind == style and found:
            values.append(_value(found))
            lines.append(item.line.number)
        elif kind == style or not (kind or "").startswith("bullet"):
            break
    return "các phần", values, lines


def _phases(items: Sequence[Item], place: int) -> tuple[str, list[Decimal], list[int]]:
    """The amounts of the years, wherever in the sections on money they are listed."""
    if items[place].role != "money" or not re.search(r"tổng", items[place].body, re.IGNORECASE):
        return "các năm", [], []
    phases = [item for item in items[place:] if item.role == "money" and _YEAR.match(item.body)]
    found = [(item, _AMOUNT.search(item.body)) for item in phases]
    values = [(item, _value(match)) for item, match in found if match is not None]
    return (
        ("các năm", [value for _, value in values], [item.line.number for item, _ in values])
        if len(values) == len(found)
        else ("các năm", [], [])
    )


def wrong_table_sums(context: Context) -> Iterator[Finding]:
    """A total row that is not the sum of the rows above or below it, or a total column that is not the sum
    of the years.
    """
    for table in context.tables:
        if table.kind in {"funding", "matrix"}:
            yield from _row_sums(table)
            yield from _group_sums(table)
        yield from _column_sums(table)


def _row_sums(table: Table) -> Iterator[Finding]:
    totals = [row for row in table.rows if is_total(row)]
    money = _money_columns(table)
    rows = [row for row in table.rows if not is_total(row) and any(row.text(column) for column in money)]
    marks = [row.cells[0].tidy for row in rows]
    nested = any(re.fullmatch(r"\d+\.\d+|[-+a-z]", mark) for mark in marks) or (
        any(re.fullmatch(r"[IVX]+|[A-Z]", m) for m in marks) and any(m.isdigit() for m in marks)
    )
    if len(totals) != 1 or len(rows) < 2 or nested:
        return
    for column in money:
        whole = _plain(totals[0].text(column))
        parts = [_plain(row.text(column)) for row in rows]
        if whole is None or all(part is None for part in parts):
            continue
        added = sum((part for part in parts if part is not None), Decimal(0))
        if abs(added - whole) > whole * _SLACK:
            yield _table_wrong(totals[0], column, added, whole)


def _group_sums(table: Table) -> Iterator[Finding]:
    """A group row with an amount of its own ("A. TỔNG CHI") that is not the sum of its numbered rows."""
    for column in _money_columns(table):
        head: Row | None = None
        parts: list[Decimal] = []
        for row in (*table.rows, None):
            mark = row.cells[0].tidy.rstrip(".)") if row is not None else "I"
            if row is not None and mark.isdigit():
                parts += [amount] if (amount := _plain(row.text(column))) is not None else []
                continue
            if not re.fullmatch(r"[IVX]+|[A-Z]", mark):
                head, parts = None, []
                continue
            whole = _plain(head.text(column)) if head is not None else None
            if head is not None and whole and len(parts) > 1 and abs(sum(parts) - whole) > whole * _SLACK:
                yield _table_wrong(head, column, sum(parts, Decimal(0)), whole)
            head, parts = row, []


def wrong_place_sums(context: Context) -> Iterator[Finding]:
    """A column of counts of villages whose row for the commune is not their sum."""
    for table in context.tables:
        if not by_place(table.columns):
            continue
        naming = place_column(table)
        whole = [row for row in table.rows if is_total(row) or _COMMUNE.match(fold(row.text(naming)))]
        rows = [row for row in table.rows if row not in whole and row.text(naming)]
        for column in table.columns if len(whole) == 1 and len(rows) > 1 else ():
            total = _plain(whole[0].text(column))
            parts = [_plain(row.text(column)) for row in rows]
            counts = column.meaning is None and column is not naming and "%" not in column.heading
            if counts and total is not None and None not in parts:
                added = sum((part for part in parts if part is not None), Decimal(0))
                if added != total:
                    yield _table_wrong(whole[0], column, added, total)


def wrong_ratios(context: Context) -> Iterator[Finding]:
    """A column "So sánh KH/TH (%)" whose figure is not what the two columns before it give."""
    for table in context.tables:
        ratio = next((one for one in table.columns if _COMPARES.search(fold(one.heading))), None)
        before, goal = table.column("baseline"), table.column("year", "value")
        if ratio is None or before is None or goal is None:
            continue
        for row in table.rows:
            told, was = _plain(row.text(ratio).rstrip("% ")), _plain(row.text(before))
            asked = _plain(row.text(goal).lstrip("≥≤<> "))
            if told is None or asked is None or not was or is_share(row.text(table.column("unit"))):
                continue
            true = asked * 100 / was
            if abs(true - told) > 1 and abs(true - 100 - told) > 1:
                yield finding(
                    "tỷ lệ so sánh sai",
                    "trung bình",
                    [row.number],
                    " ".join(row.said()[:2]) + f": {row.text(ratio)}",
                    f"Tính từ hai cột bên cạnh: {vietnamese(round(true, 1))}%; bảng ghi {row.text(ratio)}.",
                )


def _table_wrong(row: Row, column: Column, added: Decimal, whole: Decimal) -> Finding:
    says = f"Cộng các hàng được {vietnamese(added)}, ô tổng ghi {vietnamese(whole)}. Sửa số sai."
    return finding(
        "kinh phí cộng không khớp",
        "cao",
        [row.number],
        f"{' '.join(row.said()[:2])} – {column.heading}: {row.text(column)}",
        says,
    )


def _column_sums(table: Table) -> Iterator[Finding]:
    """The total column against its parts: the years, or the sources under the same heading."""
    total = next((column for column in table.columns if _IN_ALL.match(fold(column.heading))), None)
    if total is None or total.year is not None:
        return
    parts = [column for column in table.columns if column is not total and _is_part(column, total)]
    what = "các năm" if any(column.year for column in parts) else "các nguồn"
    for row in table.rows if len(parts) > 1 else ():
        if is_share(row.text(table.column("unit"))):
            continue
        whole, values = _plain(row.text(total)), [_plain(row.text(column)) for column in parts]
        known = [value for value in values if value is not None]
        if whole is not None and len(known) >= 2 and abs(sum(known) - whole) > whole * _SLACK:
            says = (
                f"Cộng {what} được {vietnamese(sum(known, Decimal(0)))}, cột tổng ghi "
                f"{vietnamese(whole)}. Sửa số sai."
            )
            yield finding("kinh phí cộng không khớp", "cao", [row.number], " ".join(row.said()[:3]), says)


def _is_part(column: Column, total: Column) -> bool:
    """Whether a column is a part of the total column."""
    if column.meaning not in {"year", "budget", None}:
        return False
    beside = not total.above and column.meaning == "budget" and column.place > total.place
    return column.year is not None or beside or (bool(total.above) and column.above == total.above)


def phases_leave_out_years(context: Context) -> Iterator[Finding]:
    """Money by years that does not cover all years of the plan."""
    if context.period is None or context.period[0] == context.period[1]:
        return
    listed = [item for item in context.items if item.role == "money" and _YEAR.match(item.body)]
    years = sorted({int(found[1]) for item in listed if (found := _YEAR.match(item.body))})
    first, last = context.period
    missing = [year for year in range(first, last + 1) if year not in years]
    if len(years) >= 2 and missing:
        names = ", ".join(map(str, missing))
        yield finding(
            "phân kỳ thiếu năm",
            "trung bình",
            [listed[0].line.number, listed[-1].line.number],
            f"{listed[0].body.strip()} … {listed[-1].body.strip()}",
            f"Kỳ kế hoạch {first}-{last} nhưng phân kỳ kinh phí không có năm {names}.",
        )


CHECKS = (blank_amounts, wrong_sums, wrong_table_sums, wrong_place_sums, wrong_ratios, phases_leave_out_years)
