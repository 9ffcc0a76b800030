"""The drawer: opened, counted, handed over, one at a time."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.factories import money
from xaso.kernel.errors import Conflict, Invalid
from xaso.modules.payments import services
from xaso.modules.payments.access import NotCashier
from xaso.modules.payments.models import Shift
from xaso.modules.payments.services.shifts import ShiftEnded, ShiftOpen


def closed(cast: Cast, counted: int = 100_000, note: str = "") -> Shift:
    """A counted shift that began with 100.000."""
    shift = money.shift(cast.one_stop_officer, opening_cash=100_000)
    return services.close_shift(
        shift=shift, counted_cash=counted, note=note, by=cast.one_stop_officer, at=money.moment(2, 17)
    )


def hand_over(cast: Cast, shift: Shift, received_by: str = "Thủ quỹ") -> object:
    """Hand its cash over."""
    return services.hand_over(
        shift=shift, received_by=received_by, note="", by=cast.one_stop_officer, at=money.moment(2, 17)
    )


def test_a_shift_counts_what_was_taken_and_hands_it_over_whole(cast: Cast) -> None:
    shift = money.shift(cast.one_stop_officer, opening_cash=100_000)
    bill = money.bill(cast)
    services.take_cash(bill=bill, amount=8_000, key="k", by=cast.one_stop_officer, at=money.moment(2))
    money.paid(cast)

    done = services.close_shift(
        shift=shift, counted_cash=108_000, note="", by=cast.one_stop_officer, at=money.moment(2, 17)
    )
    sheet = services.hand_over(
        shift=done, received_by="Thủ quỹ", note="", by=cast.one_stop_officer, at=money.moment(2, 17)
    )

    assert done.expected_cash == 108_000
    assert (sheet.number, sheet.amount) == (f"BG-260302-{shift.pk}", 108_000)


def test_a_difference_is_explained(cast: Cast) -> None:
    with pytest.raises(Invalid, match=r"thiếu 1\.000 đồng"):
        closed(cast, counted=99_000)


def test_too_much_is_a_difference_too(cast: Cast) -> None:
    with pytest.raises(Invalid, match=r"thừa 1\.000 đồng"):
        closed(cast, counted=101_000)


def test_an_explained_difference_is_kept(cast: Cast) -> None:
    shift = closed(cast, counted=99_000, note="Trả lại nhầm tờ 1.000")

    assert (shift.expected_cash, shift.counted_cash, shift.note) == (100_000, 99_000, "Trả lại nhầm tờ 1.000")


def test_a_cashier_has_one_open_shift(cast: Cast) -> None:
    money.shift(cast.one_stop_officer)

    with pytest.raises(ShiftOpen):
        money.shift(cast.one_stop_officer)
    with pytest.raises(NotCashier):
        money.shift(cast.specialist)


def test_a_shift_is_closed_and_handed_over_once(cast: Cast) -> None:
    shift = closed(cast)
    hand_over(cast, shift)

    with pytest.raises(ShiftEnded):
        services.close_shift(
            shift=shift, counted_cash=0, note="", by=cast.one_stop_officer, at=money.moment(2, 18)
        )
    with pytest.raises(ShiftEnded):
        hand_over(cast, shift)


def test_an_open_shift_is_not_handed_over_and_somebody_receives_it(cast: Cast) -> None:
    with pytest.raises(Conflict):
        hand_over(cast, money.shift(cast.one_stop_officer))


def test_who_receives_is_written_down(cast: Cast) -> None:
    with pytest.raises(Invalid):
        hand_over(cast, closed(cast), received_by=" ")


def test_sums_below_zero_are_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        money.shift(cast.one_stop_officer, opening_cash=-1)
    with pytest.raises(Invalid):
        closed(cast, counted=-1)


def test_anothers_shift_is_left_alone(cast: Cast) -> None:
    shift = closed(cast)
    Shift.objects.filter(pk=shift.pk).update(cashier=cast.specialist)

    with pytest.raises(NotCashier):
        hand_over(cast, shift)
