"""What the pages of money share: the menu of the section, and doing one thing with what was typed kept."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse

from xaso.kernel.errors import Invalid, Missing, Refusal
from xaso.platform.ui.context import NavItem

PAGES = (
    ("payments_desk:list", "Khoản thu"),
    ("payments_desk:shifts", "Ca thu"),
    ("payments_desk:ledger", "Sổ thu"),
    ("payments_desk:refunds", "Hoàn trả"),
    ("procedures_desk:fee_tables", "Biểu thu"),
    ("payments_bank:statements", "Sao kê"),
    ("payments_bank:orders", "Trực tuyến"),
    ("payments_bank:report", "Đối soát"),
    ("payments_bank:accounts", "Tài khoản"),
)


def money_nav(here: str) -> list[NavItem]:
    """The pages of the section; `here` names the present one."""
    return [NavItem(reverse(name), words, current=name == here) for name, words in PAGES]


def tried(form: Form, act: Callable[[], object]) -> Refusal | None:
    """Do it with a valid form. A refusal of one box goes to that box, any other is returned."""
    if not form.is_valid():
        return None
    try:
        act()
    except Missing:
        raise
    except Invalid as refusal:
        if not refusal.problems:
            return refusal
        for one in refusal.problems:
            form.add_error(one.field if one.field in form.fields else None, one.sentence)
    except Refusal as refusal:
        return refusal
    return None


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """The answer that shows a PDF in the browser and keeps it out of shared memory."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def status_of(form: Form, refusal: Refusal | None) -> int:
    """The status of a page shown again."""
    return refusal.status if refusal else 422 if form.errors else 200
