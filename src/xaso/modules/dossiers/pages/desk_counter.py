"""Intake at the counter on one screen: scan, type two words, tick, take in, print. No script is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Invalid, Missing, Refusal
from xaso.modules.citizens.services import record_person
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, errors_of, form_errors, refusal_links

from .. import queries
from ..models import Dossier
from ..services.intake import AUTHORISED, OriginIn, take_in_at_counter
from ..services.papers import PaperIn
from .desk_screen import TAKE_IN, Screen

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import Component

NO_PERSON = "Hãy quét thẻ hoặc tìm người nộp trước."
NO_PROCEDURE = "Hãy tìm và chọn thủ tục."
OTHERS_PAPERS = (
    "Bản đã có là của người nộp, không dùng cho người được nộp thay. Chọn loại bản người nộp mang đến."
)
CASES = "Còn giấy bắt buộc chưa đánh dấu. Đánh dấu giấy đã nhận, hoặc đánh dấu “Vẫn tiếp nhận”."


@officer_page(Role.RECEIVER)
def counter(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Someone stands at the counter, or a letter came."""
    return _answer(request, officer, from_book=False)


@officer_page(Role.RECEIVER)
def paper_book(request: TimedRequest, officer: Officer) -> HttpResponse:
    """A dossier written into the paper book earlier is copied into the program."""
    return _answer(request, officer, from_book=True)


def _answer(request: TimedRequest, officer: Officer, *, from_book: bool) -> HttpResponse:
    screen = Screen(request, officer, from_book=from_book)
    errors: list[ErrorLink] = []
    if screen.pressed == TAKE_IN:
        errors = _what_lacks(screen)
        try:
            dossier = None if errors else _take_in(screen)
        except Refusal as refusal:
            dossier, errors = None, refusal_links(refusal, prefix=None)
        if dossier is not None:
            screen.uploads.drop()
            return redirect(f"{request.path}?xong={dossier.code}")
    kept, lost = screen.uploads.hold(screen.uploads.names())
    errors += [ErrorLink(one.sentence, f"#id_{one.field}") for one in lost]
    context: dict[str, Any] = {
        **screen.context(), "errors": errors, "kept": kept, "done": _done(request, officer),
    }  # fmt: skip
    return render(request, "dossiers/desk/counter.html", context, status=422 if errors else 200)


def _done(request: TimedRequest, officer: Officer) -> Dossier | None:
    """The dossier just taken in, for the panel over the next one's form."""
    code = request.GET.get("xong", "") if request.method == "GET" else ""
    try:
        return queries.seen_dossier(officer, code) if code else None
    except Missing:
        return None


def _what_lacks(screen: Screen) -> list[ErrorLink]:
    """Every sentence that stands in the way, in the order of the screen."""
    errors: list[ErrorLink] = []
    if screen.book is not None:
        errors += form_errors(screen.book)
        if screen.book.is_valid() and screen.book.is_future(screen.now):
            errors.append(ErrorLink("Ngày trong sổ giấy không thể ở sau hôm nay.", "#id_b-received_on-ngay"))
    if not screen.has_person:
        errors.append(ErrorLink(NO_PERSON, "#id_q-who"))
    elif screen.person_form.is_bound:
        errors += form_errors(screen.person_form)
    else:
        errors.append(ErrorLink("Hãy xem lại thông tin người nộp rồi bấm Tiếp nhận.", "#id_p-phone"))
    errors += form_errors(screen.find, screen.other, screen.origin) + _unnamed(screen)
    if screen.version is None:
        return [*errors, ErrorLink(NO_PROCEDURE, "#id_q-what")]
    errors += (
        form_errors(screen.papers) if screen.papers.is_bound else [ErrorLink("Hãy đánh dấu giấy tờ đã nhận.")]
    )
    if screen.takes_anothers_papers:
        errors.append(ErrorLink(OTHERS_PAPERS, "#id_n-for_other"))
    if screen.lacks_due_papers and not screen.papers.cleaned_data["accept_lack"]:
        errors.append(ErrorLink(CASES, "#id_g-accept_lack"))
    return errors + (errors_of(screen.eform.links) if screen.eform else [])


def _unnamed(screen: Screen) -> list[ErrorLink]:
    """One who files by a written authorisation names the paper."""
    if not (screen.other.is_valid() and screen.origin.is_valid()):
        return []
    kin, paper = screen.other.cleaned_data["relation"], screen.origin.cleaned_data["authorisation"]
    lacks = screen.other.cleaned_data["for_other"] and kin == AUTHORISED and not paper
    return [ErrorLink("Ghi giấy ủy quyền: số, ngày, nơi chứng thực.", "#id_c-authorisation")] if lacks else []


def _take_in(screen: Screen) -> Dossier:
    submitter = _submitter(screen)
    applicant = _applicant(screen, submitter)
    entry = Dossier.Entry.PAPER_BOOK if screen.book else Dossier.Entry.SYSTEM
    if screen.version is None:
        raise Invalid(NO_PROCEDURE)
    return take_in_at_counter(
        by=screen.officer,
        applicant=applicant,
        submitter=submitter,
        relation=screen.other.cleaned_data["relation"] if applicant.pk != submitter.pk else "",
        version=screen.version,
        answers=screen.eform.filed if screen.eform else {},
        papers=_papers(screen),
        channel=screen.find.cleaned_data["channel"],
        entry=entry,
        filing_key=screen.key,
        at=screen.now,
        received_at=screen.book.moment() if screen.book else None,
        origin=OriginIn(**screen.origin.cleaned_data),
    )


def _submitter(screen: Screen) -> Person:
    """Whoever stands there, written down or completed with what was typed."""
    form, person = screen.person_form, screen.person
    if person is not None and (not form.has_changed() or not person.id_number):
        return person
    facts = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    village = form.villages.get(facts.pop("village", ""))
    if person is not None:
        facts |= {"full_name": person.full_name, "id_number": person.id_number}
    return record_person(by=screen.officer, at=screen.now, village=village, **facts)


def _applicant(screen: Screen, submitter: Person) -> Person:
    told = screen.other.cleaned_data
    if not told["for_other"]:
        return submitter
    return record_person(
        by=screen.officer,
        at=screen.now,
        full_name=told["other_name"],
        id_number=told["other_id"],
        date_of_birth=told["other_born"],
    )


def _papers(screen: Screen) -> list[PaperIn]:
    form = screen.papers
    found = [
        _paper(screen, one)
        for one in form.components
        if form.ticked(one) or screen.uploads.one(form.file_of(one)) is not None
    ]
    for number, line in enumerate(form.free_lines(), start=1):
        name, upload = form.cleaned_data[f"free_{number}"], screen.uploads.one(line.file_name)
        if name or upload is not None:
            found.append(PaperIn(None, name, form.cleaned_data[f"free_as_{number}"], upload))
    return found


def _paper(screen: Screen, component: Component) -> PaperIn:
    """The paper as it came, or the one taken again from the person's store."""
    form, upload = screen.papers, screen.uploads.one(screen.papers.file_of(component))
    earlier = form.taken_again(component)
    if earlier is not None:
        return PaperIn(component.pk, "", earlier.item.medium, upload, earlier.item, form.why(component))
    came = form.cleaned_data[f"as_{component.pk}"]
    return PaperIn(component.pk, "", came, upload, why=form.why(component))
