from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.platform.measuring.errands import Errand, Hamlet
from xaso.platform.measuring.figures import COUNT, PERCENT, POINTS, Figure, Share, Unit, total

shares = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)).map(
    lambda pair: Figure(min(pair), max(pair))
)


@pytest.mark.parametrize(
    ("part", "whole", "value", "words"),
    [
        (35, 40, Decimal("87.5"), "87,5%"),
        (40, 40, Decimal(100), "100%"),
        (0, 40, Decimal(0), "0%"),
        (1, 3, Decimal(100) / 3, "33,3%"),
        (9999, 10000, Decimal("99.99"), "99,9%"),
        (1, 10000, Decimal("0.01"), "0,1%"),
        (0, 0, None, "không phát sinh"),
    ],
)
def test_a_share_is_told_in_per_cent(part: int, whole: int, value: Decimal | None, words: str) -> None:
    figure = Figure(part, whole)

    assert figure.value == value
    assert figure.words() == words


@pytest.mark.parametrize(
    ("part", "whole", "since", "value", "words"),
    [
        (35, 100, Decimal(100), Decimal(-65), "−65 điểm %"),
        (35, 100, Decimal(10), Decimal(25), "25 điểm %"),
        (1, 8, Decimal(10), Decimal("2.5"), "2,5 điểm %"),
        (10, 10, Decimal(100), Decimal(0), "0 điểm %"),
        (35, 100, None, None, "chưa có mức năm trước"),
        (0, 0, Decimal(10), None, "không phát sinh"),
    ],
)
def test_a_rise_is_told_in_points_of_a_hundred(
    part: int, whole: int, since: Decimal | None, value: Decimal | None, words: str
) -> None:
    figure = Figure(part, whole, POINTS, since)

    assert (figure.value, figure.words()) == (value, words)
    assert figure.is_complete is (whole == 10)


def test_a_count_is_told_as_it_is_even_when_it_is_none() -> None:
    figure, none = Figure.of_count(1204), Figure.of_count(0)

    assert (figure.value, figure.rounded, figure.words()) == (Decimal(1204), Decimal(1204), "1.204")
    assert (none.value, none.words()) == (Decimal(0), "0")


def test_a_fraction_tells_both_numbers() -> None:
    assert Figure(1204, 2000).fraction == "1.204/2.000"


@pytest.mark.parametrize(("part", "whole"), [(2, 1), (-1, 3)])
def test_a_part_outside_its_whole_is_no_figure(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="inside the whole"):
        Figure(part, whole)


def test_a_share_is_of_records_of_one_model() -> None:
    with pytest.raises(TypeError, match="one model"):
        Share.sets(part=Errand.objects.all(), whole=Hamlet.objects.all())


def test_the_units_have_short_names() -> None:
    assert (PERCENT, COUNT) == (Unit.PERCENT, Unit.COUNT)


@given(shares)
def test_only_a_full_share_is_told_as_full_and_only_an_empty_one_as_empty(figure: Figure) -> None:
    assert (figure.words() == "100%") == (figure.part == figure.whole > 0)
    assert (figure.words() == "0%") == (figure.part == 0 < figure.whole)


@given(st.lists(shares, max_size=12))
def test_a_total_adds_parts_to_parts_and_wholes_to_wholes(figures: list[Figure]) -> None:
    added = total(figures, PERCENT)

    assert added.part == sum(figure.part for figure in figures)
    assert added.whole == sum(figure.whole for figure in figures)
