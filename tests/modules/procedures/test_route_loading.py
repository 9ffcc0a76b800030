"""Routes from the pack: what was published stays, what differs is the next number."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tests.cast import NOW, PACK, Cast
from tests.factories import dossiers as make
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.models import ProcedureVersion, Route
from xaso.platform.journal.actors import SYSTEM
from xaso.sites.setup.pack.reading import read

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)
FAMILY = "day-du"


def rows(name: str) -> Any:
    return deepcopy(read(PACK / f"{name}.json").value)


def shorter() -> Any:
    """The pack with a route that lost its check."""
    changed = rows("routes")
    route = next(row for row in changed if row["code"] == FAMILY)
    route["steps"] = [step for step in route["steps"] if step["kind"] != "check"]
    return changed


def load_procedures() -> services.LoadedProcedures:
    return services.load_procedures(rows("procedures"), first_from=DAY, valid_from=DAY, by=SYSTEM, at=NOW)


def test_the_same_pack_changes_no_route() -> None:
    done = services.load_routes(rows("routes"), by=SYSTEM, at=NOW)

    assert not done


def test_a_changed_route_is_the_next_number_and_dossiers_keep_theirs(cast: Cast) -> None:
    dossier = make.assigned(cast, make.MONDAY)
    before = [step.code for step in queries.route_steps(dossier.version)]

    done = services.load_routes(shorter(), by=SYSTEM, at=NOW)

    numbers = list(Route.objects.filter(code=FAMILY).order_by("number").values_list("number", "valid_from"))
    assert done.changed == [FAMILY]
    assert numbers == [(1, None), (2, NOW.date())]
    assert [step.code for step in queries.route_steps(dossier.version)] == before


def test_procedures_take_up_the_changed_route_from_the_day_of_the_load() -> None:
    on_it = ProcedureVersion.objects.filter(route__code=FAMILY, valid_to=None).count()
    services.load_routes(shorter(), by=SYSTEM, at=NOW)

    loaded = load_procedures()

    assert len(loaded.changed) == on_it > 0
    code = loaded.changed[0]
    assert queries.current_version(code, DAY).route.number == 2
    assert queries.current_version(code, date(2026, 3, 8)).route.number == 1
    assert not load_procedures()


def test_a_route_the_commune_published_stays_when_the_pack_is_loaded_again() -> None:
    Route.objects.create(code=FAMILY, number=2, name="Xã tự đặt", certainty="A", valid_from=NOW.date())

    done = services.load_routes(rows("routes"), by=SYSTEM, at=NOW)

    assert not done


def test_a_route_loaded_before_marks_were_kept_is_known_again_or_followed() -> None:
    Route.objects.update(digest="")

    done = services.load_routes(shorter(), by=SYSTEM, at=NOW)

    assert done.changed == [FAMILY]
    assert not Route.objects.filter(number=1, digest="").exclude(code=FAMILY).exists()
