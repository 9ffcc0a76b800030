import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.paging import LAST_PAGE, Page, page_number, window


@given(st.integers(0, 130), st.integers(1, 30))
def test_pages_put_together_are_the_whole_list(length: int, size: int) -> None:
    rows, number = list(range(length)), 1
    seen: list[int] = []

    while True:
        page = Page.cut(rows[window(number, size)], number, size=size)
        seen += page.rows
        assert page.has_previous is (number > 1)
        if not page.has_next:
            break
        number += 1

    assert seen == rows
    assert number == max(1, -(-length // size))


@pytest.mark.parametrize(
    ("total", "cap", "words", "shown"),
    [
        (None, None, "", None),
        (1204, None, "1.204", 1204),
        (1000, 1000, "1.000", 1000),
        (1001, 1000, "hơn 1.000", 1000),
    ],
)
def test_the_total_is_exact_or_honestly_capped(
    total: int | None, cap: int | None, words: str, shown: int | None
) -> None:
    page = Page.cut(["a"], 1, total=total, cap=cap)

    assert (page.total_words, page.total) == (words, shown)
    assert page.capped is words.startswith("hơn")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (None, 1),
        ("", 1),
        ("0", 1),
        ("-3", 1),
        ("x", 1),
        ("²", 1),
        ("٣", 1),
        ("7", 7),
        ("9" * 5000, LAST_PAGE),
    ],
)
def test_any_text_in_the_address_becomes_a_page_number(text: str | None, number: int) -> None:
    assert page_number(text) == number
