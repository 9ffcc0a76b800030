"""Dossiers at any point of their way, made by the services alone."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cast import Cast
from xaso.kernel.clock import at, local_date
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier, Draft
from xaso.modules.dossiers.services import drafting, ending, filing, handling, intake, resolving
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.modules.procedures.models import ProcedureVersion
from xaso.modules.procedures.queries import current_version, form_definition

RESIDENCE, COPY, LAND, HARDSHIP, NO_TIME = "9.000001", "9.000002", "9.000003", "XS-901", "9.000005"
MONDAY = at(date(2026, 3, 2), time(8, 0))
"""A Monday morning with working days all around."""

_keys = count(1)


def moment(day: int, hour: int = 8, minute: int = 0, month: int = 3) -> datetime:
    """A moment of spring 2026 in Vietnam; 2 March is a Monday."""
    return at(date(2026, month, day), time(hour, minute))


def picture(name: str = "giay-to.png") -> SimpleUploadedFile:
    """A small true PNG."""
    made = BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


def version(code: str = RESIDENCE, moment: datetime = MONDAY) -> ProcedureVersion:
    """The procedure as it stands that day."""
    return current_version(code, local_date(moment))


def answers() -> dict[str, Any]:
    """Whole and right answers to the form on residence."""
    return {
        "applicant_name": "Giàng Thị Say",
        "applicant_id": "099190000901",
        "applicant_phone": "0912000901",
        "home": {"province": "99", "commune": "99123", "village": "B1", "detail": "Nhà cạnh suối"},
        "since": "2020-01-15",
        "kind": "own",
    }


def draft_of(person: Person, *, code: str = RESIDENCE, when: datetime = MONDAY, whole: bool = True) -> Draft:
    """A filing in progress; with `whole` nothing lacks."""
    procedure = version(code, when)
    form = form_definition(procedure, local_date(when))
    draft = drafting.start_draft(person=person, version=procedure, form=form, at=when)
    if not whole:
        return draft
    for section in drafting.form_of(draft).sections:
        values = {field.code: answers()[field.code] for field in section.fields if field.code in answers()}
        draft = drafting.save_section(draft=draft, section_code=section.code, values=values, at=when)
    drafting.attach_file(
        draft=draft, field_code="house_paper", component_code="tp02", upload=picture(), by=person, at=when
    )
    return draft


def filed(person: Person, when: datetime = MONDAY) -> Dossier:
    """Filed online, waiting to be received."""
    return filing.file_draft(draft=draft_of(person, when=when), by=person, at=when)


def taken_in(
    cast: Cast,
    when: datetime = MONDAY,
    *,
    code: str = RESIDENCE,
    applicant: Person | None = None,
    papers: tuple[PaperIn, ...] = (),
    **more: Any,
) -> Dossier:
    """Taken in at the counter, on the first step after reception."""
    return intake.take_in_at_counter(
        by=cast.one_stop_officer,
        applicant=applicant or cast.citizen,
        version=version(code, when),
        answers={},
        papers=papers,
        filing_key=f"quay-{next(_keys)}",
        at=when,
        **more,
    )


def assigned(cast: Cast, when: datetime = MONDAY, **more: Any) -> Dossier:
    """With the specialist, who is to handle it."""
    dossier = taken_in(cast, when, **more)
    return handling.assign(
        dossier=dossier, to=cast.specialist, by=cast.head_of_office, at=when, seen=dossier.revision
    )


def proposed(cast: Cast, when: datetime = MONDAY, *, with_file: bool = True, **more: Any) -> Dossier:
    """With the head of office, who checks the proposed result."""
    dossier = assigned(cast, when, **more)
    return resolving.propose_result(
        dossier=dossier,
        by=cast.specialist,
        outcome="granted",
        summary="Xác nhận đúng nơi ở.",
        upload=picture("du-thao.png") if with_file else None,
        at=when,
        seen=dossier.revision,
    )


def awaiting_approval(cast: Cast, when: datetime = MONDAY, **more: Any) -> Dossier:
    """With the chairman."""
    dossier = proposed(cast, when, **more)
    return handling.forward(dossier=dossier, by=cast.head_of_office, at=when, seen=dossier.revision)


def approved(cast: Cast, when: datetime = MONDAY, **more: Any) -> Dossier:
    """With the clerk, to be numbered."""
    dossier = awaiting_approval(cast, when, **more)
    return resolving.approve(dossier=dossier, by=cast.chairman, at=when, seen=dossier.revision)


def ready(cast: Cast, when: datetime = MONDAY, *, finished: datetime | None = None, **more: Any) -> Dossier:
    """With its result, waiting for the person. `finished` is when it was numbered, `when` all before."""
    dossier = approved(cast, when, **more)
    end = finished or when
    return resolving.issue(
        dossier=dossier,
        by=cast.clerk,
        number=f"{dossier.pk}/XN-UBND",
        issued_on=local_date(end),
        at=end,
        seen=dossier.revision,
    )


def returned(
    cast: Cast, when: datetime = MONDAY, *, finished: datetime | None = None, **more: Any
) -> Dossier:
    """Returned at the counter."""
    dossier = ready(cast, when, finished=finished, **more)
    return ending.return_result(
        dossier=dossier,
        by=cast.one_stop_officer,
        channel="counter",
        returned_to="Giàng Thị Say, thẻ căn cước",
        at=finished or when,
        seen=dossier.revision,
    )
