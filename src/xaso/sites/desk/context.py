"""The officers' menu, on every page that officers open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from xaso.modules.dossiers.queries.tally import inbox_count
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.payments.access import LOOKERS as MONEY_ROLES
from xaso.modules.visits.access import COUNTER_ROLES
from xaso.platform.identity.models import User
from xaso.platform.notices.queries import unread_count
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

PATHS = ("/ban-lam-viec/", "/dieu-hanh/", "/thong-bao/", "/viec-nen/", "/can-bo/nguoi-dan/")
STEERING_ROLES = (Role.LEADER, Role.UNIT_HEAD, Role.PLAN_OWNER)
TYPING_ROLES = (*STEERING_ROLES, Role.SPECIALIST)
"""Whose work the typed figures usually are; others find them on Today when they have any."""


def nav(request: TimedRequest) -> dict[str, Any]:
    """The name `nav` on pages of the desk, for officers only; other pages keep theirs."""
    if not request.path.startswith(PATHS):
        return {}
    user = getattr(request, "user", None)
    officer = org.officer_of(user) if isinstance(user, User) else None
    if officer is None:
        return {}
    org.with_stand_ins(officer, at=request.now)
    items = list(_items(officer))
    here = max((href for href, _, _ in items if _is_at(request.path, href)), key=len, default="")
    return {"nav": tuple(NavItem(href, text, href == here, badge) for href, text, badge in items)}


def _is_at(path: str, href: str) -> bool:
    """Whether a page stands under an entry: Today is itself alone, though its address begins all others."""
    return path == href if href == reverse("desk:today") else path.startswith(href)


def _items(officer: Officer) -> Iterator[tuple[str, str, int]]:
    """Address, words and badge of each entry the officer's roles open."""
    yield reverse("desk:today"), "Việc hôm nay", 0
    yield from _counter(officer)
    if officer.roles - {Role.SYSADMIN}:
        yield reverse("dossiers_desk:list"), "Hồ sơ", 0
        yield reverse("tasks_desk:list"), "Nhiệm vụ", 0
        yield reverse("reports:list"), "Báo cáo", 0
    yield reverse("procedures_desk:list"), "Thủ tục", 0
    if officer.has_role(Role.RECEIVER, Role.CENTRE_HEAD):
        yield reverse("citizens:desk_people"), "Người dân", 0
    if officer.has_role(*TYPING_ROLES) and not officer.has_role(Role.RECEIVER):
        yield reverse("typed:list"), "Số liệu nhập", 0
    if officer.has_role(*STEERING_ROLES):
        yield reverse("steering:board"), "Điều hành", 0
    if officer.has_role(Role.SYSADMIN):
        yield reverse("jobs:board"), "Việc nền", 0
        yield reverse("admin:index"), "Dữ liệu nền", 0
    yield reverse("notices:inbox"), "Thông báo", unread_count(officer.user)


def _counter(officer: Officer) -> Iterator[tuple[str, str, int]]:
    """The entries of the one-stop's counter."""
    if officer.has_role(*COUNTER_ROLES):
        yield reverse("visits_desk:choose"), "Số thứ tự", 0
    if officer.has_role(Role.RECEIVER):
        yield reverse("dossiers_desk:counter"), "Tiếp nhận tại quầy", 0
        yield reverse("dossiers_desk:attest"), "Chứng thực", 0
        yield reverse("dossiers_desk:inbox"), "Hồ sơ chờ tiếp nhận", inbox_count(officer)
    if officer.has_role(*MONEY_ROLES):
        yield reverse("payments_desk:list"), "Thu phí", 0
