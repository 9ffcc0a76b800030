import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.money import format_dong, grouped, in_words, number_words, parse_dong

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def read_back(words: str) -> int:
    """Reads number words the way a listener does, independently of how they were made."""
    total = group = below_billion = 0
    digit: int | None = None
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "trăm":
            group, digit = (digit or 0) * 100, None
        elif word in ("mười", "mươi"):
            group, digit = group + 10 * (1 if word == "mười" else digit or 0), None
        elif word == "tỷ":
            total = (total + below_billion + group + (digit or 0)) * 1_000_000_000
            below_billion, group, digit = 0, 0, None
        elif word in ("triệu", "nghìn"):
            below_billion += (group + (digit or 0)) * (1_000_000 if word == "triệu" else 1_000)
            group, digit = 0, None
        else:
            assert word == "lẻ", word
    return total + below_billion + group + (digit or 0)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (104, "một trăm lẻ bốn"),
        (105, "một trăm lẻ năm"),
        (111, "một trăm mười một"),
        (121, "một trăm hai mươi mốt"),
        (8_000, "tám nghìn"),
        (1_005, "một nghìn không trăm lẻ năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (1_000_005, "một triệu không trăm lẻ năm"),
        (1_005_000, "một triệu không trăm lẻ năm nghìn"),
        (1_000_000_000, "một tỷ"),
        (2_000_000_024, "hai tỷ không trăm hai mươi tư"),
        (1_250_000_000_000, "một nghìn hai trăm năm mươi tỷ"),
        (1_000_005_000_000_000, "một triệu không trăm lẻ năm tỷ"),
        (-15, "âm mười lăm"),
    ],
)
def test_numbers_are_read_aloud_by_the_rules(amount: int, words: str) -> None:
    assert number_words(amount) == words
    assert in_words(amount) == f"{words} đồng"


@given(st.integers(0, 10**17))
def test_words_of_any_amount_read_back_as_the_amount(amount: int) -> None:
    assert read_back(number_words(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0 đồng"), (8000, "8.000 đồng"), (1_250_000, "1.250.000 đồng"), (-500, "-500 đồng")],
)
def test_amounts_are_written_with_dots(amount: int, text: str) -> None:
    assert format_dong(amount) == text


@pytest.mark.parametrize("text", ["8000", "8.000", " 8.000 đồng ", "8.000đ", "8000 VND", "8.000 ₫"])
def test_the_usual_ways_of_writing_an_amount_are_understood(text: str) -> None:
    assert parse_dong(text) == 8000


@pytest.mark.parametrize(
    "text", ["", "tám nghìn", "8.00", "8,000", "-8000", "8.0000", "８０００", "8000 USD"]
)
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_dong(text)


@given(st.integers(0, 10**15))
def test_written_amounts_read_back(amount: int) -> None:
    assert parse_dong(format_dong(amount)) == parse_dong(grouped(amount)) == amount
