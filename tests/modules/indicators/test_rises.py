"""A target that asks for a rise: the level now less the level kept at the end of the year before."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.modules.indicators.frozen import evidence, figure, leader, plan_owner
from tests.modules.indicators.work import Office, count_promises, noon, promise
from xaso.modules.dossiers.models import OldResult
from xaso.modules.indicators.models import Adjustment, FrozenFigure, MonthlyFigure
from xaso.modules.indicators.queries import BoardRow, board, target_page
from xaso.modules.indicators.queries.public import public_target
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import close
from xaso.modules.indicators.services.adjusting import Corrected, UnfitAdjustment, propose
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import Threshold
from xaso.platform.files.models import StoredFile

RISE = "dossiers.old_results_growth"
AFTER_26, SPRING_27, AFTER_27 = noon(2027, 1, 1), noon(2027, 4, 5), noon(2028, 1, 1)


@pytest.fixture
def clerk(office: Office) -> Officer:
    """Who lists and scans."""
    target = promise("TANG", RISE, "20")
    target.unit = "points"
    target.save()
    Threshold.objects.create(target=target, year=2027, comparator=">=", value="20")
    return plan_owner()


def listed(by: Officer, number: int, at: datetime, *, digitised: bool) -> None:
    """So many old results written into the register, digitised the same day or not."""
    first = OldResult.objects.count()
    state = OldResult.State.CHECKED if digitised else OldResult.State.LISTED
    OldResult.objects.bulk_create(
        OldResult(
            kind="Giấy khai sinh", number=f"{one}/2019", issued_on=date(2019, 3, 15), holder="Sùng Thị Xa",
            folded="", listed_by=by, listed_at=at, state=state, checked_at=at if digitised else None,
        )
        for one in range(first, first + number)
    )  # fmt: skip


def row(year: int, at: datetime) -> BoardRow:
    """The target on the board."""
    return board(year, at=at).sections[0].rows[0]


def test_a_share_that_fell_because_more_was_found_did_not_rise(clerk: Officer) -> None:
    listed(clerk, 10, noon(2026, 6, 1), digitised=True)
    count_promises(AFTER_26)
    listed(clerk, 65, noon(2027, 2, 1), digitised=False)
    listed(clerk, 25, noon(2027, 2, 1), digitised=True)
    count_promises(SPRING_27)

    found = row(2027, SPRING_27)

    assert (found.figure, found.fraction) == ("−65 điểm %", "35/100")
    assert found.state.words == "Chưa đạt, thiếu 85 điểm %"
    assert found.threshold == "tối thiểu 20 điểm %"
    assert (found.forecast, found.spark[-1]) == ("", Decimal("-65.0"))


def test_what_is_whole_need_not_rise(clerk: Officer) -> None:
    listed(clerk, 10, noon(2026, 6, 1), digitised=True)
    count_promises(AFTER_26)
    count_promises(AFTER_27)

    found = target_page("TANG", 2027, AFTER_27)

    assert (found.row.figure, found.row.state.words) == ("0 điểm %", "Đạt")
    assert [(line.words, line.state.words) for line in found.years[1:3]] == [
        ("100 điểm %", "Đạt"),
        ("0 điểm %", "Đạt"),
    ]
    assert (found.splits, found.unit_mark) == ((), " điểm %")


def test_the_level_it_rose_from_is_the_one_kept(clerk: Officer) -> None:
    listed(clerk, 4, noon(2026, 6, 1), digitised=False)
    count_promises(AFTER_26)
    listed(clerk, 6, noon(2026, 7, 1), digitised=True)  # told only in the year after
    count_promises(SPRING_27)

    kept = MonthlyFigure.objects.on_calendar().get(measure=RISE, year=2026, month=0)
    found = public_target("TANG", 2027, SPRING_27)

    assert (kept.part, kept.whole) == (0, 4)
    assert (found.row.figure, found.row.value, found.row.fraction) == ("60 điểm %", Decimal("60.0"), "6/10")
    assert found.row.state.words == "Đang đạt"


def test_without_a_level_before_nothing_is_compared(clerk: Officer) -> None:
    listed(clerk, 1, noon(2026, 6, 1), digitised=True)
    listed(clerk, 1, noon(2026, 6, 1), digitised=False)
    count_promises(AFTER_26)
    MonthlyFigure.objects.filter(measure=RISE, year=2025).delete()

    found = row(2026, AFTER_26)

    assert (found.figure, found.state.words) == ("chưa có mức năm trước", "Chưa có mức của năm trước để so")


def test_a_closing_compares_with_what_the_year_before_was_closed_on(clerk: Officer) -> None:
    listed(clerk, 3, noon(2026, 6, 1), digitised=True)
    listed(clerk, 7, noon(2026, 6, 1), digitised=False)
    first = close(window=Window.parse("2026"), by=clerk, at=noon(2026, 12, 16))
    OldResult.objects.filter(number__in=["3/2019", "4/2019"]).update(
        state=OldResult.State.CHECKED, checked_at=noon(2027, 1, 10)
    )

    quarter = close(window=Window.parse("2027-Q1"), by=clerk, at=noon(2027, 3, 16))

    assert [figure(first, "TANG", span).words for span in ("period", "cumulative")] == [
        "chưa có mức năm trước"
    ] * 2
    line = figure(quarter, "TANG", "cumulative")
    assert (line.words, line.value, line.part, line.whole) == ("20 điểm %", Decimal(20), 5, 10)
    assert (line.unit, line.state) == ("points", "Đang đạt")


def test_a_closed_year_that_is_whole_is_met(clerk: Officer) -> None:
    listed(clerk, 2, noon(2026, 6, 1), digitised=True)

    closing = close(window=Window.parse("2026"), by=clerk, at=noon(2026, 12, 16))

    assert figure(closing, "TANG", "cumulative").state == "Đạt"


def test_a_closed_rise_is_corrected_below_zero_but_not_out_of_bounds(clerk: Officer) -> None:
    listed(clerk, 2, noon(2026, 6, 1), digitised=False)
    line = figure(close(window=Window.parse("2026"), by=clerk, at=noon(2026, 12, 16)), "TANG")
    paper = evidence(clerk)

    made = _corrected(line, "-5,5", paper, leader())

    assert made.words == "−5,5 điểm %"
    with pytest.raises(UnfitAdjustment):
        _corrected(line, "-100,5", paper, clerk)


def _corrected(line: FrozenFigure, value: str, paper: StoredFile, by: Officer) -> Adjustment:
    said = Corrected(Decimal(value.replace(",", ".")), None, None, "Kho kê thiếu một sổ")
    return propose(figure=line, said=said, evidence=paper, by=by, at=noon(2026, 12, 20))
