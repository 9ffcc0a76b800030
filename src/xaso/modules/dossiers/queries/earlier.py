"""Papers a person need not bring again, as the counter asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from ..access import may_take_in
from ..services.asking import held_papers

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.citizens.queries import StoreOffer
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import Component


def earlier_papers(
    officer: Officer, person: Person, components: Iterable[Component], *, today: date
) -> dict[int, StoreOffer]:
    """What an officer who takes dossiers in may take again from the person's store, by component id."""
    return held_papers(person, components, today=today) if may_take_in(officer) else {}
