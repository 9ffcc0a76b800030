"""How a report is named, numbered and dated on paper.

Basis: NĐ 30/2020/NĐ-CP Phụ lục I and documents.md 1.2 T-03, 1.7 (state); documents.md 1.9 D-03, D-04 (Party,
quoted from summaries of HD 05-HD/VPTW).
"""

from __future__ import annotations

import re
from datetime import date

from .outline import PARTY, Kind

KIND_SIGN = "BC"
"""The abbreviation of báo cáo, in both forms (NĐ 30/2020 Phụ lục III; documents.md D-06)."""
BLANK = "……"
_NUMBER = re.compile(r"0*([1-9]\d{0,4})", re.ASCII)


def number_of(text: str) -> str:
    """Return a document's number as it is written: below ten with a zero before it.

    Raises ValueError for anything but a whole number from 1. Basis: documents.md T-03.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a number of a document: {text[:20]!r}")
    return found[1].zfill(2)


def sign(profile: str, number: str, agency: str) -> str:
    """Return number and sign: ``05/BC-UBND`` (state), ``05-BC/ĐU`` (Party); dots for a number not given yet.

    Basis: NĐ 30/2020 Phụ lục I; documents.md D-03.
    """
    written = number or BLANK
    return f"{written}-{KIND_SIGN}/{agency}" if profile == PARTY else f"{written}/{KIND_SIGN}-{agency}"


def number_line(profile: str, number: str, agency: str) -> str:
    """Return the line of the number: with a colon in the state's form, without in the Party's.

    Basis: NĐ 30/2020 Phụ lục I; documents.md D-03 (HD 05).
    """
    colon = "" if profile == PARTY else ":"
    return f"Số{colon} {sign(profile, number, agency)}"


def place_and_date(place: str, day: date | None, year: int) -> str:
    """Return place and date in words: days below 10 and the months 1 and 2 with a zero before them.

    Without a day the paper keeps dots to write on. Basis: NĐ 30/2020 Phụ lục I (documents.md 1.7, cell 4).
    """
    if day is None:
        return f"{place}, ngày {BLANK} tháng {BLANK} năm {year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def window_words(label: str) -> str:
    """Return a window as a report's title says it: ``Quý III/2026`` is ``quý III năm 2026``.

    Basis: common writing in reports (documents.md 5.1).
    """
    written = label.replace("/", " năm ")
    return written[:1].lower() + written[1:]


def about(kind: Kind, label: str) -> str:
    """Return what the report is about, for its title. Basis: NĐ 30/2020 Phụ lục I (trích yếu)."""
    return f"{kind.about} {window_words(label)}"


def code_of(kind: Kind, profile: str, window: str, times: int) -> str:
    """Return the report's code in addresses; ``times``: reports of the kind and window made before.

    Basis: ours (design).
    """
    ending = "-dang" if profile == PARTY else ""
    again = f"-{times + 1}" if times else ""
    return f"{kind.subject}-{window.lower()}-{kind.code.partition('-')[2]}{ending}{again}"
