"""A procedure changes from a day on; what stands on the old version keeps it."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import NOW, PACK
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.models import CatalogueDecision, Procedure, ProcedureVersion, Route
from xaso.modules.procedures.services.versioning import parts_of
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.queries import timeline
from xaso.sites.setup.pack.reading import read

pytestmark = pytest.mark.django_db
TODAY, NEXT, LATER = date(2026, 3, 2), date(2026, 4, 1), date(2026, 6, 1)
CODE = "9.000001"
DECISION = services.Decision(
    number="412/QĐ-UBND",
    decided_on=date(2026, 2, 20),
    effective_on=NEXT,
    issuer="UBND tỉnh",
    law="Nghị định thử",
    law_effective_on=NEXT,
)
PAPER = {
    "code": "tp02",
    "name": "Bản chụp giấy tờ nhà, có công chứng",
    "originals": 1,
    "copies": 0,
    "required": True,
    "case": "",
    "form_template": "",
}


def publish(by: Officer, start: date = NEXT, decision: Any = DECISION, **changes: Any) -> ProcedureVersion:
    procedure = queries.procedure(CODE)
    return services.new_version(
        procedure=procedure, changes=changes, valid_from=start, decision=decision, by=by, at=NOW
    )


def test_a_change_begins_on_its_day_and_the_version_before_ends_the_day_before(
    control_officer: Officer,
) -> None:
    old = queries.current_version(CODE, TODAY)

    new = publish(control_officer, result="Giấy điện tử", components=[PAPER])

    old.refresh_from_db()
    assert (old.valid_to, new.valid_from, new.valid_to) == (NEXT - timedelta(days=1), NEXT, None)
    assert (old.result, old.components.count()) == ("Giấy xác nhận", 3)
    assert queries.version_page(CODE, NEXT).components.get().name == PAPER["name"]
    changed = {"result", "components", "flags", "decision_number"}
    assert {key for key, value in parts_of(new).items() if value != parts_of(old)[key]} <= changed


def test_the_decision_is_kept_once_and_told(control_officer: Officer) -> None:
    new = publish(control_officer, result="Giấy điện tử")

    publish(control_officer, start=LATER, subjects="Mọi người")

    document = CatalogueDecision.objects.get()
    assert (document, new.decision_number) == (new.decision, "412/QĐ-UBND")
    told = list(timeline(f"procedure:{CODE}"))[-1].data
    assert told["changed"] == ["đối tượng"]
    assert told["decision"] == "412/QĐ-UBND ngày 20/02/2026"


def test_a_version_to_come_takes_over_what_it_does_not_change_itself(control_officer: Officer) -> None:
    publish(control_officer, start=LATER, result="Về sau")

    between = publish(control_officer, decision=None, result="Trước đó", subjects="Mọi người")

    later = queries.current_version(CODE, LATER)
    assert (between.valid_from, between.valid_to) == (NEXT, LATER - timedelta(days=1))
    assert (later.result, later.subjects) == ("Về sau", "Mọi người")
    assert queries.current_version(CODE, NEXT).result == "Trước đó"


def test_a_version_still_to_begin_is_written_anew(control_officer: Officer) -> None:
    first = publish(control_officer, result="Một", components=[PAPER])

    again = publish(control_officer, result="Hai", components=[PAPER | {"name": "Đơn"}])

    assert again.pk == first.pk
    assert queries.version_page(CODE, NEXT).components.get().name == "Đơn"


def test_a_route_changes_without_a_decision(control_officer: Officer) -> None:
    old = queries.current_version(CODE, TODAY)
    route = Route.objects.exclude(pk=old.route_id).first()

    new = publish(control_officer, start=TODAY, decision=None, route=route)

    assert (new.route, new.decision, queries.current_version(CODE, TODAY)) == (route, None, new)


def test_a_new_name_is_found_on_its_day(control_officer: Officer) -> None:
    publish(control_officer, start=TODAY, name="Chứng nhận khó khăn đột xuất")

    assert queries.find("khó khăn đột xuất", on=TODAY)[0].procedure.code == CODE


def test_a_written_part_settles_its_doubt(control_officer: Officer) -> None:
    version = queries.current_version(CODE, TODAY)
    ProcedureVersion.objects.filter(pk=version.pk).update(
        flags=["time_missing", "code_unverified"], time_value=None, time_unit=""
    )

    new = publish(control_officer, time_value=5, time_unit="working_days")

    assert new.flags == ["code_unverified"]


def test_the_same_pack_keeps_what_the_commune_changed(control_officer: Officer) -> None:
    publish(control_officer, start=TODAY, result="Của xã")
    route = queries.current_version(CODE, TODAY).route
    Route.objects.create(code=route.code, number=2, name=route.name, certainty="D", valid_from=NEXT)
    rows = read(PACK / "procedures.json").value
    start = date(2025, 1, 1)

    first = services.load_procedures(rows, first_from=start, valid_from=TODAY, by=SYSTEM, at=NOW)
    moved = services.load_procedures(rows, first_from=start, valid_from=LATER, by=SYSTEM, at=NOW)

    assert (first.changed, CODE in moved.changed) == ([], True)
    now = queries.current_version(CODE, LATER)
    assert (now.result, now.route.number) == ("Của xã", 2)


@pytest.mark.parametrize(
    ("start", "changes", "refusal"),
    [
        (TODAY - timedelta(days=1), {"result": "Khác"}, services.StartPast),
        (NEXT, {"result": "Giấy xác nhận"}, services.NothingChanged),
        (NEXT, {}, services.NothingChanged),
    ],
)
def test_it_refuses_the_past_and_the_same(
    control_officer: Officer, start: date, changes: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        publish(control_officer, start=start, **changes)


def test_it_refuses_a_second_version_of_the_day_and_a_procedure_that_left(control_officer: Officer) -> None:
    publish(control_officer, start=TODAY, result="Một")

    with pytest.raises(services.StartTaken):
        publish(control_officer, start=TODAY, result="Hai")

    Procedure.objects.get(code=CODE).versions.filter(valid_to=None).update(valid_to=TODAY)
    with pytest.raises(services.NoVersion):
        publish(control_officer, result="Ba")


def test_a_part_nobody_knows_is_a_bug(control_officer: Officer) -> None:
    with pytest.raises(ValueError, match="colour"):
        publish(control_officer, colour="xanh")
