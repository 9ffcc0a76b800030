"""A condition as an officer picks it: a field, a test, a value; and the expression it stands for."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

TESTS = {
    "is": "là",
    "is_not": "không phải là",
    "has": "có chọn",
    "more": "lớn hơn",
    "less": "nhỏ hơn",
    "filled": "đã điền",
    "empty": "để trống",
    "ticked": "đã đánh dấu",
    "unticked": "chưa đánh dấu",
}
WITHOUT_VALUE = frozenset({"filled", "empty", "ticked", "unticked"})
NUMBERS: Mapping[str, str] = {"more": ">", "less": "<"}
FITTING: Mapping[str, frozenset[str]] = {
    "choice": frozenset({"is", "is_not", "filled", "empty"}),
    "choices": frozenset({"has", "filled", "empty"}),
    "bool": frozenset({"ticked", "unticked"}),
    "number": frozenset({"is", "is_not", "more", "less", "filled", "empty"}),
}
"""The tests that suit a type of field; others suit `is`, `is_not`, `filled`, `empty`."""
USUAL = frozenset({"is", "is_not", "filled", "empty"})


@dataclass(frozen=True, slots=True)
class Simple:
    """One test of one field; `value` is empty for tests that need none."""

    field: str
    test: str
    value: str = ""


def fits(kind: str, test: str) -> bool:
    """Return whether the test suits a field of the type.

    Basis: our own design; the language of conditions is that of `platform/eforms`.
    """
    return test in FITTING.get(kind, USUAL)


def compose(simple: Simple, kind: str) -> str:
    """Return the expression of the test on a field of the type; a number's value is written as a number.

    Basis: our own design.
    """
    field, test = simple.field, simple.test
    fixed = {
        "filled": f"filled({field})",
        "empty": f"not filled({field})",
        "ticked": field,
        "unticked": f"not {field}",
    }
    if test in fixed:
        return fixed[test]
    value = simple.value if kind == "number" else repr(simple.value)
    if test == "has":
        return f"{value} in {field}"
    sign = NUMBERS.get(test) or {"is": "==", "is_not": "!="}[test]
    return f"{field} {sign} {value}"


def as_simple(source: str) -> Simple | None:
    """Return the one test that the expression is, or None for anything more than that.

    Basis: our own design.
    """
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return None
    return next((found for read in _READINGS if (found := read(tree)) is not None), None)


def _ticked(tree: ast.expr) -> Simple | None:
    match tree:
        case ast.Name(id=field):
            return Simple(field, "ticked")
        case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=field)):
            return Simple(field, "unticked")
    return None


def _filled(tree: ast.expr) -> Simple | None:
    match tree:
        case ast.Call(func=ast.Name(id="filled"), args=[ast.Name(id=field)]):
            return Simple(field, "filled")
        case ast.UnaryOp(
            op=ast.Not(), operand=ast.Call(func=ast.Name(id="filled"), args=[ast.Name(id=field)])
        ):
            return Simple(field, "empty")
    return None


def _compared(tree: ast.expr) -> Simple | None:
    match tree:
        case ast.Compare(
            left=ast.Constant(value=str(value)), ops=[ast.In()], comparators=[ast.Name(id=field)]
        ):
            return Simple(field, "has", value)
        case ast.Compare(left=ast.Name(id=field), ops=[sign], comparators=[ast.Constant(value=said)]):
            test = _SIGNS.get(type(sign))
            if test is not None and isinstance(said, str | int | float) and not isinstance(said, bool):
                return Simple(field, test, str(said))
    return None


_SIGNS: Mapping[type[ast.cmpop], str] = {ast.Eq: "is", ast.NotEq: "is_not", ast.Gt: "more", ast.Lt: "less"}
_READINGS: tuple[Callable[[ast.expr], Simple | None], ...] = (_ticked, _filled, _compared)
