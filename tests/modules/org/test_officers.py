"""Adding officers, helping one who lost his password."""

import pytest

from tests.cast import NOW, PASSWORD
from xaso.kernel.errors import Missing
from xaso.modules.org import services
from xaso.modules.org.access import Role
from xaso.modules.org.models import Officer
from xaso.platform.identity.services import UsernameTaken
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def add(by: Officer, username: str = "moi.den", roles: tuple[str, ...] = ("clerk",)) -> Officer:
    return services.add_officer(
        username=username,
        password="mot-hai-ba-bon",
        full_name="Lò Văn Mới",
        unit="van-phong",
        position="van-thu",
        roles=roles,
        by=by,
        at=NOW,
    )


def test_a_new_officer_holds_the_roles_and_must_change_the_password(sysadmin: Officer) -> None:
    officer = add(sysadmin)

    assert officer.has_role(Role.CLERK)
    assert not officer.has_role(Role.LEADER, Role.SYSADMIN)
    assert officer.user.must_change_password
    assert not officer.user.is_staff
    entry = Entry.objects.latest("seq")
    assert (entry.event, entry.actor_name) == ("org.officer_added", sysadmin.full_name)
    assert "mot-hai-ba-bon" not in str(entry.data)


def test_a_system_administrator_may_open_the_admin(sysadmin: Officer) -> None:
    assert add(sysadmin, roles=("sysadmin",)).user.is_staff


def test_a_name_in_use_is_refused_and_nothing_is_written(sysadmin: Officer, clerk: Officer) -> None:
    before = Officer.objects.count()

    with pytest.raises(UsernameTaken):
        add(sysadmin, username=clerk.user.username)

    assert Officer.objects.count() == before


def test_a_lost_password_is_replaced_by_one_for_one_use(sysadmin: Officer, clerk: Officer) -> None:
    password = services.reset_officer_password(username=clerk.user.username, by=sysadmin, at=NOW)

    clerk.user.refresh_from_db()
    assert clerk.user.check_password(password)
    assert not clerk.user.check_password(PASSWORD)
    assert clerk.user.must_change_password
    assert password not in str(Entry.objects.latest("seq").data)


def test_a_password_of_nobody_is_not_reset(sysadmin: Officer) -> None:
    with pytest.raises(Missing, match=r"khong\.co"):
        services.reset_officer_password(username="khong.co", by=sysadmin, at=NOW)
