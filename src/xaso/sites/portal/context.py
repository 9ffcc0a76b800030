"""What every page of the program knows without asking: the commune, the menu, who is signed in, the foot."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from xaso.modules.org import queries as org
from xaso.platform.identity.models import User
from xaso.platform.ui.context import Account, FooterLink, NavItem, Site

OFFICERS_PATHS = ("/ban-lam-viec/", "/dieu-hanh/", "/can-bo/", "/quan-tri/")
NAV = (("/", "Trang chủ"), ("/thu-tuc/", "Thủ tục"))
FOOTER = ()


def site(request: HttpRequest) -> dict[str, Any]:
    """The names `site`, `account`, `footer_links`, and on people's pages `nav`.

    Answers without the database too, so that an error page is drawn when nothing else works.
    """
    try:
        names: dict[str, Any] = {"site": _site(), "account": _account(request)}
    except DatabaseError:
        names = {"site": Site(), "account": Account()}
    names["footer_links"] = tuple(FooterLink(href, text) for href, text in FOOTER)
    if not request.path.startswith(OFFICERS_PATHS):
        names["nav"] = tuple(NavItem(href, text, _is_here(request.path, href)) for href, text in NAV)
    return names


def _is_here(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)


def _site() -> Site:
    if not org.has_commune():
        return Site(is_demo=settings.DEMO)
    commune = org.commune()
    return Site(
        commune_full_name=commune.full_name,
        committee_name=commune.committee_name,
        is_demo=settings.DEMO,
        contact=_contact(),
    )


def _contact() -> str:
    """How to reach the centre; what is not known is left out, never guessed."""
    known = [
        ("", org.setting("portal.address")),
        ("Điện thoại: ", org.setting("portal.hotline")),
        ("Thư điện tử: ", org.setting("portal.email")),
    ]
    return ". ".join(f"{label}{value}" for label, value in known if value)


def _account(request: HttpRequest) -> Account:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return Account()
    officer = org.officer_of(user)
    if officer is not None:
        return Account(name=officer.full_name, unit=officer.unit.short_name, href="/ban-lam-viec/")
    return Account(name=user.username)
