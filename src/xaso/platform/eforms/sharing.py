"""Several forms filled in one after another: what one was answered, the next does not ask again.

Two fields ask the same when they name the same `meaning`, or are filled in from the same place of the
account, and are of one type. Nothing is guessed from labels: “Lý do” of two forms may be two reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from .answers import check_all, visible_fields
from .checking import check_field
from .definition import Field, Form
from .values import Answers, is_empty


def meaning_of(field: Field) -> str:
    """What a field asks, whatever the form; empty when it stands for itself alone."""
    said = field.meaning or field.prefill or ""
    return f"{field.type}:{said}" if said else ""


def given_before(form: Form, earlier: Iterable[tuple[Form, Answers]], *, today: date) -> dict[str, Any]:
    """Answers to fields of `form`, by code, that the earlier forms hold; the first that fits is taken.

    Only what an earlier form asks, and was answered rightly there, counts; and only what fits the field here.
    """
    known: dict[str, Any] = {}
    for other, answers in earlier:
        for field in visible_fields(other, answers, today=today):
            meaning, value = meaning_of(field), answers.get(field.code)
            if meaning and not field.is_file and not is_empty(value) and not check_field(field, value):
                known.setdefault(meaning, value)
    found = {}
    for field in form.fields():
        meaning = meaning_of(field)
        if not field.is_file and meaning in known and not check_field(field, known[meaning]):
            found[field.code] = known[meaning]
    return found


def not_asked_again(form: Form, answers: Answers, given: Mapping[str, Any], *, today: date) -> frozenset[str]:
    """Codes of the fields that need not be asked: they hold what was given before, and nothing is wrong.

    A rule of this form that an answer given before breaks brings its field back onto the page.
    """
    same = {code for code, value in given.items() if answers.get(code) == value}
    if not same:
        return frozenset()
    problems = check_all(form, answers, today=today, files=_ALL_THERE)
    return frozenset(same - {problem.field.split("-", 1)[0] for problem in problems})


class _AllThere(Mapping[str, Sequence[Any]]):
    """Papers are no matter here: each counts as handed in."""

    def __getitem__(self, key: str) -> Sequence[Any]:
        return (key,)

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0


_ALL_THERE = _AllThere()
