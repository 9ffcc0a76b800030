"""Work is done, and the figure moves: through the journal, the queue and the count, nothing patched."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client

from tests.cast import Cast, sign_in
from tests.factories.dossiers import MONDAY, taken_in
from tests.modules.indicators.work import Office, dossier, noon, promise, rating
from xaso.modules.dossiers.events import Withdrawn
from xaso.modules.indicators.handlers import dossier_moved, plan_loaded
from xaso.modules.indicators.models import MonthlyFigure
from xaso.modules.indicators.queries import headline
from xaso.modules.plan.events import PlanLoaded
from xaso.modules.surveys.services import rate
from xaso.platform.jobs.services import run_due
from xaso.platform.journal.models import Entry

SPRING = noon(2026, 3, 9)
TEN_MINUTES = timedelta(minutes=10)


def words(label: str, at) -> str:
    return next(line.words for line in headline(at) if line.label == label)


def test_a_dossier_taken_in_at_the_counter_moves_the_figure_of_the_month(cast: Cast) -> None:
    run_due(at=MONDAY)
    run_due(at=MONDAY + TEN_MINUTES)
    before = words("hồ sơ đã tiếp nhận", MONDAY)

    taken_in(cast)
    run_due(at=MONDAY + TEN_MINUTES)

    assert (before, words("hồ sơ đã tiếp nhận", MONDAY)) == ("0", "1")
    assert words("hồ sơ nộp trực tuyến", MONDAY) == "quá ít để công bố", (
        "one dossier would tell of one person"
    )


def test_a_rating_moves_satisfaction_on_the_board_of_the_chairman(
    office: Office, cast: Cast, client: Client
) -> None:
    promise("HL", "surveys.satisfaction", "90")
    run_due(at=SPRING)
    run_due(at=SPRING + TEN_MINUTES)
    chairman = sign_in(client, cast.chairman)
    before = chairman.get("/dieu-hanh/?nam=2026").content.decode()
    for _ in range(3):
        rating(office, SPRING)  # fewer than five answers are told to nobody
    for who, level in ((cast.citizen, "satisfied"), (cast.stranger, "not_satisfied")):
        returned = dossier(office, noon(2026, 3, 2))
        returned.applicant = who
        returned.save(update_fields=["applicant"])
        rate(dossier=returned, by=who, level=level, at=SPRING)

    run_due(at=SPRING + TEN_MINUTES)

    after = chairman.get("/dieu-hanh/?nam=2026").content.decode()
    assert "Không phát sinh" in before
    assert "80%" in after
    assert "4/5" in after
    assert re.search(r"(Chưa|Không) đạt, thiếu 10 điểm %", after), "the year may be over by now"


def test_every_month_a_dossier_was_on_its_way_is_touched(office: Office) -> None:
    event = Withdrawn(
        code="THU-1",
        procedure_code="1",
        procedure_name="Thủ tục",
        field_code="thu",
        state="withdrawn",
        filed_on="2026-01-30",
        received_on="2026-01-31",
        finished_on="2026-03-02",
        reason="",
    )

    dossier_moved(event, Entry(at=noon(2026, 3, 2)))

    touched = MonthlyFigure.objects.filter(measure="dossiers.on_time", touches=1)
    assert sorted(touched.on_calendar().values_list("month", flat=True)) == [1, 2, 3]
    assert sorted(touched.on_reports().values_list("month", flat=True)) == [2, 3]


def test_the_night_brings_right_what_came_in_without_an_event(office: Office) -> None:
    run_due(at=SPRING)
    run_due(at=SPRING + TEN_MINUTES)
    dossier(office, noon(2026, 1, 5))
    assert words("hồ sơ đã tiếp nhận", SPRING) == "0"

    run_due(at=noon(2026, 3, 10))

    assert words("hồ sơ đã tiếp nhận", SPRING) == "1"


def test_a_plan_that_comes_in_is_counted_at_once(office: Office) -> None:
    plan_loaded(PlanLoaded(code="thu", added=["A"], changed=[], removed=[]), Entry(at=SPRING))

    run_due(at=SPRING)

    assert words("hồ sơ đã tiếp nhận", SPRING) == "0"
    assert MonthlyFigure.objects.filter(measure="procedures.via_one_stop", year=2026, month=0).exists()
