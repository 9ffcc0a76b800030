"""What every page may name without asking: the commune, the menu, who is signed in.

Sites replace these through their own context processors; the values here keep a page whole when none did
(an error page, a page drawn in a job).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest

import xaso


@dataclass(frozen=True)
class Site:
    """Whose pages these are. Context name: `site`."""

    commune_full_name: str = "Xã Số"
    committee_name: str = "Ủy ban nhân dân xã"
    is_demo: bool = False
    version: str = xaso.__version__
    home_href: str = "/"
    source_href: str = ""
    contact: str = ""


@dataclass(frozen=True)
class NavItem:
    """One entry of a menu. Context names: `nav` (first level) and `sub_nav` (second level)."""

    href: str
    text: str
    current: bool = False
    badge: int = 0


@dataclass(frozen=True)
class Account:
    """Who is signed in, in the header. Context name: `account`. An empty name means nobody."""

    name: str = ""
    unit: str = ""
    href: str = ""
    sign_in_href: str = ""
    sign_out_href: str = ""


@dataclass(frozen=True)
class FooterLink:
    """One link at the foot of a page. Context name: `footer_links`."""

    href: str
    text: str


@dataclass(frozen=True)
class Defaults:
    """The names that stand in every template, with their empty values."""

    site: Site = field(default_factory=Site)
    account: Account = field(default_factory=Account)
    nav: tuple[NavItem, ...] = ()
    sub_nav: tuple[NavItem, ...] = ()
    footer_links: tuple[FooterLink, ...] = ()
    kiosk_home: str = ""

    def as_globals(self) -> dict[str, object]:
        """The same names as template globals; a page's own context wins over them."""
        return {
            "site": self.site,
            "account": self.account,
            "nav": self.nav,
            "sub_nav": self.sub_nav,
            "footer_links": self.footer_links,
            "kiosk_home": self.kiosk_home,
        }


def ui(request: HttpRequest) -> dict[str, object]:
    """The moment of the request, `now`, for words like "5 phút trước"; the sites add the rest."""
    return {"now": getattr(request, "now", None)}
