"""An e-form being drawn, for tests."""

from datetime import date, datetime
from typing import Any

from tests.cast import NOW
from xaso.modules.org.models import Officer
from xaso.modules.procedures.models import FormDefinition, FormDraft
from xaso.modules.procedures.services import form_drafting
from xaso.modules.procedures.services.form_publishing import publish_form

FORM = "residence"
FIRST_DAY = date(2026, 4, 1)


def drawn_anew(by: Officer, at: datetime = NOW) -> FormDraft:
    """A draft of the pack's form on residence."""
    form = FormDefinition.objects.filter(code=FORM).latest("valid_from")
    return form_drafting.revise_form(form=form, by=by, at=at)


def form_published(draft: FormDraft, by: Officer, **other: Any) -> FormDefinition:
    """The draft made what holds from the first day."""
    usual: dict[str, Any] = {"valid_from": FIRST_DAY, "at": NOW, "seen": draft.revision}
    return publish_form(draft=draft, by=by, **usual | other)
