"""Two halves of a count at the same time: each alone on PostgreSQL, one after the other elsewhere."""

from collections.abc import Iterator
from threading import get_ident

import pytest
from django.db import connection

from tests.platform.measuring.errands import Hamlet
from xaso.platform.measuring.together import at_once


@pytest.fixture
def own_rows() -> Iterator[None]:
    """Takes back what threads wrote for good: nobody else empties these tables."""
    yield
    Hamlet.objects.all().delete()


def add(name: str) -> tuple[str, int]:
    Hamlet.objects.create(name=name)
    return name, get_ident()


def fail() -> tuple[str, int]:
    raise ValueError("no such hamlet")


@pytest.mark.django_db
def test_inside_a_transaction_works_follow_one_another_in_it() -> None:
    found = at_once([lambda: add("Thôn Trên"), lambda: add("Thôn Dưới")])

    assert found == [("Thôn Trên", get_ident()), ("Thôn Dưới", get_ident())]
    assert Hamlet.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_rows")
def test_outside_one_each_has_a_connection_of_its_own_where_the_database_can() -> None:
    (first, one), (second, other) = at_once([lambda: add("Thôn Trên"), lambda: add("Thôn Dưới")])

    assert (first, second) == ("Thôn Trên", "Thôn Dưới")
    assert Hamlet.objects.count() == 2, "what each wrote is there for all"
    if connection.vendor == "postgresql":
        assert get_ident() not in {one, other}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_rows")
def test_a_work_that_fails_makes_all_fail_and_leaves_what_the_other_wrote() -> None:
    with pytest.raises(ValueError, match="no such hamlet"):
        at_once([lambda: add("Thôn Trên"), fail])

    assert Hamlet.objects.filter(name="Thôn Trên").exists()
