"""The rules under which a template of officers is read: nothing outside its data, nothing without an end.

A template is written by people who know Word. A foolish or hostile one must end within seconds, in a thread
that nobody can interrupt: so each round of a loop, each call and each piece written is counted against a
`Budget`, values cannot be made to grow, and what a report needs none of (macros, includes, methods, powers)
is not read at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import SandboxedEnvironment

FILTERS = frozenset({
    "upper", "lower", "capitalize", "trim", "default", "d", "first", "last", "length", "count", "join",
    "round", "int", "float", "abs", "escape", "e",
})  # fmt: skip
"""What may stand behind ``|``: none of them makes much of little."""
TESTS = frozenset({
    "defined", "undefined", "none", "string", "number", "true", "false", "odd", "even", "divisibleby", "in",
    "eq", "equalto", "ne", "lt", "lessthan", "le", "gt", "greaterthan", "ge", "==", "!=", "<", "<=", ">",
    ">=",
})  # fmt: skip
"""What may stand behind ``is``."""
MOST_ROUNDS = 5_000
MOST_SECONDS = 8.0
MOST_WRITTEN = 2_000_000
"""Signs of Word's own markup. A quarter's report has about 270.000, and 110 rounds of loops."""
MOST_IN_VALUE = 200_000
MOST_BITS, MOST_PLACES = 64, 6
_COUNTED, _JOINED = "_counted", "_joined"

_STATEMENTS: dict[type[nodes.Node], str] = {
    nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "from", nodes.Extends: "extends",
    nodes.Block: "block", nodes.Macro: "macro", nodes.CallBlock: "call", nodes.FilterBlock: "filter",
    nodes.With: "with", nodes.AssignBlock: "set … endset", nodes.ScopedEvalContextModifier: "autoescape",
}  # fmt: skip
_SIGNS: dict[type[nodes.Node], str] = {nodes.Pow: "**", nodes.Dict: "{…: …}", nodes.NSRef: "namespace"}


class What(StrEnum):
    """What a template may not use."""

    STATEMENT = "statement"
    FILTER = "filter"
    TEST = "test"
    CALL = "call"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Unfit:
    """Something of Jinja that templates of officers do without: what it is, its name, its line."""

    what: What
    name: str
    line: int


class NotRead(TemplateSyntaxError):  # noqa: N818 - says what it is
    """The template holds something that is not read."""

    def __init__(self, unfit: Unfit) -> None:
        super().__init__(f"{unfit.what}: {unfit.name}", unfit.line)
        self.unfit = unfit


class Limit(StrEnum):
    """Which end of the budget was reached."""

    ROUNDS = "rounds"
    SECONDS = "seconds"
    WRITTEN = "written"
    VALUE = "value"


class TooMuch(TemplateRuntimeError):  # noqa: N818 - says what it is
    """The template would go on too long, or write too much."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(str(limit))
        self.limit = limit


class NotWritten(TemplateRuntimeError):  # noqa: N818 - says what it is
    """The template writes a list where it should loop over it, or a function where it should call it."""


@dataclass(slots=True)
class Budget:
    """What may be spent on one paper, however often its template is filled."""

    rounds: int = MOST_ROUNDS
    written: int = MOST_WRITTEN
    ends_at: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)

    def look(self) -> None:
        """Raise `TooMuch` when the time is over."""
        if time.monotonic() > self.ends_at:
            raise TooMuch(Limit.SECONDS)

    def count(self) -> None:
        """One more round of a loop."""
        self.rounds -= 1
        if self.rounds < 0:
            raise TooMuch(Limit.ROUNDS)
        self.look()

    def write(self, signs: int) -> None:
        """So many more signs of the paper."""
        self.written -= signs
        if self.written < 0:
            raise TooMuch(Limit.WRITTEN)
        self.look()


def unfit(tree: nodes.Template) -> Iterator[Unfit]:
    """What in a template is not read, in its order."""
    for node in tree.find_all(nodes.Node):
        found = _statement(node) or _name(node) or _shape(node)
        if found is not None:
            yield Unfit(*found, node.lineno)


def _statement(node: nodes.Node) -> tuple[What, str] | None:
    kind = type(node)
    if kind in _STATEMENTS:
        return What.STATEMENT, _STATEMENTS[kind]
    if isinstance(node, nodes.For) and node.recursive:
        return What.STATEMENT, "for … recursive"
    return (What.SIGN, _SIGNS[kind]) if kind in _SIGNS else None


def _name(node: nodes.Node) -> tuple[What, str] | None:
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return What.FILTER, node.name
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        return What.TEST, node.name
    return None


def _shape(node: nodes.Node) -> tuple[What, str] | None:
    """A call of anything but a name; a list of anything but plain words, which could be made to grow."""
    if isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
        return What.CALL, node.node.attr if isinstance(node.node, nodes.Getattr) else ""
    if isinstance(node, nodes.List | nodes.Tuple) and node.find(nodes.Name):
        is_target = all(getattr(item, "ctx", "") == "store" for item in node.items)
        return None if is_target else (What.SIGN, "[…]")
    return None


class Guarded(SandboxedEnvironment):
    """Reads and fills templates of officers within a budget."""

    intercepted_binops = frozenset(["*", "+", "%"])

    def __init__(self, budget: Budget | None = None) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_written)
        self.budget = budget or Budget()
        self.source = ""
        """What was read last."""
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS} | {
            "join": _join, "round": _round, _COUNTED: _counted, _JOINED: _joined,
        }  # fmt: skip
        self.tests = {name: self.tests[name] for name in TESTS}

    def concat(self, pieces: Iterable[str]) -> str:
        """Put the paper together, piece by piece against the budget."""
        made = []
        for piece in pieces:
            self.budget.write(len(piece))
            made.append(piece)
        return "".join(made)

    def call(self, context: Context, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call what the data gives, while there is time."""
        self.budget.look()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with numbers of a common size; put words behind one another, up to a length."""
        if isinstance(left, str) and isinstance(right, str) and operator == "+":
            return _joined_of([left, right])
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            raise TypeError(f"{operator} goes with numbers")
        found = super().call_binop(context, operator, left, right)
        if isinstance(found, int) and found.bit_length() > MOST_BITS:
            raise TooMuch(Limit.VALUE)
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        self.source = source
        tree = super()._parse(source, name, filename)
        for found in unfit(tree):
            raise NotRead(found)
        _watch(tree)
        tree.set_environment(self)
        return tree


def _watch(tree: nodes.Template) -> None:
    """Let every loop be counted, and words put together be measured."""
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = _filtered(loop.iter, _COUNTED)
    for parent in [tree, *tree.find_all(nodes.Node)]:
        for name, value in list(parent.iter_fields()):
            if isinstance(value, nodes.Concat):
                setattr(parent, name, _of_concat(value))
            elif isinstance(value, list):
                value[:] = [_of_concat(one) if isinstance(one, nodes.Concat) else one for one in value]


def _of_concat(node: nodes.Concat) -> nodes.Filter:
    return _filtered(nodes.List(node.nodes, lineno=node.lineno), _JOINED)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    expression: Any = node
    return nodes.Filter(expression, name, [], [], None, None, lineno=node.lineno)


@pass_context
def _counted(context: Context, rounds: Iterable[Any]) -> Iterator[Any]:
    """The rounds of a loop, each against the budget."""
    budget: Budget = context.environment.budget  # type: ignore[attr-defined]
    for one in rounds:
        budget.count()
        yield one


@pass_context
def _joined(_context: Context, pieces: list[Any]) -> str:
    return _joined_of([_written(piece) for piece in pieces])


@pass_context
def _join(_context: Context, pieces: Iterable[Any], between: str = "") -> str:
    """The pieces with a word between them, as Jinja's own."""
    found: list[Any] = []
    for piece in pieces:
        found += [between, _written(piece)] if found else [_written(piece)]
    return _joined_of(found)


def _round(value: float, places: int = 0) -> float:
    """A number to so many places after the comma: none to six."""
    if not 0 <= places <= MOST_PLACES:
        raise TooMuch(Limit.VALUE)
    return round(value, places)


def _joined_of(pieces: list[Any]) -> str:
    if sum(len(piece) for piece in pieces if isinstance(piece, str)) > MOST_IN_VALUE:
        raise TooMuch(Limit.VALUE)
    return markup_join(pieces)


def _written(value: Any) -> Any:
    """What is written into the paper: a list, a row, a function is none of it."""
    if isinstance(value, list | tuple | dict | FunctionType | MethodType | BuiltinFunctionType):
        raise NotWritten("a list is looped over and a function is called")
    return value
