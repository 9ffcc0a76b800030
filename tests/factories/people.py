"""People beside the cast, each with a valid, invented personal number."""

from datetime import date, datetime
from itertools import count

from xaso.kernel.clock import at
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.services import record_person, register_account
from xaso.platform.journal.actors import SYSTEM

BORN = date(1990, 5, 20)
_numbers = count(1)


def id_number() -> str:
    """A personal number nobody else in the run has."""
    return f"099190{next(_numbers):06d}"


def make_person(
    full_name: str = "Lò Văn Thử", *, phone: str = "", moment: datetime | None = None, **facts: object
) -> Person:
    """A person written down at the counter, without an account."""
    facts.setdefault("id_number", id_number())
    facts.setdefault("date_of_birth", BORN)
    return record_person(
        by=SYSTEM,
        at=moment or at(date(2025, 1, 2)),
        full_name=full_name,
        phone=phone,
        **facts,  # type: ignore[arg-type]
    )


def make_account(
    full_name: str = "Lò Thị Thử", *, password: str = "nui-cao-suoi-sau", phone: str = "0912345678"
) -> Person:
    """A person with an account of the given password."""
    return register_account(
        id_number=id_number(),
        full_name=full_name,
        date_of_birth=BORN,
        phone=phone,
        email="",
        password=password,
        at=at(date(2025, 1, 2)),
    )
