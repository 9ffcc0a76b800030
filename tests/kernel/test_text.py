import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.text import (
    DOTS,
    clean,
    clean_lines,
    edit_distance_at_most_one,
    fill_in,
    fold,
    is_vietnamese_name,
    shorten,
    slug,
    words,
)

short_words = st.text("abcđ", max_size=6)


def slips(one: str, other: str) -> int:
    """The textbook distance with swaps of neighbours, to compare with."""
    rows = [[i + j if i * j == 0 else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            differs = one[i - 1] != other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + differs)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký KHAI SINH", "dang ky khai sinh"),
        ("hoà bình", "hoa binh"),
        ("hòa  bình", "hoa binh"),
        ("thuỷ – thủy", "thuy – thuy"),
        ("Lùng Phình", "lung phinh"),
        (unicodedata.normalize("NFD", "Xã Lùng Phình"), "xa lung phinh"),
        ("Ðường", "duong"),
        ("ＡＢＣ １２", "abc 12"),
        ("", ""),
    ],
)
def test_every_spelling_folds_to_the_same_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("ăâêôơưđÁẶệữỳ aB"))
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_words_and_slugs_drop_the_punctuation() -> None:
    assert words("Cấp (lại) giấy_tờ, số 12/QĐ!") == ["cap", "lai", "giay", "to", "so", "12", "qd"]
    assert slug("Cấp giấy Khai sinh – lần 2 (日本)") == "cap-giay-khai-sinh-lan-2"


@given(st.text())
def test_a_slug_holds_only_letters_digits_and_single_hyphens(text: str) -> None:
    made = slug(text)

    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in made
    assert made.strip("-") == made


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Giàng \t A\n Páo ", "Giàng A Páo"),
        ("Giàng\u00a0A\u200b \u202ePáo\x00", "Giàng A Páo"),
        (unicodedata.normalize("NFD", "Vừ Thị Mỷ"), "Vừ Thị Mỷ"),
        ("Ðinh Văn ð", "Đinh Văn đ"),
        ("\ufeff\u00ad", ""),
    ],
)
def test_cleaning_keeps_only_what_a_person_sees(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaned_text_is_composed_and_stays_as_it_is(text: str) -> None:
    once = clean(text)

    assert clean(once) == once == unicodedata.normalize("NFC", once)
    assert not any(unicodedata.category(char).startswith("C") for char in once)


def test_longer_texts_keep_their_lines() -> None:
    assert clean_lines("\n Dòng  một\r\n\r\n\r\n\r\nDòng\u200b hai \n") == "Dòng một\n\nDòng hai"


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Bưởi",
        "Giàng A Páo",
        "Vàng Seo Lử",
        "Lừu Thị Dí",
        "H'Hen Niê",
        "H’Len",
        "Y Krông-Êban",
        "Ng. Văn A",
        "Ma.Seo Páo",
        "Jörg Müller",
        "Lò Thị L",
        unicodedata.normalize("NFD", "Nguyễn Thị Bưởi"),
    ],
)
def test_names_of_our_people_are_taken(name: str) -> None:
    assert is_vietnamese_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A",
        "Giàng A Páo 2",
        "Nguyễn  Văn A",
        " Nguyễn",
        "Nguyễn ",
        "-Nguyễn",
        "Nguyễn-",
        "Nguyễn@A",
        "a'-b",
        "Nguyễn\u200bA",
        "Nguyễn\nA",
        "Иван",
        "Nguуễn Văn A",
        "李明",
        "Ðinh Văn A",
        "ɖinh",
        "µa",
        "ǀǀ",
        "Ａn Bình",
        "x" * 101,
        "𝐀n Bình",
        "A\u0301\u0323\u0302\u0307 B",
    ],
)
def test_what_cannot_be_a_name_is_not_taken(name: str) -> None:
    assert not is_vietnamese_name(name)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("khai", "khai", True),
        ("khai", "kai", True),
        ("khai", "khaii", True),
        ("khai", "khoi", True),
        ("khai", "hkai", True),
        ("khai", "kiah", False),
        ("khai", "kh", False),
        ("", "a", True),
        ("", "ab", False),
    ],
)
def test_one_typing_slip_is_forgiven(one: str, other: str, near: bool) -> None:
    assert edit_distance_at_most_one(one, other) is near


@given(short_words, short_words)
def test_the_quick_distance_agrees_with_the_textbook(one: str, other: str) -> None:
    assert edit_distance_at_most_one(one, other) == (slips(one, other) <= 1)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Đăng ký khai sinh", 17, "Đăng ký khai sinh"),
        ("Đăng ký khai sinh", 14, "Đăng ký khai…"),
        ("Đăng ký khai sinh", 13, "Đăng ký khai…"),
        ("Đăng ký, khai sinh", 10, "Đăng ký…"),
        ("Nghiêng", 4, "Ngh…"),
    ],
)
def test_long_texts_are_cut_between_words(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(st.text(), st.integers(1, 30))
def test_a_shortened_text_never_passes_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


def test_a_template_is_filled_in_and_unknown_names_are_told() -> None:
    made, unknown = fill_in("Ông {{ho_ten}}, ở {{ noi_o }}: {{noi_dung}}", {"ho_ten": "Say", "noi_o": ""})

    assert made == f"Ông Say, ở {DOTS}: {{{{noi_dung}}}}"
    assert unknown == ["noi_dung"]
