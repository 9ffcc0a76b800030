"""What the catalogue says of the plan."""

import pytest

from xaso.kernel.periods import Period
from xaso.modules.procedures.models import Procedure, ProcedureVersion
from xaso.platform.measuring.evaluation import evaluate, split
from xaso.platform.measuring.registry import registry

pytestmark = pytest.mark.django_db
MARCH = Period.month(2026, 3)


def test_all_but_the_exempt_and_hidden_go_through_the_one_stop() -> None:
    figure = evaluate(registry.get("procedures.via_one_stop"), MARCH)

    assert (figure.part, figure.whole) == (5, 5)


def test_one_outside_without_a_written_reason_spoils_the_share() -> None:
    Procedure.objects.filter(code="9.000004").update(via_one_stop_note="")

    figure = evaluate(registry.get("procedures.via_one_stop"), MARCH)

    assert (figure.part, figure.whole, figure.words()) == (5, 6, "83,3%")


def test_the_share_is_split_by_office() -> None:
    by_unit = dict(split(registry.get("procedures.via_one_stop"), MARCH, "unit"))

    assert {unit: figure.whole for unit, figure in by_unit.items()} == {"Văn phòng": 3, "Phòng Kinh tế": 2}


def test_before_any_version_there_is_nothing_to_measure() -> None:
    assert evaluate(registry.get("procedures.via_one_stop"), Period.year(2024)).words() == "không phát sinh"


def test_on_the_spot_counts_the_mark_of_the_version_in_force() -> None:
    measure = registry.get("procedures.four_on_the_spot")
    assert evaluate(measure, MARCH).fraction == "1/6"

    ProcedureVersion.objects.filter(procedure__code="9.000002").update(four_on_the_spot=False)

    assert evaluate(measure, MARCH).fraction == "0/6"
