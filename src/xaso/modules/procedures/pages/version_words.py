"""Parts of a version as lines to read, for comparing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xaso.kernel.certainty import Certainty
from xaso.kernel.money import format_dong
from xaso.kernel.wording import day_words

from ..models import ProcedureVersion
from ..rules.versions import Change, Line, line_changes
from . import wording

LEVELS = {"full": "toàn trình", "partial": "một phần", "none": "chưa có"}
CONFIDENCE = {"verified": "đã kiểm chứng", "partial": "còn chỗ chưa kiểm chứng"}
UNITS = dict(ProcedureVersion.TimeUnit.choices)


@dataclass(frozen=True, slots=True)
class Told:
    """A part that differs, with the lines of both sides."""

    words: str
    lines: list[Line]


def told(changes: Sequence[Change]) -> list[Told]:
    """The changes as a page shows them; the first letter of each part large."""
    return [
        Told(
            one.words[0].upper() + one.words[1:],
            line_changes(lines(one.part, one.before), lines(one.part, one.after)),
        )
        for one in changes
    ]


def lines(part: str, value: Any) -> list[str]:
    """What a part says, in lines; a part that says nothing has none."""
    if value is None or value in ("", []):
        return []
    if part == "components":
        return [paper_line(paper) for paper in value]
    if isinstance(value, list):
        return [_item(part, str(item)) for item in value]
    if isinstance(value, bool):
        return ["có" if value else "không"]
    return _text(part, value).splitlines()


def _item(part: str, item: str) -> str:
    if part == "channels":
        return wording.CHANNELS.get(item, item)
    if part == "flags":
        return wording.flag_words_of(item) or item
    return item


def _text(part: str, value: Any) -> str:
    if part == "fee_amount":
        return format_dong(value)
    if part == "four_on_the_spot_certainty":
        return Certainty(value).label
    known = {"service_level": LEVELS, "confidence": CONFIDENCE, "time_unit": UNITS}
    return str(known.get(part, {}).get(value, value))


def entry_words(data: Mapping[str, Any]) -> str:
    """What an entry of the journal says of a procedure, in a line."""
    if "changed" in data:
        start = day_words(date.fromisoformat(data["valid_from"]))
        by = f" theo {data['decision']}" if data.get("decision") else ""
        return f"bản từ {start}{by}: {', '.join(data['changed'])}"
    if "published_on" in data:
        day = day_words(date.fromisoformat(data["published_on"]))
        return f"có trên Cơ sở dữ liệu quốc gia từ {day}"
    return str(data.get("note", ""))


def paper_line(paper: Mapping[str, Any]) -> str:
    """A paper in one line: its name, how many, when, on which form."""
    parts = [
        str(paper["name"]).rstrip(".;"),
        f"{paper['originals']} bản chính" if paper["originals"] else "",
        f"{paper['copies']} bản sao" if paper["copies"] else "",
        "" if paper["required"] else "nếu thuộc trường hợp này",
        f"trường hợp: {paper['case'].rstrip(' :')}" if paper["case"] else "",
        f"mẫu {paper['form_template']}" if paper["form_template"] else "",
    ]
    return "; ".join(part for part in parts if part)
