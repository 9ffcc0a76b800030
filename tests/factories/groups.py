"""Several procedures filed in one go online, made by the services alone."""

from __future__ import annotations

import copy
import json
from datetime import datetime
from typing import Any

from tests.cast import FOUNDED, PACK
from tests.factories import dossiers as make
from xaso.kernel.clock import local_date
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Draft, GroupDraft
from xaso.modules.dossiers.services import drafting
from xaso.modules.dossiers.services.group_drafting import start_group
from xaso.modules.procedures import services as procedures
from xaso.modules.procedures.models import LifeEvent, LifeEventProcedure, Procedure
from xaso.modules.procedures.queries import versions_with_papers
from xaso.platform.journal.actors import SYSTEM

EVENT = "don-ve"
ELSEWHERE = "9.000004"
CODES = (make.RESIDENCE, make.HARDSHIP)
HARDSHIP_FORM = "hardship"
HOME = {"province": "99", "commune": "99123", "village": "B1", "detail": "Nhà cạnh suối"}


def load_event() -> str:
    """A life event with two procedures filed here, whose forms and papers overlap, and one filed elsewhere.

    The second form asks for the home and the house paper too, and for a tick and a text of its own.
    """
    residence = json.loads((PACK / "eforms" / "residence.json").read_text(encoding="utf-8"))
    marked = {"home": "home.address", "house_paper": "paper.house"}
    first = _with_meanings(residence, marked)
    second = _with_meanings(residence, marked) | {"code": HARDSHIP_FORM, "title": "Đơn xin xác nhận khó khăn"}
    second["sections"] = [_only(one) for one in second["sections"] if one["code"] != "owner"]
    second["rules"] = []
    procedures.load_forms([first, second], by=SYSTEM, at=FOUNDED)
    Procedure.objects.get(code=make.HARDSHIP).versions.update(form_code=HARDSHIP_FORM)
    event = LifeEvent.objects.create(code=EVENT, name="Dọn về", blurb="Dọn về ở.", order=9)
    for order, code in enumerate((*CODES, ELSEWHERE), 1):
        LifeEventProcedure.objects.create(
            event=event, procedure=Procedure.objects.get(code=code), order=order
        )
    return EVENT


def begun(person: Person, when: datetime = make.MONDAY) -> GroupDraft:
    """A group just begun. Call `load_event` before."""
    versions = versions_with_papers(CODES, on=local_date(when))
    return start_group(person=person, versions=versions, name="Dọn về", at=when)


def drafts_of(group: GroupDraft) -> list[Draft]:
    """The filings of the group in order."""
    return list(group.drafts.select_related("version__procedure", "form", "group").order_by("group_order"))


def first_done(group: GroupDraft, when: datetime = make.MONDAY) -> Draft:
    """The first form filled in, its paper sent."""
    draft = drafts_of(group)[0]
    answered(draft, make.answers(), when)
    drafting.attach_file(
        draft=draft,
        field_code="house_paper",
        component_code="",
        upload=make.picture(),
        by=group.owner,
        at=when,
    )
    return draft


def second_done(group: GroupDraft, when: datetime = make.MONDAY) -> Draft:
    """What the second form still asks."""
    draft = drafts_of(group)[1]
    return drafting.save_section(
        draft=draft, section_code="papers", values={"reason": "Nhà neo người"}, at=when
    )


def whole(person: Person, when: datetime = make.MONDAY) -> GroupDraft:
    """A group that lacks nothing. Call `load_event` before."""
    group = begun(person, when)
    first_done(group, when)
    second_done(group, when)
    return group


def answered(draft: Draft, answers: dict[str, Any], when: datetime) -> None:
    """Fill in each page for which there are answers."""
    for section in drafting.form_of(draft).sections:
        values = {field.code: answers[field.code] for field in section.fields if field.code in answers}
        if values:
            drafting.save_section(draft=draft, section_code=section.code, values=values, at=when)


def _with_meanings(form: dict[str, Any], meanings: dict[str, str]) -> dict[str, Any]:
    made = copy.deepcopy(form)
    for section in made["sections"]:
        for field in section["fields"]:
            if field["code"] in meanings:
                field["meaning"] = meanings[field["code"]]
    return made


def _only(section: dict[str, Any]) -> dict[str, Any]:
    """The page with what the second form asks: of the home the address alone, a reason beside the paper."""
    kept = [one for one in section["fields"] if one["code"] not in ("since", "kind")]
    for field in kept:
        field["component"] = None
    if section["code"] == "papers":
        base = next(one for one in kept if one["code"] == "house_paper")
        asked = {"code": "reason", "type": "text", "label": "Vì sao khó khăn?", "accept": [], "meaning": None}
        kept = [{**base, **asked}, base]
    return {**section, "fields": kept}
