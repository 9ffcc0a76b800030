"""Publishing a route: the draft becomes the next number, and procedures take it up from a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic

from xaso.kernel.certainty import Certainty
from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Problem
from xaso.kernel.text import clean
from xaso.modules.org import queries as org
from xaso.modules.org.services import forget_reference
from xaso.modules.procedures.events import RoutePublished
from xaso.modules.procedures.models import CatalogueDecision, Procedure, ProcedureVersion, Route, RouteDraft
from xaso.modules.procedures.queries.routes import check_route
from xaso.modules.procedures.queries.versions import in_force
from xaso.modules.procedures.rules.routes import Step, shares, step_codes
from xaso.modules.procedures.services.draft_changing import locked, subject_of
from xaso.modules.procedures.services.named import named_procedures
from xaso.modules.procedures.services.route_loading import write_route
from xaso.modules.procedures.services.versioning import Decision, new_version, record_decision
from xaso.platform.journal import services as journal

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class RouteFaulty(Invalid):
    """A step without holder or time, no exit, a wrong order: `problems` say each."""

    code = "route_faulty"
    default_sentence = "Quy trình còn chỗ sai nên chưa ban hành được."


class StartWrong(Invalid):
    """The day does not fit."""

    code = "route_start_wrong"


class DraftStale(Conflict):
    """A later number was published after the draft was begun."""

    code = "route_draft_stale"
    default_sentence = "Quy trình đã có lần mới hơn bản thảo này. Bỏ bản thảo rồi lập lại từ lần mới."


@atomic
def publish_route(
    *,
    draft: RouteDraft,
    valid_from: date,
    decision_number: str,
    decided_on: date,
    codes: Sequence[str] = (),
    by: Officer,
    at: datetime,
    seen: int,
) -> Route:
    """Make the draft the next number of its route, from a day after today, by a decision of the commune.

    Every procedure on the route, and those named by `codes`, gets a version on the new number from that day.
    Dossiers received before keep theirs. The draft is taken away.

    Raises `RouteFaulty`, `StartWrong`, `UnknownProcedures`, `DraftStale`, `DraftGone`, `DraftOvertaken`.
    """
    held = locked(draft, seen=seen)
    latest = Route.objects.select_for_update().filter(code=held.code).order_by("-number").first()
    if latest is not None and held.based_on_id != latest.pk:
        raise DraftStale
    _check_faults(held)
    _check_days(valid_from, decided_on, latest, today=local_date(at))
    others = named_procedures(codes, valid_from)
    document = _decided(held, decision_number, decided_on, valid_from, at)
    route = _write(held, latest, document, valid_from)
    taken_up = _take_up(route, others, document, valid_from=valid_from, by=by, at=at)
    fact = RoutePublished(
        code=route.code,
        number=route.number,
        route=route.name,
        valid_from=valid_from.isoformat(),
        decision_number=document.number,
        procedures=taken_up,
    )
    journal.record(fact, by=by, at=at, subject=subject_of(held))
    held.delete()
    forget_reference()
    return route


def _check_faults(draft: RouteDraft) -> None:
    found = check_route(draft).faults
    if found:
        raise RouteFaulty(problems=[Problem("", fault.sentence) for fault in found])


def _check_days(valid_from: date, decided_on: date, latest: Route | None, *, today: date) -> None:
    if valid_from <= today:
        raise StartWrong(
            "Sớm nhất là ngày mai, để hồ sơ nhận hôm nay đi cùng một quy trình.", field="valid_from"
        )
    if latest is not None and latest.valid_from is not None and valid_from < latest.valid_from:
        day = latest.valid_from.strftime("%d/%m/%Y")
        sentence = f"Lần {latest.number} áp dụng từ {day}. Chọn ngày đó hoặc sau đó."
        raise StartWrong(sentence, field="valid_from")
    if decided_on > valid_from:
        raise StartWrong("Ngày ký quyết định không được sau ngày áp dụng.", field="decided_on")


def _decided(
    draft: RouteDraft, number: str, decided_on: date, effective_on: date, at: datetime
) -> CatalogueDecision:
    words = clean(number)
    if not words:
        raise Invalid("Ghi số quyết định phê duyệt quy trình.", field="decision_number")
    facts = Decision(
        number=words,
        decided_on=decided_on,
        effective_on=effective_on,
        issuer=org.commune().committee_name,
        kind="route",
        summary=f"Phê duyệt quy trình nội bộ “{draft.name}”",
    )
    return record_decision(facts, at=at)


def _write(draft: RouteDraft, latest: Route | None, document: CatalogueDecision, valid_from: date) -> Route:
    steps = [Step.of(row) for row in draft.steps]
    head = {
        "code": draft.code,
        "name": draft.name,
        "basis": draft.basis or f"{document} của {document.issuer}",
        "note": draft.note,
        "certainty": Certainty.A,
        "hours": sum(step.hours for step in steps if step.is_timed),
        "decision_number": document.number,
        "decided_on": document.decided_on,
    }
    rows = [
        {
            "code": code,
            "kind": step.kind,
            "name": step.name,
            "role": step.role,
            "unit_id": org.unit(step.unit).pk if step.unit else None,
            "share": share,
            "may_return": step.may_return,
            "output": step.output,
            "output_kind": step.output_kind,
        }
        for step, code, share in zip(steps, step_codes(steps), shares(steps), strict=True)
    ]
    return write_route(head, rows, before=latest, valid_from=valid_from)


def _take_up(
    route: Route,
    others: Sequence[Procedure],
    document: CatalogueDecision,
    *,
    valid_from: date,
    by: Officer,
    at: datetime,
) -> list[str]:
    """Give the procedures a version on the route from its day; codes of those that got one, in order."""

    def change(procedure: Procedure, start: date) -> None:
        new_version(
            procedure=procedure, changes={"route": route}, valid_from=start, decision=document, by=by, at=at
        )

    shown = ProcedureVersion.objects.filter(route__code=route.code, procedure__is_hidden=False)
    on_family = shown.select_related("procedure")
    now = [version.procedure for version in on_family.filter(in_force(valid_from))]
    changed = list(dict.fromkeys((*now, *others)))
    for procedure in changed:
        change(procedure, valid_from)
    for version in on_family.filter(valid_from__gt=valid_from).exclude(route=route):
        change(version.procedure, version.valid_from)
        changed.append(version.procedure)
    return sorted({procedure.code for procedure in changed})
