"""What every page of reports shares: the gate, and a page drawn again after a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.forms import BaseForm

from xaso.kernel.errors import Invalid, Missing, Problem, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.ui.problems import ErrorLink, form_errors

from ..access import STEERS, WORKERS

report_page = officer_page(*WORKERS)
"""Opens a page to officers who may have something to do with reports; each sees those that are theirs."""
steering_page = officer_page(*STEERS)


@dataclass
class Shown:
    """What a page says after a refusal: the sentence, the problems of its boxes, the answer's status."""

    refusal: Refusal | None = None
    problems: list[Problem] = field(default_factory=list)
    status: int = 200

    def errors(self, form: BaseForm) -> list[ErrorLink]:
        """The errors of the form and what the service found, each at its box."""
        for one in self.problems:
            if one.field in form.fields and form.is_bound:
                form.add_error(one.field, one.sentence)
        links = form_errors(form) if form.is_bound else []
        return links + [ErrorLink(one.sentence) for one in self.problems if one.field not in form.fields]


def tried(form: BaseForm, deed: Callable[[], object]) -> Shown | None:
    """Do it when the form holds. Nothing when it is done; else what to show. `Missing` passes on."""
    if not form.is_valid():
        return Shown(status=422)
    try:
        deed()
    except Missing:
        raise
    except Invalid as refusal:
        return Shown(None if refusal.problems else refusal, list(refusal.problems), refusal.status)
    except Refusal as refusal:
        return Shown(refusal, status=refusal.status)
    return None
