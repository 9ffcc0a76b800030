"""Pages of a fee table being written: one item, one group that pays less, the items as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from xaso.modules.payments.queries import tariffs
from xaso.modules.payments.queries.fee_file import FeeFile, file_of, items_in
from xaso.modules.payments.services import fee_drafting
from xaso.platform.ui.middleware import TimedRequest

from ..forms.fees import FeeFileForm, FeeItemForm, FeeReliefForm
from .fee_draft import page_of_draft
from .fee_tables import as_file
from .frame import Shown, keeper_page, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.payments.models import FeeDraft
    from xaso.modules.payments.services.fee_drafting import TariffItem

MOST_PROBLEMS = 100


@page_of_draft
@keeper_page
def item(request: TimedRequest, officer: Officer, code: str, place: int | None = None) -> HttpResponse:
    """One item: a new one, or the one at a place (from 0)."""
    found = tariffs.draft_of(code)
    initial: dict[str, Any] = {"seen": found.revision, **_item_values(found, place)}
    form = FeeItemForm(request.POST or None, initial=initial)
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: fee_drafting.put_item(
                draft=found, place=place, item=form.item(), by=officer, at=request.now,
                seen=form.cleaned_data["seen"],
            ),
        )  # fmt: skip
        if failed is None:
            return redirect("procedures_desk:fee_draft", code)
        shown = failed
    context = {"draft": found, "place": place, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/fees/item.html", context, status=shown.status)


@page_of_draft
@keeper_page
def relief(
    request: TimedRequest, officer: Officer, code: str, place: int, number: int | None = None
) -> HttpResponse:
    """A group that pays less at an item: a new one, or the one with a number (from 0)."""
    found = tariffs.draft_of(code)
    owner = _item(found, place)
    initial: dict[str, Any] = {"seen": found.revision, **_relief_values(owner, number)}
    form = FeeReliefForm(request.POST or None, initial=initial)
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: fee_drafting.put_relief(
                draft=found, place=place, number=number, relief=form.relief(), by=officer, at=request.now,
                seen=form.cleaned_data["seen"],
            ),
        )  # fmt: skip
        if failed is None:
            return redirect("procedures_desk:fee_draft", code)
        shown = failed
    context = {"draft": found, "owner": owner, "number": number, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/fees/relief.html", context, status=shown.status)


@page_of_draft
@keeper_page
def upload(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Take the items from a file; each row that cannot be taken is told, and then nothing is taken."""
    found = tariffs.draft_of(code)
    form = FeeFileForm(request.POST or None, request.FILES or None, initial={"seen": found.revision})
    shown, read = Shown(), FeeFile()
    if request.method == "POST":

        def deed() -> None:
            file = form.cleaned_data["upload"]
            said = items_in(file.read())
            read.problems = said.problems
            if not said.problems:
                fee_drafting.take_items(
                    draft=found, items=said.items, file_name=str(file.name), by=officer, at=request.now,
                    seen=form.cleaned_data["seen"],
                )  # fmt: skip

        failed = tried(form, deed)
        if failed is None and not read.problems:
            messages.success(request, "Đã nạp các khoản vào bản thảo. Xem lại rồi ban hành.")
            return redirect("procedures_desk:fee_draft", code)
        shown = failed or Shown(status=422)
    context = {
        "draft": found,
        "form": form,
        "errors": shown.errors(form),
        "problems": read.problems[:MOST_PROBLEMS],
        "faults": len(read.problems),
    }
    return render(request, "procedures/fees/upload.html", context, status=shown.status)


@require_safe
@keeper_page
def file(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """The draft as Excel."""
    found = tariffs.draft_of(code)
    return as_file(file_of(found.name, tariffs.items_of_draft(found)), f"ban-thao-bieu-thu-{code}")


def _item(draft: FeeDraft, place: int) -> TariffItem:
    items = tariffs.items_of_draft(draft)
    if place >= len(items):
        raise fee_drafting.ItemMissing
    return items[place]


def _item_values(draft: FeeDraft, place: int | None) -> dict[str, Any]:
    if place is None:
        return {"moment": "reception"}
    row = _item(draft, place)
    values = {name: getattr(row, name) for name in FeeItemForm.base_fields if name != "seen"}
    return values | {"services": "\n".join(row.services)}


def _relief_values(owner: TariffItem, number: int | None) -> dict[str, Any]:
    if number is None:
        return {"percent": 100}
    if number >= len(owner.reliefs):
        raise fee_drafting.ItemMissing
    row = owner.reliefs[number]
    return {name: getattr(row, name) for name in FeeReliefForm.base_fields if name != "seen"}
