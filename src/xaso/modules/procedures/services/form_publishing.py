"""Publishing an e-form: the draft holds from a day, what held before ends the day before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.transaction import atomic

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Problem
from xaso.modules.org.services import forget_reference
from xaso.modules.procedures.events import FormPublished
from xaso.modules.procedures.models import FormDefinition, FormDraft, Procedure, ProcedureVersion
from xaso.modules.procedures.queries.eforms import check_form, whole_definition
from xaso.modules.procedures.queries.versions import in_force
from xaso.modules.procedures.rules.forms import differences
from xaso.modules.procedures.services.draft_changing import locked, subject_of
from xaso.modules.procedures.services.form_drafting import drawn
from xaso.modules.procedures.services.form_papers import check_form_papers
from xaso.modules.procedures.services.named import named_procedures
from xaso.modules.procedures.services.versioning import new_version
from xaso.platform.journal import services as journal

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class FormFaulty(Invalid):
    """A broken condition, a section without fields, a choice without options: `problems` say each."""

    code = "form_faulty"
    default_sentence = "Tờ khai còn chỗ sai nên chưa ban hành được."


class FormStartWrong(Invalid):
    """The day does not fit."""

    code = "form_start_wrong"


class FormDraftStale(Conflict):
    """A later version was published after the draft was begun."""

    code = "form_draft_stale"
    default_sentence = "Tờ khai đã có bản mới hơn bản thảo này. Bỏ bản thảo rồi lập lại từ bản mới."


@atomic
def publish_form(
    *,
    draft: FormDraft,
    valid_from: date,
    codes: Sequence[str] = (),
    by: Officer,
    at: datetime,
    seen: int,
) -> FormDefinition:
    """Let the draft hold from a day after today, for every procedure that uses the form.

    Procedures named by `codes` get a version with this form from that day. Drafts and dossiers begun on the
    earlier version keep it. The draft is taken away.

    Raises `FormFaulty`, `PapersUnknown`, `FormStartWrong`, `UnknownProcedures`, `FormDraftStale`,
    `DraftGone`, `DraftOvertaken`.
    """
    held = locked(draft, seen=seen)
    rows = FormDefinition.objects.select_for_update().filter(code=held.code)
    latest = rows.order_by("-valid_from").first()
    if latest is not None and held.based_on_id != latest.pk:
        raise FormDraftStale
    _check(held, valid_from, latest, today=local_date(at))
    check_form_papers(held.definition, held.code, since=valid_from)
    others = named_procedures(codes, valid_from)
    form = _write(held, latest, valid_from)
    given = _give(form, others, valid_from, by=by, at=at)
    told = differences(drawn(latest) if latest else None, drawn(form))
    fact = FormPublished(
        code=form.code,
        title=form.title,
        valid_from=valid_from.isoformat(),
        changed=[f"{one.verb} {one.what}" for one in told][:200],
        procedures=given,
    )
    journal.record(fact, by=by, at=at, subject=subject_of(held))
    held.delete()
    forget_reference()
    return form


def _check(draft: FormDraft, valid_from: date, latest: FormDefinition | None, *, today: date) -> None:
    problems = check_form(draft).problems
    if problems:
        raise FormFaulty(problems=[Problem("", f"{one.where}: {one.sentence}") for one in problems])
    if valid_from <= today:
        raise FormStartWrong("Sớm nhất là ngày mai, để tờ khai không đổi giữa ngày.", field="valid_from")
    if latest is not None and valid_from <= latest.valid_from:
        day = f"{latest.valid_from:%d/%m/%Y}"
        raise FormStartWrong(f"Bản mới nhất bắt đầu từ {day}. Chọn ngày sau đó.", field="valid_from")


def _write(draft: FormDraft, latest: FormDefinition | None, valid_from: date) -> FormDefinition:
    if latest is not None:
        open_then = Q(valid_to=None) | Q(valid_to__gte=valid_from)
        FormDefinition.objects.filter(open_then, pk=latest.pk).update(valid_to=valid_from - timedelta(days=1))
    return FormDefinition.objects.create(
        code=draft.code,
        title=draft.title,
        valid_from=valid_from,
        definition=whole_definition(draft, valid_from),
        basis=draft.basis,
        certainty=draft.certainty,
    )


def _give(
    form: FormDefinition, procedures: Sequence[Procedure], day: date, *, by: Officer, at: datetime
) -> list[str]:
    """Give the form to the procedures that do not use it yet; their codes in order."""
    using = ProcedureVersion.objects.filter(in_force(day), form_code=form.code)
    known = set(using.values_list("procedure", flat=True))
    given = [procedure for procedure in procedures if procedure.pk not in known]
    changes = {"form_code": form.code}
    for procedure in given:
        new_version(procedure=procedure, changes=changes, valid_from=day, decision=None, by=by, at=at)
    return sorted(procedure.code for procedure in given)
