"""Numbers that look right and can be nobody's: identity numbers of no province, phones of no network."""

from __future__ import annotations

from datetime import date
from random import Random

NO_PROVINCE = "098"
"""The codes of provinces in personal numbers end at 096; 098 was never given to one."""
NO_PROVINCE_EITHER = "097"
NO_NETWORK = "0300"
"""No mobile network of Vietnam has numbers beginning with 030."""


def id_number(serial: int, born: date, *, is_woman: bool) -> str:
    """The invented personal number of neighbour `serial`: shaped like a true one, of no province."""
    century = 2 * (born.year // 100 - 19) + is_woman
    return f"{NO_PROVINCE}{century}{born.year % 100:02d}{serial:06d}"


def stray_id(rng: Random) -> str:
    """The invented personal number of someone only named in an answer."""
    return f"{NO_PROVINCE_EITHER}1{rng.randint(40, 99)}{rng.randint(0, 999_999):06d}"


def phone(serial: int) -> str:
    """The invented phone of neighbour `serial`."""
    return f"{NO_NETWORK}{serial:06d}"
