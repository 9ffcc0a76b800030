"""Today: one queue of all that waits for me, and the menu beside it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, Cast, sign_in
from tests.factories import dossiers as make
from xaso.kernel.paging import Page
from xaso.kernel.remaining import ClockKind, ClockState
from xaso.modules.dossiers.models import Opinion
from xaso.modules.dossiers.queries.opinions import waiting_opinions_tally
from xaso.modules.dossiers.services.consulting import ask_opinions, give_opinion
from xaso.modules.org.models import Officer
from xaso.modules.org.queries import unit
from xaso.platform.notices.services import notify
from xaso.sites.desk.queue import Item, Source, Tally, tally, waiting

pytestmark = pytest.mark.django_db


def today(client: Client, who: Officer) -> str:
    answer = sign_in(client, who).get(reverse("desk:today"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_queue_names_the_one_next_action_of_each(client: Client, cast: Cast) -> None:
    filed, working = make.filed(cast.citizen), make.assigned(cast)

    receiver, specialist = today(client, cast.one_stop_officer), today(Client(), cast.specialist)

    assert reverse("dossiers_desk:action", args=[filed.code, "accept"]) in receiver
    assert reverse("dossiers_desk:action", args=[working.code, "propose"]) in specialist
    assert working.code not in receiver


def test_what_is_late_stands_above_what_only_waits_to_be_handed_out(client: Client, cast: Cast) -> None:
    ready, filed = make.ready(cast), make.filed(cast.citizen)

    page = today(client, cast.one_stop_officer)

    assert page.index(filed.code) < page.index(ready.code)


def test_the_counts_tell_how_things_stand(client: Client, cast: Cast) -> None:
    make.filed(cast.citizen)
    make.assigned(cast)

    receiver, specialist = today(client, cast.one_stop_officer), today(Client(), cast.specialist)

    assert "chờ tiếp nhận trực tuyến" in receiver
    assert "chờ tiếp nhận trực tuyến" not in specialist
    assert "Quá hạn" in specialist


def test_an_opinion_asked_of_an_office_waits_with_its_head_until_it_is_given(
    client: Client, cast: Cast
) -> None:
    dossier = make.assigned(cast)
    ask_opinions(
        dossier=dossier,
        by=cast.specialist,
        units=[unit("kinh-te")],
        question="Có vướng quy hoạch không?",
        due_on=date(2026, 3, 4),
        at=NOW,
        seen=dossier.revision,
    )
    opinion = Opinion.objects.get()
    before, others = today(client, cast.land_head), today(Client(), cast.land_specialist)
    waiting_before = waiting_opinions_tally(cast.land_head, NOW)

    give_opinion(opinion=opinion, by=cast.land_head, stance="agrees", answer="Không vướng quy hoạch.", at=NOW)

    assert reverse("dossiers_desk:opinion", args=[dossier.code, opinion.pk]) in before
    assert "Cho ý kiến:" in before
    assert dossier.code not in others
    assert waiting_before.overdue + waiting_before.soon + waiting_before.in_time == 1
    assert dossier.code not in today(client, cast.land_head)


def test_an_empty_day_says_so(client: Client, cast: Cast) -> None:
    assert "Không còn việc nào đang chờ." in today(client, cast.clerk)


def test_unread_notices_are_told(client: Client, cast: Cast) -> None:
    notify(cast.specialist.user, title="Có việc", body="Xem nhé", key="k1", at=NOW)

    assert "Có 1 thông báo chưa đọc" in today(client, cast.specialist)


@pytest.mark.parametrize(
    ("who", "has", "lacks"),
    [
        (
            "one_stop_officer",
            ["Tiếp nhận tại quầy", "Hồ sơ chờ tiếp nhận", "Hồ sơ", "Thủ tục"],
            ["Điều hành"],
        ),
        (
            "specialist",
            ["Hồ sơ", "Thủ tục", "Thông báo"],
            ["Tiếp nhận tại quầy", "Điều hành", "Người dân", "Việc nền"],
        ),
        ("chairman", ["Hồ sơ", "Điều hành"], ["Tiếp nhận tại quầy"]),
        (
            "sysadmin",
            ["Việc nền", "Dữ liệu nền", "Thông báo"],
            ["Hồ sơ chờ tiếp nhận", "Điều hành", "Người dân"],
        ),
    ],
)
def test_the_menu_follows_the_roles(
    client: Client, cast: Cast, who: str, has: list[str], lacks: list[str]
) -> None:
    page = today(client, getattr(cast, who))

    menu = page.split('aria-label="Danh mục chính"')[1].split("</nav>")[0]
    assert all(f">{words}" in menu for words in has)
    assert not any(f">{words}" in menu for words in lacks)
    assert menu.split("x-menu-bar")[1].count('aria-current="page"') == 1


def test_a_page_that_no_entry_leads_to_marks_none_of_the_menu(client: Client, cast: Cast) -> None:
    page = sign_in(client, cast.specialist).get(reverse("org_desk:delegations")).content.decode()

    menu = page.split('aria-label="Danh mục chính"')[1].split("</nav>")[0]
    assert "Việc hôm nay" in menu
    assert 'aria-current="page"' not in menu


def test_online_filings_that_wait_too_long_are_told_as_late(client: Client, cast: Cast) -> None:
    make.filed(cast.citizen, when=NOW - timedelta(days=7))

    late = today(client, cast.one_stop_officer)
    counts = tally(cast.one_stop_officer, NOW)

    assert "1 quá hạn trả lời" in late
    assert (counts.arrived, counts.arrived_late) == (1, 1)


def test_the_menu_stands_on_pages_shared_with_people(client: Client, cast: Cast) -> None:
    page = sign_in(client, cast.specialist).get(reverse("notices:inbox")).content.decode()

    assert "Việc hôm nay" in page


def test_people_keep_their_own_menu(client: Client, cast: Cast) -> None:
    page = sign_in(client, cast.citizen).get(reverse("notices:inbox")).content.decode()

    assert "Việc hôm nay" not in page


def test_people_do_not_find_the_desk(client: Client, cast: Cast) -> None:
    assert sign_in(client, cast.citizen).get(reverse("desk:today")).status_code == 404


def test_a_visitor_goes_to_the_officers_door(client: Client, cast: Cast) -> None:
    answer = client.get(reverse("desk:today"))

    assert answer["Location"].startswith(reverse("identity:officer_sign_in"))


def test_the_queries_do_not_grow_with_the_queue(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make.assigned(cast)
    today(client, cast.specialist)
    with django_assert_max_num_queries(27) as few:
        client.get(reverse("desk:today"))
    for day in range(3, 13):
        make.assigned(cast, make.moment(day))

    with django_assert_max_num_queries(len(few)):
        client.get(reverse("desk:today"))


def item(code: str, hours: int | None) -> Item:
    due = None if hours is None else NOW + timedelta(hours=hours)
    return Item(code, code, "#", "", "", due, ClockState(ClockKind.IN_TIME, Decimal(1), "còn"), "Làm", "#")


def source(*items: Item) -> Source:
    def page(officer: Officer, now: object, number: int) -> Page[Item]:
        start = (number - 1) * 20
        return Page.cut(items[start : start + 21], number, total=len(items))

    return Source(page, lambda officer, now: Tally(overdue=1, arrived=len(items)))


def test_two_sources_make_one_queue_in_order_of_urgency(cast: Cast) -> None:
    sources = [source(item("a", 5), item("b", 9), item("c", None)), source(item("d", 1), item("e", 7))]

    page = waiting(cast.clerk, NOW, 1, sources)

    assert [one.code for one in page.rows] == ["d", "a", "e", "b", "c"]
    assert page.total == 5
    assert not page.has_next


def test_the_second_page_of_two_sources_follows_the_first(cast: Cast) -> None:
    sources = [
        source(*(item(f"a{n:02d}", 2 * n) for n in range(30))),
        source(*(item(f"b{n:02d}", 2 * n + 1) for n in range(5))),
    ]

    first, second = (waiting(cast.clerk, NOW, number, sources) for number in (1, 2))

    codes = [one.code for one in [*first.rows, *second.rows]]
    assert len(first.rows) == 20
    assert first.has_next
    assert len(set(codes)) == 35
    assert not second.has_next
    assert tally(cast.clerk, NOW, sources) == Tally(overdue=2, arrived=35)
