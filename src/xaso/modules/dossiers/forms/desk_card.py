"""What a scanner types when it reads the QR of an identity card.

Seven parts between bars: number, former number, full name, day of birth (ddmmyyyy), gender, address, day of
issue. The layout is recalled from cards in use (certainty R), not read in a text: whatever does not fit it is
taken as words to search for, never as facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from xaso.kernel.codes import is_citizen_id
from xaso.kernel.text import clean, fold

PARTS = 6
GENDERS = {"nam": "male", "nu": "female"}


@dataclass(frozen=True, slots=True)
class Card:
    """The facts a card tells; `id_number` alone is sure to be there."""

    id_number: str
    full_name: str = ""
    date_of_birth: date | None = None
    gender: str = ""
    address: str = ""


def card_of(typed: str) -> Card | None:
    """The card a scanner read, a bare identity number counting as one; None for any other words."""
    text = clean(typed)
    bare = text.replace(" ", "").replace(".", "")
    if is_citizen_id(bare):
        return Card(bare)
    parts = [part.strip() for part in text.split("|")]
    if len(parts) < PARTS or not is_citizen_id(parts[0]):
        return None
    number, _, name, born, gender, address = parts[:PARTS]
    return Card(number, clean(name), _day(born), GENDERS.get(fold(gender), ""), clean(address))


def _day(text: str) -> date | None:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
