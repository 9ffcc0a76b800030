"""What a procedure costs people."""

from decimal import Decimal as D

import pytest

from xaso.modules.procedures.rules.costs import (
    AskedPaper,
    Burden,
    Counted,
    Prices,
    cost,
    meter,
    percent,
    prices_of,
    trips,
    year_cost,
)

PRICES = Prices(
    hour=D(20000),
    form_hours=D(1),
    paper_hours=D("0.5"),
    trip_hours=D(2),
    trip_money=D(10000),
    copy_money=D(1000),
    optional_share=D("0.5"),
)
FORM = AskedPaper("a", "Tờ khai", copies=0, required=True)
COPY = AskedPaper("b", "Bản sao", copies=2, required=True)
MAYBE = AskedPaper("c", "Giấy ủy quyền", copies=2, required=False)
NOW = Burden(papers=(FORM, COPY, MAYBE), fee=8000, gives_paper_result=True, on_the_spot=False)


def test_the_parts_of_a_filing_at_the_counter_and_online() -> None:
    here, away = cost(NOW, PRICES, online=False), cost(NOW, PRICES, online=True)

    assert (here.time, here.copies, here.trips, here.fee) == (45000, 3000, 100000, 8000)
    assert (away.time, away.copies, away.trips, away.fee) == (45000, 0, 50000, 8000)
    assert here.total == 156000


@pytest.mark.parametrize(
    ("paper", "spot", "online", "times"),
    [
        (True, False, False, 2), (True, True, False, 1), (True, False, True, 1), (False, False, True, 0),
        (False, True, False, 1),
    ],
)  # fmt: skip
def test_how_often_somebody_comes(paper: bool, spot: bool, online: bool, times: int) -> None:
    burden = Burden(papers=(), fee=0, gives_paper_result=paper, on_the_spot=spot)

    assert trips(burden, online=online) == times


def test_leaving_a_paper_out_saves_its_time_and_its_copies() -> None:
    saved = cost(NOW, PRICES, online=False).total - cost(NOW.without({"b"}), PRICES, online=False).total

    assert saved == 10000 + 2000


def test_a_year_tells_what_rules_and_what_filing_online_saved() -> None:
    row = year_cost("x", "Việc", (NOW, NOW.without({"b"})), Counted(counter=3, online=1), PRICES)
    whole = meter([row])

    assert (row.before, row.rules, row.now) == (624000, 576000, 525000)
    assert row.saved == 99000
    assert (whole.dossiers, whole.cut, whole.cut_by_rules, whole.cut_by_online) == (
        4, D("15.9"), D("7.7"), D("8.2"),
    )  # fmt: skip


def test_nothing_filed_is_no_share_and_an_unknown_fee_is_told() -> None:
    row = year_cost("x", "Việc", (NOW, Burden((), None, True, False)), Counted(), PRICES)

    assert (meter([]).cut, percent(D(1), D(0)), row.fee_unknown) == (None, None, True)


def test_prices_come_as_the_commune_wrote_them() -> None:
    told = {name: str(getattr(PRICES, name)) for name in Prices.__dataclass_fields__}

    assert prices_of(told) == PRICES
