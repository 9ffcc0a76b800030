"""The boxes of an address and of a person.

An address asks one thing first: in this commune, elsewhere in the province, or in another province. The 3,321
communes are never sent to the phone: only those of the own province are a list; elsewhere the name is typed
and matched on the server, without accents, with near names offered when it fits none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import sources
from .boxes import Asked, Box, chosen, day, group, line, listed
from .reading import PLACE_HOME, PLACE_OTHER, PLACE_PROVINCE

Errors = Mapping[str, str]


def address(asked: Asked, value: Any, errors: Errors) -> Box:
    """A fieldset that asks for an address."""
    stored = value if isinstance(value, Mapping) else {}
    name = asked.name
    detail = line(
        Asked(
            f"{name}-detail", "Số nhà, đường, tổ", "", required=False, error=errors.get(f"{name}-detail", "")
        ),
        stored.get("detail"),
    )
    if not sources.provinces():
        return group(asked, [*_typed(name, stored, asked, errors), detail])
    return group(asked, [_place(name, stored, asked, errors), detail])


def person(asked: Asked, value: Any, errors: Errors) -> Box:
    """A fieldset that asks for a person: name, date of birth, number, address."""
    stored = value if isinstance(value, Mapping) else {}
    name = asked.name

    def ask(part: str, label: str, hint: str = "", *, required: bool = True) -> Asked:
        said = errors.get(f"{name}-{part}", "") or (asked.error if part == "name" else "")
        return Asked(f"{name}-{part}", label, hint, required=required, error=said)

    number = ask("id_number", "Số định danh cá nhân", "12 chữ số trên thẻ căn cước.", required=False)
    where = ask("address", "Nơi ở", required=False)
    return group(
        asked,
        [
            line(ask("name", "Họ, chữ đệm, tên"), stored.get("name"), spellcheck=False),
            day(ask("date_of_birth", "Ngày sinh", "Ví dụ 27 3 1985."), stored.get("date_of_birth")),
            line(number, stored.get("id_number"), inputmode="numeric", classes="govuk-input--width-20"),
            address(where, stored.get("address"), errors),
        ],
    )


def _place(name: str, stored: Mapping[str, Any], asked: Asked, errors: Errors) -> Box:
    home_province, home_commune = sources.home()
    here = sources.label(sources.communes(home_province), home_commune)
    province = sources.label(sources.provinces(), home_province)
    under = {
        PLACE_HOME: [_village(name, stored, errors)] if sources.villages() else [],
        PLACE_PROVINCE: [_commune(name, stored, errors)],
        PLACE_OTHER: _elsewhere(name, stored, errors),
    }
    pairs = [
        (PLACE_HOME, here),
        (PLACE_PROVINCE, f"Xã, phường khác của {_inside(province)}"),
        (PLACE_OTHER, "Tỉnh, thành phố khác"),
    ]
    said = errors.get(f"{name}-place") or errors.get(name) or asked.error
    question = Asked(f"{name}-place", "Ở đâu?", error=said)
    return chosen(question, _where(stored), pairs, under)


def _where(stored: Mapping[str, Any]) -> str:
    """Which of the three it is, from what was stored or typed."""
    province, commune = sources.home()
    if stored.get("place"):
        return str(stored["place"])
    if not stored.get("province"):
        return ""
    if stored["province"] != province:
        return PLACE_OTHER
    return PLACE_HOME if stored.get("commune") == commune else PLACE_PROVINCE


def _village(name: str, stored: Mapping[str, Any], errors: Errors) -> Box:
    asked = Asked(f"{name}-village", "Thôn", required=False, error=errors.get(f"{name}-village", ""))
    return listed(asked, stored.get("village"), sources.villages())


def _commune(name: str, stored: Mapping[str, Any], errors: Errors) -> Box:
    province, commune = sources.home()
    others = [(code, text) for code, text in sources.communes(province) if code != commune]
    asked = Asked(f"{name}-commune", "Xã, phường", error=errors.get(f"{name}-commune", ""))
    return listed(asked, stored.get("commune"), others)


def _elsewhere(name: str, stored: Mapping[str, Any], errors: Errors) -> list[Box]:
    home_province, _ = sources.home()
    others = [(code, text) for code, text in sources.provinces() if code != home_province]
    province = str(stored.get("province") or "")
    typed = stored.get("commune_name")
    if typed is None and province and province != home_province:
        typed = sources.label(sources.communes(province), str(stored.get("commune") or ""))
    which = Asked(f"{name}-province", "Tỉnh, thành phố", error=errors.get(f"{name}-province", ""))
    hint = "Tên hiện nay, từ ngày 01/07/2025. Viết không dấu cũng được."
    called = Asked(
        f"{name}-commune_name", "Tên xã, phường", hint, error=errors.get(f"{name}-commune_name", "")
    )
    return [listed(which, province, others), line(called, typed)]


def _typed(name: str, stored: Mapping[str, Any], asked: Asked, errors: Errors) -> list[Box]:
    """Without lists of divisions: plain text."""
    said = errors.get(f"{name}-place") or asked.error
    return [
        line(Asked(f"{name}-province", "Tỉnh, thành phố", error=said), stored.get("province")),
        line(
            Asked(f"{name}-commune", "Xã, phường", error=errors.get(f"{name}-commune", "")),
            stored.get("commune"),
        ),
    ]


def _inside(province: str) -> str:
    return province[:1].lower() + province[1:]
