"""The arithmetic of ranking, without a database."""

from __future__ import annotations

import pytest

from xaso.platform.search.ranking import COMPLETED, CORRECTED, EXACT, RESPELT, Question, score
from xaso.platform.search.vocabulary import Vocabulary

TWO_WORDS = Question((1.0, 1.0), {"khai": [(0, EXACT)], "sinh": [(1, EXACT)], "sin": [(1, CORRECTED)]})


def value(title: str, body: str = "", weight: int = 1) -> float:
    return score(TWO_WORDS, title, body, weight).value


def test_both_words_beat_one() -> None:
    assert value("khai sinh") > value("khai bao") > value("bao cao") == 0.0


def test_words_side_by_side_beat_words_apart() -> None:
    assert value("dang ky khai sinh") > value("khai bao nguoi moi sinh")


def test_a_passage_that_is_the_question_beats_a_long_one_that_holds_it() -> None:
    assert value("khai sinh") > value("dang ky lai khai sinh cho nguoi da co ho so giay to ca nhan")


def test_a_line_of_other_words_counts_nearly_as_much_as_the_title() -> None:
    assert value("x", "khai sinh") > 0.9 * value("khai sinh")


def test_a_true_word_beats_a_corrected_one() -> None:
    assert EXACT > RESPELT > COMPLETED > CORRECTED
    assert value("khai sinh") > value("khai sin")


def test_coverage_is_the_share_of_the_question() -> None:
    assert score(TWO_WORDS, "khai", "", 1).coverage == pytest.approx(0.5)
    assert score(TWO_WORDS, "khai", "sinh", 1).coverage == pytest.approx(1.0)


def test_weight_lifts_but_does_not_rule() -> None:
    assert value("khai sinh", weight=10) > value("khai sinh", weight=1)
    assert value("khai sinh", weight=1) > value("khai bao", weight=100)


WORDS = Vocabulary("v", 10, {"khai": 5, "sinh": 4, "sin": 1, "ky": 3, "hon": 2, "hom": 1, "an": 6})


def test_corrections_are_one_slip_away_most_frequent_first() -> None:
    assert WORDS.corrections("sinj") == ["sinh", "sin"]
    assert WORDS.corrections("hon") == ["hom"]
    assert WORDS.corrections("am") == []


def test_completions_begin_alike() -> None:
    assert WORDS.completions("si") == ["sinh", "sin"]
    assert WORDS.completions("sinh") == []


def test_i_and_y_at_the_end_are_the_same_word() -> None:
    assert WORDS.spellings("ki") == ["ky"]
    assert WORDS.spellings("khay") == ["khai"]
    assert WORDS.spellings("") == []


def test_a_rare_word_tells_more_than_a_frequent_one() -> None:
    assert WORDS.rarity("sin") > WORDS.rarity("an") > 0
