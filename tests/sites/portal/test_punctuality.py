"""What everybody may know of late dossiers: counts that add up, no field of a few, no person."""

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.queries.public import OTHERS, public_punctuality

NOW = make.moment(31)
PAGE = "/minh-bach/ho-so/"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """The page is kept for a minute; each test asks anew."""
    cache.clear()


def five_done(cast: Cast) -> None:
    """Five ended in March, one of them late; one open past its day; one whose procedure has no time."""
    for number in range(5):
        one = make.ready(cast)
        Dossier.objects.filter(pk=one.pk).update(is_late=number == 0)
    make.assigned(cast)
    make.taken_in(cast, code=make.NO_TIME)


def test_months_and_fields_add_up_to_the_year(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    five_done(cast)

    with django_assert_max_num_queries(4):
        found = public_punctuality(2026, now=NOW)

    whole = found.whole
    assert (whole.received, whole.done, whole.late, whole.open_late, whole.share) == (7, 5, 1, 1, 80)
    for rows in (found.months, found.fields):
        assert sum(one.received for one in rows) == 7
        assert (sum(one.done for one in rows), sum(one.late for one in rows)) == (5, 1)
    assert [one.name for one in found.months] == ["Tháng 1", "Tháng 2", "Tháng 3"]
    assert found.months[0].share is None


def test_a_field_of_a_few_is_not_named(cast: Cast) -> None:
    one = make.ready(cast)

    found = public_punctuality(2026, now=NOW)

    assert [row.name for row in found.fields] == [OTHERS]
    assert one.field.name not in str(found.fields)


def test_an_earlier_year_is_whole_and_says_nothing_of_now(cast: Cast) -> None:
    make.assigned(cast)

    found = public_punctuality(2025, now=NOW)

    assert (len(found.months), found.whole.open_late, found.whole.received) == (12, 0, 0)


def test_everybody_sees_the_page_and_takes_the_data(cast: Cast, client: Client) -> None:
    now = SystemClock().now()
    dossier = make.assigned(cast, now)
    year = local_date(now).year

    page = client.get(PAGE).content.decode()
    data = json.loads(client.get("/minh-bach/ho-so.json").content)
    rows = list(csv.reader(io.StringIO(client.get("/minh-bach/ho-so.csv").content.decode("utf-8-sig"))))

    assert f"năm {year}" in page
    assert (data["nam"], data["so_lieu"][0]["tiep_nhan"]) == (year, 1)
    assert "nhom" in str(rows[0])
    for text in (page, str(data), str(rows)):
        assert dossier.code not in text
        assert cast.citizen.full_name not in text


@pytest.mark.parametrize("year", ["1", "2024", "abcd", "9999"])
def test_a_year_there_is_not_is_this_year(cast: Cast, client: Client, year: str) -> None:
    page = client.get(f"{PAGE}?nam={year}").content.decode()

    assert f"năm {local_date(SystemClock().now()).year}" in page
    assert PAGE in client.get("/minh-bach/").content.decode()
