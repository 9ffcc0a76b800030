"""The e-form at the counter: prefilled, on one page, no answer demanded; what is typed must be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from xaso.kernel.errors import Problem
from xaso.platform.eforms import answers as eforms
from xaso.platform.eforms.definition import Form, Section, parse
from xaso.platform.eforms.prefilling import prefill
from xaso.platform.eforms.values import is_empty

from ..queries.filing_path import without_papers
from ..services.accounts import account_of

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.procedures.models import FormDefinition


@dataclass
class CounterForm:
    """The questions of one procedure with the answers so far."""

    form: Form
    answers: dict[str, Any]
    today: date
    problems: list[Problem] = field(default_factory=list)

    @property
    def sections(self) -> list[Section]:
        """The pages of questions that are asked, given the answers."""
        return eforms.visible_sections(self.form, self.answers, today=self.today)

    @property
    def errors(self) -> dict[str, str]:
        """The first sentence for each box."""
        return eforms.by_box(self.problems)

    @property
    def links(self) -> Mapping[str, str]:
        """Box to go to, and sentence."""
        return eforms.error_links(self.form, self.problems)

    @property
    def filed(self) -> dict[str, Any]:
        """The answers that go into the dossier."""
        return eforms.visible_answers(self.form, self.answers, today=self.today)


def fresh(definition: FormDefinition, person: Person | None, today: date) -> CounterForm:
    """The form with what the record of the person already tells."""
    form = without_papers(parse(definition.definition))
    return CounterForm(form, prefill(form, account_of(person)) if person else {}, today)


def read(definition: FormDefinition, data: QueryDict, today: date) -> CounterForm:
    """The form as it was sent. Empty boxes are let be: the counter asks only for what the officer needs."""
    form = without_papers(parse(definition.definition))
    answers: dict[str, Any] = {}
    for section in form.sections:
        answers |= eforms.read_section(form, section.code, data, answers, today=today).values
    problems = eforms.check_all(form, answers, today=today, files={})
    typed = [one for one in problems if _was_typed(answers.get(one.field.split("-", 1)[0]))]
    return CounterForm(form, answers, today, typed)


def _was_typed(value: Any) -> bool:
    return value is not False and not is_empty(value)
