"""An index from its JSON (docs/pack-format.md): all that is wrong with it, told at once with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from xaso.kernel.certainty import Certainty
from xaso.kernel.errors import Invalid

from .rules import MAIN, Adjustment, Choice, Input, Manual, Option, Rule, Shares, Shown, Step, Steps, Term
from .tree import Criterion, Group, Index, Leaf, Place, Source, faults

Row = Mapping[str, Any]


class BrokenIndex(Invalid):
    """The set of criteria cannot be taken. ``faults`` are places in its JSON, each with a sentence."""

    code = "broken_index"
    default_sentence = "Bộ chỉ số có chỗ sai nên chưa nạp. Sửa các chỗ được nêu rồi nạp lại."

    def __init__(self, faults: Iterable[tuple[Place, str]]) -> None:
        super().__init__()
        self.faults = list(faults)


def read_index(data: Any) -> Index:
    """Return the tree of an index. Raises `BrokenIndex` with everything that is wrong.

    Basis: documents.md R-01, R-03.
    """
    desk = _Desk()
    index = _index(desk, (), data)
    if desk.faults or index is None:
        raise BrokenIndex(desk.faults)
    if found := list(faults(index)):
        raise BrokenIndex(found)
    return index


class _Desk:
    """Takes values out of rows and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[tuple[Place, str]] = []

    def row(self, place: Place, value: Any, required: str, optional: str = "") -> Row:
        """Return the row; note names it lacks and names it should not have."""
        if not isinstance(value, dict):
            self.faults.append((place, "Cần một bản ghi trong ngoặc nhọn."))
            return {}
        for name in required.split():
            if name not in value:
                self.faults.append(((*place, name), "Thiếu mục này; chưa biết thì ghi null."))
        for name in value:
            if name not in required.split() and name not in optional.split():
                self.faults.append(((*place, name), "Không có mục tên này. Xem docs/pack-format.md."))
        return value

    def rows(self, place: Place, value: Any) -> list[tuple[Place, Any]]:
        """Return the items of a list that must not be empty, each with its place."""
        if not isinstance(value, list) or not value:
            self.faults.append((place, "Cần một danh sách có ít nhất một mục."))
            return []
        return [((*place, number), item) for number, item in enumerate(value)]

    def text(self, place: Place, row: Row, name: str, *, needed: bool = True) -> str:
        """Return a text; empty when it may be left out."""
        value = row.get(name)
        if value is None and not needed:
            return ""
        if isinstance(value, str) and value.strip():
            return value
        if name in row:
            self.faults.append(((*place, name), "Cần chữ trong ngoặc kép, không để trống."))
        return ""

    def number(self, place: Place, row: Row, name: str, default: Decimal | None = None) -> Decimal:
        """Return a number that is exact as it is written."""
        value = row.get(name)
        if value is None and default is not None:
            return default
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            try:
                return Decimal(str(value))
            except InvalidOperation:
                pass
        if name in row:
            self.faults.append(((*place, name), "Cần một số."))
        return Decimal(0)

    def maybe(self, place: Place, row: Row, name: str) -> Decimal | None:
        """Return a number, or None when it is null or left out."""
        return None if row.get(name) is None else self.number(place, row, name)

    def day(self, place: Place, row: Row, name: str) -> date | None:
        """Return a date, or None when it is null."""
        value = row.get(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.faults.append(((*place, name), "Cần một ngày có thật, viết như 2026-08-31."))
            return None

    def certainty(self, place: Place, row: Row) -> Certainty:
        """Return the grade."""
        try:
            return Certainty(str(row.get("certainty")))
        except ValueError:
            self.faults.append(((*place, "certainty"), "Mức chắc chắn là A, B, C, R hoặc D."))
            return Certainty.D


def _index(desk: _Desk, place: Place, data: Any) -> Index | None:
    row = desk.row(
        place, data, "code version name source max_points valid_from valid_to certainty groups", "note"
    )
    start = desk.day(place, row, "valid_from")
    if start is None:
        desk.faults.append(((*place, "valid_from"), "Cần ngày có hiệu lực."))
        return None
    return Index(
        code=desk.text(place, row, "code"),
        version=desk.text(place, row, "version"),
        name=desk.text(place, row, "name"),
        source=desk.text(place, row, "source"),
        max_points=desk.number(place, row, "max_points"),
        valid_from=start,
        valid_to=desk.day(place, row, "valid_to"),
        certainty=desk.certainty(place, row),
        groups=tuple(_group(desk, *one) for one in desk.rows((*place, "groups"), row.get("groups"))),
        note=desk.text(place, row, "note", needed=False),
    )


def _group(desk: _Desk, place: Place, data: Any) -> Group:
    row = desk.row(place, data, "code name max_points certainty criteria", "note")
    return Group(
        code=desk.text(place, row, "code"),
        name=desk.text(place, row, "name"),
        max_points=desk.number(place, row, "max_points"),
        certainty=desk.certainty(place, row),
        criteria=tuple(
            _criterion(desk, *one) for one in desk.rows((*place, "criteria"), row.get("criteria"))
        ),
        note=desk.text(place, row, "note", needed=False),
    )


def _criterion(desk: _Desk, place: Place, data: Any) -> Criterion:
    row = desk.row(place, data, "code name max_points leaves")
    return Criterion(
        code=desk.text(place, row, "code"),
        name=desk.text(place, row, "name"),
        max_points=desk.number(place, row, "max_points"),
        leaves=tuple(_leaf(desk, *one) for one in desk.rows((*place, "leaves"), row.get("leaves"))),
    )


def _leaf(desk: _Desk, place: Place, data: Any) -> Leaf:
    row = desk.row(place, data, "code name max_points rule how evidence source certainty", "owner note")
    source = row.get("source")
    if source not in list(Source):
        desk.faults.append(((*place, "source"), f"Nguồn là một trong: {', '.join(Source)}."))
        source = Source.SELF
    return Leaf(
        code=desk.text(place, row, "code"),
        name=desk.text(place, row, "name"),
        max_points=desk.number(place, row, "max_points"),
        rule=_rule(desk, (*place, "rule"), row.get("rule")),
        how=desk.text(place, row, "how"),
        evidence=desk.text(place, row, "evidence"),
        source=Source(source),
        certainty=desk.certainty(place, row),
        owner=desk.text(place, row, "owner", needed=False),
        note=desk.text(place, row, "note", needed=False),
    )


def _rule(desk: _Desk, place: Place, data: Any) -> Rule:
    kind = data.get("kind") if isinstance(data, dict) else None
    reader = _RULES.get(kind) if isinstance(kind, str) else None
    if reader is None:
        desk.faults.append(((*place, "kind"), f"Cách chấm là một trong: {', '.join(_RULES)}."))
        return Shown(Input(MAIN, ""))
    return reader(desk, place, data)


def _one_input(desk: _Desk, place: Place, row: Row) -> Input:
    return Input(
        MAIN, desk.text(place, row, "input", needed=False), desk.text(place, row, "measure", needed=False)
    )


def _share(desk: _Desk, place: Place, data: Any) -> Rule:
    row = desk.row(place, data, "kind max_points", "full_at when_none measure input")
    return Shares((_term(desk, place, row, _one_input(desk, place, row)),))


def _shares(desk: _Desk, place: Place, data: Any) -> Rule:
    row = desk.row(place, data, "kind terms")
    terms = []
    for there, item in desk.rows((*place, "terms"), row.get("terms")):
        one = desk.row(there, item, "code name max_points", "full_at when_none measure")
        asked = Input(
            desk.text(there, one, "code"),
            desk.text(there, one, "name"),
            desk.text(there, one, "measure", needed=False),
        )
        terms.append(_term(desk, there, one, asked))
    return Shares(tuple(terms))


def _term(desk: _Desk, place: Place, row: Row, asked: Input) -> Term:
    full_at = desk.number(place, row, "full_at", Decimal(1))
    if not 0 < full_at <= 1:
        desk.faults.append(((*place, "full_at"), "Tỷ lệ đạt trọn điểm lớn hơn 0 và không quá 1."))
        full_at = Decimal(1)
    most, none = desk.number(place, row, "max_points"), desk.maybe(place, row, "when_none")
    if none is not None and not 0 <= none <= most:
        desk.faults.append(((*place, "when_none"), "Điểm khi không phát sinh từ 0 đến điểm tối đa."))
    return Term(asked, most, full_at, none)


def _steps(desk: _Desk, place: Place, data: Any) -> Rule:
    row = desk.row(place, data, "kind steps", "when_none measure input")
    found = []
    for there, item in desk.rows((*place, "steps"), row.get("steps")):
        one = desk.row(there, item, "at_least points")
        found.append(Step(desk.number(there, one, "at_least"), desk.number(there, one, "points")))
    found = found or [Step(Decimal(0), Decimal(0))]
    if any(low.at_least >= high.at_least or low.points > high.points for high, low in pairwise(found)):
        desk.faults.append(
            ((*place, "steps"), "Viết bậc cao nhất trước; bậc thấp hơn không được nhiều điểm hơn.")
        )
    return Steps(_one_input(desk, place, row), tuple(found), desk.maybe(place, row, "when_none"))


def _choice(desk: _Desk, place: Place, data: Any) -> Rule:
    row = desk.row(place, data, "kind options", "input")
    found = []
    for there, item in desk.rows((*place, "options"), row.get("options")):
        one = desk.row(there, item, "code name points")
        found.append(
            Option(
                desk.text(there, one, "code"),
                desk.text(there, one, "name"),
                desk.number(there, one, "points"),
            )
        )
    return Choice(_one_input(desk, place, row), tuple(found) or (Option("", "", Decimal(0)),))


def _yes_no(desk: _Desk, place: Place, data: Any) -> Rule:
    row = desk.row(place, data, "kind max_points", "input")
    yes = Option("yes", "Có", desk.number(place, row, "max_points"))
    return Choice(_one_input(desk, place, row), (yes, Option("no", "Không", Decimal(0))))


def _manual(desk: _Desk, place: Place, data: Any) -> Rule:
    row = desk.row(place, data, "kind max_points", "input")
    return Manual(_one_input(desk, place, row), desk.number(place, row, "max_points"))


def _adjustment(desk: _Desk, place: Place, data: Any) -> Rule:
    row = desk.row(place, data, "kind per cap", "input")
    cap = desk.number(place, row, "cap")
    if cap <= 0:
        desk.faults.append(((*place, "cap"), "Mức trần của điểm cộng, điểm trừ phải lớn hơn 0."))
    return Adjustment(_one_input(desk, place, row), desk.number(place, row, "per"), cap)


def _shown(desk: _Desk, place: Place, data: Any) -> Rule:
    return Shown(_one_input(desk, place, desk.row(place, data, "kind", "measure input")))


_RULES: dict[str, Callable[[_Desk, Place, Any], Rule]] = {
    "share": _share,
    "shares": _shares,
    "steps": _steps,
    "choice": _choice,
    "yes_no": _yes_no,
    "manual": _manual,
    "adjustment": _adjustment,
    "shown": _shown,
}
