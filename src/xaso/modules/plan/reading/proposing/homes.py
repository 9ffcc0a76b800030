"""Which section of the plan a target belongs to, by the path of numbers it stands under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xaso.modules.plan.reading.outline import Item
from xaso.modules.plan.reading.roles import role_of

_LONGEST_NAME = 200
UNNAMED = ("KH", "Nội dung chung của kế hoạch")
"""Where the text names no section at all."""


def section_names(items: Sequence[Item]) -> dict[str, str]:
    """The heading of every numbered section, by its path: ``{"III.2": "Cải cách thủ tục hành chính"}``."""
    names: dict[str, str] = {}
    for item in items:
        if item.heading and item.label is not None and not item.bulleted and item.titles:
            names.setdefault(item.section, item.titles[-1][:_LONGEST_NAME])
    return names


def home_of(path: str, names: Mapping[str, str], codes: dict[str, str]) -> tuple[str, str]:
    """The section's code and name: the nearest heading above that names a subject.

    "III.2.a Chỉ tiêu" says what kind of paragraph stands there, not what about; so the target belongs to
    "III.2 Cải cách thủ tục hành chính". With no such heading the outermost one is taken; where the place is
    the group of an annex, its name is looked for in ``codes`` as `home_of_group` does.
    """
    known = [way for way in _ways_up(path) if way in names]
    subject = next((way for way in known if not role_of(names[way])), known[-1] if known else "")
    if subject:
        return subject[:40], _sentence(names[subject])
    return home_of_group(path, codes) if path else UNNAMED


def home_of_group(group: str | None, codes: dict[str, str]) -> tuple[str, str]:
    """The section of an annex row by the name of its group; ``codes`` remembers those named before."""
    name = _sentence(" ".join((group or "Phụ lục chỉ tiêu").split()))[:300]
    own = sum(code.startswith("PL-") for code in codes.values())
    code = codes.setdefault(name, f"PL-{own + 1}")
    return code, name


def _ways_up(path: str) -> list[str]:
    parts = path.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _sentence(heading: str) -> str:
    """A heading in capitals becomes a sentence: "NHIỆM VỤ CỤ THỂ" reads "Nhiệm vụ cụ thể"."""
    return heading[:1] + heading[1:].lower() if heading.isupper() else heading
