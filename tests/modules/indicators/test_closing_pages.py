"""The pages of reporting windows: the list of a year, one window, closing it, its file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories.officers import make_officer
from tests.modules.indicators import typed
from tests.modules.indicators.frozen import (
    AFTER,
    CLOSED_AT,
    QUARTER,
    closed_quarter,
    evidence,
    figure,
    leader,
    plan_owner,
    quarter_of_work,
)
from tests.modules.indicators.work import Office, count_promises, noon, promise
from xaso.kernel.clock import SystemClock
from xaso.modules.indicators.models import Adjustment, Closing
from xaso.modules.indicators.queries import closed
from xaso.modules.indicators.queries.closings import WindowState, window_page, window_year
from xaso.modules.indicators.queries.standing_for import standing_for
from xaso.modules.indicators.services import Corrected, approve_adjustment, close, propose
from xaso.platform.jobs.services import run_queued

Q1 = "/dieu-hanh/ky-bao-cao/2026-Q1/"
Enter = Callable[..., Client]


@pytest.fixture
def enter(office: Office) -> Enter:
    """Sign an officer in, new with these roles or one already made."""

    def door(*roles: str, who=None) -> Client:
        return sign_in(Client(), who or make_officer(*roles))

    return door


def text(client: Client, path: str, status: int = 200, **data: object) -> str:
    answer = client.get(path, data)
    assert answer.status_code == status, path
    return answer.content.decode()


def adjustment_of(closing: Closing, code: str = "dossiers.filed_online") -> Adjustment:
    officer = plan_owner("Người Lập")
    said = Corrected(None, 2, 3, "Sót một hồ sơ.")
    return propose(figure=figure(closing, code), said=said, evidence=evidence(officer), by=officer, at=AFTER)


def test_a_year_lists_its_windows_with_days_and_states(office: Office, enter: Enter) -> None:
    closed_quarter(office)

    page = text(enter("unit_head"), "/dieu-hanh/ky-bao-cao/?nam=2026")

    assert "Kỳ báo cáo năm 2026" in page
    assert page.count("<tr>") == 20, "a head and nineteen windows"
    assert "15/12/2025 – 14/03/2026" in page
    assert "Đã khóa" in page
    assert "do phần mềm thiết kế" in page, "the day of sending says how sure it is"


def test_a_year_beyond_the_calendar_says_that_it_has_none(office: Office, enter: Enter) -> None:
    assert "chưa có lịch làm việc" in text(enter("leader"), "/dieu-hanh/ky-bao-cao/?nam=2031")


@pytest.mark.parametrize("year", ["", "abcd", "99999"])
def test_a_year_that_is_none_shows_the_year_that_runs(office: Office, enter: Enter, year: str) -> None:
    assert "Kỳ báo cáo năm" in text(enter("leader"), "/dieu-hanh/ky-bao-cao/", nam=year)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (noon(2025, 12, 10), WindowState.AHEAD),
        (noon(2026, 3, 14), WindowState.RUNNING),
        (noon(2026, 3, 15), WindowState.DUE),
        (noon(2026, 3, 18), WindowState.DUE),
        (noon(2026, 3, 19), WindowState.LATE),
    ],
)
def test_a_window_tells_how_it_stands(office: Office, day, state: WindowState) -> None:
    row = next(one for one in window_year(2026, day).rows if one.window == QUARTER)

    assert row.state is state
    assert row.can_close is (state in (WindowState.DUE, WindowState.LATE))
    assert state.label


def test_a_month_the_commune_owes_no_report_on_is_never_late_and_closes_at_need(
    office: Office, enter
) -> None:
    rows = {one.window.code: one for one in window_year(2026, noon(2026, 11, 24)).rows}

    assert (rows["2026-03"].state, rows["2026-9M"].state) == (WindowState.OPTIONAL, WindowState.OPTIONAL)
    assert (rows["2026-Q1"].state, rows["2026-H1"].state) == (WindowState.LATE, WindowState.LATE)
    assert rows["2026-03"].can_close
    assert "không phải gửi" in text(enter("leader"), "/dieu-hanh/ky-bao-cao/", nam="2026")


def test_who_may_close_is_offered_it_and_told_that_it_is_for_good(office: Office, enter: Enter) -> None:
    page = text(enter("leader"), Q1)

    assert "Khóa quý I/2026" in page
    assert "Khóa xong không mở lại được" in page


def test_who_may_not_close_is_told_who_may(office: Office, enter: Enter) -> None:
    page = text(enter("unit_head"), Q1)

    assert 'action="/dieu-hanh/ky-bao-cao/2026-Q1/khoa/"' not in page
    assert "chờ đầu mối kế hoạch hoặc lãnh đạo" in page


def test_a_window_that_runs_says_when_it_can_be_closed(office: Office, enter: Enter) -> None:
    assert "Kỳ chưa hết nên chưa khóa được" in text(enter("leader"), "/dieu-hanh/ky-bao-cao/2099/")


def test_a_code_that_is_no_window_is_refused_with_a_sentence(office: Office, enter: Enter) -> None:
    assert "Không có kỳ báo cáo" in text(enter("leader"), "/dieu-hanh/ky-bao-cao/2026-H2/", status=422)


def test_an_open_window_shows_what_a_closing_would_find(office: Office, enter: Enter) -> None:
    quarter_of_work(office)
    promise("CT-3", "procedures.via_one_stop", "50")
    before = text(enter("leader"), Q1)
    count_promises(CLOSED_AT)

    found = window_page("2026-Q1", CLOSED_AT)

    assert "chưa đếm" in before
    assert found.running is not None
    lines = {line.code: line for line in found.running.rows}
    share, typed, stock = lines["CT-1"], lines["CT-2"], lines["CT-3"]
    assert (share.period, share.period_fraction) == ("33,3%", "1/3")
    assert (share.cumulative, share.cumulative_fraction) == ("33,3%", "1/3")
    assert typed.period == "chưa có nguồn số liệu"
    assert stock.period == "đếm lúc khóa"
    close(window=QUARTER, by=plan_owner(), at=CLOSED_AT)
    frozen = closed("2026-Q1")
    assert frozen is not None
    assert (frozen.line("CT-1").words, frozen.line("CT-1").fraction) == (share.period, share.period_fraction)


def test_an_open_window_is_read_twenty_targets_a_page_in_a_fixed_number_of_queries(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quarter_of_work(office)
    for number in range(30):
        promise(f"THEM-{number:02}", "dossiers.received", "1")
    count_promises(CLOSED_AT)
    window_page("2026-Q1", CLOSED_AT)

    with django_assert_num_queries(8):
        found = window_page("2026-Q1", CLOSED_AT, page=2)

    assert found.running is not None
    assert (len(found.running.rows), found.running.total) == (12, 32)


def test_closing_from_the_page_shows_progress_and_then_the_figures(office: Office, enter: Enter) -> None:
    quarter_of_work(office)
    client = enter("plan_owner")

    answer = client.post(f"{Q1}khoa/")
    run_queued(at=SystemClock().now())

    assert answer.status_code == 302
    assert "Đã khóa Quý I/2026" in text(client, answer["Location"])
    page = text(client, Q1)
    assert "33,3%" in page
    assert "Chưa đạt, thiếu 6,7 điểm %" in page
    assert "Chưa chứng minh lần nào" in page


def test_a_second_officer_is_told_that_it_is_under_way(office: Office, enter: Enter) -> None:
    first, second = enter("plan_owner"), enter("leader")
    first.post(f"{Q1}khoa/")

    answer = second.post(f"{Q1}khoa/", follow=True)

    assert answer.redirect_chain == [(Q1, 302)]
    assert "đang chạy" in answer.content.decode()


def test_a_closed_window_is_not_closed_again_from_the_page(office: Office, enter: Enter) -> None:
    closed_quarter(office)

    answer = enter("leader").post(f"{Q1}khoa/")

    assert answer.status_code == 409
    assert "đã khóa" in answer.content.decode()


def test_a_closed_window_shows_twenty_lines_a_page_in_a_fixed_number_of_queries(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        promise(f"THEM-{number:02}", "dossiers.received", "1")
    closed_quarter(office)
    window_page("2026-Q1", AFTER)

    with django_assert_num_queries(5):
        found = window_page("2026-Q1", AFTER, group="chi-tieu", page=2)

    assert found.lines is not None
    assert (len(found.lines.rows), found.lines.total) == (12, 32)


def test_measures_stand_in_a_group_of_their_own(office: Office, enter: Enter) -> None:
    closed_quarter(office)

    page = text(enter("leader"), Q1, nhom="phep-do")

    assert "dossiers.filed_online" in page
    assert "Ngưỡng năm" not in page


def test_the_export_has_every_line_with_its_lock_in_three_shapes(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    client = enter("leader")

    data = json.loads(client.get(f"{Q1}xuat.json").content)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{Q1}xuat.csv").content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(client.get(f"{Q1}xuat.xlsx").content)).active

    line = next(one for one in data["so_lieu"] if one["ma_so_lieu"] == "CT-1" and one["khoang"] == "trong kỳ")
    same = next(one for one in rows if one["ma_so_lieu"] == "CT-1" and one["khoang"] == "trong kỳ")
    assert data["ky"] == {
        "ma": "2026-Q1",
        "ten": "Quý I/2026",
        "tu_ngay": "2025-12-15",
        "den_ngay": "2026-03-14",
    }
    assert data["khoa"]["dau_ky"] == closing.digest
    assert (line["gia_tri"], line["tu_so"], line["mau_so"], line["nguon"]) == ("33.333333", 1, 3, "counted")
    assert (same["gia_tri"], same["ma_ky"], same["dau_ky"]) == ("33.333333", "2026-Q1", closing.digest)
    assert len(rows) == len(data["so_lieu"]) == closing.figures.count()
    assert sheet is not None
    assert sheet.max_row >= len(rows) + 1


def test_a_window_not_closed_has_no_file(office: Office, enter: Enter) -> None:
    text(enter("leader"), f"{Q1}xuat.json", status=404)


def test_the_exported_file_carries_the_approved_correction(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    approve_adjustment(adjustment=adjustment_of(closing), by=leader(), at=AFTER)

    data = json.loads(enter("leader").get(f"{Q1}xuat.json").content)

    line = next(one for one in data["so_lieu"] if one["ma_so_lieu"] == "dossiers.filed_online")
    assert (line["gia_tri"], line["gia_tri_dieu_chinh"]) == ("33.333333", "66.6667")
    assert (line["tu_so_dieu_chinh"], line["mau_so_dieu_chinh"]) == (2, 3)
    asked = Adjustment.objects.get()
    assert asked.decided_by is not None
    assert (line["nguoi_dieu_chinh"], line["nguoi_duyet_dieu_chinh"]) == (
        asked.proposed_by.full_name, asked.decided_by.full_name,
    )  # fmt: skip
    assert (line["ly_do_dieu_chinh"], line["duyet_dieu_chinh_luc"][:10]) == (asked.reason, "2026-04-01")
    assert line["nguoi_nhap"] == line["nguoi_duyet"] == ""


def test_the_exported_file_names_who_typed_and_who_approved(cast: Cast) -> None:
    typist, second = typed.two(cast)
    waiting = typed.waiting(typist, at=CLOSED_AT, window="2026-Q1")
    typed.typing.approve(figure=waiting, by=second, at=CLOSED_AT, seen=waiting.revision)
    close(window=QUARTER, by=plan_owner(), at=CLOSED_AT)
    client = sign_in(Client(), cast.chairman)

    data = json.loads(client.get(f"{Q1}xuat.json").content)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{Q1}xuat.csv").content.decode("utf-8-sig"))))

    for found in (data["so_lieu"], rows):
        line = next(one for one in found if one["ma_so_lieu"] == typed.TARGET)
        assert line["nguon"] == "typed"
        assert (line["nguoi_nhap"], line["nguoi_duyet"]) == (typist.full_name, second.full_name)
        assert line["duyet_luc"].startswith("2026-03-16T")


def test_who_stands_for_the_lines_costs_the_same_few_queries(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    closing, _ = closed_quarter(office)
    approve_adjustment(adjustment=adjustment_of(closing), by=leader(), at=AFTER)

    with django_assert_num_queries(3):
        found = standing_for(QUARTER)

    assert len(found) == closing.figures.count()


def test_the_year_and_its_quarters_can_all_be_closed(office: Office) -> None:
    quarter_of_work(office)
    officer = plan_owner()
    close(window=QUARTER, by=officer, at=CLOSED_AT)

    assert window_year(2026, AFTER).rows[3].closed_by == officer.full_name
