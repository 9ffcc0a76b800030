"""The shared cast: the people every test knows, in an invented commune. Made once for the whole run.

def test_a_stranger_gets_404(client, stranger):
    sign_in(client, stranger)
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.test import Client

from xaso.kernel.clock import at
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.services import register_account
from xaso.modules.org.models import Officer, Village
from xaso.modules.org.services import add_officer
from xaso.platform.identity import second_factor, sessions
from xaso.platform.identity.models import User
from xaso.platform.jobs.models import Job
from xaso.platform.journal.actors import SYSTEM
from xaso.sites.setup.pack.checking import sound_pack
from xaso.sites.setup.pack.loading import load

PACK = Path(__file__).parent / "packs" / "suoimay"
PASSWORD = "nui-cao-suoi-sau-2025"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FOUNDED = at(date(2025, 1, 2), time(8, 0))
NOW = at(date(2026, 3, 2), time(8, 0))
"""A Monday morning with working days all around."""

OFFICERS = {
    "one_stop_officer": "tiep.nhan",
    "specialist": "ho.tich",
    "other_specialist": "ho.tich.hai",
    "head_of_office": "chanh.vp",
    "chairman": "chu.tich",
    "clerk": "van.thu",
    "centre_head": "giam.doc",
    "control_officer": "kiem.soat",
    "land_head": "truong.kt",
    "land_specialist": "dia.chinh",
    "sysadmin": "quan.tri",
}
PEOPLE = {
    "citizen": ("099190000901", "Giàng Thị Say", date(1990, 5, 20), "0912000901"),
    "stranger": ("099085000902", "Vừ A Lạ", date(1985, 3, 9), "0912000902"),
    "village_head": ("099072000903", "Sùng A Bản", date(1972, 11, 2), "0912000903"),
}


@dataclass(frozen=True)
class Cast:
    """Everyone by role."""

    citizen: Person
    stranger: Person
    village_head: Person
    one_stop_officer: Officer
    specialist: Officer
    other_specialist: Officer
    head_of_office: Officer
    chairman: Officer
    clerk: Officer
    centre_head: Officer
    control_officer: Officer
    land_head: Officer
    land_specialist: Officer
    sysadmin: Officer


def found_commune() -> None:
    """Load the invented commune and its cast into an empty database."""
    pack = sound_pack(PACK)
    load(pack, is_demo=False, at=FOUNDED)
    for row in pack.data("officers"):
        facts = {name: row[name] for name in ("username", "full_name", "unit", "position", "roles")}
        officer = add_officer(**facts, password=PASSWORD, is_demo=True, by=SYSTEM, at=FOUNDED)
        code = second_factor.code_at(TOTP_SECRET, FOUNDED)
        second_factor.activate(officer.user, TOTP_SECRET, code, at=FOUNDED)
    User.objects.filter(kind=User.Kind.OFFICER).update(must_change_password=False)
    for number, name, born, phone in PEOPLE.values():
        register_account(
            id_number=number,
            full_name=name,
            date_of_birth=born,
            phone=phone,
            email="",
            password=PASSWORD,
            at=FOUNDED,
        )
    Person.objects.update(village=Village.objects.get(code="B1"), commune_code="99123")
    # What founding asked of the queue would run in every test that runs the queue.
    Job.objects.all().delete()


def officer(role: str) -> Officer:
    """The member of the cast in that role of an officer."""
    rows = Officer.objects.select_related("user", "unit", "position")
    return rows.get(user__username=OFFICERS[role])


def person(role: str) -> Person:
    """The member of the cast in that role of one of the people."""
    return Person.objects.select_related("user", "village").get(id_number=PEOPLE[role][0])


def cast() -> Cast:
    """Everyone."""
    return Cast(**{role: person(role) for role in PEOPLE}, **{role: officer(role) for role in OFFICERS})


def sign_in(client: Client, who: Person | Officer, moment: datetime = NOW) -> Client:
    """Sign the person or officer in, an officer with the second factor shown; return the client."""
    user = who.user
    assert user is not None, f"{who} has no account"
    client.force_login(user)
    if user.kind == User.Kind.OFFICER:
        session = client.session
        sessions.mark_proven(session, at=moment)
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
