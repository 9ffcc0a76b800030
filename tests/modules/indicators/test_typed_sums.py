"""Counts typed for windows of their own add up; counts of the year so far stand for one another."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.modules.indicators import typed
from tests.modules.indicators.frozen import figure, plan_owner
from tests.modules.indicators.typed import NOW, TARGET, approved, draft, two
from tests.modules.indicators.work import noon
from xaso.modules.indicators.models import TypedFigure
from xaso.modules.indicators.queries import board
from xaso.modules.indicators.queries.running import running_lines
from xaso.modules.indicators.queries.typed import TypedFigures
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import close
from xaso.modules.indicators.services.typing import UnfitFigure
from xaso.modules.plan.models import Target

FIRST_DAY = date(2025, 12, 15)
ENTER = f"/ban-lam-viec/so-lieu/chi-tieu/{TARGET}/nhap/"


def typed_as(way: str) -> None:
    """What a number typed for the target stands for."""
    Target.objects.filter(code=TARGET).update(typed_as=way)


def test_windows_of_their_own_add_up_on_the_board_and_say_of_how_many(cast: Cast) -> None:
    typed_as("period")
    approved(*two(cast), "5", window="2026-01")
    approved(*two(cast), "2", window="2026-03")

    row = next(one for part in board(2026, at=NOW).sections for one in part.rows if one.code == TARGET)

    assert (row.figure, row.origin_words) == (
        "7",
        "Nhập, có minh chứng: Cộng 2 kỳ đã nhập, đến 14/03/2026, còn kỳ chưa nhập",
    )
    assert row.spark[-2:] == (Decimal(5), Decimal(2))


def test_a_number_of_the_year_so_far_stands_for_the_earlier_ones(cast: Cast) -> None:
    approved(*two(cast), "5", window="2026-01")
    approved(*two(cast), "7", window="2026-02")

    found = TypedFigures(2026, NOW).of(TARGET)

    assert found is not None
    assert (found.words, found.added) == ("7", 1)
    assert {one.covers_from for one in TypedFigure.objects.all()} == {FIRST_DAY}


def test_a_number_of_the_year_so_far_falls_only_with_a_remark(cast: Cast) -> None:
    typist, second = two(cast)
    approved(typist, second, "5", window="2026-01")

    with pytest.raises(UnfitFigure) as refusal:
        draft(typist, "2", window="2026-02")
    told = draft(typist, "2", window="2026-02", note="Tháng 1 đếm trùng")

    assert [problem.field for problem in refusal.value.problems] == ["value"]
    assert "Tháng 1/2026 đã duyệt 5" in refusal.value.problems[0].sentence
    assert told.value == 2


def test_a_quarter_is_closed_with_the_sum_of_its_months(cast: Cast) -> None:
    typed_as("period")
    for month, value in ((1, "5"), (2, "2"), (3, "1")):
        approved(*two(cast), value, window=f"2026-0{month}")
    approved(*two(cast), "4", window="2026-04")
    running = {one.code: one for one in running_lines(Window.parse("2026-Q1"))[0]}[TARGET]

    closing = close(window=Window.parse("2026-Q1"), by=plan_owner(), at=noon(2026, 3, 16))
    april = close(window=Window.parse("2026-04"), by=plan_owner("Vừ A Hai"), at=noon(2026, 4, 16))

    assert [figure(closing, TARGET, span).value for span in ("period", "cumulative")] == [8, 8]
    assert [figure(april, TARGET, span).value for span in ("period", "cumulative")] == [4, 12]
    assert figure(closing, TARGET).evidence.count("tệp giay-to.png") == 3
    assert (running.period, running.cumulative) == ("8", "8")


def test_a_number_of_the_year_so_far_is_not_that_of_its_window(cast: Cast) -> None:
    approved(*two(cast), "7", window="2026-02")

    closing = close(window=Window.parse("2026-02"), by=plan_owner(), at=noon(2026, 2, 16))

    assert figure(closing, TARGET).words == "chưa nhập riêng cho kỳ này"
    assert figure(closing, TARGET, "cumulative").value == 7


def test_an_earlier_year_is_told_by_the_sum_of_its_windows(cast: Cast) -> None:
    typed_as("period")
    approved(*two(cast), "5", window="2025-Q1")
    approved(*two(cast), "2", window="2025-Q2")

    found = TypedFigures(2026, NOW).earlier(TARGET)

    assert found is not None
    assert (found.words, found.has_gap) == ("7", False)


def test_the_box_says_which_number_is_asked_for(client: Client, cast: Cast) -> None:
    desk = sign_in(client, cast.head_of_office)
    so_far = desk.get(ENTER).content.decode()
    typed_as("period")
    Target.objects.filter(code=TARGET).update(scale_min=0, scale_max=50)

    of_window = desk.get(ENTER).content.decode()

    assert "Số lượng lũy kế từ đầu năm" in so_far
    assert "Số lượng của riêng kỳ" in of_window
    assert "Thang số từ 0 đến 50." in of_window


def test_a_number_off_the_scale_is_refused(cast: Cast) -> None:
    Target.objects.filter(code=TARGET).update(scale_min=0, scale_max=50)

    with pytest.raises(UnfitFigure) as refusal:
        typed.draft(cast.head_of_office, "51")

    assert refusal.value.problems[0].sentence == "Thang số của chỉ tiêu này từ 0 đến 50. Xem lại số."
