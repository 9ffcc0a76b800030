"""What the account already knows need not be typed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import sources
from .definition import Field, Form
from .values import ADDRESS_KEYS, day_of


def prefill(form: Form, account: Mapping[str, Any]) -> dict[str, Any]:
    """First answers from the account, so that nobody types again what he gave before.

    ``account`` keys: full_name, id_number, date_of_birth (ISO), phone, email, gender, ethnicity, village,
    address (a mapping with province, commune, village, detail; or a text, the detail within this commune).
    A value that does not fit its field is left out, so nothing wrong is put into anybody's mouth.
    """
    found = {}
    for field in form.fields():
        if field.prefill is None:
            continue
        value = _fitting(field, account.get(field.prefill.removeprefix("account.")))
        if value is not None:
            found[field.code] = value
    return found


def _fitting(field: Field, value: Any) -> Any:
    if not value:
        return None
    fit = _FITTING.get(field.type)
    return fit(field, value) if fit else None


def _date(field: Field, value: Any) -> str | None:
    day = day_of(value)
    return day.isoformat() if day else None


def _choice(field: Field, value: Any) -> str | None:
    return value if value in {option.value for option in field.options} else None


def _text(field: Field, value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _address(field: Field, value: Any) -> dict[str, str] | None:
    if isinstance(value, Mapping):
        return {key: str(value.get(key) or "") for key in ADDRESS_KEYS}
    province, commune = sources.home()
    if not commune:
        return None
    return {"province": province, "commune": commune, "village": "", "detail": str(value)}


_FITTING: Mapping[str, Callable[[Field, Any], Any]] = {
    "date": _date,
    "choice": _choice,
    "text": _text,
    "textarea": _text,
    "address": _address,
    "ethnicity": lambda field, value: value if value in dict(sources.ethnicities()) else None,
    "village": lambda field, value: value if value in dict(sources.villages()) else None,
}


def left_and_retyped(given: Mapping[str, Any], answers: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Which fields kept what the form was filled in with, and which were typed anew; each in order of code.

    A field without an answer is neither: it was not asked, or left empty.
    """
    asked = [code for code in sorted(given) if answers.get(code) not in (None, "", {}, [])]
    left = [code for code in asked if answers[code] == given[code]]
    return left, [code for code in asked if code not in left]
