"""Finding procedures."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from xaso.kernel.errors import Missing
from xaso.kernel.text import fold
from xaso.modules.procedures import queries
from xaso.modules.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def codes(rows: object) -> list[str]:
    return [row.procedure.code for row in rows]  # type: ignore[attr-defined]


def test_the_whole_catalogue_comes_by_name_without_the_hidden_ones() -> None:
    page = queries.catalogue(on=TODAY)

    names = [row.name for row in page.rows]
    assert names == sorted(names, key=fold)
    assert page.total == 6
    assert "9.000006" not in codes(page.rows)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("xác nhận nơi ở", "9.000001"),
        ("xac nhan noi o", "9.000001"),
        ("giay o tro", "9.000001"),
        ("so do", "9.000003"),
        ("trich luk", "9.000002"),
        ("9.000004", "9.000004"),
    ],
)
def test_words_find_without_accents_by_peoples_words_with_a_slip_and_by_code(typed: str, first: str) -> None:
    assert codes(queries.catalogue(typed, on=TODAY).rows)[0] == first
    assert codes(queries.find(typed, 1, on=TODAY)) == [first]


def test_nothing_typed_finds_nothing_and_nonsense_neither() -> None:
    assert queries.find("  ", on=TODAY) == []
    assert queries.catalogue("zzqqxx", on=TODAY).total == 0


def test_filters_narrow_by_field_place_and_both_with_words() -> None:
    assert codes(queries.catalogue(field="dat_dai", on=TODAY).rows) == ["9.000003", "9.000005"]
    assert codes(queries.catalogue(place="national", on=TODAY).rows) == ["9.000004"]
    assert codes(queries.catalogue("đất đai", field="dat_dai", place="counter", on=TODAY).rows) == [
        "9.000005"
    ]


def test_a_life_event_shows_its_procedures_in_its_own_order() -> None:
    assert codes(queries.catalogue(event="chuyen-nha", on=TODAY).rows) == ["9.000004", "9.000001"]
    assert queries.life_event("chuyen-nha").name == "Chuyển nhà"
    with pytest.raises(Missing):
        queries.life_event("len-trang")


def test_pages_hold_twenty_and_tell_that_more_follow() -> None:
    one = ProcedureVersion.objects.select_related("procedure").get(procedure__code="9.000001")
    for number in range(20):
        procedure = one.procedure
        procedure.pk, procedure.code = None, f"8.{number:06d}"
        procedure.save()
        one.pk, one.procedure, one.sort_name = None, procedure, f"viec so {number:02d}"
        one.save()

    first, second = queries.catalogue(on=TODAY), queries.catalogue(page=2, on=TODAY)

    assert (len(first.rows), first.has_next, first.total) == (20, True, 26)
    assert (len(second.rows), second.has_next) == (6, False)


def test_a_page_costs_the_same_whatever_it_holds(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        for row in queries.catalogue(on=TODAY).rows:
            assert row.procedure.field.unit.name


def test_what_is_asked_most_is_filed_here_and_has_its_own_form() -> None:
    assert codes(queries.popular(5, on=TODAY)) == ["9.000001"]


def test_examples_are_of_different_fields() -> None:
    assert queries.example_words(3) == ["trích lục", "sổ đỏ", "giấy ở trọ"]


def test_fields_tell_how_many_they_hold() -> None:
    assert [(field.code, field.shown) for field in queries.fields()] == [  # type: ignore[attr-defined]
        ("ho_tich", 3),
        ("dat_dai", 2),
        ("cu_tru", 1),
    ]


def test_officers_filter_by_how_far_a_record_is_verified() -> None:
    page = queries.officers_catalogue(queries.Filters(state="partial"), 1, on=TODAY)

    assert codes(page.rows) == ["9.000005", "XS-901"]
    assert queries.state_counts(TODAY) == {"verified": 4, "partial": 2}
