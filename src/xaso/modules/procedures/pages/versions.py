"""Pages of a procedure's versions: publish a new one, compare two."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.org.access import officer_page
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import form_errors

from .. import queries, services
from ..forms.versions import DecisionForm, PaperForm, PaperForms, VersionForm, papers_changed, papers_of
from ..models import Procedure, ProcedureVersion
from ..queries import comparing
from ..queries.comparing import PAPER
from ..queries.form_papers import papers_of_form
from ..rules.form_papers import PaperMatch
from ..rules.versions import Change
from .frame import Shown, keeper_page, tried
from .version_words import told

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class _Desk:
    """What is on the page: three forms over the version that holds now."""

    def __init__(self, request: TimedRequest, version: ProcedureVersion) -> None:
        data = request.POST if request.method == "POST" else None
        today = local_date(request.now)
        self.version, self.parts = version, comparing.parts_of(version)
        first = {"issuer": f"UBND tỉnh {org.commune().province_name}", "valid_from": today}
        self.decision = DecisionForm(data, initial=first, prefix="qd")
        eforms = queries.forms(today)
        self.said = VersionForm(data, initial=VersionForm.initial_of(self.parts), eforms=eforms, prefix="tt")
        self.papers: BaseFormSet[PaperForm] = PaperForms(data, initial=self.parts["components"], prefix="gt")

    def is_valid(self) -> bool:
        """Whether every box of the three is right; each is looked at, so that all errors show at once."""
        return all([self.decision.is_valid(), self.said.is_valid(), self.papers.is_valid()])

    def changes(self) -> dict[str, Any]:
        """What was changed, as the service takes it."""
        found = self.said.changes()
        if papers_changed(self.papers, self.parts["components"]):
            found["components"] = [{name: paper[name] for name in PAPER} for paper in papers_of(self.papers)]
        return found

    def preview(self) -> list[Change]:
        """What would differ."""
        return comparing.preview(self.version, self.changes())

    def papers_match(self) -> PaperMatch | None:
        """How the papers and the form would fit."""
        parts = self.parts | self.changes()
        start = self.decision.cleaned_data["valid_from"]
        return papers_of_form(parts["form_code"], parts["components"], since=start)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def new(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Write what the procedure says from a day on; look at the changes, then publish them."""
    version = queries.version_page(code, local_date(request.now))
    desk = _Desk(request, version)
    shown, seen, match = Shown(), None, None
    if request.method == "POST" and not desk.is_valid():
        shown = Shown(status=422)
    elif request.method == "POST" and request.POST.get("viec") != "ban-hanh":
        seen, match = desk.preview(), desk.papers_match()
    elif request.method == "POST":
        failed = tried(desk.decision, lambda: _publish(desk, officer, request))
        if failed is None:
            start = f"{desk.decision.cleaned_data['valid_from']:%d/%m/%Y}"
            messages.success(request, f"Đã ban hành bản mới, áp dụng từ {start}.")
            return redirect("procedures_desk:record", code)
        shown = failed
    loose = shown.errors(desk.decision)
    others = form_errors(desk.said, *desk.papers.forms) if desk.said.is_bound else []
    context = {
        "version": version,
        "procedure": version.procedure,
        "decision": desk.decision,
        "form": desk.said,
        "papers": desk.papers,
        "errors": loose + others,
        "seen": None if seen is None else told(seen),
        "match": match,
        "coming": queries.coming_version(version.procedure, local_date(request.now)),
    }
    return render(request, "procedures/versions/new.html", context, status=shown.status)


def _publish(desk: _Desk, officer: Officer, request: TimedRequest) -> None:
    services.new_version(
        procedure=desk.version.procedure,
        changes=desk.changes(),
        valid_from=desk.decision.cleaned_data["valid_from"],
        decision=desk.decision.decision(),
        by=officer,
        at=request.now,
    )


@require_safe
@officer_page()
def compare(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Two versions of a procedure side by side; without being told which, the last two."""
    procedure = queries.procedure(code)
    history = queries.versions_of(procedure)
    if not history:
        raise Missing("Thủ tục này chưa có bản nào.")
    after = _asked(procedure, request.GET.get("den")) or history[0]
    before = _asked(procedure, request.GET.get("tu")) or _before(history, after)
    changes = comparing.comparison(before, after)
    context = {
        "procedure": procedure,
        "history": history,
        "before": before,
        "after": after,
        "rows": told(changes),
    }
    return render(request, "procedures/versions/compare.html", context)


def _asked(procedure: Procedure, text: str | None) -> ProcedureVersion | None:
    """The version the address names by its first day, 2026-04-01."""
    try:
        start = date.fromisoformat(text or "")
    except ValueError:
        return None
    return comparing.version_from(procedure, start)


def _before(history: list[ProcedureVersion], after: ProcedureVersion) -> ProcedureVersion:
    earlier = [one for one in history if one.valid_from < after.valid_from]
    return earlier[0] if earlier else after
