"""What every page of the program knows without asking: the commune, the menu, who is signed in, the foot."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse

from xaso.modules.citizens import queries as citizens
from xaso.modules.org import queries as org
from xaso.modules.visits.access import KIOSK_KEY
from xaso.platform.identity.models import User
from xaso.platform.ui.context import Account, FooterLink, NavItem, Site

OFFICERS_PATHS = ("/ban-lam-viec/", "/dieu-hanh/", "/can-bo/", "/quan-tri/")
NAV = (
    ("portal:home", "Trang chủ"),
    ("procedures:list", "Thủ tục"),
    ("dossiers:track", "Tra cứu hồ sơ"),
    ("portal:promises", "Minh bạch"),
)
OWN_NAV = (("dossiers:mine", "Hồ sơ của tôi"), ("notices:inbox", "Thông báo"))
FOOTER = (
    ("portal:help", "Trợ giúp"),
    ("dossiers:proofs", "Xác thực giấy tờ"),
    ("portal:about", "Giới thiệu phần mềm"),
    ("identity:officer_sign_in", "Dành cho cán bộ"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """The names `site`, `account`, `footer_links`, and on people's pages `nav`.

    Answers without the database too, so that an error page is drawn when nothing else works.
    """
    try:
        account = _account(request)
        names: dict[str, Any] = {"site": _site(), "account": account}
    except DatabaseError:
        account = Account()
        names = {"site": Site(), "account": account}
    names["footer_links"] = tuple(FooterLink(reverse(name), text) for name, text in FOOTER)
    if not request.path.startswith(OFFICERS_PATHS):
        links = NAV + OWN_NAV if account.name and not account.unit else NAV
        names["kiosk_home"] = _kiosk_home(request)
        names["nav"] = tuple(_item(request.path, reverse(name), text) for name, text in links)
    return names


def _kiosk_home(request: HttpRequest) -> str:
    """Where a kiosk begins, when the page is asked for by one; its pages have large buttons and keys."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "session")
    return reverse("visits:kiosk") if known and KIOSK_KEY in request.session else ""


def _item(path: str, href: str, text: str) -> NavItem:
    return NavItem(href, text, path == href if href == "/" else path.startswith(href))


def _site() -> Site:
    if not org.has_commune():
        return Site(is_demo=settings.DEMO)
    commune = org.commune()
    return Site(
        commune_full_name=commune.full_name,
        committee_name=commune.committee_name,
        is_demo=settings.DEMO or commune.is_demo,
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
    """Who is signed in: a person under the own name, an officer with the unit."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return Account(sign_in_href=reverse("identity:sign_in"))
    out = reverse("identity:sign_out")
    officer = org.officer_of(user)
    if officer is not None:
        name, unit = officer.full_name, officer.unit.short_name
        return Account(name=name, unit=unit, href=reverse("desk:today"), sign_out_href=out)
    person = citizens.person_of(user)
    if person is not None:
        return Account(name=person.full_name, href=reverse("citizens:account"), sign_out_href=out)
    return Account(name=user.username, sign_out_href=out)
