"""What people type, and what they should see first."""

from __future__ import annotations

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xaso.platform.search import services
from xaso.platform.search.queries import find
from xaso.platform.search.services import Doc

from . import corpus as c

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    services.index("thu", c.DOCS)


def keys(text: str, limit: int = 20) -> list[str]:
    return [hit.key for hit in find("thu", text, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai sinh", c.BIRTH),
        ("Khai Sinh", c.BIRTH),
        ("KHAI SINH!", c.BIRTH),
        ("đăng ký kết hôn", c.MARRIAGE),
        ("dang ky ket hon", c.MARRIAGE),
        ("đăng kí kết hôn", c.MARRIAGE),
        ("giay to nha dat", c.LAND),
        ("mo quan an", c.BUSINESS),
        ("tien tro cap nguoi gia", c.PENSION),
        ("xac nhan doc than", c.SINGLE),
        ("lấy chồng", c.MARRIAGE),
        ("so do", c.LAND),
        ("mất giấy khai sinh", c.BIRTH_AGAIN),
        ("lâm nghiệp", c.FOREST),
        ("xin làm nhà", c.HOUSE),
    ],
)
def test_the_sensible_thing_comes_first(typed: str, first: str) -> None:
    assert keys(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai sin", c.BIRTH),
        ("kha sinh", c.BIRTH),
        ("ket hom", c.MARRIAGE),
        ("dang ky ket hno", c.MARRIAGE),
        ("tma tru", c.STAY),
        ("ho ngheeo", c.POOR),
        ("doc thann", c.SINGLE),
        ("chung thuc bna sao", c.COPY),
    ],
)
def test_one_slip_of_the_finger_a_word_is_forgiven(typed: str, first: str) -> None:
    assert keys(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tôi muốn làm giấy khai sinh cho con", c.BIRTH),
        ("cho tôi hỏi thủ tục lấy chồng", c.MARRIAGE),
        ("muốn xin giấy xác nhận độc thân thì làm thế nào", c.SINGLE),
    ],
)
def test_whole_sentences_are_understood_by_their_telling_words(typed: str, first: str) -> None:
    assert keys(typed)[0] == first


def test_a_question_of_nothing_but_fillers_is_still_asked() -> None:
    assert c.HOUSE in keys("xin làm")


def test_an_unfinished_last_word_is_completed() -> None:
    assert keys("khai s")[0] == c.BIRTH
    assert keys("hộ ngh")[0] == c.POOR
    assert keys("quy")[0] == c.LAND


@pytest.mark.parametrize("typed", ["", "   ", "!!! ???", "xyzq", "👍"])
def test_nothing_is_found_for_nothing_and_for_nonsense(typed: str) -> None:
    assert keys(typed) == []


def test_an_unknown_corpus_is_empty() -> None:
    assert find("khong-co", "khai sinh") == []


def test_things_that_share_but_one_of_the_words_are_left_out() -> None:
    found = keys("khai sinh")

    assert set(found) == {c.BIRTH, c.BIRTH_AGAIN}


def test_the_limit_is_kept_and_scores_fall() -> None:
    found = find("thu", "đăng ký", limit=3)

    assert len(found) == 3
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_weight_decides_between_equals() -> None:
    services.index("nang", [Doc("nhe", "Cấp giấy", "", 1), Doc("nang", "Cấp giấy", "", 9)])

    assert [hit.key for hit in find("nang", "cấp giấy")] == ["nang", "nhe"]


def test_corpora_do_not_see_each_other() -> None:
    services.index("khac", [Doc("x", "Khai sinh của nơi khác")])

    assert [hit.key for hit in find("khac", "khai sinh")] == ["x"]
    assert "x" not in keys("khai sinh")


def test_indexing_again_replaces_everything() -> None:
    services.index("thu", [Doc("moi", "Cấp thẻ căn cước")])

    assert keys("khai sinh") == []
    assert keys("căn cước") == ["moi"]


def test_a_key_twice_is_a_bug() -> None:
    with pytest.raises(ValueError, match="twice"):
        services.index("thu", [Doc("a", "A"), Doc("a", "B")])


def test_one_thing_is_put_changed_and_removed() -> None:
    services.put("thu", Doc("moi", "Cấp thẻ thương binh"))
    added = keys("thương binh")
    services.put("thu", Doc("moi", "Cấp thẻ bảo hiểm"))
    changed = keys("bảo hiểm"), keys("thương binh")
    services.remove("thu", "moi")
    services.remove("thu", "moi")

    assert added == ["moi"]
    assert changed == (["moi"], [])
    assert "moi" not in keys("bảo hiểm")


def test_a_slip_is_forgiven_for_words_put_in_later() -> None:
    keys("khai sinh")

    services.put("thu", Doc("moi", "Cấp thẻ thương binh"))

    assert keys("thuwng bihn") == ["moi"]


def test_finding_asks_the_database_a_few_times(django_assert_max_num_queries: object) -> None:
    keys("khai sinh")

    with django_assert_max_num_queries(2):  # type: ignore[operator]
        keys("khai sinh")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        keys("ket hom")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60) | st.text(string.punctuation + " ORNEAD*\"'", max_size=40))
def test_whatever_is_typed_is_answered_without_an_error(typed: str) -> None:
    assert isinstance(keys(typed), list)
