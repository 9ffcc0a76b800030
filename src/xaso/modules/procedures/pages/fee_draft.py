"""Pages of a fee table being written: the draft, its document and days, an example, publishing, dropping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.payments.queries import tariffs
from xaso.modules.payments.services import fee_drafting
from xaso.modules.payments.services.fee_publishing import publish_table
from xaso.platform.ui.middleware import TimedRequest

from ..forms.fees import FeeExampleForm, FeeHeadForm
from ..forms.routes import SeenForm
from ..queries import fee_use
from .fee_words import change_rows, item_rows
from .frame import Shown, keeper_page, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.payments.models import FeeDraft, FeeTable

page_of_draft = require_http_methods(["GET", "HEAD", "POST"])
OF_SERVICE, OF_ITEM = "thu-tuc:", "khoan:"


@page_of_draft
@keeper_page
def draft(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """The draft: its items with their buttons, what keeps it from being published, what to look at again."""
    found = tariffs.draft_of(code)
    form = SeenForm(request.POST if request.method == "POST" else None)
    shown = Shown()
    if request.method == "POST":
        failed = tried(form, lambda: _act(request, found, form.cleaned_data["seen"], officer))
        if failed is None:
            return redirect("procedures_desk:fee_draft", code)
        shown = failed
    today, items = local_date(request.now), tariffs.items_of_draft(found)
    checked = tariffs.check_draft(found, known=fee_use.known_codes(), today=today)
    names = fee_use.procedure_names(tariffs.services_of(items))
    context = {
        "draft": found,
        "basis": tariffs.basis_of(found),
        "rows": item_rows(items, names),
        "checked": checked,
        "bad": {fault.item for fault in checked.faults},
        "errors": shown.errors(form),
    }
    return render(request, "procedures/fees/draft.html", context, status=shown.status)


def _act(request: TimedRequest, draft: FeeDraft, seen: int, officer: Officer) -> None:
    """Move or drop what the pressed button names: `len:3`, `xuong:3`, `bo:3`, `bo-nhom:3.1`."""
    verb, _, told = request.POST.get("viec", "").partition(":")
    place, _, number = told.partition(".")
    if not place.isdecimal() or verb not in ("len", "xuong", "bo", "bo-nhom"):
        raise Missing
    at = int(place)
    common: dict[str, Any] = {"draft": draft, "place": at, "by": officer, "at": request.now, "seen": seen}
    if verb == "bo":
        fee_drafting.drop_item(**common)
    elif verb == "bo-nhom" and number.isdecimal():
        fee_drafting.drop_relief(number=int(number), **common)
    elif verb in ("len", "xuong"):
        fee_drafting.move_item(to=at - 1 if verb == "len" else at + 1, **common)


@page_of_draft
@keeper_page
def head(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Its name, the document it rests on, from when to when."""
    found = tariffs.draft_of(code)
    names = [name for name in FeeHeadForm.base_fields if name != "seen"]
    initial = {name: getattr(found, name) for name in names} | {"seen": found.revision}
    form = FeeHeadForm(request.POST or None, initial=initial)
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: fee_drafting.write_head(
                draft=found, facts=form.facts(), by=officer, at=request.now, seen=form.cleaned_data["seen"]
            ),
        )
        if failed is None:
            return redirect("procedures_desk:fee_draft", code)
        shown = failed
    context = {"draft": found, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/fees/head.html", context, status=shown.status)


@require_safe
@keeper_page
def example(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """What a made-up dossier pays by the draft, line by line, as a bill would say it."""
    found, today = tariffs.draft_of(code), local_date(request.now)
    items = tariffs.items_of_draft(found)
    names = fee_use.procedure_names(tariffs.services_of(items))
    choices = [(f"{OF_SERVICE}{one}", f"{one} {name}") for one, (name, _) in names.items()]
    choices += [(f"{OF_ITEM}{item.code}", f"Khoản: {item.name}") for item in items]
    form = FeeExampleForm(request.GET or None, initial={"pages": 5, "copies": 2}, choices=choices)
    day = found.valid_from or today
    lines: list[tariffs.ExampleLine] = []
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        lines = tariffs.example(
            tariffs.items_for(items, said["what"]),
            pages=said["pages"], copies=said["copies"], groups=said["groups"], on=day,
        )  # fmt: skip
    context = {
        "draft": found,
        "form": form,
        "errors": Shown().errors(form),
        "day": day,
        "lines": lines,
        "total": sum(line.owed.amount for line in lines if line.owed),
    }
    return render(request, "procedures/fees/example.html", context, status=422 if form.errors else 200)


@page_of_draft
@keeper_page
def publish(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """What will change, said once more; then publish."""
    found, today = tariffs.draft_of(code), local_date(request.now)
    form = SeenForm(request.POST or None, initial={"seen": found.revision})
    known = fee_use.known_codes()
    shown = Shown()
    if request.method == "POST":
        made: list[FeeTable] = []
        failed = tried(
            form,
            lambda: made.append(
                publish_table(
                    draft=found, known=known, by=officer, at=request.now, seen=form.cleaned_data["seen"]
                )
            ),
        )
        if failed is None:
            messages.success(request, f"Đã ban hành, áp dụng từ {made[0].valid_from:%d/%m/%Y}.")
            return redirect("procedures_desk:fee_version", code, made[0].valid_from.isoformat())
        shown = failed
    checked = tariffs.check_draft(found, known=known, today=today)
    context = {
        "draft": found,
        "basis": tariffs.basis_of(found),
        "checked": checked,
        "changes": change_rows(checked.changes),
        "form": form,
        "errors": [] if checked.faults else shown.errors(form),
    }
    return render(request, "procedures/fees/publish.html", context, status=shown.status)


@page_of_draft
@keeper_page
def discard(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask once more, then throw the draft away."""
    found = tariffs.draft_of(code)
    form = SeenForm(request.POST or None, initial={"seen": found.revision})
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: fee_drafting.discard_table(
                draft=found, by=officer, at=request.now, seen=form.cleaned_data["seen"]
            ),
        )
        if failed is None:
            messages.success(request, "Đã bỏ bản thảo.")
            return redirect("procedures_desk:fee_tables")
        shown = failed
    context = {"draft": found, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/fees/discard.html", context, status=shown.status)
