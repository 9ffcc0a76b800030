"""Stored answers: their shapes, and how conditions see them.

Stored shapes (plain JSON): text, choice, ethnicity, village: str; number: int or float; date: ISO text;
choices: list of str; bool: true/false; address: {"province", "commune", "village", "detail"} (codes of the
division, the village's code when it is in this commune); person: {"name", "id_number", "date_of_birth",
"address"}. What could not be read stays as typed: text for a number, {"ngay", "thang", "nam"} for a date, the
extra keys "place" and "commune_name" in an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from .expressions import TODAY, AddressValue, Expression, PersonValue, shows

if TYPE_CHECKING:
    from .definition import Field, Form, Section

Answers = Mapping[str, Any]
DATE_PARTS = (("ngay", "ngày"), ("thang", "tháng"), ("nam", "năm"))
ADDRESS_KEYS = ("province", "commune", "village", "detail")
PERSON_KEYS = ("name", "id_number", "date_of_birth", "address")


def is_empty(value: Any) -> bool:
    """Whether a stored answer says nothing."""
    if isinstance(value, Mapping):
        return all(is_empty(part) for part in value.values())
    return value is None or value in ("", [])


def for_conditions(field: Field, stored: Any) -> Any:
    """A stored answer as conditions see it; None for what is missing or was not readable."""
    return _seen(field.type, stored)


def may_show(expression: Expression, answers: Answers) -> bool:
    """Whether a condition may hold by these answers alone; one that asks for the day may always."""
    scope = {name: _seen(kind, answers.get(name)) for name, kind in expression.types.items()}
    return expression.mentions_today or shows(expression, scope)


def _seen(kind: str, stored: Any) -> Any:
    as_seen: Callable[[Any], Any] = _AS_SEEN.get(kind, _text)
    return as_seen(stored)


def day_of(stored: Any) -> date | None:
    """The date in an ISO text; None for anything else."""
    if not isinstance(stored, str):
        return None
    try:
        return date.fromisoformat(stored)
    except ValueError:
        return None


def walk(
    form: Form, answers: Answers, *, today: date | None
) -> Iterator[tuple[Section, tuple[Field, ...], Mapping[str, Any]]]:
    """Visible sections with their visible fields, and what conditions know after each.

    An answer to a question that is no longer asked counts as missing for all that follows.
    """
    scope: dict[str, Any] = {field.code: for_conditions(field, None) for field in form.fields()}
    scope[TODAY] = today
    for section in form.sections:
        if section.show_if is not None and not shows(section.show_if, scope):
            continue
        visible = []
        for field in section.fields:
            if field.show_if is None or shows(field.show_if, scope):
                visible.append(field)
                scope[field.code] = for_conditions(field, answers.get(field.code))
        if visible:
            yield section, tuple(visible), scope


def scope_of(form: Form, answers: Answers, *, today: date | None) -> Mapping[str, Any]:
    """What rules may name, once every visible answer is in."""
    scopes = [scope for _, _, scope in walk(form, answers, today=today)]
    return scopes[-1] if scopes else {}


def _number(stored: Any) -> float | None:
    return stored if isinstance(stored, (int, float)) and not isinstance(stored, bool) else None


def _bool(stored: Any) -> bool | None:
    return stored if isinstance(stored, bool) else None


def _choices(stored: Any) -> tuple[str, ...] | None:
    return tuple(stored) if isinstance(stored, list) and stored else None


def _text(stored: Any) -> str | None:
    return stored if isinstance(stored, str) and stored else None


def _address(stored: Any) -> AddressValue:
    if not isinstance(stored, Mapping):
        return AddressValue()
    return AddressValue(**{key: _text(stored.get(key)) for key in ADDRESS_KEYS})


def _person(stored: Any) -> PersonValue:
    if not isinstance(stored, Mapping):
        return PersonValue()
    return PersonValue(
        name=_text(stored.get("name")),
        id_number=_text(stored.get("id_number")),
        date_of_birth=day_of(stored.get("date_of_birth")),
        address=_address(stored.get("address")),
    )


_AS_SEEN: Mapping[str, Callable[[Any], Any]] = {
    "date": day_of,
    "number": _number,
    "bool": _bool,
    "choices": _choices,
    "person": _person,
    "address": _address,
}
