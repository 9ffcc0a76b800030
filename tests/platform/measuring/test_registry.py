from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from django.apps import apps

from tests.platform.measuring.errands import Errand, book, done
from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import COUNT, PERCENT, POINTS, Count, Share
from xaso.platform.measuring.registry import MeasureMissing, Registry, measure, registry


def no_words(period: Period) -> Count:
    return Count(Errand.objects.none())


def in_words(period: Period) -> Count:
    """No errand at all."""
    return Count(Errand.objects.none())


def test_a_registered_measure_tells_all_that_a_reader_must_know() -> None:
    found = book.get("errands.done")

    assert (found.name, found.unit, found.basis) == ("Tỷ lệ việc đã xong", PERCENT, "Kế hoạch")
    assert (found.certainty, found.module, found.listing) == (Certainty.A, "errands", "viec")
    assert (found.part_name, found.whole_name) == ("việc đã xong", "việc được nhờ")
    assert found.definition == "Errands asked for in the period; the part is those done."
    assert not found.is_stock


def test_a_definition_for_readers_comes_before_the_docstring() -> None:
    found = book.get("errands.open")

    assert found.definition == "Việc chưa xong cuối kỳ."
    assert found.is_stock
    assert found.certainty is Certainty.D


def test_a_measure_stays_a_plain_function() -> None:
    assert isinstance(done(Period(date(2026, 1, 1), date(2026, 1, 2))), Share)
    assert book.get("errands.done").function is done


def test_all_measures_come_in_the_order_of_their_codes() -> None:
    codes = [each.code for each in book.all()]

    assert codes == sorted(codes)
    assert "errands.done" in codes


def test_a_measure_cannot_be_changed_after_it_is_registered() -> None:
    with pytest.raises(FrozenInstanceError):
        book.get("errands.done").name = "Khác"  # type: ignore[misc]


def test_a_rise_is_of_a_stock() -> None:
    with pytest.raises(ValueError, match="a rise is of a stock"):
        Registry().measure("errands.rise", "Tăng", unit=POINTS, basis="", date_field="asked_at")(in_words)


def test_two_measures_cannot_have_one_code() -> None:
    own = Registry()
    own.measure("errands.none", "Không việc", unit=COUNT, basis="")(in_words)

    with pytest.raises(ValueError, match=r"errands\.none"):
        own.measure("errands.none", "Không việc", unit=COUNT, basis="")(in_words)


@pytest.mark.parametrize("code", ["errands", "Errands.none", "errands.", "errands.a.b", "errands.a-b"])
def test_a_code_names_its_module_and_its_measure(code: str) -> None:
    with pytest.raises(ValueError, match=r"module\.name"):
        Registry().measure(code, "Không việc", unit=COUNT, basis="")(in_words)


def test_a_measure_must_say_which_records_it_counts() -> None:
    with pytest.raises(ValueError, match="docstring"):
        Registry().measure("errands.none", "Không việc", unit=COUNT, basis="")(no_words)


def test_an_unknown_measure_or_split_is_missing_with_a_sentence() -> None:
    with pytest.raises(MeasureMissing) as unknown:
        book.get("errands.nothing")
    with pytest.raises(MeasureMissing, match="không chia theo “moon”"):
        book.get("errands.done").split("moon")

    assert unknown.value.status == 404
    assert unknown.value.sentence.endswith(".")


def test_the_house_has_one_registry_filled_when_the_program_starts() -> None:
    installed = {config.name.rpartition(".")[2] for config in apps.get_app_configs()}

    assert measure.__self__ is registry  # type: ignore[attr-defined]
    assert {each.module for each in registry.all()} <= installed
