"""The way through a draft: which pages are asked, which papers are wanted, what comes before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from xaso.kernel.errors import Missing, Problem
from xaso.platform.eforms import answers as eforms
from xaso.platform.eforms.definition import Field, Form, Section, parse
from xaso.platform.eforms.display import SummarySection, summary
from xaso.platform.eforms.sharing import given_before, not_asked_again

from .. import rules
from ..models import Dossier, Draft, DraftFile
from ..services.bringing import SentBefore

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.procedures.models import Component, ProcedureVersion

ON_PAPER = "mang bản giấy đến quầy"


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """One paper that the answers so far ask for, and what the person did about it."""

    field: Field
    section_title: str
    component: Component | None
    is_brought: bool
    files: tuple[DraftFile, ...]
    shared: SentBefore | None = None

    @property
    def meaning(self) -> str:
        """What two forms of a group have in common when they ask for one paper; empty for one of its own.

        A request or declaration is written anew for each procedure, so its name alone joins nothing.
        """
        if self.field.meaning:
            return f"paper:{self.field.meaning}"
        if self.component is None or rules.is_written_anew(self.component.name):
            return ""
        return f"name:{rules.key_of(self.component.name)}"

    @property
    def may_be_brought(self) -> bool:
        """Whether the original is wanted, so that it may come on paper to the counter."""
        return self.component is not None and self.component.originals > 0

    @property
    def is_lacking(self) -> bool:
        """Whether the dossier cannot be filed without something being done about this paper."""
        return self.state == "lacking"

    @property
    def state(self) -> str:
        """What stands with it: `sent`, `brought`, `shared`, `lacking` or `optional`."""
        if self.files:
            return "sent"
        if self.is_brought:
            return "brought"
        if self.shared is not None:
            return "shared"
        return "lacking" if self.field.required else "optional"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that still stands in the way of filing, and the page where it is mended."""

    sentence: str
    code: str
    is_paper: bool


class FilingPath:
    """A draft as a row of pages on a day. Reads the draft's files and components once each.

    In a group `earlier` are the forms before it: what they were answered and sent is not asked for again.
    `held` are the draft's files where they are already read.
    """

    def __init__(
        self,
        draft: Draft,
        *,
        today: date,
        earlier: Sequence[FilingPath] = (),
        held: Sequence[DraftFile] | None = None,
    ) -> None:
        self.draft = draft
        self.today = today
        self.form = parse(draft.form.definition)
        self.questions = without_papers(self.form)
        self.earlier = tuple(earlier)
        before = [(one.form, one.draft.answers) for one in earlier]
        given = given_before(self.form, before, today=today) if before else {}
        self.answered_before = not_asked_again(self.form, draft.answers, given, today=today)
        self._held = held
        self._papers: list[PaperWanted] | None = None

    @property
    def sections(self) -> list[Section]:
        """The pages of questions that are asked, given the answers so far; of a group only what is new."""
        shown = eforms.visible_sections(self.questions, self.draft.answers, today=self.today)
        if not self.answered_before:
            return shown
        asked = {one.code for one in self._asked()} - self.answered_before
        mine = [self._own(one) for one in shown]
        return [one for one in mine if asked & {field.code for field in one.fields}]

    def answered_on(self, code: str) -> list[str]:
        """Labels of what a page does not ask because an earlier form of the group did."""
        asked = {field.code for field in self._asked()} & self.answered_before
        return [one.label for one in self.questions.section(code).fields if one.code in asked]

    def section(self, code: str) -> Section:
        """One page. Raise Missing for a page that is not asked."""
        found = next((one for one in self.sections if one.code == code), None)
        if found is None:
            raise Missing("Tờ khai không hỏi phần này. Quay lại và làm tiếp từ trang trước.")
        return found

    def place(self, code: str) -> tuple[int, int]:
        """Which page this is, and of how many."""
        codes = [one.code for one in self.sections]
        return codes.index(code) + 1, len(codes)

    def before(self, code: str) -> Section | None:
        """The page asked before this one."""
        place = self._order(code)
        return next((one for one in reversed(self.sections) if self._order(one.code) < place), None)

    def after(self, code: str) -> Section | None:
        """The page asked after this one."""
        place = self._order(code)
        return next((one for one in self.sections if self._order(one.code) > place), None)

    @property
    def last(self) -> Section | None:
        """The last page of questions."""
        return self.sections[-1] if self.sections else None

    @property
    def first_undone(self) -> Section | None:
        """The first page that is not filled in; None when all are."""
        done = set(self.draft.done_sections)
        return next((one for one in self.sections if one.code not in done), None)

    @property
    def is_done(self) -> bool:
        """Whether every page is filled in and no paper lacks."""
        return self.first_undone is None and not any(one.is_lacking for one in self.papers)

    @property
    def waits_for(self) -> FilingPath | None:
        """The earlier form of the group that must be done first, so that nothing is asked twice."""
        return next((one for one in self.earlier if not one.is_done), None)

    @property
    def papers(self) -> list[PaperWanted]:
        """The papers that the answers ask for, in the order of the form."""
        if self._papers is None:
            self._papers = list(self._wanted())
        return self._papers

    def paper(self, field_code: str) -> PaperWanted:
        """One paper. Raise Missing for one that is not asked."""
        found = next((one for one in self.papers if one.field.code == field_code), None)
        if found is None:
            raise Missing("Hồ sơ này không cần giấy tờ đó. Quay lại trang giấy tờ.")
        return found

    def paper_after(self, field_code: str) -> PaperWanted | None:
        """The next paper nothing was done about yet."""
        codes = [one.field.code for one in self.papers]
        later = self.papers[codes.index(field_code) + 1 :]
        return next((one for one in later if one.state in ("lacking", "optional")), None)

    @property
    def files(self) -> Mapping[str, Sequence[str]]:
        """Names of what was handed in for each paper, for the checks of the form."""
        return {
            one.field.code: [held.file.name for held in one.files]
            + [ON_PAPER] * one.is_brought
            + ([one.shared.procedure] if one.shared else [])
            for one in self.papers
        }

    def obstacles(self) -> list[Obstacle]:
        """All that still stands in the way of filing, in the order of the form."""
        problems = eforms.check_all(self.form, self.draft.answers, today=self.today, files=self.files)
        return [self._obstacle(problem) for problem in problems]

    def summary(self) -> list[SummarySection]:
        """The answers in words, page by page, papers left out."""
        return summary(self.questions, self.draft.answers, today=self.today)

    def summary_of_own(self) -> list[SummarySection]:
        """The answers in words, without what an earlier form of the group was told."""
        shown = summary(self.questions, self.draft.answers, today=self.today)
        labels = {one.code: {field.label for field in one.fields} for one in self.sections}
        kept = [
            replace(one, rows=[row for row in one.rows if row.label in labels[one.code]])
            for one in shown
            if one.code in labels
        ]
        return [one for one in kept if one.rows]

    def _obstacle(self, problem: Problem) -> Obstacle:
        code = problem.field.split("-", 1)[0]
        if self.form.field(code).is_file:
            return Obstacle(problem.sentence, code, is_paper=True)
        return Obstacle(problem.sentence, self.form.section_of(problem.field).code, is_paper=False)

    def _order(self, code: str) -> int:
        return [one.code for one in self.questions.sections].index(code)

    def _asked(self) -> list[Field]:
        return eforms.visible_fields(self.questions, self.draft.answers, today=self.today)

    def _own(self, section: Section) -> Section:
        kept = tuple(field for field in section.fields if field.code not in self.answered_before)
        return replace(section, fields=kept)

    def _files(self) -> Sequence[DraftFile]:
        if self._held is not None:
            return self._held
        return list(self.draft.files.select_related("file").order_by("pk"))

    def _wanted(self) -> Sequence[PaperWanted]:
        components = {one.code: one for one in self.draft.version.components.all()}
        held: dict[str, list[DraftFile]] = {}
        for one in self._files():
            held.setdefault(one.field_code, []).append(one)
        asked = eforms.visible_fields(self.form, self.draft.answers, today=self.today)
        before = self._sent_before()
        found = [
            PaperWanted(
                field=field,
                section_title=self.form.section_of(field.code).title,
                component=components.get(field.component or ""),
                is_brought=field.code in self.draft.brought,
                files=tuple(held.get(field.code, ())),
            )
            for field in asked
            if field.is_file
        ]
        return [
            one if one.files or one.is_brought else replace(one, shared=before.get(one.meaning))
            for one in found
        ]

    def _sent_before(self) -> dict[str, SentBefore]:
        """What earlier forms of the group were sent, or will be brought, by meaning."""
        found: dict[str, SentBefore] = {}
        for path in self.earlier:
            for one in path.papers:
                if one.meaning and (one.files or one.is_brought):
                    name = path.draft.version.name
                    found.setdefault(one.meaning, SentBefore(name, one.files, one.is_brought))
        return found


def filed_from(person: Person, draft_id: UUID) -> Dossier | None:
    """The dossier this draft of the person became; None while it is not filed."""
    return Dossier.objects.filter(submitter=person, filing_key=str(draft_id)).only("code").first()


def begun_draft(person: Person, version: ProcedureVersion) -> Draft | None:
    """The person's latest filing of this procedure in progress with at least one page filled in."""
    mine = Draft.objects.filter(owner=person, version__procedure=version.procedure)
    return mine.exclude(done_sections=[]).order_by("-saved_at").first()


def wanted_papers(form: Form) -> tuple[list[Field], list[Field]]:
    """The papers the form asks everybody for, and those it may ask for: what to have at hand first."""
    papers = [field for field in form.fields() if field.is_file]
    surely = [field for field in papers if field.required and field.show_if is None]
    return surely, [field for field in papers if field not in surely]


def without_papers(form: Form) -> Form:
    """The form with its questions only; papers have pages of their own."""
    sections = [
        replace(section, fields=tuple(field for field in section.fields if not field.is_file))
        for section in form.sections
    ]
    return replace(form, sections=tuple(section for section in sections if section.fields))
