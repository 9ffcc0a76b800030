"""Loading procedures with history, and what holds on a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, PACK
from xaso.kernel.errors import Missing
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.models import Component, FormDefinition, ProcedureVersion, RouteStep
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry
from xaso.sites.setup.pack.reading import read

pytestmark = pytest.mark.django_db
START, TODAY = date(2025, 1, 1), date(2026, 3, 2)
CODE = "9.000001"


def rows(name: str = "procedures") -> Any:
    return read(PACK / f"{name}.json").value


def load(records: Any, day: date = TODAY) -> services.LoadedProcedures:
    return services.load_procedures(records, first_from=START, valid_from=day, by=SYSTEM, at=NOW)


def changed(**facts: object) -> Any:
    records = rows()
    records[0] |= facts
    return records


def test_loading_the_same_again_writes_nothing() -> None:
    before = Entry.objects.count(), ProcedureVersion.objects.count()

    assert not load(rows())

    assert (Entry.objects.count(), ProcedureVersion.objects.count()) == before


def test_a_changed_record_closes_its_version_and_opens_one_from_the_given_day() -> None:
    old = queries.current_version(CODE, TODAY)

    done = load(changed(result="Giấy xác nhận điện tử"))

    assert (done.changed, done.starts) == ([CODE], {CODE: TODAY})
    old.refresh_from_db()
    assert old.valid_to == TODAY - timedelta(days=1)
    assert queries.current_version(CODE, TODAY).result == "Giấy xác nhận điện tử"
    assert queries.current_version(CODE, TODAY - timedelta(days=1)) == old
    assert Component.objects.filter(version=old).count() == 3
    assert [one.valid_from for one in queries.versions_of(old.procedure)] == [TODAY, START]


def test_two_changes_on_one_day_never_rewrite_the_version_of_that_day() -> None:
    load(changed(result="Một"))

    done = load(changed(result="Hai"))

    assert done.starts == {CODE: TODAY + timedelta(days=1)}
    assert queries.current_version(CODE, TODAY).result == "Một"
    assert queries.current_version(CODE, TODAY + timedelta(days=1)).result == "Hai"


def test_a_version_still_to_begin_is_replaced() -> None:
    load(changed(result="Một"), day=date(2026, 5, 1))

    load(changed(result="Hai"), day=date(2026, 4, 1))

    assert ProcedureVersion.objects.filter(procedure__code=CODE).count() == 2
    assert queries.current_version(CODE, date(2026, 4, 30)).result == "Giấy xác nhận"
    assert queries.current_version(CODE, date(2026, 5, 1)).result == "Hai"


def test_a_new_procedure_holds_from_the_beginning() -> None:
    records = [*rows(), rows()[0] | {"code": "9.000099", "name": "Việc mới"}]

    assert load(records).added == ["9.000099"]
    assert queries.current_version("9.000099", START).name == "Việc mới"


def test_one_that_left_the_pack_ends_and_says_so() -> None:
    done = load(rows()[1:])

    assert done.left == [CODE]
    with pytest.raises(Missing, match="Không còn trong danh mục"):
        queries.current_version(CODE, TODAY)
    assert Entry.objects.latest("seq").data["left"] == [CODE]


def test_a_hidden_one_names_what_takes_its_place_and_an_unknown_one_is_missing() -> None:
    with pytest.raises(Missing, match=r"9\.000003"):
        queries.version_page("9.000006", TODAY)
    with pytest.raises(Missing, match="Không có thủ tục này"):
        queries.version_page("1.1", TODAY)
    assert queries.procedure("9.000006").is_hidden
    with pytest.raises(Missing):
        queries.procedure("1.1")


def test_before_the_first_version_there_is_none() -> None:
    with pytest.raises(Missing):
        queries.current_version(CODE, START - timedelta(days=1))


def test_a_page_of_one_procedure_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        version = queries.version_page(CODE, TODAY)
        assert [paper.code for paper in version.components.all()] == ["tp01", "tp02", "tp03"]
        assert version.procedure.field.unit.short_name == "Văn phòng"


def test_no_safe_deadline_is_kept_as_none() -> None:
    version = queries.current_version("9.000005", TODAY)

    assert (version.time_value, version.time_unit) == (None, "")
    assert version.time_note == "Nguồn không ghi thời hạn."


def test_the_form_is_the_versions_own_or_the_generic_one() -> None:
    own, none = (queries.current_version(code, TODAY) for code in (CODE, "9.000004"))

    assert queries.form_definition(own, TODAY).code == "residence"
    assert queries.form_definition(none, TODAY).code == "generic"
    with pytest.raises(Missing):
        queries.form_definition(own, date(2024, 1, 1))


def test_a_form_with_a_later_start_closes_the_one_before_and_the_same_start_replaces() -> None:
    form = read(PACK / "eforms" / "residence.json").value
    services.load_forms([form | {"title": "Đơn đã sửa"}], by=SYSTEM, at=NOW)

    services.load_forms([form | {"valid_from": "2026-04-01", "title": "Đơn mới"}], by=SYSTEM, at=NOW)

    version = queries.current_version(CODE, TODAY)
    assert queries.form_definition(version, date(2026, 3, 31)).title == "Đơn đã sửa"
    assert queries.form_definition(version, date(2026, 4, 1)).title == "Đơn mới"
    assert FormDefinition.objects.filter(code="residence").count() == 2
    assert {form.code for form in queries.forms(TODAY)} == {"generic", "residence"}


def test_steps_come_in_order_with_their_units_and_shares() -> None:
    steps = queries.route_steps(queries.current_version(CODE, TODAY))

    assert [step.kind for step in steps] == [
        "receive",
        "assign",
        "handle",
        "check",
        "approve",
        "issue",
        "return",
    ]
    assert steps[0].unit is not None
    assert (steps[0].unit.code, steps[1].unit) == ("mot-cua", None)
    assert sum(step.share for step in steps) == 1


def test_a_route_with_other_steps_gets_them_anew_and_the_same_ones_stay() -> None:
    keys = list(RouteStep.objects.order_by("pk").values_list("pk", flat=True))
    assert not services.load_routes(rows("routes"), by=SYSTEM, at=NOW)
    assert list(RouteStep.objects.order_by("pk").values_list("pk", flat=True)) == keys
    records = rows("routes")
    records[1]["steps"][1]["share"] = 0.5

    done = services.load_routes(records, by=SYSTEM, at=NOW)

    assert done.changed == ["tai-cho"]


def test_life_events_and_words_follow_the_pack() -> None:
    events, words = rows("life_events"), rows("search_words")
    assert not services.load_life_events(events, by=SYSTEM, at=NOW)
    assert not services.load_words(words, by=SYSTEM, at=NOW)
    events[0]["procedures"] = ["9.000001"]

    services.load_life_events(events[:1], by=SYSTEM, at=NOW)
    services.load_words(
        [*words[:1], {"words": "nhà trọ", "codes": ["XS-901"], "weight": 10}], by=SYSTEM, at=NOW
    )
    services.index_catalogue(on=TODAY)

    assert [event.code for event in queries.life_events()] == ["chuyen-nha"]
    assert queries.catalogue(event="chuyen-nha", on=TODAY).total == 1
    assert queries.find("nha tro", 1, on=TODAY)[0].procedure.code == "XS-901"
