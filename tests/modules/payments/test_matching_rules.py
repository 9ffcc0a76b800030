"""Which bill a movement means, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.payments.rules.matching import (
    BillFacts,
    Movement,
    Outcome,
    Verdict,
    codes_in,
    judge,
    marks_of,
)

CODE, OTHER = "XS2611240001", "XS2611240002"
DUE = BillFacts(total=8000, is_due=True, is_paid=False, unproven=False)
PAID_ONLINE = BillFacts(total=8000, is_due=False, is_paid=True, unproven=True)
PROVEN = BillFacts(total=8000, is_due=False, is_paid=True, unproven=False)
CANCELLED = BillFacts(total=8000, is_due=False, is_paid=False, unproven=False)
DAY = date(2026, 11, 24)


def verdicts(*movements: tuple[int, str], **bills: BillFacts) -> list[Verdict]:
    return list(judge([Movement(*one) for one in movements], bills, prefix="XS"))


@pytest.mark.parametrize(
    "text",
    [
        CODE, f"GIANG A TAU nop phi {CODE} khai sinh", f"nop.{CODE.lower()}.ct", "XS 261124 0001",
        "xs-2611-240001.", f"MBVCB.123.{CODE}.CT tu 0123", f"CK{CODE}", f"nộp {CODE}-khai-sinh",
    ],
)  # fmt: skip
def test_a_code_is_found_however_banks_break_and_join_words(text: str) -> None:
    assert verdicts((8000, text), **{CODE: DUE}) == [Verdict(Outcome.PAYS, CODE)]


@pytest.mark.parametrize("text", ["XS2611240001 24/11/2026", "XS26112400012411", "CKXS2611240001 4"])
def test_digits_behind_a_code_do_not_hide_it(text: str) -> None:
    assert CODE in codes_in(text, "XS")


def test_a_code_that_stands_alone_is_not_read_as_a_shorter_one() -> None:
    longer = "XS26112410001"

    assert verdicts((8000, longer), **{"XS2611241000": DUE, longer: DUE}) == [Verdict(Outcome.PAYS, longer)]


@pytest.mark.parametrize(
    ("amount", "text", "bill", "outcome"),
    [
        (-8000, CODE, DUE, Outcome.MONEY_OUT),
        (8000, "chuyen tien", DUE, Outcome.NO_CODE),
        (8000, "XS 12", DUE, Outcome.NO_CODE),
        (8000, OTHER, DUE, Outcome.UNKNOWN_CODE),
        (7000, CODE, DUE, Outcome.OTHER_AMOUNT),
        (8000, CODE, PAID_ONLINE, Outcome.CONFIRMS),
        (7000, CODE, PAID_ONLINE, Outcome.PAID_BEFORE),
        (8000, CODE, PROVEN, Outcome.PAID_BEFORE),
        (8000, CODE, CANCELLED, Outcome.CLOSED_BILL),
    ],
)
def test_what_does_not_fit_exactly_is_told_by_its_cause(
    amount: int, text: str, bill: BillFacts, outcome: Outcome
) -> None:
    assert [one.outcome for one in verdicts((amount, text), **{CODE: bill})] == [outcome]


def test_two_codes_in_one_text_are_left_to_a_person() -> None:
    assert verdicts((16000, f"{CODE} va {OTHER}"), **{CODE: DUE, OTHER: DUE}) == [Verdict(Outcome.MANY_CODES)]


@pytest.mark.parametrize("first", [DUE, PAID_ONLINE])
def test_the_second_movement_for_one_bill_pays_nothing(first: BillFacts) -> None:
    outcomes = [one.outcome for one in verdicts((8000, CODE), (8000, CODE), **{CODE: first})]

    assert outcomes[1:] == [Outcome.PAID_BEFORE]


TEXTS = st.sampled_from([CODE, OTHER, "", f"{CODE} {OTHER}"])


@given(st.lists(st.tuples(st.sampled_from([8000, 7000, -8000]), TEXTS)))
def test_no_bill_is_ever_settled_twice(movements: list[tuple[int, str]]) -> None:
    found = verdicts(*movements, **{CODE: DUE, OTHER: PAID_ONLINE})

    settled = [one.bill for one in found if one.outcome in (Outcome.PAYS, Outcome.CONFIRMS)]
    assert len(found) == len(movements)
    assert len(settled) == len(set(settled))


def test_the_same_movement_has_the_same_mark_in_another_file() -> None:
    once = list(marks_of("1900", [(DAY, 8000, "ft1", "Nộp phí"), (DAY, 8000, "", "Nộp  phí.")]))
    again = list(marks_of("1900", [(DAY, 8000, "FT1", "khác"), (DAY, 8000, "", "nop phi")]))

    assert once == again


def test_two_movements_alike_stay_two_and_others_differ() -> None:
    rows = [
        (DAY, 8000, "", "a"), (DAY, 8000, "", "a"), (DAY, 8000, "r", "a"), (DAY, 9000, "", "a"),
        (date(2026, 11, 25), 8000, "", "a"), (DAY, 8000, "", "b"),
    ]  # fmt: skip

    assert len(set(marks_of("1900", rows))) == 6
    assert set(marks_of("1900", rows)).isdisjoint(marks_of("1901", rows))
