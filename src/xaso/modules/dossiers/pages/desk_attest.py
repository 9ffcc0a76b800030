"""Certification: the book with its entry form on top, what waits to be signed, what is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.paging import page_number
from xaso.kernel.wording import moment_words
from xaso.modules.citizens.queries import person_by_number
from xaso.modules.citizens.services import record_person
from xaso.modules.org.access import Role, officer_page
from xaso.modules.org.queries import officers_with_role
from xaso.modules.procedures.queries import versions_with_papers
from xaso.platform.journal.services import log_access
from xaso.platform.papers import tables
from xaso.platform.ui.middleware import TimedRequest

from .. import papers
from ..forms.attesting import FILE, AttestForm, BookFilterForm
from ..models import Attestation
from ..queries import attesting as queries
from ..queries import electronic
from ..services.attesting import Act, attest, hand_over, sign
from ..services.copying import attest_electronically

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer

READERS = (Role.RECEIVER, Role.RETURNER, Role.SPECIALIST, Role.CENTRE_HEAD, Role.LEADER, Role.CLERK)
WIDTHS = (14, 12, 24, 40, 9, 9, 24, 12, 18, 22, 24)
COLUMNS = [tables.Column(head, width) for head, width in zip(queries.HEADS, WIDTHS, strict=True)]
MOST = 60


@officer_page(*READERS)
def book(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The register; for whoever receives, the form of the next act above it."""
    form = _form(request, officer)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            entry = _attest(request, officer, form)
        except Invalid as refusal:
            for problem in refusal.problems:
                form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        else:
            return redirect(_after(entry, form))
    filters, filter_form = _filters(request)
    context = {
        "form": form,
        "key": request.POST.get("key") or uuid4().hex,
        "done": _done(request, officer),
        "filter_form": filter_form,
        "page": queries.register(officer, filters, page_number(request.GET.get("trang"))),
        "books": {one.code: one for one in queries.books()},
        "certainty": queries.books_setting(),
        "documents": queries.recent_documents() if form is not None else [],
        "copies_waiting": electronic.to_sign_count(officer),
        "to_sign": queries.to_sign_count(officer),
        "may_return": officer.has_role(Role.RETURNER, Role.CENTRE_HEAD),
    }
    return render(request, "dossiers/desk/attest.html", context, status=422 if form and form.errors else 200)


@officer_page(*READERS)
def export(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The chosen part of the book as Excel; the reading is logged."""
    filters, _ = _filters(request)
    log_access(
        by=officer,
        whom="dossiers:attestations",
        purpose="Xuất sổ chứng thực",
        where=request.path,
        at=request.now,
    )
    title = f"Sổ chứng thực, lập lúc {moment_words(request.now)}"
    answer = HttpResponse(
        tables.xlsx(title, COLUMNS, queries.register_lines(officer, filters)), content_type=tables.XLSX_TYPE
    )
    answer["Content-Disposition"] = (
        f'attachment; filename="so-chung-thuc-{local_date(request.now):%Y%m%d}.xlsx"'
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@officer_page(*READERS)
def words(request: TimedRequest, officer: Officer, pk: int) -> HttpResponse:
    """The words of certification, to print on or with the copy."""
    entry = queries.attestation(officer, pk)
    answer = HttpResponse(papers.attestation_pdf(entry), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="loi-chung-{entry.number}-{entry.year}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@officer_page(Role.LEADER, Role.UNIT_HEAD, Role.CENTRE_HEAD)
def to_sign(request: TimedRequest, officer: Officer) -> HttpResponse:
    """What waits for this officer's signature: all at once, or those ticked."""
    if request.method == "POST":
        _tell(
            request, sign(acts=_chosen(request, officer), by=officer, at=request.now), "Đã ký {count} việc."
        )
        return redirect("dossiers_desk:attest_sign")
    context = {"acts": queries.to_sign(officer), "books": {one.code: one for one in queries.books()}}
    return render(request, "dossiers/desk/attest_sign.html", context)


@require_POST
@officer_page(Role.RETURNER, Role.CENTRE_HEAD)
def returned(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The ticked papers were handed over."""
    left = hand_over(acts=_chosen(request, officer), by=officer, at=request.now)
    _tell(request, left, "Đã ghi trả {count} việc.")
    return redirect("dossiers_desk:attest")


def _form(request: TimedRequest, officer: Officer) -> AttestForm | None:
    if not officer.has_role(Role.RECEIVER):
        return None
    codes = [code for one in queries.books() for code in one.procedures]
    return AttestForm(
        request.POST if request.method == "POST" else None,
        versions=versions_with_papers(codes, on=local_date(request.now)),
        signers=officers_with_role(Role.LEADER),
        electronic_for=[code for one in queries.books() for code in one.electronic],
        initial={"signer": request.session.get("dossiers.signer"), "procedure": request.GET.get("viec")},
    )


def _attest(request: TimedRequest, officer: Officer, form: AttestForm) -> Attestation:
    data = form.cleaned_data
    act = Act(data["document"], data["pages"], data["copies"], form.signers[data["signer"]])
    facts: dict[str, Any] = {
        "by": officer,
        "applicant": _person(request, officer, form),
        "version": form.versions[data["procedure"]],
        "act": act,
        "filing_key": request.POST.get("key", "")[:60] or uuid4().hex,
        "at": request.now,
    }
    request.session["dossiers.signer"] = data["signer"]
    if form.is_electronic:
        return attest_electronically(**facts, original_on=data["original_on"]).attestation
    return attest(**facts)


def _after(entry: Attestation, form: AttestForm) -> str:
    """Where to go on: the original is scanned next, or the panel says what stands in the book."""
    if form.is_electronic:
        return reverse("dossiers_desk:copy", args=[entry.pk])
    return f"{reverse('dossiers_desk:attest')}?xong={entry.pk}"


def _person(request: TimedRequest, officer: Officer, form: AttestForm) -> Person:
    """Whoever the card or the name says; a number the commune knows needs no name."""
    card, name = form.card, form.cleaned_data["full_name"]
    known = person_by_number(card.id_number) if card else None
    if known is not None and not name:
        return known
    if card is None:
        return record_person(by=officer, at=request.now, full_name=name)
    return record_person(
        by=officer,
        at=request.now,
        full_name=known.full_name if known else name,
        id_number=card.id_number,
        date_of_birth=known.date_of_birth if known else card.date_of_birth,
        gender=card.gender,
        address=card.address,
    )


def _done(request: TimedRequest, officer: Officer) -> queries.Entry | None:
    """The entry just made, for the panel over the next form."""
    key = request.GET.get("xong", "") if request.method == "GET" else ""
    if not (key.isascii() and key.isdigit()):
        return None
    try:
        return queries.with_fee(queries.attestation(officer, int(key)))
    except Missing:
        return None


def _filters(request: TimedRequest) -> tuple[queries.Filters, BookFilterForm]:
    form = BookFilterForm(request.GET, books=queries.books())
    form.is_valid()
    data = form.cleaned_data
    chosen = queries.Filters(
        words=data.get("q") or "",
        book=data.get("so") or "",
        state=data.get("tt") or "",
        is_electronic=data.get("ht") == FILE,
        first=data.get("tu"),
        last=data.get("den"),
    )
    return chosen, form


def _chosen(request: TimedRequest, officer: Officer) -> list[Attestation]:
    keys = [int(key) for key in request.POST.getlist("chon") if key.isascii() and key.isdigit()]
    return queries.attestations(officer, list(dict.fromkeys(keys))[:MOST])


def _tell(request: TimedRequest, left: list[tuple[Attestation, str]], words: str) -> None:
    sent = len(request.POST.getlist("chon"))
    if not sent:
        messages.info(request, "Chưa đánh dấu việc nào.")
        return
    if sent > len(left):
        messages.success(request, words.format(count=sent - len(left)))
    for entry, sentence in left:
        messages.error(request, f"Số {entry.number}/{entry.year}: {sentence}")
