"""The strict environment, the lenient twin, and the pages."""

import datetime as dt

import pytest
from django.http import HttpRequest, QueryDict
from django.template import engines
from django.template.loader import render_to_string
from jinja2 import UndefinedError

from xaso.kernel.errors import Conflict
from xaso.kernel.paging import Page
from xaso.platform.ui.context import Site, ui
from xaso.platform.ui.links import page_numbers, with_query


def drawn(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


def test_a_name_nobody_gave_is_an_error_in_our_pages() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ nobody }}")


def test_a_govuk_component_may_leave_names_out_and_escapes_its_text() -> None:
    html = drawn(
        '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton as button %}'
        '{{ button({"text": t}) }}',
        t="<i>",
    )

    assert "govuk-button" in html
    assert "&lt;i&gt;" in html


def test_an_error_page_needs_neither_request_nor_database() -> None:
    html = render_to_string("ui/errors/500.html", {"request_id": "abc-123"})

    assert "abc-123" in html
    assert "Hệ thống đang gặp lỗi" in html


def test_a_refusal_shows_its_sentence_and_its_hint() -> None:
    html = render_to_string(
        "ui/errors/refused.html", {"refusal": Conflict("Đã có người nhận.", hint="Xem lại.")}
    )

    assert "Đã có người nhận." in html
    assert "Xem lại." in html


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ui/errors/404.html", "Không tìm thấy"),
        ("ui/errors/403.html", "Chưa mở được"),
        ("ui/portal.html", "Xã Số"),
    ],
)
def test_pages_stand_without_any_context(name: str, told: str) -> None:
    assert told in render_to_string(name)


def test_a_stale_form_is_told_how_to_go_on() -> None:
    assert "tải lại rồi gửi" in render_to_string("ui/errors/403.html", {"is_stale_form": True})


@pytest.mark.parametrize("base", ["ui/portal.html", "ui/desk.html", "ui/steering.html"])
def test_invented_data_is_marked_on_every_side(base: str) -> None:
    marked = render_to_string(base, {"site": Site(is_demo=True)})

    assert "Dữ liệu mô phỏng." in marked
    assert "Dữ liệu mô phỏng." not in render_to_string(base, {"site": Site()})


@pytest.mark.parametrize("base", ["ui/portal.html", "ui/desk.html", "ui/steering.html", "ui/print.html"])
def test_a_page_is_vietnamese_has_a_way_to_its_content_and_nothing_inline(base: str) -> None:
    html = render_to_string(base)

    assert '<html lang="vi"' in html
    assert 'href="#noi-dung"' in html
    assert 'id="noi-dung"' in html
    assert " style=" not in html
    assert "<style" not in html
    assert "<script>" not in html


def test_the_menu_tells_where_one_is_and_how_much_waits() -> None:
    nav = [
        {"href": "/a/", "text": "Hôm nay", "current": True, "badge": 120},
        {"href": "/b/", "text": "Hồ sơ"},
    ]

    html = render_to_string("ui/desk.html", {"nav": nav})

    narrow, wide = html.split("x-menu-bar")
    assert [part.count('aria-current="page"') for part in (narrow, wide)] == [1, 1]
    assert "99+" in wide
    assert "(120 việc đang chờ)" in wide


def test_a_narrow_menu_tells_while_closed_where_one_is_and_how_much_waits_in_all() -> None:
    nav = [
        {"href": "/a/", "text": "Hôm nay", "current": True, "badge": 3},
        {"href": "/b/", "text": "Thông báo", "badge": 4},
        {"href": "/c/", "text": "Hồ sơ"},
    ]

    summary = render_to_string("ui/desk.html", {"nav": nav}).split("<summary")[1].split("</summary>")[0]

    assert "Hôm nay" in summary
    assert "(7 việc đang chờ)" in summary
    assert "Hồ sơ" not in summary


def test_the_context_carries_the_moment_of_the_request() -> None:
    request = HttpRequest()
    request.now = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)  # type: ignore[attr-defined]

    assert ui(request) == {"now": request.now}  # type: ignore[attr-defined]
    assert ui(HttpRequest()) == {"now": None}


def test_a_changed_filter_goes_back_to_the_first_page_and_keeps_the_rest() -> None:
    query = QueryDict("q=khai+sinh&trang=4&tt=a&tt=b")

    assert with_query(query, xep="-han") == "?q=khai+sinh&tt=a&tt=b&xep=-han"
    assert with_query(query, trang=5) == "?q=khai+sinh&tt=a&tt=b&trang=5"
    assert with_query(query, q=None, tt=["c"]) == "?tt=c"


@pytest.mark.parametrize(
    ("current", "last", "shown"),
    [(1, 1, [1]), (1, 3, [1, 2, 3]), (4, 9, [1, 2, 3, 4, 5, None, 9]), (6, 12, [1, None, 5, 6, 7, None, 12])],
)
def test_far_pages_are_a_gap_and_a_gap_of_one_is_shown(
    current: int, last: int, shown: list[int | None]
) -> None:
    assert page_numbers(current, last) == shown


PAGES = '{% from "ui/components/lists.html" import pagination %}{{ pagination(page, query, "hồ sơ") }}'


@pytest.mark.parametrize(
    ("page", "told", "untold"),
    [
        (Page(["x"] * 20, 2, True, 164), "Có 164 hồ sơ, đang xem 21–40.", "Xem tiếp"),
        (Page(["x"] * 20, 1, True, 1000, capped=True), "Có hơn 1.000 hồ sơ, đang xem 1–20.", "Trang 2"),
        (Page(["x"] * 20, 3, True), "Trang 3, còn nữa.", 'aria-label="Trang'),
        (Page([], 1, False, 0), "Không có hồ sơ nào.", "<nav"),
        (Page([], 1, False), "Không có hồ sơ nào.", "<nav"),
    ],
)
def test_pages_of_a_list_are_counted_or_told_that_more_follow(
    page: Page[str], told: str, untold: str
) -> None:
    html = drawn(PAGES, page=page, query=QueryDict("q=x"))

    assert told in html
    assert untold not in html


def test_a_sortable_head_turns_the_order_round() -> None:
    head = '{% from "ui/components/lists.html" import sort_head %}{{ sort_head("Hạn", "han", query) }}'

    up = drawn(head, query=QueryDict("xep=han"))
    down = drawn(head, query=QueryDict("xep=-han"))

    assert 'aria-sort="ascending"' in up
    assert "?xep=-han" in up
    assert 'aria-sort="descending"' in down
    assert 'href="?xep=han"' in down
