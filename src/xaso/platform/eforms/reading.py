"""From the boxes of a page to stored answers. Reading never refuses: what it cannot read stays as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from xaso.kernel.codes import phone_digits
from xaso.kernel.text import clean, clean_lines, fold

from . import sources
from .values import DATE_PARTS, is_empty

if TYPE_CHECKING:
    from .definition import Field

Posted = QueryDict | Mapping[str, Sequence[str]]
PLACE_HOME, PLACE_PROVINCE, PLACE_OTHER = "xa", "tinh", "khac"
_GROUPED = re.compile(r"-?\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", re.ASCII)
_COMMA = re.compile(r"-?\d+(?:,\d+)?", re.ASCII)
_POINT = re.compile(r"-?\d+\.\d+", re.ASCII)
LONGEST_NUMBER = 20


def read_field(field: Field, data: Posted) -> Any:
    """The stored answer to one field from posted boxes; None when nothing was given."""
    read = _READERS.get(field.type)
    return read(data, field.code) if read else read_text(posted(data, field.code), field.pattern) or None


def posted(data: Posted, name: str) -> str:
    """The last value of a box, as Django does; empty when it was not sent."""
    values = all_posted(data, name)
    return values[-1] if values else ""


def all_posted(data: Posted, name: str) -> list[str]:
    """Every value sent under a name."""
    values = data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
    return [values] if isinstance(values, str) else [str(value) for value in values]


def read_text(typed: str, pattern: str | None = None) -> str:
    """Cleaned text; numbers of persons and telephones without the spaces and dots people put in."""
    text = clean(typed)
    if pattern == "id_number":
        return re.sub(r"[ .\-]", "", text)
    if pattern == "phone":
        return phone_digits(text)
    return text


def read_number(typed: str) -> int | float | str | None:
    """``1.234,5`` is 1234.5: dots or spaces part thousands, a comma starts the fraction.

    A dot that cannot part thousands (``12.5``) is taken as the fraction's. Anything else stays as typed.
    """
    text = clean(typed)
    if not text:
        return None
    if len(text) > LONGEST_NUMBER:
        return text
    if _GROUPED.fullmatch(text):
        plain = text.replace(".", "").replace(" ", "").replace(",", ".")
    elif _COMMA.fullmatch(text):
        plain = text.replace(",", ".")
    elif _POINT.fullmatch(text):
        plain = text
    else:
        return text
    number = Decimal(plain)
    return int(number) if number == number.to_integral_value() else float(number)


def read_date(data: Posted, name: str) -> str | dict[str, str] | None:
    """ISO text when the three boxes make a day, the boxes as typed when they do not."""
    typed = {part: clean(posted(data, f"{name}-{part}")) for part, _ in DATE_PARTS}
    if not any(typed.values()):
        return None
    texts = list(typed.values())
    if not all(text.isascii() and text.isdigit() for text in texts) or len(typed["nam"]) != 4:
        return typed
    try:
        return date(int(typed["nam"]), int(typed["thang"]), int(typed["ngay"])).isoformat()
    except ValueError:
        return typed


def read_address(data: Posted, name: str) -> dict[str, str] | None:
    """An address by division codes; see `sources` for the lists it is read against."""
    detail = clean(posted(data, f"{name}-detail"))
    found = _division(data, name)
    if is_empty(found) and not detail:
        return None
    return {"province": "", "commune": "", "village": "", **found, "detail": detail}


def _division(data: Posted, name: str) -> dict[str, str]:
    place = posted(data, f"{name}-place") or _meant_place(data, name)
    province, commune = sources.home()
    if not sources.provinces():
        typed = ("province", "commune", "village")
        return {part: clean(posted(data, f"{name}-{part}")) for part in typed}
    if place == PLACE_HOME:
        return {"province": province, "commune": commune, "village": clean(posted(data, f"{name}-village"))}
    if place == PLACE_PROVINCE:
        chosen = clean(posted(data, f"{name}-commune"))
        found = {"province": province, "commune": chosen}
        return found if chosen else {**found, "place": place}
    if place == PLACE_OTHER:
        commune_name = clean(posted(data, f"{name}-commune_name"))
        return _elsewhere(clean(posted(data, f"{name}-province")), commune_name)
    return {}


def _meant_place(data: Posted, name: str) -> str:
    """Without a script all boxes are there: what was filled in tells which place was meant."""
    if posted(data, f"{name}-province") or clean(posted(data, f"{name}-commune_name")):
        return PLACE_OTHER
    if posted(data, f"{name}-commune"):
        return PLACE_PROVINCE
    return PLACE_HOME if posted(data, f"{name}-village") else ""


def _elsewhere(province: str, commune_name: str) -> dict[str, str]:
    code, _ = sources.match_division(sources.communes(province), commune_name)
    if code is not None and fold(commune_name):
        return {"province": province, "commune": code}
    return {"province": province, "place": PLACE_OTHER, "commune_name": commune_name}


def read_person(data: Posted, name: str) -> dict[str, Any] | None:
    """A person: name, number, date of birth, address; None when every box is empty."""
    person = {
        "name": read_text(posted(data, f"{name}-name")),
        "id_number": read_text(posted(data, f"{name}-id_number"), "id_number"),
        "date_of_birth": read_date(data, f"{name}-date_of_birth"),
        "address": read_address(data, f"{name}-address"),
    }
    return None if is_empty(person) else person


def _read_lines(data: Posted, name: str) -> str | None:
    return clean_lines(posted(data, name)) or None


def _read_choices(data: Posted, name: str) -> list[str] | None:
    return [clean(value) for value in all_posted(data, name) if value] or None


_READERS: Mapping[str, Callable[[Posted, str], Any]] = {
    "textarea": _read_lines,
    "number": lambda data, name: read_number(posted(data, name)),
    "date": read_date,
    "choices": _read_choices,
    "bool": lambda data, name: bool(posted(data, name)),
    "address": read_address,
    "person": read_person,
}
