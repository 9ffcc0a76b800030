"""Lists that forms offer but do not own: provinces, communes, villages, ethnic groups.

Whoever has the data registers it once at start-up:

    sources.register("ethnicity", lambda: [("01", "Kinh"), …])            # code, name
    sources.register("village", lambda: [("T01", "Thôn Lùng Phình"), …])  # villages of this commune
    sources.register("province", lambda: [("15", "Tỉnh Lào Cai"), …])     # full names
    sources.register("commune", lambda province: [("02848", "Xã Lùng Phình"), …])
    sources.register("home", lambda: ("15", "02848"))                     # where this commune is

A list that nobody registered is empty, and its field falls back to a plain text box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from xaso.kernel.text import edit_distance_at_most_one, fold

Kind = Literal["ethnicity", "village", "province", "commune", "home"]
Pairs = Sequence[tuple[str, str]]

_sources: dict[str, Callable[..., Any]] = {}
_DIVISION_WORDS = ("xa ", "phuong ", "dac khu ", "thi tran ", "tinh ", "thanh pho ", "tp ", "tp. ")


def register(kind: Kind, source: Callable[..., Any]) -> None:
    """Make ``source`` the list behind ``kind``; the last one registered wins. It should be cheap (cached)."""
    _sources[kind] = source


def registered() -> Mapping[str, Callable[..., Any]]:
    """The sources as they are now (tests put them back)."""
    return dict(_sources)


def replace_all(sources: Mapping[str, Callable[..., Any]]) -> None:
    """Set every source at once (tests)."""
    _sources.clear()
    _sources.update(sources)


def ethnicities() -> Pairs:
    """Ethnic groups, code and name."""
    return _list("ethnicity")


def villages() -> Pairs:
    """Villages of this commune."""
    return _list("village")


def provinces() -> Pairs:
    """Provinces and cities by full name."""
    return _list("province")


def communes(province: str) -> Pairs:
    """Communes of a province by full name; none for an unknown province."""
    return _list("commune", province)


def home() -> tuple[str, str]:
    """Province and commune of this installation; empty texts when unknown."""
    source = _sources.get("home")
    if source is None:
        return "", ""
    province, commune = source()
    return str(province), str(commune)


def label(pairs: Iterable[tuple[str, str]], code: str) -> str:
    """The name of a code; the code itself when the list does not have it."""
    return next((name for value, name in pairs if value == code), code)


def match_division(pairs: Pairs, typed: str) -> tuple[str | None, list[str]]:
    """The code whose name was typed, without minding accents, case or the word xã/phường/tỉnh.

    When none fits, or several do, the code is None and up to five near names are given.
    """
    wanted, bare = fold(typed), _bare(typed)
    exact = [(code, name) for code, name in pairs if fold(name) == wanted]
    found = exact or [(code, name) for code, name in pairs if _bare(name) == bare]
    if len(found) == 1:
        return found[0][0], []
    if found:
        return None, [name for _, name in found[:5]]
    near = [name for _, name in pairs if edit_distance_at_most_one(_bare(name), bare)]
    more = [name for _, name in pairs if len(bare) > 2 and bare in _bare(name) and name not in near]
    return None, (near + more)[:5]


def _bare(name: str) -> str:
    folded = fold(name)
    for word in _DIVISION_WORDS:
        if folded.startswith(word):
            return folded.removeprefix(word)
    return folded


def _list(kind: str, *arguments: str) -> Pairs:
    source = _sources.get(kind)
    return [] if source is None else [(str(code), str(name)) for code, name in source(*arguments)]
