"""Several dossiers of one person taken in together: choose, tick the papers once, take in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing, Refusal
from xaso.modules.citizens.queries import person_by_id, subject_of
from xaso.modules.citizens.services import record_person
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role, officer_page
from xaso.modules.procedures import queries as procedures
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors, refusal_links

from ..forms.desk_counter import OtherForm, PersonForm
from ..forms.groups import GroupPapersForm
from ..queries.groups import group_view
from ..services.grouping import FEWEST, MOST, SharedPaper, needs_of, take_in_group
from .desk_screen import known_facts
from .desk_uploads import Uploads

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion

LACKS = "Còn giấy bắt buộc chưa đánh dấu. Đánh dấu giấy đã nhận, hoặc đánh dấu “Vẫn tiếp nhận”."


@officer_page(Role.RECEIVER)
def choose_group(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Choose the procedures, by life event or of the whole catalogue (?su-kien=, ?q=, ?thu-tuc=)."""
    today = local_date(request.now)
    event, text = request.GET.get("su-kien", ""), request.GET.get("q", "")
    chosen = _versions(request, today)
    page = procedures.catalogue(text=text, event=event, on=today) if event or text else None
    context = {
        "events": procedures.life_events(),
        "event": event,
        "text": text,
        "chosen": chosen,
        "found": [one for one in page.rows if one not in chosen] if page else [],
        "person": request.GET.get("nguoi", ""),
        "fewest": FEWEST,
        "most": MOST,
    }
    return render(request, "dossiers/desk/group_choose.html", context)


@officer_page(Role.RECEIVER)
def take_in(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Who files, which papers came; then all are taken in at once."""
    screen = _Screen(request, officer)
    if not FEWEST <= len(screen.versions) <= MOST:
        return redirect("dossiers_desk:group_choose")
    errors: list[ErrorLink] = []
    if request.method == "POST":
        errors = screen.errors()
        try:
            code = "" if errors else screen.take_in()
        except Refusal as refusal:
            errors = refusal_links(refusal, prefix=None)
            code = ""
        if code:
            screen.uploads.drop()
            return redirect("dossiers_desk:group", code)
    kept, lost = screen.uploads.hold(screen.uploads.names())
    errors += [ErrorLink(one.sentence, f"#id_{one.field}") for one in lost]
    context = screen.context() | {"errors": errors, "kept": kept}
    return render(request, "dossiers/desk/group_take_in.html", context, status=422 if errors else 200)


@officer_page(Role.RECEIVER, Role.RETURNER, Role.CENTRE_HEAD, Role.LEADER)
def group(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """The dossiers of the group with their dates: a sheet to print for the person."""
    return render(request, "dossiers/desk/group.html", {"view": group_view(officer, code)})


class _Screen:
    """What stands on the page of one group."""

    def __init__(self, request: TimedRequest, officer: Officer) -> None:
        self.request, self.officer, self.now = request, officer, request.now
        self.versions = _versions(request, local_date(request.now))
        self.needs = needs_of(self.versions)
        self.known = _person(request, officer)
        self.uploads = Uploads(request, officer, request.now)
        data = request.POST if request.method == "POST" else None
        self.person_form = PersonForm(data, villages=org.villages(), initial=_facts(self.known), prefix="p")
        self.other = OtherForm(data, prefix="n")
        self.papers = GroupPapersForm(data, needs=self.needs, prefix="g")
        self.key = request.POST.get("key") or uuid4().hex

    def errors(self) -> list[ErrorLink]:
        """Every sentence that stands in the way."""
        found = form_errors(self.person_form, self.other, self.papers)
        if self.papers.is_valid() and self.papers.lacking() and not self.papers.cleaned_data["accept_lack"]:
            found.append(ErrorLink(LACKS, "#id_g-accept_lack"))
        return found

    def take_in(self) -> str:
        """Take all in; return the code of the group."""
        submitter = self._record(self.person_form)
        told = self.other.cleaned_data
        applicant = submitter
        if told["for_other"]:
            applicant = record_person(
                by=self.officer,
                at=self.now,
                full_name=told["other_name"],
                id_number=told["other_id"],
                date_of_birth=told["other_born"],
            )
        made = take_in_group(
            by=self.officer,
            applicant=applicant,
            submitter=submitter,
            relation=told["relation"] if applicant.pk != submitter.pk else "",
            versions=self.versions,
            name=" + ".join(version.name for version in self.versions),
            papers=self._papers(),
            filing_key=self.key[:50],
            at=self.now,
        )
        return made.code

    def context(self) -> dict[str, object]:
        """The names the template reads."""
        lacks = self.papers.is_bound and self.papers.is_valid() and bool(self.papers.lacking())
        return {
            "versions": self.versions,
            "person_form": self.person_form,
            "known": self.known,
            "other": self.other,
            "papers": self.papers,
            "key": self.key,
            "lacks": lacks,
        }

    def _record(self, form: PersonForm) -> Person:
        facts = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
        village = form.villages.get(facts.pop("village", ""))
        return record_person(by=self.officer, at=self.now, village=village, **facts)

    def _papers(self) -> list[SharedPaper]:
        form = self.papers
        found = []
        for number, need in enumerate(form.needs):
            upload = self.uploads.one(form.file_of(number))
            if form.cleaned_data[f"got_{number}"] or upload is not None:
                found.append(SharedPaper(need.key, form.cleaned_data[f"as_{number}"], upload))
        return found


def _versions(request: TimedRequest, today: date) -> list[ProcedureVersion]:
    """The procedures named in the address (?thu-tuc=), each once."""
    codes = dict.fromkeys(request.GET.getlist("thu-tuc"))
    return procedures.versions_with_papers(list(codes)[: MOST + 1], on=today)


def _person(request: TimedRequest, officer: Officer) -> Person | None:
    """The person named in the address (?nguoi=), when there is one; the look is logged."""
    try:
        person = person_by_id(UUID(request.GET.get("nguoi", "")))
    except (ValueError, Missing):
        return None
    log_access(
        by=officer,
        whom=subject_of(person),
        purpose="Tiếp nhận nhóm hồ sơ tại quầy",
        where=request.path,
        at=request.now,
    )
    return person


def _facts(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    return {"full_name": person.full_name, "id_number": person.id_number} | known_facts(person)
