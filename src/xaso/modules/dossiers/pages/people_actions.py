"""What a person does to a filed dossier: answer a request for more, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Invalid
from xaso.modules.citizens.access import person_page
from xaso.platform.ui.fields import FILE_WORDS
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink

from ..forms.people import WithdrawForm
from ..lifecycle import Move, after
from ..queries.own_record import OwnRecord, own_record
from ..services.ending import withdraw as take_back
from ..services.papers import max_mb
from ..services.supplementing import NothingAsked, provide_supplement
from .people_gathering import Gathering

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

    from ..models import Supplement

KEEPING = {"luu", "bo"}
"""Buttons that keep what was gathered and do not send it yet."""


@person_page
def supplement(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """Gather papers for each thing asked, leave and come back, then send them with a word."""
    record = own_record(person, code, now=request.now)
    asked = record.open_supplement
    if asked is None:
        raise NothingAsked
    gathering = Gathering(request.session, f"bo-sung:{code}:{asked.number}", person)
    if request.method != "POST":
        return _page(request, record, asked, gathering, [])
    errors = gathering.take(request.POST, request.FILES, count=len(asked.items), at=request.now)
    if not errors and "luu" in request.POST:
        messages.success(request, "Đã lưu lại, chưa gửi. Đủ rồi thì bấm “Gửi bổ sung”.")
    if not errors and not KEEPING & request.POST.keys():
        try:
            provide_supplement(
                dossier=record.dossier,
                by=person,
                reply=gathering.reply,
                kept=gathering.papers(asked.items),
                at=request.now,
            )
        except Invalid as refused:
            errors = [ErrorLink(refused.sentence, "#id_reply")]
        else:
            gathering.clear()
            messages.success(request, "Đã gửi bổ sung. Cán bộ sẽ xem và làm tiếp.")
            return redirect("dossiers:mine_detail", code)
    return _page(request, record, asked, gathering, errors)


@person_page
def withdraw(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    """Take a dossier back: why, and that one is sure."""
    record = own_record(person, code, now=request.now)
    after(record.dossier.state, Move.WITHDRAW)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back(dossier=record.dossier, by=person, reason=form.cleaned_data["reason"], at=request.now)
        except Invalid as refused:
            form.add_error("reason", refused.sentence)
        else:
            messages.success(request, "Đã rút hồ sơ.")
            return redirect("dossiers:mine_detail", code)
    context = {"form": form, "dossier": record.dossier}
    return render(request, "dossiers/people/withdraw.html", context, status=422 if form.is_bound else 200)


def _page(
    request: TimedRequest, record: OwnRecord, asked: Supplement, gathering: Gathering, errors: list[ErrorLink]
) -> HttpResponse:
    files = gathering.files(len(asked.items))
    context = {
        "dossier": record.dossier,
        "asked": asked,
        "things": list(zip(asked.items, files, strict=True)),
        "reply": gathering.reply,
        "errors": errors,
        "box_errors": {error.href.removeprefix("#"): error.text for error in errors},
        "max_mb": max_mb(),
        "file_words": FILE_WORDS,
    }
    return render(request, "dossiers/people/supplement.html", context, status=422 if errors else 200)
