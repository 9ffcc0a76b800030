"""The monthly figures are kept by counting what work has touched."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.modules.indicators.work import Office, dossier, noon, rating
from xaso.modules.indicators.models import MonthlyFigure
from xaso.modules.indicators.rules.slots import Grid, Slot, slots_between
from xaso.modules.indicators.services import rebuild, refresh, refresh_month, refresh_stale, touch
from xaso.platform.jobs.models import Job
from xaso.platform.measuring.registry import registry

NOW = noon(2026, 3, 20)
ONLINE = registry.get("dossiers.filed_online")
STOCK = registry.get("procedures.via_one_stop")


def kept(measure: str, year: int, month: int, grid: Grid = Grid.CALENDAR) -> MonthlyFigure:
    return MonthlyFigure.objects.get(measure=measure, grid=grid.value, year=year, month=month)


def month(year: int, number: int) -> Slot:
    return Slot(Grid.CALENDAR, year, number)


def test_a_refresh_keeps_the_part_and_the_whole_of_each_month(office: Office) -> None:
    dossier(office, noon(2026, 2, 3), online=True)
    dossier(office, noon(2026, 2, 4))
    dossier(office, noon(2026, 3, 5), online=True)

    counted = refresh([ONLINE], [month(2026, number) for number in range(1, 13)], at=NOW)

    assert counted == 3, "months that have not begun are not counted"
    february, march = kept(ONLINE.code, 2026, 2), kept(ONLINE.code, 2026, 3)
    assert (february.part, february.whole) == (1, 2)
    assert (march.part, march.whole) == (1, 1)
    assert march.counted_at == NOW


def test_counting_again_replaces_and_never_doubles(office: Office) -> None:
    dossier(office, noon(2026, 3, 5), online=True)
    refresh([ONLINE], [month(2026, 3)], at=NOW)
    dossier(office, noon(2026, 3, 6))

    refresh([ONLINE], [month(2026, 3)], at=NOW)

    row = kept(ONLINE.code, 2026, 3)
    assert (row.part, row.whole) == (1, 2)


def test_a_touched_month_is_stale_until_it_is_counted_and_one_recount_is_asked_for(office: Office) -> None:
    touch(module="dossiers", days=["2026-02-03", noon(2026, 3, 1), ""], at=NOW)
    touch(module="dossiers", days=["2026-03-09"], at=NOW)

    assert kept(ONLINE.code, 2026, 2).is_stale
    assert kept(ONLINE.code, 2026, 3).is_stale
    assert not MonthlyFigure.objects.filter(measure__startswith="surveys.").exists()
    assert Job.objects.filter(name="indicators.refresh").count() == 1

    refresh_stale(at=NOW)

    assert not MonthlyFigure.objects.stale().exists()


def test_work_done_while_a_count_runs_leaves_the_month_stale(office: Office) -> None:
    touch(module="dossiers", days=["2026-03-09"], at=NOW)
    row = kept(ONLINE.code, 2026, 3)
    MonthlyFigure.objects.filter(pk=row.pk).update(touches=5, touches_counted=4)
    refresh([ONLINE], [month(2026, 3)], at=NOW)

    touch(module="dossiers", days=["2026-03-10"], at=NOW)

    assert kept(ONLINE.code, 2026, 3).touches_counted == 5
    assert kept(ONLINE.code, 2026, 3).is_stale


def test_a_month_of_no_measure_is_not_kept(office: Office) -> None:
    touch(module="citizens", days=["2026-03-09"], at=NOW)

    assert not MonthlyFigure.objects.exists()
    assert not Job.objects.filter(name="indicators.refresh").exists()


def test_a_month_begins_for_every_measure(office: Office) -> None:
    refresh_month(at=NOW)

    begun = set(MonthlyFigure.objects.filter(year=2026, month=3).values_list("measure", flat=True))
    assert begun == {one.code for one in registry.all()}


@pytest.fixture
def february_closed(office: Office) -> MonthlyFigure:
    """February of a stock, counted after its end; since then no procedure is handled through the one-stop."""
    refresh([STOCK], [month(2026, 2)], at=noon(2026, 3, 1))
    office.versions["ho-tich"].procedure.__class__.objects.update(via_one_stop=False)
    return kept(STOCK.code, 2026, 2)


def test_the_past_of_a_stock_is_not_counted_again(february_closed: MonthlyFigure) -> None:
    refresh([STOCK], [month(2026, 2), month(2026, 3)], at=NOW)

    assert february_closed.part > 0
    assert kept(STOCK.code, 2026, 2).part == february_closed.part
    assert kept(STOCK.code, 2026, 3).part == 0


def test_the_past_of_a_stock_is_counted_again_once_work_touched_it(february_closed: MonthlyFigure) -> None:
    MonthlyFigure.objects.filter(pk=february_closed.pk).update(touches=1)

    refresh([STOCK], [month(2026, 2)], at=NOW)

    assert kept(STOCK.code, 2026, 2).part == 0


def test_the_past_of_a_stock_is_counted_again_when_asked_for(february_closed: MonthlyFigure) -> None:
    refresh([STOCK], [month(2026, 2)], at=NOW, past_of_stocks=True)

    assert kept(STOCK.code, 2026, 2).part == 0


def test_a_month_of_a_stock_counted_before_its_end_is_counted_once_more_after_it(office: Office) -> None:
    refresh([STOCK], [month(2026, 2)], at=noon(2026, 2, 27))
    office.versions["ho-tich"].procedure.__class__.objects.update(via_one_stop=False)

    refresh([STOCK], [month(2026, 2)], at=NOW)

    assert kept(STOCK.code, 2026, 2).part == 0


def test_the_year_of_a_stock_is_kept_beside_its_months(office: Office) -> None:
    refresh([STOCK], [month(2026, 3)], at=NOW)

    year, march = kept(STOCK.code, 2026, 0), kept(STOCK.code, 2026, 3)
    assert (year.part, year.whole) == (march.part, march.whole)
    assert year.whole > 0


def test_a_rebuild_counts_everything_in_grouped_queries(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 2, 3):
        dossier(office, noon(2026, number, 3), online=True)
        rating(office, noon(2026, number, 9))
    flows = [one for one in registry.all() if not one.is_stock]
    rebuild(at=NOW)

    sets_of_records = 17
    every = slots_between(date(2025, 1, 1), date(2026, 12, 31))

    # Standing rows and one query for each set; of each flow savepoint, write, release.
    with django_assert_max_num_queries(1 + sets_of_records + 3 * len(flows)):
        refresh(flows, every, at=NOW)

    assert kept("dossiers.received", 2026, 2).whole == 2
    assert kept("surveys.satisfaction", 2026, 1).part == 1


def test_a_rebuild_begins_with_its_first_year_on_both_calendars(office: Office) -> None:
    rebuild(at=NOW)

    years = MonthlyFigure.objects.order_by("year").values_list("grid", "year").distinct()
    assert {year for _, year in years} == {NOW.year - 1, NOW.year}
    assert {grid for grid, _ in years} == {"calendar", "reporting"}


def test_a_rebuild_tells_how_far_it_is(office: Office) -> None:
    told: list[tuple[int, str]] = []

    rebuild(at=NOW, tell=lambda percent, stage: told.append((percent, stage)))

    assert [percent for percent, _ in told] == [0]
    assert all(stage.startswith("Đang đếm: ") for _, stage in told)


@pytest.mark.parametrize("day", [noon(2026, 3, 1), noon(2026, 3, 31)])
def test_days_of_the_edge_belong_to_their_month(office: Office, day) -> None:
    touch(module="dossiers", days=[day], at=NOW)

    assert kept(ONLINE.code, 2026, 3).touches == 1


def test_a_report_month_runs_from_the_fifteenth_and_is_kept_beside_the_calendar(office: Office) -> None:
    for day in (14, 15, 28):
        dossier(office, noon(2026, 2, day), online=True)
    touch(module="dossiers", days=["2026-02-14", "2026-02-15", "2026-02-28"], at=NOW)

    refresh_stale(at=NOW)

    of_reports = {number: kept(ONLINE.code, 2026, number, Grid.REPORTING).whole for number in (2, 3)}
    assert of_reports == {2: 1, 3: 2}
    assert kept(ONLINE.code, 2026, 2).whole == 3
    assert not MonthlyFigure.objects.stale().exists()


def test_months_of_both_grids_come_from_one_question(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dossier(office, noon(2026, 2, 20))
    slots = slots_between(date(2026, 2, 1), date(2026, 3, 20))

    # Standing rows, part and whole together, savepoint, write, release.
    with django_assert_num_queries(5):
        refresh([ONLINE], slots, at=NOW)

    assert MonthlyFigure.objects.filter(measure=ONLINE.code).count() == len(slots) == 5


def test_months_far_apart_are_counted_each_by_itself_until_there_are_many(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    few = [month(2025, number) for number in (1, 5)]
    many = [month(2025, number) for number in (1, 3, 5, 7, 9)]

    with django_assert_num_queries(4 + 2):
        refresh([ONLINE], few, at=NOW)
    with django_assert_num_queries(4 + 1):
        refresh([ONLINE], many, at=NOW)


def test_the_report_year_of_a_stock_begins_in_december(office: Office) -> None:
    refresh([STOCK], [Slot(Grid.REPORTING, 2026, 1)], at=noon(2025, 12, 20))

    year = kept(STOCK.code, 2026, 0, Grid.REPORTING)
    assert year.whole > 0
