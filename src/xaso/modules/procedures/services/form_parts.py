"""The pieces of an e-form being drawn: put, move and drop sections, fields and rules.

Each takes the revision the page showed as `seen` and raises `DraftGone`, `DraftOvertaken`, and `PartMissing`
where a place holds nothing. Places count from 0.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from xaso.kernel.errors import Invalid, Missing
from xaso.modules.procedures.models import FormDraft
from xaso.modules.procedures.rules.forms import kept_properties, new_field, new_section
from xaso.modules.procedures.services.draft_changing import changing

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

MOST_FIELDS = 200


class PartMissing(Missing):
    """The draft has nothing at that place."""

    code = "form_part_missing"
    default_sentence = "Bản thảo không có phần, ô này. Tải lại trang để xem."


class TooManyFields(Invalid):
    """A form has at most `MOST_FIELDS` fields."""

    code = "form_too_long"
    default_sentence = f"Tờ khai dài nhất {MOST_FIELDS} ô. Bỏ bớt ô không cần."


class Act(TypedDict):
    """Who changes it, when, having seen what."""

    by: Officer
    at: datetime
    seen: int


def add_section(*, draft: FormDraft, said: dict[str, Any], **act: Unpack[Act]) -> FormDraft:
    """Add an empty section at the end, with its `title`, `intro` and `show_if`."""
    with changing(draft, what=f"Thêm phần “{said['title']}”", **act) as held:
        section = new_section(held.definition, title=said["title"], intro=said["intro"])
        held.definition["sections"].append(section | {"show_if": said["show_if"] or None})
    return held


def change_section(*, draft: FormDraft, place: int, said: dict[str, Any], **act: Unpack[Act]) -> FormDraft:
    """Write a section's `title`, `intro` and `show_if` anew; its fields stay."""
    with changing(draft, what=f"Sửa phần “{said['title']}”", **act) as held:
        section = _at(held.definition["sections"], place)
        section.update({name: said[name] or None for name in ("title", "intro", "show_if")})
    return held


def move_section(*, draft: FormDraft, place: int, to: int, **act: Unpack[Act]) -> FormDraft:
    """Put a section to another place; beyond the ends it stops there."""
    with changing(draft, what=f"Chuyển phần {place + 1}", **act) as held:
        _move(held.definition["sections"], place, to)
    return held


def drop_section(*, draft: FormDraft, place: int, **act: Unpack[Act]) -> FormDraft:
    """Take a section out with its fields."""
    with changing(draft, what=f"Bỏ phần {place + 1}", **act) as held:
        _drop(held.definition["sections"], place)
    return held


def add_field(*, draft: FormDraft, section: int, kind: str, label: str, **act: Unpack[Act]) -> FormDraft:
    """Add a field at the end of a section. Raises `TooManyFields` as well."""
    with changing(draft, what=f"Thêm ô “{label}”", **act) as held:
        fields = _at(held.definition["sections"], section)["fields"]
        if sum(len(one["fields"]) for one in held.definition["sections"]) >= MOST_FIELDS:
            raise TooManyFields
        fields.append(new_field(held.definition, kind=kind, label=label))
    return held


def change_field(
    *, draft: FormDraft, section: int, place: int, said: dict[str, Any], **act: Unpack[Act]
) -> FormDraft:
    """Write properties of a field anew; code and type stay, and so does what is not said."""
    with changing(draft, what=f"Sửa ô “{said['label']}”", **act) as held:
        fields = _at(held.definition["sections"], section)["fields"]
        field = _at(fields, place)
        fixed = {"code": field["code"], "type": field["type"]}
        fields[place] = kept_properties({**field, **said, **fixed})
    return held


def move_field(
    *, draft: FormDraft, section: int, place: int, to: tuple[int, int], **act: Unpack[Act]
) -> FormDraft:
    """Put a field to a section and a place in it; beyond the ends it stops there."""
    with changing(draft, what=f"Chuyển ô {section + 1}.{place + 1}", **act) as held:
        sections = held.definition["sections"]
        field = _drop(_at(sections, section)["fields"], place)
        target = _at(sections, to[0])["fields"]
        target.insert(max(0, min(to[1], len(target))), field)
    return held


def drop_field(*, draft: FormDraft, section: int, place: int, **act: Unpack[Act]) -> FormDraft:
    """Take a field out."""
    with changing(draft, what=f"Bỏ ô {section + 1}.{place + 1}", **act) as held:
        _drop(_at(held.definition["sections"], section)["fields"], place)
    return held


def put_rule(*, draft: FormDraft, place: int | None, said: dict[str, str], **act: Unpack[Act]) -> FormDraft:
    """Write a rule (`expr`, `field`, `message`) anew, or add it when `place` is None."""
    with changing(draft, what=f"Ghi điều kiện “{said['message']}”", **act) as held:
        rules = held.definition["rules"]
        if place is None:
            rules.append(dict(said))
        else:
            _at(rules, place).update(said)
    return held


def drop_rule(*, draft: FormDraft, place: int, **act: Unpack[Act]) -> FormDraft:
    """Take a rule out."""
    with changing(draft, what=f"Bỏ điều kiện {place + 1}", **act) as held:
        _drop(held.definition["rules"], place)
    return held


def _at(parts: list[dict[str, Any]], place: int) -> dict[str, Any]:
    if not 0 <= place < len(parts):
        raise PartMissing
    return parts[place]


def _drop(parts: list[dict[str, Any]], place: int) -> dict[str, Any]:
    _at(parts, place)
    return parts.pop(place)


def _move(parts: list[dict[str, Any]], place: int, to: int) -> None:
    part = _drop(parts, place)
    parts.insert(max(0, min(to, len(parts))), part)
