"""The counter's one screen, read from one request: who, which procedure, which papers, what to ask next."""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.citizens.queries import person_by_id, subject_of
from xaso.modules.org import queries as org
from xaso.modules.procedures import queries as procedures
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest

from ..forms.desk_card import Card
from ..forms.desk_counter import BookForm, FindForm, OriginForm, OtherForm, PapersForm, PersonForm, is_due
from ..models import Dossier
from ..queries import earlier_papers
from . import desk_eform
from .desk_lookup import Found, find_people, find_procedures
from .desk_uploads import Uploads

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion

GO_ON, TAKE_IN, NEW_PERSON = "tiep", "tiep-nhan", "nguoi-moi"
CHANGE_PERSON, CHANGE_PROCEDURE = "doi-nguoi", "doi-thu-tuc"
FIND_PERSON, FIND_PROCEDURE = "tim-nguoi", "tim-thu-tuc"
TAKING = "Tiếp nhận hồ sơ tại quầy"
KEY = re.compile(r"counter:[0-9a-f]{32}")


def _key(sent: str) -> str:
    """The key that makes a double press one dossier: the form's own when it is ours, else a new one."""
    return sent if KEY.fullmatch(sent) else f"counter:{secrets.token_hex(16)}"


class Screen:
    """All that the counter's page knows. Each press sends the whole form; nothing is kept between presses."""

    def __init__(self, request: TimedRequest, officer: Officer, *, from_book: bool) -> None:
        self.request = request
        self.officer = officer
        self.from_book = from_book
        self.now: datetime = request.now
        self.sent = request.POST if request.method == "POST" else None
        self.pressed = request.POST.get("viec", GO_ON) if self.sent is not None else ""
        self.uploads = Uploads(request, officer, self.now)
        self.key = _key(request.POST.get("q-key", ""))
        self.book = BookForm(self.sent, prefix="b") if from_book else None
        self.find = self._find_form()
        self.found = Found(None, [])
        self.is_new = False
        self.person = self._person()
        self.person_form = self._person_form()
        self.other = OtherForm(self.sent, prefix="n")
        self.origin = OriginForm(self.sent, prefix="c")
        self.hits: list[ProcedureVersion] = []
        self.version = self._version()
        self.papers = self._papers_form()
        self.eform = self._eform()
        self.focus = self._focus()

    @property
    def today(self) -> date:
        """The day whose catalogue counts: that of the paper book, when it can be read, else this one."""
        if self.book is not None and self.book.is_bound and self.book.is_valid():
            return local_date(self.book.moment())
        return local_date(self.now)

    @property
    def has_person(self) -> bool:
        """Whether someone is chosen or being written down."""
        return self.person is not None or self.is_new

    @property
    def is_whole(self) -> bool:
        """Whether everything asked for is there, so that the next press takes in."""
        if not self.has_person or self.version is None or not self.papers.is_bound:
            return False
        asked = [self.person_form, self.other, self.origin, self.papers, *([self.book] if self.book else [])]
        ready = all(form.is_valid() for form in asked)
        return ready and (not self.papers.lacking() or self.papers.cleaned_data["accept_lack"])

    @property
    def lacks_due_papers(self) -> bool:
        """Whether a paper everyone must bring is not ticked."""
        return self.papers.is_bound and self.papers.is_valid() and bool(self.papers.lacking())

    @property
    def takes_anothers_papers(self) -> bool:
        """Whether papers of the one who stands here are to be taken again for another person."""
        if not (self.papers.is_bound and self.papers.is_valid() and self.other.is_valid()):
            return False
        again = any(self.papers.taken_again(one) for one in self.papers.components)
        return bool(self.other.cleaned_data["for_other"]) and again

    def _find_form(self) -> FindForm:
        data = self.sent.copy() if self.sent is not None else None
        if data is not None and self.pressed == CHANGE_PERSON:
            data["q-who"] = ""
        if data is not None and self.pressed == CHANGE_PROCEDURE:
            data["q-what"] = ""
        return FindForm(data, prefix="q", initial={"channel": Dossier.Channel.COUNTER.value})

    def _person(self) -> Person | None:
        """The person chosen by this press, or before; else the one a scan names for sure."""
        sent = self.sent
        if sent is None:
            return self._by_id(self.request.GET.get("nguoi", ""))
        if self.pressed == CHANGE_PERSON:
            return None
        chosen = self._by_id(sent.get("chon-nguoi") or sent.get("q-person", ""))
        if chosen is not None:
            return chosen
        self.is_new = self.pressed == NEW_PERSON or sent.get("q-new") == "1"
        typed = sent.get("q-who", "")
        if typed.strip() and sent.get("chon-nguoi") is None:
            self.found = find_people(self.request, self.officer, typed, self.now)
        if self.found.card is not None and self.found.people and not self.is_new:
            return self.found.people[0]
        self.is_new = self.is_new or self.found.card is not None
        return None

    def _by_id(self, text: str) -> Person | None:
        try:
            person = person_by_id(UUID(text))
        except (ValueError, Missing):
            return None
        log_access(
            by=self.officer, whom=subject_of(person), purpose=TAKING, where=self.request.path, at=self.now
        )
        return person

    def _person_form(self) -> PersonForm:
        """The facts as sent, if they were sent for this same person; else as known or as the card tells."""
        mark = str(self.person.public_id) if self.person else "new" if self.is_new else ""
        same = self.sent is not None and bool(mark) and self.sent.get("p-for") == mark
        form = PersonForm(
            self.sent if same else None,
            prefix="p",
            villages=org.villages(),
            initial=known_facts(self.person) if self.person else _told(self.found.card),
        )
        if self.person is not None:
            del form.fields["full_name"], form.fields["id_number"]
        return form

    def _version(self) -> ProcedureVersion | None:
        sent = self.sent
        if sent is None:
            return self._by_code(self.request.GET.get("thu-tuc", ""))
        if self.pressed == CHANGE_PROCEDURE:
            return None
        chosen = self._by_code(sent.get("chon-thu-tuc") or sent.get("q-procedure", ""))
        if chosen is not None:
            return chosen
        self.hits = find_procedures(sent.get("q-what", ""), self.today)
        return self._by_code(self.hits[0].procedure.code) if len(self.hits) == 1 else None

    def _by_code(self, code: str) -> ProcedureVersion | None:
        try:
            return procedures.version_page(code, self.today) if code else None
        except Missing:
            return None

    def _papers_form(self) -> PapersForm:
        components = list(self.version.components.all()) if self.version else []
        same = self.version is not None and self.request.POST.get("g-for") == self.version.procedure.code
        known = {}
        if self.person is not None:
            known = earlier_papers(self.officer, self.person, components, today=self.today)
        return PapersForm(self.sent if same else None, prefix="g", components=components, earlier=known)

    def _eform(self) -> desk_eform.CounterForm | None:
        if self.version is None:
            return None
        definition = procedures.form_definition(self.version, self.today)
        mark = self._eform_mark
        if self.sent is not None and self.sent.get("e-for") == mark:
            return desk_eform.read(definition, self.sent, self.today)
        return desk_eform.fresh(definition, self.person, self.today)

    @property
    def _eform_mark(self) -> str:
        """For whom and for what the e-form on the page was filled."""
        code = self.version.procedure.code if self.version else ""
        return f"{code}:{self.person.public_id if self.person else 'new'}"

    def _focus(self) -> str:
        """Where the next key goes."""
        if not self.has_person:
            return "person_hit" if self.found.people else "who"
        if self.is_new and not self.found.card and not self.person_form.is_bound:
            return "full_name"
        if self.version is None:
            return "procedure_hit" if self.hits else "what"
        if self.is_whole:
            return "take_in"
        return "papers"

    def _hush(self) -> None:
        """Say nothing yet of boxes still empty: whoever searches or goes on is not done writing."""
        for form in (self.find, self.person_form, self.other, self.origin, self.papers, self.book):
            if form is not None and form.is_bound:
                form.errors.clear()

    def context(self) -> dict[str, Any]:
        """What the template is given."""
        _place_focus(self)
        if self.pressed != TAKE_IN:
            self._hush()
        return {
            "screen": self,
            "people_hits": self.found.hits if not self.has_person else [],
            "asked_person": self.sent is not None and bool(self.find["who"].value()),
            "asked_procedure": self.sent is not None and bool(self.find["what"].value()),
            "has_due_papers": any(is_due(one) for one in self.papers.components),
            "person_mark": str(self.person.public_id) if self.person else "new" if self.is_new else "",
            "eform_mark": self._eform_mark,
        }


def _place_focus(screen: Screen) -> None:
    boxes = {
        "who": (screen.find, "who"),
        "what": (screen.find, "what"),
        "full_name": (screen.person_form, "full_name"),
    }
    form, name = boxes.get(screen.focus, (None, ""))
    if form is not None and name in form.fields:
        form.fields[name].widget.attrs["autofocus"] = "autofocus"


def known_facts(person: Person) -> dict[str, Any]:
    """What the boxes of `PersonForm` start with, beside the name and the number."""
    return {
        "date_of_birth": person.date_of_birth,
        "gender": person.gender,
        "phone": person.phone,
        "village": person.village.code if person.village else "",
        "address": person.address,
    }


def _told(card: Card | None) -> dict[str, Any]:
    if card is None:
        return {}
    return {
        "full_name": card.full_name,
        "id_number": card.id_number,
        "date_of_birth": card.date_of_birth,
        "gender": card.gender,
        "address": card.address,
    }
