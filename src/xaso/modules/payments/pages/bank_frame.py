"""What the pages of the bank's side share."""

from __future__ import annotations

from django.urls import reverse

from xaso.platform.ui.context import NavItem

PAGES = (
    ("payments_bank:statements", "Sao kê"),
    ("payments_bank:queue", "Dòng cần xem"),
    ("payments_bank:orders", "Thanh toán trực tuyến"),
)


def bank_nav(here: str) -> list[NavItem]:
    """The pages of the section; ``here`` names the present one."""
    return [NavItem(reverse(name), words, current=name == here) for name, words in PAGES]
