"""The board reads kept figures and says in words how each target stands."""

from pytest_django import DjangoAssertNumQueries

from tests.modules.indicators.work import Office, count_promises, dossier, noon, promise, rating
from xaso.modules.indicators.queries import Board, BoardRow, board, headline
from xaso.modules.indicators.services import refresh_month, touch
from xaso.modules.plan.queries import Kind

NOW = noon(2026, 5, 20)


def row_of(found: Board, code: str) -> BoardRow:
    return next(row for section in found.sections for row in section.rows if row.code == code)


def year_of_work(office: Office) -> None:
    """Nine of ten dossiers online in each of four months."""
    for month in (1, 2, 3, 4):
        for day in range(1, 11):
            dossier(office, noon(2026, month, day), online=day > 1)


def test_a_target_shows_its_figure_its_threshold_and_how_it_stands(office: Office) -> None:
    promise("A", "dossiers.filed_online", "60", owner=office.unit)
    year_of_work(office)
    count_promises(NOW)

    row = row_of(board(2026, at=NOW), "A")

    assert (row.figure, row.fraction) == ("90%", "36/40")
    assert row.threshold == "tối thiểu 60%"
    assert (row.state.kind, row.state.words) == (Kind.MET, "Đang đạt")
    assert row.owner == "Phòng Thử"
    assert row.forecast == "90%"
    assert len(row.spark) == 12
    assert [str(value) for value in row.spark[-5:-1]] == ["90.0"] * 4
    assert row.spark[-1] is None, "nothing arose in May"


def test_one_measure_serves_targets_with_different_thresholds(office: Office) -> None:
    promise("A", "dossiers.filed_online", "60")
    promise("B", "dossiers.filed_online", "95")
    year_of_work(office)
    count_promises(NOW)

    found = board(2026, at=NOW)

    assert row_of(found, "A").state.kind is Kind.MET
    assert row_of(found, "B").state.words == "Chưa đạt, thiếu 5 điểm %"


def test_three_kinds_of_nothing_read_differently(office: Office) -> None:
    promise("A", "dossiers.filed_online", "60")
    promise("B", "", "60")
    before = board(2026, at=NOW)
    count_promises(NOW)

    after = board(2026, at=NOW)

    assert row_of(before, "A").figure == "chưa đếm"
    assert row_of(after, "A").figure == "không phát sinh"
    assert row_of(after, "A").state.kind is Kind.NOT_ARISEN
    assert row_of(after, "B").figure == "chưa có nguồn số liệu"
    assert row_of(after, "B").state.kind is Kind.NOT_MEASURED


def test_a_measure_this_version_does_not_know_is_no_source(office: Office) -> None:
    promise("A", "dossiers.of_the_future", "60")

    assert row_of(board(2026, at=NOW), "A").state.kind is Kind.NOT_MEASURED


def test_a_year_without_a_threshold_names_the_first_that_has_one(office: Office) -> None:
    promise("A", "dossiers.filed_online", "60", year=2030)

    assert row_of(board(2026, at=NOW), "A").threshold == "năm 2030: tối thiểu 60%"


def test_the_board_says_when_it_was_counted_and_that_newer_work_waits(office: Office) -> None:
    promise("A", "dossiers.filed_online", "60")
    assert board(2026, at=NOW).freshness.counted_at is None
    count_promises(NOW)
    assert not board(2026, at=NOW).freshness.is_stale

    touch(module="dossiers", days=[NOW], at=NOW)

    assert board(2026, at=NOW).freshness.counted_at == NOW
    assert board(2026, at=NOW).freshness.is_stale


def test_filters_narrow_by_unit_and_state_while_the_tally_keeps_every_state(office: Office) -> None:
    promise("A", "dossiers.filed_online", "60", owner=office.unit)
    promise("B", "", "60", owner=office.unit)
    promise("C", "", "60")

    mine = board(2026, unit=office.unit.code, at=NOW)
    waiting = board(2026, unit=office.unit.code, state="not_measured", at=NOW)

    assert [row.code for section in mine.sections for row in section.rows] == ["A", "B"]
    assert [row.code for section in waiting.sections for row in section.rows] == ["B"]
    assert dict(waiting.tally)[Kind.NOT_MEASURED] == 1
    assert (waiting.total, waiting.shown) == (2, 1)
    assert mine.units == ((office.unit.code, "Phòng Thử"),)


def test_the_board_asks_as_many_questions_for_many_targets_as_for_one(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    promise("A", "dossiers.filed_online", "60", owner=office.unit)
    year_of_work(office)
    count_promises(NOW)
    with django_assert_num_queries(7):
        board(2026, at=NOW)
    for number in range(30):
        promise(f"B{number}", "surveys.satisfaction", "60", owner=office.unit)

    with django_assert_num_queries(7):
        found = board(2026, at=NOW)

    assert found.total == 31


def test_the_home_page_has_four_live_figures_in_few_questions(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(3, 7):
        dossier(office, noon(2026, 5, day), online=True)
    dossier(office, noon(2026, 5, 4), late=True)
    rating(office, noon(2026, 5, 6), "not_satisfied")
    refresh_month(at=NOW)

    with django_assert_max_num_queries(3):
        lines = headline(NOW)

    assert [line.words for line in lines] == ["6", "83,3%", "66,7%", "quá ít để công bố"]
    assert lines[1].note.startswith("5/6 ")
    assert "tính đến 12:00 thứ Tư 20/05/2026" in lines[0].since


def test_before_the_first_count_the_home_page_says_so(office: Office) -> None:
    assert {line.words for line in headline(NOW)} == {"chưa đếm"}
