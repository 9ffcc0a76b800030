"""Checks of numbers before paragraphs and rows: gaps, repetitions, a child under another parent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xaso.modules.plan.reading.labels import Label, follows, from_roman, label_of
from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.outline import Item
from xaso.modules.plan.reading.result import Finding
from xaso.modules.plan.reading.tables import Column, Row

_COUNTED = ("roman", "upper", "lower", "number-dot", "number-bracket", "decimal", "named")


@dataclass(frozen=True, slots=True)
class _Last:
    mark: str
    line: int


def broken_numbering(context: Context) -> Iterator[Finding]:
    """Sections whose numbers jump, repeat, or do not belong to the section above."""
    last: dict[tuple[str, str], _Last] = {}
    anywhere: dict[str, _Last] = {}
    for item in context.items:
        if item.label is None or item.line.marker or not item.label.kind.startswith(_COUNTED):
            continue
        mark = item.label.mark
        key = (_parent(item), item.label.kind)
        says = (
            _stray_child(item, last)
            if item.label.kind == "decimal"
            else _out_of_step(last.get(key), item.label)
        )
        if key not in last and item.label.kind != "decimal" and _runs_on(anywhere.get(item.label.kind), item):
            says = None
        if says:
            before = last.get(key)
            lines = [item.line.number, *([before.line] if before else [])]
            yield finding("đánh số nhảy", "trung bình", lines, item.line.text.strip() or mark, says)
        last[key] = anywhere[item.label.kind] = _Last(mark, item.line.number)


def _runs_on(before: _Last | None, item: Item) -> bool:
    """Whether a number goes on with the one before across sections: targets counted from (1) to (17)."""
    return before is not None and item.label is not None and _out_of_step(before, item.label) is None


def _parent(item: Item) -> str:
    if item.label is None:
        return item.section.rpartition(".")[0]
    own = item.label.mark.rpartition(".")[0] if item.label.kind == "decimal" else ""
    return f"{item.section.removesuffix(item.label.mark)}{own}"


def _out_of_step(before: _Last | None, label: Label | None) -> str | None:
    if label is None or label.rank is None:
        return None
    if before is None:
        starts = label.rank == 1 or label.kind in {"lower-roman"} or label.kind.startswith("named")
        return None if starts else f"Đánh số bắt đầu từ {label.mark}, không phải từ đầu."
    if label.mark == before.mark and label.rank != 1:
        return f"Số {label.mark} dùng hai lần."
    if label.rank == 1 or follows(before.mark, label.mark):
        return None
    was = _rank(label.kind, before.mark)
    return (
        None if was is not None and label.rank == was + 1 else f"Số {label.mark} không đi sau {before.mark}."
    )


def _rank(kind: str, mark: str) -> int | None:
    if mark.isdigit():
        return int(mark)
    return from_roman(mark) if kind == "roman" or kind.startswith("named") else None


def _stray_child(item: Item, last: dict[tuple[str, str], _Last]) -> str | None:
    """A number like 5.2 under section 3, or 3.4 after 3.2."""
    label = item.label
    if label is None or label.rank is None:
        return None
    parent = label.mark.rpartition(".")[0]
    before = next(
        (
            one
            for (_, kind), one in reversed(last.items())
            if kind == "decimal" and one.mark.rpartition(".")[0] == parent
        ),
        None,
    )
    if before is not None:
        was = int(before.mark.rpartition(".")[2])
        return (
            None
            if label.rank == was + 1 or label.rank == 1
            else f"Số {label.mark} không đi sau {before.mark}."
        )
    return None if label.rank == 1 else f"Có {label.mark} mà không có {parent}.1."


def broken_rows(context: Context) -> Iterator[Finding]:
    """Rows of a table whose numbers jump or repeat."""
    for table in context.tables:
        column = table.column("no")
        before = 0
        for row in table.rows if column is not None else ():
            mark = row.text(column).rstrip(".)")
            if not mark.isdigit():
                before = 0 if mark and not mark.replace(".", "").isdigit() else before
                continue
            if int(mark) not in {1, before + 1} and before and row.cells[column.place].merged != "down":  # type: ignore[union-attr]
                yield finding(
                    "đánh số nhảy",
                    "trung bình",
                    [row.number],
                    " ".join(row.said()[:2]),
                    f"Hàng số {mark} không đi sau hàng số {before}.",
                )
            before = int(mark)


def _group_label(row: Row, column: Column | None) -> Label | None:
    """The Roman number or letter of a group; None of any other row."""
    if column is None or row.cells[column.place].merged == "down":
        return None
    label = label_of(f"{row.text(column).rstrip('.)')}. x")
    return label if label is not None and label.kind in {"roman", "upper"} else None


def broken_groups(context: Context) -> Iterator[Finding]:
    """Groups of a table whose Roman numbers or letters jump: I, II, IV."""
    for table in context.tables:
        column = table.column("no")
        last: dict[str, str] = {}
        for row in table.rows if column is not None else ():
            label = _group_label(row, column)
            if label is None:
                continue
            before = last.get(label.kind)
            says = _out_of_step(_Last(before, 0), label) if before else None
            if says:
                quote = " ".join(row.said()[:2])
                yield finding("đánh số nhảy", "trung bình", [row.number], quote, f"{says} (nhóm của bảng)")
            last[label.kind] = label.mark


CHECKS = (broken_numbering, broken_rows, broken_groups)
