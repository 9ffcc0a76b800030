"""The officers' list, its filters and its files."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.modules.dossiers.forms.desk_list import FilterForm
from xaso.modules.dossiers.models import Dossier
from xaso.platform.journal.models import AccessEntry

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/ho-so/"


def page_of(client: Client, query: str = "") -> str:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_what_the_officer_may_see_and_nothing_else(client: Client, cast: Cast) -> None:
    mine = make.assigned(cast)
    land = make.taken_in(cast, code=make.LAND)

    page = page_of(sign_in(client, cast.specialist))

    assert mine.code in page
    assert land.code not in page


def test_words_without_accents_find(client: Client, cast: Cast) -> None:
    say, la = make.taken_in(cast), make.taken_in(cast, applicant=cast.stranger)

    page = page_of(sign_in(client, cast.one_stop_officer), "q=giang+thi+say")

    assert say.code in page
    assert la.code not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("nhom=filed", "filed"),
        ("nhom=ready", "ready"),
        ("nhom=returned", "returned"),
        ("kenh=2", "filed"),
        ("han=overdue", "assigned"),
    ],
)
def test_each_filter_narrows(client: Client, cast: Cast, query: str, shown: str) -> None:
    dossiers = {
        "filed": make.filed(cast.citizen),
        "assigned": make.assigned(cast),
        "ready": make.ready(cast),
        "returned": make.returned(cast),
    }

    page = page_of(sign_in(client, cast.one_stop_officer), query)

    assert [name for name, one in dossiers.items() if one.code in page] == [shown]


def test_days_of_reception_narrow_and_a_wrong_day_is_a_sentence(client: Client, cast: Cast) -> None:
    early, late = make.taken_in(cast, make.moment(2)), make.taken_in(cast, make.moment(20))
    sign_in(client, cast.one_stop_officer)

    narrowed = page_of(client, "tu=10/3/2026&den=20/3/2026")
    wrong = page_of(client, "tu=thang+ba")

    assert late.code in narrowed
    assert early.code not in narrowed
    assert "Hãy gõ ngày như 1/9/2026." in wrong
    assert early.code in wrong


def test_a_filter_that_is_on_can_be_taken_off(client: Client, cast: Cast) -> None:
    make.taken_in(cast)

    page = page_of(sign_in(client, cast.one_stop_officer), "nhom=working&xep=due")

    assert "Trạng thái: Đang giải quyết" in page
    assert 'href="?xep=due"' in page


def test_an_unknown_order_is_the_usual_one(client: Client, cast: Cast) -> None:
    dossier = make.taken_in(cast)

    page = page_of(sign_in(client, cast.one_stop_officer), "xep=-applicant__id_number")

    assert dossier.code in page


def test_the_queries_do_not_grow_with_the_rows(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(2, 7):
        make.taken_in(cast, make.moment(day))
    sign_in(client, cast.one_stop_officer)
    page_of(client)
    with django_assert_max_num_queries(20) as few:
        page_of(client)
    for day in range(9, 14):
        make.taken_in(cast, make.moment(day))

    with django_assert_max_num_queries(len(few)):
        page_of(client)


def test_the_excel_file_has_the_rows_of_the_filter_and_its_reading_is_logged(
    client: Client, cast: Cast
) -> None:
    working, ready = make.taken_in(cast), make.ready(cast)
    sign_in(client, cast.one_stop_officer)

    answer = client.get(f"{LIST}xuat.xlsx?nhom=working")

    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.values)  # type: ignore[union-attr]
    assert rows[0][0] == "Mã hồ sơ"
    assert [row[0] for row in rows[1:]] == [working.code]
    assert ready.code not in [row[0] for row in rows]
    assert AccessEntry.objects.latest("pk").whom == "dossiers:list"


def test_the_csv_file_streams_the_same(client: Client, cast: Cast) -> None:
    dossier = make.taken_in(cast)

    answer = sign_in(client, cast.one_stop_officer).get(f"{LIST}xuat.csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert text.splitlines()[1].startswith(dossier.code)


def test_the_administrator_and_people_find_no_list(client: Client, cast: Cast) -> None:
    for who in (cast.sysadmin, cast.citizen):
        for address in (LIST, f"{LIST}xuat.csv", f"{LIST}xuat.xlsx"):
            assert sign_in(Client(), who).get(address).status_code == 404


def test_only_heads_may_choose_many(client: Client, cast: Cast) -> None:
    make.assigned(cast)

    head, specialist = (page_of(sign_in(Client(), who)) for who in (cast.head_of_office, cast.specialist))

    assert 'name="chon"' in head
    assert 'name="chon"' not in specialist


def test_many_are_given_at_once_each_on_its_own(client: Client, cast: Cast) -> None:
    able, overtaken = make.taken_in(cast), make.taken_in(cast)
    ready = make.ready(cast)
    sign_in(client, cast.head_of_office)
    address = reverse("dossiers_desk:bulk_assign")

    asked = client.get(address, {"chon": [able.code, overtaken.code, ready.code]}).content.decode()
    make.handling.assign(
        dossier=overtaken,
        to=cast.other_specialist,
        by=cast.head_of_office,
        at=make.moment(3),
        seen=overtaken.revision,
    )
    answer = client.post(
        address,
        {
            "chon": [able.code, overtaken.code],
            "to": cast.specialist.pk,
            f"seen-{able.code}": able.revision,
            f"seen-{overtaken.code}": overtaken.revision,
        },
    )

    assert "2 hồ sơ sẽ giao" in asked
    assert "Không giao được lúc này" in asked
    assert Dossier.objects.get(pk=able.pk).holder == cast.specialist
    assert Dossier.objects.get(pk=overtaken.pk).holder == cast.other_specialist
    assert answer.status_code == 409
    assert f"{overtaken.code}</a>:" in answer.content.decode()


def test_all_given_leads_back_to_the_list(client: Client, cast: Cast) -> None:
    dossier = make.taken_in(cast)
    sign_in(client, cast.head_of_office)

    answer = client.post(
        reverse("dossiers_desk:bulk_assign"),
        {"chon": dossier.code, "to": cast.specialist.pk, f"seen-{dossier.code}": dossier.revision},
    )

    assert answer.status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).holder == cast.specialist


def test_nothing_chosen_says_what_to_do(client: Client, cast: Cast) -> None:
    page = sign_in(client, cast.head_of_office).get(reverse("dossiers_desk:bulk_assign")).content.decode()

    assert "Chưa chọn hồ sơ nào giao được." in page


def test_filters_survive_words_nobody_offered() -> None:
    form = FilterForm(
        {"nhom": "xyz", "han": "1 or 1", "nguoi_giu": "99999"}, fields=[], units=[], officers=[]
    )

    filters = form.filters("drop")

    assert (filters.group, filters.due, filters.holder, filters.sort) == ("", "", "", "newest")
