"""E-forms as keepers of the catalogue see them: published, being drawn, used by what, sound or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from xaso.kernel.errors import Missing
from xaso.modules.procedures.models import FormDefinition, FormDraft, ProcedureVersion
from xaso.modules.procedures.rules.forms import place_words
from xaso.platform.eforms.definition import BrokenForm, Form, parse

from .versions import in_force


@dataclass(frozen=True)
class FormFamily:
    """A form's code with what holds now, what will follow, the draft, and how many procedures use it."""

    code: str
    form: FormDefinition | None
    coming: FormDefinition | None
    draft: FormDraft | None
    used: int = 0

    @property
    def title(self) -> str:
        """As it is called now."""
        named = self.form or self.coming or self.draft
        return named.title if named else self.code


def form_families(on: date) -> list[FormFamily]:
    """Every form by title, with its draft; those that ended long ago are left out."""
    now: dict[str, FormDefinition] = {}
    coming: dict[str, FormDefinition] = {}
    for form in FormDefinition.objects.defer("definition").order_by("valid_from"):
        if form.valid_from > on:
            coming.setdefault(form.code, form)
        elif form.valid_to is None or form.valid_to >= on:
            now[form.code] = form
    drafts = {draft.code: draft for draft in FormDraft.objects.defer("definition")}
    used = _used(on)
    codes = {*now, *coming, *drafts}
    found = [
        FormFamily(code, now.get(code), coming.get(code), drafts.get(code), used.get(code, 0))
        for code in codes
    ]
    return sorted(found, key=lambda family: (family.title, family.code))


def _used(on: date) -> dict[str, int]:
    rows = ProcedureVersion.objects.filter(in_force(on), procedure__is_hidden=False).exclude(form_code="")
    return dict(rows.order_by().values_list("form_code").annotate(number=Count("pk")))


def form_versions(code: str) -> list[FormDefinition]:
    """Every version of the form, the latest first. Raise Missing when there is none."""
    found = list(FormDefinition.objects.filter(code=code).order_by("-valid_from"))
    if not found:
        raise Missing("Không có tờ khai này. Mở danh sách tờ khai để xem.")
    return found


def form_version(code: str, start: date | None, *, on: date) -> FormDefinition:
    """The version that begins on `start`; without it the one in force on the day, else the latest."""
    versions = form_versions(code)
    if start is not None:
        found = next((one for one in versions if one.valid_from == start), None)
        if found is None:
            raise Missing("Tờ khai không có bản bắt đầu từ ngày này.")
        return found
    return next((one for one in versions if one.valid_from <= on), versions[-1])


def form_draft(code: str) -> FormDraft:
    """The draft of the form. Raise Missing when there is none."""
    found = FormDraft.objects.select_related("changed_by", "based_on").filter(code=code).first()
    if found is None:
        raise Missing("Tờ khai này không có bản thảo. Mở danh sách tờ khai để xem.")
    return found


def has_form_draft(code: str) -> bool:
    """Whether somebody is drawing what follows the form."""
    return FormDraft.objects.filter(code=code).exists()


def versions_with_form(code: str) -> QuerySet[ProcedureVersion]:
    """The latest versions of procedures that use the form, by name."""
    rows = ProcedureVersion.objects.filter(form_code=code, valid_to=None, procedure__is_hidden=False)
    return rows.select_related("procedure").order_by("sort_name", "pk")


@dataclass(frozen=True)
class Told:
    """A problem of a form: where in words, what, and the place as reading names it (`section.field`)."""

    where: str
    sentence: str
    place: str


@dataclass(frozen=True)
class CheckedForm:
    """A draft that was read: the form when it is sound, else every problem."""

    form: Form | None
    problems: list[Told]


def check_form(draft: FormDraft) -> CheckedForm:
    """Read the draft as it would be published: broken and unreachable conditions, missing words, options."""
    try:
        return CheckedForm(parse(whole_definition(draft, draft.changed_at.date())), [])
    except BrokenForm as broken:
        told = [
            Told(place_words(draft.definition, one.field), one.sentence, one.field) for one in broken.problems
        ]
        return CheckedForm(None, told)


def whole_definition(draft: FormDraft, valid_from: date) -> dict[str, Any]:
    """The draft as the definition of a form that begins on the day."""
    return {
        "code": draft.code,
        "title": draft.title,
        "valid_from": valid_from.isoformat(),
        "valid_to": None,
        "basis": draft.basis,
        "certainty": draft.certainty,
        **draft.definition,
    }
