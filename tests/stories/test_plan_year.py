"""A year of the plan: work is done, periods are closed, one figure is corrected, the yearly report is issued,
and every figure in it opens down to its records; a record changed behind the journal is then found and named.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.factories import reports as papers
from tests.modules.indicators.frozen import evidence
from xaso.kernel.clock import at
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.models import Closing, FrozenFigure
from xaso.modules.indicators.queries import closed
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import approve_adjustment, close, propose, prove
from xaso.modules.indicators.services.adjusting import Corrected
from xaso.modules.plan import queries as plan
from xaso.modules.reports.models import Report
from xaso.modules.reports.services import moving, opening
from xaso.platform.journal.actors import SYSTEM

QUARTERS = {"2026-Q1": (3, 16), "2026-Q2": (6, 16), "2026-Q3": (9, 16), "2026-Q4": (12, 16)}
MONTHS_OF_WORK = (2, 5, 8, 11)
YEAR_END = at(date(2026, 12, 17), time(9))
RECEIVED = "dossiers.received"


def day(month: int, number: int, hour: int = 9) -> datetime:
    return at(date(2026, month, number), time(hour))


def a_year_of_work(cast: Cast) -> list[Dossier]:
    """In each quarter one dossier is taken in, decided and returned, and one is only taken in."""
    made = []
    for month in MONTHS_OF_WORK:
        made.append(make.returned(cast, day(month, 10), finished=day(month, 12)))
        made.append(make.taken_in(cast, day(month, 11)))
    return made


def closed_year(cast: Cast) -> Closing:
    for code, (month, number) in QUARTERS.items():
        close(window=Window.parse(code), by=cast.head_of_office, at=day(month, number))
    return close(window=Window.parse("2026"), by=cast.head_of_office, at=day(12, 16, hour=10))


def issued_report(cast: Cast) -> Report:
    report = opening.open_report(
        kind="cchc-nam", profile="state", window="2026", due_on=date(2026, 12, 20), recipient="",
        by=cast.head_of_office, at=YEAR_END,
    )  # fmt: skip
    papers.written(cast.head_of_office, report, at=YEAR_END)
    papers.made(report, at=YEAR_END)
    moving.submit(report=report, by=cast.head_of_office, at=YEAR_END, seen=report.revision)
    report.refresh_from_db()
    moving.approve(report=report, by=cast.chairman, at=YEAR_END, seen=report.revision)
    report.refresh_from_db()
    return papers.issue(report, cast.head_of_office, at=YEAR_END)


@pytest.fixture
def year(cast: Cast) -> list[Dossier]:
    """The year's work, all its quarters and itself closed."""
    made = a_year_of_work(cast)
    closed_year(cast)
    return made


def test_the_quarters_add_up_to_the_year(year: list[Dossier]) -> None:
    of_quarters = [closed(code) for code in QUARTERS]
    of_year = closed("2026")

    assert plan.newest_versions()
    assert of_year is not None
    assert of_year.line(RECEIVED).whole == len(year)
    assert [one.line(RECEIVED).whole for one in of_quarters if one] == [2, 2, 2, 2]
    assert [one.line(RECEIVED, span="cumulative").whole for one in of_quarters if one] == [2, 4, 6, 8]


def test_every_figure_of_the_issued_yearly_report_opens_down_to_its_records(
    cast: Cast, year: list[Dossier], client: Client
) -> None:
    report = issued_report(cast)
    sign_in(client, cast.chairman)

    page = client.get(reverse("reports:paper", args=[report.code])).content.decode()
    ways = sorted(set(re.findall(r'href="(/dieu-hanh/ky-bao-cao/[^"]+/so/\d+/[^"]*)"', page)))
    opened = {way: client.get(way) for way in ways}

    assert report.number
    assert len(ways) > 3
    assert {answer.status_code for answer in opened.values()} == {200}
    received = FrozenFigure.objects.get(closing__window="2026", span="period", measure=RECEIVED, target="")
    shown = client.get(reverse("steering:frozen_records", args=["2026", received.pk])).content.decode()
    assert all(one.code in shown for one in year)


def test_a_correction_stands_beside_the_frozen_figure(cast: Cast, year: list[Dossier]) -> None:
    frozen = FrozenFigure.objects.get(
        closing__window="2026-Q1", span="period", measure="dossiers.filed_online", target=""
    )
    said = Corrected(value=None, part=1, whole=2, reason="Một hồ sơ nộp trực tuyến ghi nhầm kênh.")
    asked = propose(
        figure=frozen, said=said, evidence=evidence(cast.head_of_office), by=cast.head_of_office, at=YEAR_END
    )

    approve_adjustment(adjustment=asked, by=cast.chairman, at=YEAR_END)

    period = closed("2026-Q1")
    assert period is not None
    line = period.line("dossiers.filed_online")
    assert (line.part, line.whole) == (0, 2)
    assert line.adjusted_words == "điều chỉnh thành 50%, duyệt ngày 17/12/2026"


def test_a_record_changed_behind_the_journal_is_named_and_later_work_is_not(
    cast: Cast, year: list[Dossier]
) -> None:
    honest = prove(window=Window.parse("2026-Q1"), by=SYSTEM, at=YEAR_END)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_dossier SET channel = '2' WHERE id = %s", [year[0].pk])

    proof = prove(window=Window.parse("2026-Q1"), by=SYSTEM, at=YEAR_END)

    assert honest.holds
    assert not proof.holds
    assert {one.record for one in proof.findings if one.fact == "channel"} == {year[0].code}
