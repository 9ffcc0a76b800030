"""Two neighbours file several procedures of one life event in one go: one has sent them, one is half way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.citizens.services import record_person
from xaso.modules.dossiers.queries.group_path import path_of
from xaso.modules.dossiers.services import drafting
from xaso.modules.dossiers.services.group_drafting import start_group
from xaso.modules.dossiers.services.group_filing import file_group
from xaso.modules.dossiers.services.grouping import FEWEST
from xaso.modules.procedures import queries as procedures
from xaso.platform.journal.actors import SYSTEM

from .accounts import DemoAccount
from .answers import Asker, fill
from .shelf import sample_pdf

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.dossiers.models import Draft, GroupDraft
    from xaso.modules.procedures.models import ProcedureVersion

EVENT = "nguoi-than-mat"
MOST_PAGES = 20


def make_together(accounts: Sequence[DemoAccount], *, now: datetime, rng: Random, event: str = EVENT) -> int:
    """Begin a group for each account; the first is sent, the others stop after the first form. How many.

    A pack without the event, or with too few of its procedures filed here, gets none.
    """
    versions = _versions(event, now)
    if len(versions) < FEWEST:
        return 0
    name = procedures.life_event(event).name
    for number, account in enumerate(accounts):
        person = record_person(by=SYSTEM, at=now, full_name=account.full_name, id_number=account.id_number)
        group = start_group(person=person, versions=versions, name=name, at=now)
        _go_through(group, person, rng, now, whole=number == 0)
    return len(accounts)


def _versions(event: str, now: datetime) -> list[ProcedureVersion]:
    """The first two of the event that are filed here with a form of their own."""
    try:
        procedures.life_event(event)
    except Missing:
        return []
    rows = procedures.catalogue(event=event, on=local_date(now)).rows
    fit = [one for one in rows if one.procedure.filing_place == procedures.PlaceChoice.HERE]
    return [one for one in fit if one.form_code not in ("", "generic")][:FEWEST]


def _go_through(group: GroupDraft, person: Person, rng: Random, now: datetime, *, whole: bool) -> None:
    drafts = list(group.drafts.select_related("form").order_by("group_order"))
    for draft in drafts if whole else drafts[:1]:
        _fill(draft, person, rng, now)
    if whole:
        file_group(group=group, by=person, at=now)


def _fill(draft: Draft, person: Person, rng: Random, now: datetime) -> None:
    """Answer every page that is asked, then send every paper that must be sent."""
    today = local_date(now)
    told = fill(drafting.form_of(draft), Asker(person, today), rng)
    for _ in range(MOST_PAGES):
        page = path_of(draft, today=today).first_undone
        if page is None:
            break
        values = {field.code: told[field.code] for field in page.fields if field.code in told}
        drafting.save_section(draft=draft, section_code=page.code, values=values, at=now)
    for paper in path_of(draft, today=today).papers:
        if paper.is_lacking:
            _send(draft, paper.field.code, person, now)


def _send(draft: Draft, field_code: str, person: Person, now: datetime) -> None:
    upload = SimpleUploadedFile("giay-to-gia-lap.pdf", sample_pdf(), "application/pdf")
    drafting.attach_file(
        draft=draft, field_code=field_code, component_code="", upload=upload, by=person, at=now
    )
