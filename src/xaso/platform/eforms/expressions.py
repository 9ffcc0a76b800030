"""Conditions of a form: a small closed language, evaluated by simpleeval.

What it may name: field codes and `today`. What it may call: `days_between`, `years_between`, `length`,
`filled`. Sub-values of a person or an address are reached by attribute (`mother.address.commune`).
Everything else is refused when the definition is read, so nothing of it ever reaches evaluation.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from simpleeval import EvalWithCompoundTypes, InvalidExpression

LONGEST = 500
TODAY = "today"


@dataclass(frozen=True, slots=True)
class AddressValue:
    """An address as conditions see it: codes of the division, or None."""

    province: str | None = None
    commune: str | None = None
    village: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class PersonValue:
    """A person as conditions see him."""

    name: str | None = None
    id_number: str | None = None
    date_of_birth: date | None = None
    address: AddressValue = AddressValue()


ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "person": {"name": "text", "id_number": "text", "date_of_birth": "date", "address": "address"},
    "address": {"province": "text", "commune": "text", "village": "text", "detail": "text"},
}
"""What may follow the dot, by the type before it, and the type it gives."""


class BrokenExpression(Exception):  # noqa: N818 - tells what is wrong with a definition
    """The expression is not in the closed language; the message says why, in Vietnamese."""


class Unanswered(Exception):  # noqa: N818 - an answer about answers, not an error
    """The expression needs a value that is not there yet."""


class Uncheckable(Exception):  # noqa: N818
    """The expression cannot be evaluated on these values (for example a text compared with a number)."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition that was read and found sound. ``types``: the field codes it looks at, with their types."""

    source: str
    tree: ast.expr
    types: Mapping[str, str]
    mentions_today: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The field codes it looks at."""
        return frozenset(self.types)


def compile_expression(source: str, types: Mapping[str, str]) -> Expression:
    """The expression, checked against the field types it may name.

    Raises `BrokenExpression` for a syntax error, an unknown name, attribute or function, or any construct
    outside the language (calls of other things, subscripts, lambdas, arithmetic other than + and -).
    """
    if len(source) > LONGEST:
        raise BrokenExpression(f"dài quá {LONGEST} ký tự")
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BrokenExpression("viết sai cú pháp") from None
    names: set[str] = set()
    _check(tree, types, names)
    looked_at = {name: types[name] for name in sorted(names - {TODAY})}
    return Expression(source, tree, looked_at, mentions_today=TODAY in names)


def _check(node: ast.AST, types: Mapping[str, str], names: set[str]) -> None:
    match node:
        case ast.Name(id=name):
            if name != TODAY and name not in types:
                raise BrokenExpression(f"không có ô nào tên “{name}”")
            names.add(name)
        case ast.Attribute():
            _type_of(node, types, names)
        case ast.Call():
            _check_call(node, types, names)
        case ast.Constant(value=value):
            if value is not None and not isinstance(value, (str, int, float, bool)):
                raise BrokenExpression("có giá trị không dùng được")
        case ast.BoolOp() | ast.UnaryOp() | ast.Compare() | ast.BinOp() | ast.Tuple() | ast.List():
            _check_inside(node, types, names)
        case _:
            raise BrokenExpression(f"có cách viết không dùng được ({type(node).__name__})")


_ALLOWED_OPERATORS = (
    ast.And, ast.Or, ast.Not, ast.USub, ast.Add, ast.Sub,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
)  # fmt: skip


def _check_inside(node: ast.AST, types: Mapping[str, str], names: set[str]) -> None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.boolop, ast.unaryop, ast.cmpop, ast.operator)):
            if not isinstance(child, _ALLOWED_OPERATORS):
                raise BrokenExpression(f"có phép tính không dùng được ({type(child).__name__})")
        elif not isinstance(child, ast.expr_context):
            _check(child, types, names)


def _check_call(node: ast.Call, types: Mapping[str, str], names: set[str]) -> None:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
        raise BrokenExpression(f"gọi một hàm không có (chỉ có {', '.join(sorted(FUNCTIONS))})")
    wanted = _ARITY[node.func.id]
    if node.keywords or len(node.args) != wanted:
        raise BrokenExpression(f"{node.func.id} cần đúng {wanted} giá trị")
    for argument in node.args:
        _check(argument, types, names)


def _type_of(node: ast.expr, types: Mapping[str, str], names: set[str]) -> str:
    if isinstance(node, ast.Name) and node.id in types:
        names.add(node.id)
        return types[node.id]
    if not isinstance(node, ast.Attribute):
        raise BrokenExpression("chỉ lấy phần con (dấu chấm) của ô người hoặc ô địa chỉ")
    known = ATTRIBUTES.get(_type_of(node.value, types, names), {})
    if node.attr not in known:
        raise BrokenExpression(f"không có phần con “.{node.attr}”")
    return known[node.attr]


def days_between(start: date | None, end: date | None) -> int:
    """Days from ``start`` to ``end``; negative when ``end`` is before."""
    return (_given(end) - _given(start)).days


def years_between(start: date | None, end: date | None) -> int:
    """Whole years from ``start`` to ``end``, as ages are counted; 29 February counts on 1 March."""
    first, last = _given(start), _given(end)
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def length(value: str | Collection[Any] | None) -> int:
    """How many characters a text has, or how many things were chosen."""
    if value is None:
        raise Unanswered
    return len(value)


def filled(value: object) -> bool:
    """Whether there is an answer."""
    if isinstance(value, PersonValue):
        return value != PersonValue()
    if isinstance(value, AddressValue):
        return value != AddressValue()
    return value is not None and value not in ("", ())


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "days_between": days_between,
    "years_between": years_between,
    "length": length,
    "filled": filled,
}
_ARITY = {"days_between": 2, "years_between": 2, "length": 1, "filled": 1}


def _given(day: date | None) -> date:
    if day is None:
        raise Unanswered
    return day


def _needs_both(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def compared(left: Any, right: Any) -> Any:
        if left is None or right is None:
            raise Unanswered
        return compare(left, right)

    return compared


def _contains(left: Any, right: Any) -> bool:
    return left in right


def _lacks(left: Any, right: Any) -> bool:
    return left not in right


_PLAIN: Mapping[type[ast.AST], Callable[..., Any]] = {
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.Add: _needs_both(operator.add),
    ast.Sub: _needs_both(operator.sub),
    ast.Lt: _needs_both(operator.lt),
    ast.LtE: _needs_both(operator.le),
    ast.Gt: _needs_both(operator.gt),
    ast.GtE: _needs_both(operator.ge),
}
_FOR_SHOWING: Mapping[type[ast.AST], Callable[..., Any]] = {
    **_PLAIN,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda left, right: right is not None and left in right,
    ast.NotIn: lambda left, right: right is None or left not in right,
}
_FOR_RULES: Mapping[type[ast.AST], Callable[..., Any]] = {
    **_PLAIN,
    ast.Eq: _needs_both(operator.eq),
    ast.NotEq: _needs_both(operator.ne),
    ast.In: _needs_both(_contains),
    ast.NotIn: _needs_both(_lacks),
}


def shows(expression: Expression, values: Mapping[str, Any]) -> bool:
    """Whether a condition of showing holds. What cannot be known yet, or not be checked, is not shown."""
    try:
        return _evaluate(expression, values, _FOR_SHOWING)
    except (Unanswered, Uncheckable):
        return False


def holds(expression: Expression, values: Mapping[str, Any]) -> bool:
    """Whether a rule holds. Raises `Unanswered` when a value is missing, `Uncheckable` when one is bad."""
    return _evaluate(expression, values, _FOR_RULES)


def _evaluate(
    expression: Expression, values: Mapping[str, Any], operators: Mapping[type[ast.AST], Callable[..., Any]]
) -> bool:
    evaluator = EvalWithCompoundTypes(
        operators=dict(operators),
        functions=dict(FUNCTIONS),
        names=dict(values),
        allowed_attrs={PersonValue: set(ATTRIBUTES["person"]), AddressValue: set(ATTRIBUTES["address"])},
    )
    try:
        return bool(evaluator.eval(expression.source, previously_parsed=expression.tree))
    except (InvalidExpression, TypeError, ValueError, AttributeError, ArithmeticError, KeyError) as problem:
        raise Uncheckable(expression.source) from problem
