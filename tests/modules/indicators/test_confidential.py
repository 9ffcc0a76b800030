"""Of too few answers of people nothing is told: on no page of steering, in no frozen line, report or file."""

from __future__ import annotations

import json

import pytest

from tests.cast import Cast
from tests.modules.indicators.frozen import AFTER, CLOSED_AT, QUARTER, figure, leader, plan_owner
from tests.modules.indicators.scoring.trees import index, leaf
from tests.modules.indicators.work import Office, count_promises, noon, promise, rating
from xaso.kernel.periods import Period
from xaso.modules.indicators.queries import board, closed, record_set, target_page
from xaso.modules.indicators.queries.closings import window_page
from xaso.modules.indicators.queries.confidential import TooFewAnswers
from xaso.modules.indicators.queries.export import national
from xaso.modules.indicators.queries.frozen import figure_page, frozen_records
from xaso.modules.indicators.queries.scores import score_page
from xaso.modules.indicators.services import close
from xaso.modules.indicators.services.scoring import load_indexes
from xaso.modules.reports.papers.figures import Figures
from xaso.platform.journal.actors import SYSTEM

SATISFIED = "surveys.satisfaction"
SILENT = "dưới 5 lượt, không nêu"
NOW = noon(2026, 5, 20)


def answered(office: Office, number: int, *, month: int = 2) -> None:
    promise("S", SATISFIED, "90", owner=office.unit)
    for each in range(number):
        rating(office, noon(2026, month, 3), "satisfied" if each else "not_satisfied")


@pytest.mark.parametrize(("number", "told"), [(1, False), (4, False), (5, True)])
def test_the_board_and_the_page_of_a_target_tell_no_answers_of_a_few(
    office: Office, number: int, *, told: bool
) -> None:
    answered(office, number)
    count_promises(NOW)

    row = board(2026, at=NOW).sections[0].rows[0]
    page = target_page("S", 2026, NOW)

    assert (row.figure == "80%") is told
    assert (row.figure == SILENT) is not told
    assert bool(row.fraction) is told
    assert page.is_few is not told
    assert bool(page.splits) is told
    assert any(value is not None for value in row.spark) is told
    year = next(line for line in page.years if line.year == 2026)
    assert (year.words, year.fraction) == (row.figure, row.fraction)
    assert ("không nêu" in row.state.words) is not told


def test_months_are_not_told_where_the_year_less_the_others_would_tell_one(office: Office) -> None:
    answered(office, 6)
    rating(office, noon(2026, 3, 3), "not_satisfied")
    count_promises(NOW)

    page = target_page("S", 2026, NOW)

    assert page.row.fraction == "5/7"
    assert not page.tells_months
    assert {point.figure.words() for point in page.months if point.figure} == {SILENT, "không phát sinh"}


def test_records_of_a_few_answers_are_not_listed_nor_those_of_any_days_one_likes(office: Office) -> None:
    answered(office, 4)
    for number in range(6):
        rating(office, noon(2026, 4, 3), "satisfied" if number else "not_satisfied")

    for asked in ({"period": "2026-02"}, {"period": "2026-02", "which": "rest"}):
        with pytest.raises(TooFewAnswers, match="dưới 5 lượt"):
            record_set(SATISFIED, **asked)
    with pytest.raises(TooFewAnswers, match="chỉ mở theo tháng"):
        record_set(SATISFIED, period="2026-01-01..2026-04-17")
    assert record_set(SATISFIED, period="2026-04", which="rest").records.count() == 1
    assert record_set(SATISFIED, period="2026-01").records.count() == 0


def test_frozen_lines_files_and_reports_hold_back_what_was_frozen_whole(office: Office) -> None:
    answered(office, 1)
    closing = close(window=QUARTER, by=plan_owner(), at=CLOSED_AT)

    found = closed(QUARTER.code)

    assert found is not None
    line = found.line("S")
    assert (line.words, line.part, line.whole, line.value, line.fraction) == (SILENT, None, None, None, "")
    assert "không nêu" in line.state
    kept = figure(closing, "S")
    assert (kept.part, kept.whole) == (0, 1), "what was frozen stays whole, to be proven"
    assert Figures(found).written("S").startswith(SILENT)
    file = national(QUARTER.code, "json")
    assert file is not None
    rows = [
        row
        for row in json.loads(file.content)["so_lieu"]
        if SATISFIED in (row["ma_so_lieu"], row["ma_phep_do"])
    ]
    assert len(rows) == 4
    assert {(row["gia_tri"], row["tu_so"], row["mau_so"]) for row in rows} == {(None, None, None)}
    assert all("không nêu" in row["trang_thai"] for row in rows)


def test_the_page_of_a_frozen_figure_of_a_few_opens_nothing(office: Office, cast: Cast) -> None:
    answered(office, 1)
    closing = close(window=QUARTER, by=plan_owner(), at=CLOSED_AT)
    number = figure(closing, "S").pk

    page = figure_page(leader(), QUARTER.code, number)

    assert (page.is_few, page.sides, page.may_adjust) == (True, (), False)
    with pytest.raises(TooFewAnswers):
        frozen_records(QUARTER.code, number)
    assert target_page("S", 2026, AFTER).closed[0].words == SILENT


def test_a_running_window_tells_no_answers_of_a_few(office: Office) -> None:
    answered(office, 1, month=4)
    count_promises(NOW)

    running = window_page("2026-Q2", at=NOW).running

    assert running is not None
    assert (running.rows[0].period, running.rows[0].period_fraction) == (SILENT, "")


def test_points_tell_no_answers_of_a_few_either(office: Office) -> None:
    answered(office, 1)
    rule = {"kind": "share", "max_points": 6, "measure": SATISFIED}
    load_indexes([index(leaf("1", 6, rule))], by=SYSTEM, at=NOW)
    count_promises(NOW)

    (line,) = score_page("thu", Period.quarter(2026, 1), NOW).leaves

    assert (line.counted.outcome.left_out, line.counted.outcome.counted) == (6, 0)
    assert line.inputs[0].words == SILENT
