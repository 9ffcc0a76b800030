"""Checks of the annex tables themselves: rows under the wrong group, blank cells, torn rows, several
spellings of time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xaso.modules.plan.reading.indicators import name_column
from xaso.modules.plan.reading.lines import Grid
from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.measures import concepts
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding, MatrixRow
from xaso.modules.plan.reading.words.plain import fold

_FEW_CELLS = 3
_GROWS = re.compile(r"\b(?:so voi|tang|giam|toc do|moi)\b")


def shifted(context: Context) -> Iterator[Finding]:
    """Tasks of the annex that the body of the plan puts under another field than the annex does."""
    fields = _fields(context)
    groups = {row.group for row in context.reading.matrix_rows if row.group}
    named = {group: _field_of(group, list(fields)) for group in groups}
    wrong: list[tuple[MatrixRow, str, int]] = []
    for row in context.reading.matrix_rows:
        own = named.get(row.group or "")
        for name, text in (("objective", row.objective), ("task", row.task)):
            home = _home(text or "", fields) if own else None
            if home is not None and home != own:
                wrong.append((row, text or "", row.line_of(name)))
    if wrong:
        row, text, _ = wrong[0]
        yield finding(
            "lệch cột Mục tiêu/Nhiệm vụ",
            "cao",
            [line for _, _, line in wrong],
            f"{row.group}: {text}",
            "Phần thân kế hoạch xếp nội dung này vào lĩnh vực khác. Có thể các cột đã bị đẩy lệch một nhóm.",
        )


def _fields(context: Context) -> dict[str, list[frozenset[str]]]:
    """The fields of the body: the heading of a section and the words of its paragraphs."""
    fields: dict[str, list[frozenset[str]]] = defaultdict(list)
    for item in context.items:
        if item.annex or item.role not in {"targets", "tasks", "mixed"} or len(item.titles) < 2:
            continue
        words = concepts(item.body[:400])
        if len(words) >= 5:
            fields[item.titles[1]].append(words)
            for sentence in re.split(r"[.;]\s", item.body):
                part = concepts(sentence)
                if len(part) >= 5:
                    fields[item.titles[1]].append(part)
    return fields


def _field_of(group: str, fields: Sequence[str]) -> str | None:
    words = concepts(group)
    scored = [
        (len(words & concepts(field)) / max(1, len(words | concepts(field))), field) for field in fields
    ]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= 0.6 else None


def _home(text: str, fields: dict[str, list[frozenset[str]]]) -> str | None:
    """The one field of the body that holds the text almost word by word."""
    words = concepts(text[:400])
    if len(words) < 6:
        return None
    homes = {
        field
        for field, paragraphs in fields.items()
        for part in paragraphs
        if len(words & part) / len(words) >= 0.85 and len(words & part) / len(part) >= 0.5
    }
    return homes.pop() if len(homes) == 1 else None


def blank_budget(context: Context) -> Iterator[Finding]:
    """Activities without money in an annex that has a column for it."""
    budgeted = [table for table in context.tables if table.kind == "matrix" and table.column("budget")]
    rows = [row for row in context.reading.matrix_rows if not row.budget and "budget" in row.lines]
    if budgeted and rows:
        sample = rows[0].activity or rows[0].task or rows[0].objective or ""
        says = f"{len(rows)} hoạt động để trống kinh phí. Ghi nguồn và số tiền, hoặc ghi “không phát sinh”."
        yield finding(
            "thiếu kinh phí ở hàng", "trung bình", [row.line_of("budget") for row in rows], sample, says
        )


def blank_baseline(context: Context) -> Iterator[Finding]:
    """Indicators without a figure of today in an annex that has a column for it."""
    for table in context.tables:
        baseline, naming = table.column("baseline"), name_column(table)
        if table.kind != "indicators" or baseline is None or naming is None:
            continue
        rows = [row for row in table.rows if row.text(naming) and len(row.said()) > _FEW_CELLS]
        blank = [row for row in rows if not row.text(baseline) and not _GROWS.search(fold(row.text(naming)))]
        if blank and len(blank) * 2 < len(rows):
            yield finding(
                "thiếu số gốc ở hàng",
                "trung bình",
                [row.cells[baseline.place].number for row in blank],
                "; ".join(row.text(naming) for row in blank),
                f"{len(blank)} chỉ tiêu để trống số hiện trạng. "
                "Nhập số gốc khi xác nhận để đo được mức tăng.",
            )


def blank_work(context: Context) -> Iterator[Finding]:
    """Activities without a deadline or a product in an annex that has a column for it."""
    for name, kind, what in (
        ("time", "thiếu thời hạn ở hàng", "thời hạn"),
        ("output", "thiếu sản phẩm ở hàng", "sản phẩm"),
    ):
        rows = [
            row for row in context.reading.matrix_rows if getattr(row, name) is None and name in row.lines
        ]
        if rows:
            sample = rows[0].activity or rows[0].task or rows[0].objective or ""
            yield finding(
                kind,
                "trung bình",
                [row.line_of(name) for row in rows],
                sample,
                f"{len(rows)} hoạt động để trống {what}. Bổ sung khi xác nhận.",
            )


def torn_rows(context: Context) -> Iterator[Finding]:
    """Rows that blank lines inside a cell had torn apart."""
    rows = [row for grid in context.document.grids() for row in grid.rows if row.torn]
    if rows:
        quote = rows[0].cells[1].tidy if len(rows[0].cells) > 1 else ""
        lines = [line for row in rows for line in range(row.number, row.cells[-1].number + 1)]
        yield finding(
            "dòng trống trong ô",
            "trung bình",
            lines,
            quote,
            "Dòng trống trong ô làm hàng bị tách đôi; đã ghép lại. Xem hàng ghép có đúng không.",
        )


def several_paragraphs(context: Context) -> Iterator[Finding]:
    """A task of two paragraphs over several activities: which paragraph belongs to which?"""
    rows = context.reading.matrix_rows
    seen: set[str] = set()
    for row, following in pairwise(rows):
        text = row.task or ""
        if "\n" in text and text == following.task and text not in seen and not re.search(r"^\s*[-+•]", text):
            seen.add(text)
            first = row.line_of("task")
            yield finding(
                "ô gộp hai đoạn",
                "thấp",
                [first, first + text.count("\n") * 2],
                text,
                "Ô nhiệm vụ có nhiều đoạn chung cho nhiều hoạt động. Nói rõ đoạn nào ứng với hoạt động nào.",
            )


def blank_header_rows(context: Context) -> Iterator[Finding]:
    """A blank row inside a table."""
    lines = [
        row.number
        for grid in context.document.grids()
        for row in grid.rows
        if row.blank and _inside(grid, row.number)
    ]
    if lines:
        yield finding("hàng tiêu đề rỗng", "thấp", lines, "", "Bảng có hàng trống. Bỏ hàng trống.")


def _inside(grid: Grid, number: int) -> bool:
    said = [row.number for row in grid.rows if not row.blank]
    return bool(said) and said[0] < number < said[-1]


def time_spelled_variously(context: Context) -> Iterator[Finding]:
    """One span of years written with different dashes."""
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for row in context.reading.matrix_rows:
        if row.time and re.search(r"20\d\d\s*[-–—]\s*20\d\d", row.time):
            spellings[re.sub(r"[\s–—-]+", "-", row.time)].setdefault(row.time, row.line_of("time"))
    various = [names for names in spellings.values() if len(names) > 1]
    if various:
        yield finding(
            "thời gian nhiều cách viết",
            "thấp",
            [line for names in various for line in names.values()],
            " / ".join(various[0]),
            "Viết thống nhất một cách.",
        )


CHECKS = (
    shifted,
    blank_budget,
    blank_baseline,
    blank_work,
    torn_rows,
    several_paragraphs,
    blank_header_rows,
    time_spelled_variously,
)
