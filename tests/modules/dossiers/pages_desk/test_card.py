"""What a scanner types."""

from datetime import date

import pytest

from xaso.modules.dossiers.forms.desk_card import Card, card_of


def test_the_qr_of_a_card_tells_its_facts() -> None:
    card = card_of("099190000901|012345678|Giàng Thị Say|20051990|Nữ|Bản Thượng|01012022")

    assert card == Card("099190000901", "Giàng Thị Say", date(1990, 5, 20), "female", "Bản Thượng")


@pytest.mark.parametrize("typed", ["099190000901", " 099 190 000 901 ", "099.190.000.901"])
def test_a_bare_number_is_a_card_without_other_facts(typed: str) -> None:
    assert card_of(typed) == Card("099190000901")


@pytest.mark.parametrize("born", ["31021990", "2005199", "abcdefgh", ""])
def test_a_day_that_is_none_is_left_out(born: str) -> None:
    card = card_of(f"099190000901||Giàng Thị Say|{born}|Nam|Bản Thượng|")

    assert card is not None
    assert card.date_of_birth is None
    assert card.gender == "male"


@pytest.mark.parametrize(
    "typed", ["", "giàng thị say", "0912000901", "123|456", "x|y|z|20051990|Nữ|a|b", "999999999999"]
)
def test_other_words_are_no_card(typed: str) -> None:
    assert card_of(typed) is None
