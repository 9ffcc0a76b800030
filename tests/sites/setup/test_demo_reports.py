"""The synthetic year closes its periods and reports on them."""

from __future__ import annotations

from datetime import date

from tests.cast import Cast
from xaso.modules.indicators.queries import closings
from xaso.modules.reports.models import Edition, Report
from xaso.sites.setup.demo.office import Office
from xaso.sites.setup.demo.reports import make_reports

FIRST, LAST = date(2025, 9, 24), date(2026, 7, 15)


def test_earlier_reports_are_issued_and_the_last_quarter_is_on_its_way(cast: Cast) -> None:
    count = make_reports(FIRST, LAST, office=Office())

    states = {report.code: report.state for report in Report.objects.all()}
    assert closings.closed_codes() == ["2026-Q1", "2026-Q2", "2026-H1"]
    assert count == len(states) == 4
    assert states == {
        "cchc-2026-q1-quy": "issued",
        "cchc-2026-h1-6-thang": "issued",
        "cchc-2026-q2-quy": "draft",
        "cds-2026-q2-quy": "review",
    }
    assert Edition.objects.filter(is_issued=True).count() == 2
    assert set(Report.objects.values_list("focal_unit__code", flat=True)) == {"van-phong"}


def test_a_year_too_short_for_a_quarter_reports_nothing(cast: Cast) -> None:
    assert make_reports(date(2026, 2, 1), date(2026, 3, 1), office=Office()) == 0
