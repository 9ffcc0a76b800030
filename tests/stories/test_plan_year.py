"""A year of the plan: work is done, periods are closed, one figure is corrected, the yearly report is issued,
and every figure in it opens down to its records; a record changed behind the journal is then found and named.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.factories import reports as papers
from tests.modules.indicators import typed
from tests.modules.indicators.frozen import evidence
from xaso.kernel.clock import at
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.models import Adjustment, Closing, FrozenFigure, TypedFigure
from xaso.modules.indicators.queries import closed
from xaso.modules.indicators.rules.proving import Verdict
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


def correction(cast: Cast) -> Adjustment:
    """A correction of the first quarter, from none of two to one."""
    frozen = FrozenFigure.objects.get(
        closing__window="2026-Q1", span="period", measure="dossiers.filed_online", target=""
    )
    said = Corrected(
        value=None, part=Decimal(1), whole=Decimal(2), reason="Một hồ sơ nộp trực tuyến ghi nhầm kênh."
    )
    by = cast.head_of_office
    return propose(figure=frozen, said=said, evidence=evidence(by), by=by, at=YEAR_END)


@pytest.fixture
def year(cast: Cast) -> list[Dossier]:
    """The year's work and a figure from outside; all its quarters and itself closed."""
    made = a_year_of_work(cast)
    typed.approved(cast.head_of_office, cast.chairman, "12", at=day(3, 15))
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
    approve_adjustment(adjustment=correction(cast), by=cast.chairman, at=YEAR_END)

    period = closed("2026-Q1")
    assert period is not None
    line = period.line("dossiers.filed_online")
    assert (line.part, line.whole) == (0, 2)
    assert line.adjusted_words == "điều chỉnh thành 50%, duyệt ngày 17/12/2026"


def tamper(statement: str, key: int) -> None:
    """Write past the program, as somebody with the database's password would."""
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE id = %s", [key])


def test_what_was_changed_behind_the_journal_is_named_each_and_honest_work_is_not(
    cast: Cast, year: list[Dossier]
) -> None:
    worked_on, adjusted = year[1], correction(cast)
    figure = TypedFigure.objects.get()
    make.handling.assign(
        dossier=worked_on, to=cast.specialist, by=cast.head_of_office, at=YEAR_END, seen=worked_on.revision
    )
    approve_adjustment(adjustment=adjusted, by=cast.chairman, at=YEAR_END)
    honest = prove(window=Window.parse("2026-Q1"), by=SYSTEM, at=YEAR_END)
    tamper("UPDATE dossiers_dossier SET paper_handover_count = 3, entry = 'paper_book'", worked_on.pk)
    tamper("UPDATE indicators_adjustment SET part = 99, whole = 100, value = 99, words = '99%%'", adjusted.pk)
    tamper("UPDATE indicators_typedfigure SET value = 77, source = 'Nguồn khác'", figure.pk)

    proof = prove(window=Window.parse("2026-Q1"), by=SYSTEM, at=YEAR_END)

    assert honest.holds, [one.words for one in honest.findings]
    assert {(one.fact, one.verdict) for one in honest.findings if one.record == worked_on.code} >= {
        ("handover_count", Verdict.EXPLAINED)
    }
    broken = [one for one in proof.findings if one.verdict is Verdict.BROKEN]
    assert {one.fact for one in broken if one.record} >= {"paper_handover_count", "entry"}
    assert {one.record for one in broken if one.record} == {worked_on.code}
    of_no_record = {one.figures: one.says for one in broken if not one.record}
    assert set(of_no_record) == {("dossiers.filed_online",), (typed.TARGET,)}
    assert "tử số: nhật ký ghi 1, nay 99" in of_no_record["dossiers.filed_online",]
    assert "lúc khóa ghi 12, số nhập nay ghi 77" in of_no_record[typed.TARGET,]
    assert {one.fact for one in proof.findings if one.verdict is Verdict.EXPLAINED} >= {"handover_count"}
