"""What pages of the catalogue's keepers share: the gate, the sub-navigation, a page drawn after a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.forms import BaseForm
from django.urls import reverse

from xaso.kernel.errors import Invalid, Missing, Problem, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.problems import ErrorLink, form_errors

from ..access import CATALOGUE_KEEPERS

keeper_page = officer_page(*CATALOGUE_KEEPERS)
"""Opens a page to those who keep the catalogue; to others it does not exist."""

PARTS = (
    ("procedures_desk:list", "Danh mục"),
    ("procedures_desk:routes", "Quy trình"),
    ("procedures_desk:forms", "Tờ khai"),
    ("procedures_desk:fee_tables", "Biểu thu"),
    ("procedures_desk:decisions", "Quyết định công bố"),
    ("procedures_desk:publications", "Công khai quốc gia"),
    ("procedures_desk:reviews", "Rà soát"),
)


def sub_nav(here: str) -> list[NavItem]:
    """The parts of the catalogue; `here` is the address's name of the present one."""
    return [NavItem(reverse(name), words, current=name == here) for name, words in PARTS]


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
        loose = [ErrorLink(one.sentence) for one in self.problems if one.field not in form.fields]
        return links + loose + ([ErrorLink(self.refusal.sentence)] if self.refusal else [])


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
