"""Pages on tasks: what they show, what they do, what they keep after a refusal."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import tasks as make
from tests.factories.dossiers import picture
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.org import queries as org
from xaso.modules.plan.lifecycle import State
from xaso.modules.plan.models import Activity, Task

pytestmark = pytest.mark.django_db
NEXT = local_date(SystemClock().now()) + timedelta(days=30)
"""Pages read the clock: what is given on them is due after today."""


def open_page(who: Any, name: str, *args: Any, query: str = "") -> Any:
    """The answer to opening an address of the desk."""
    return sign_in(Client(), who).get(reverse(name, args=args) + query)


def post(who: Any, address: str, /, *args: Any, **data: Any) -> Any:
    """The answer to sending a form."""
    return sign_in(Client(), who).post(reverse(address, args=args), data)


def act(who: Any, task: Task, deed: str, **data: Any) -> Any:
    """The answer to an action on the task as it is now."""
    task.refresh_from_db()
    return post(who, "tasks_desk:action", task.code, deed, seen=task.revision, **data)


def day(name: str, value: date) -> dict[str, str]:
    """A date in three boxes."""
    return {f"{name}-ngay": str(value.day), f"{name}-thang": str(value.month), f"{name}-nam": str(value.year)}


def given(cast: Cast, **facts: Any) -> Task:
    """A task that has time on the day the tests run."""
    return make.given(cast.chairman, **({"deadline": NEXT} | facts))


def test_the_list_shows_tasks_and_keeps_its_filters(cast: Cast) -> None:
    task = given(cast)

    page = open_page(cast.head_of_office, "tasks_desk:list", query="?cua=unit&hoat_dong=").content.decode()

    assert task.code in page
    assert "Của ai: Đơn vị tôi chủ trì" in page
    assert "Giao nhiệm vụ" in page
    empty = open_page(cast.specialist, "tasks_desk:list", query="?q=khongco&hoat_dong=X").content.decode()
    assert "Không có nhiệm vụ nào khớp bộ lọc." in empty


def test_the_list_is_a_file_too(cast: Cast) -> None:
    task = given(cast)

    csv = open_page(cast.chairman, "tasks_desk:export", "csv").content.decode("utf-8-sig")
    excel = open_page(cast.chairman, "tasks_desk:export", "xlsx")

    assert task.code in csv
    assert excel["Content-Disposition"].endswith('.xlsx"')


def test_a_record_has_exactly_the_buttons_of_who_looks(cast: Cast) -> None:
    task = given(cast)

    head = open_page(cast.head_of_office, "tasks_desk:record", task.code).content.decode()
    other = open_page(cast.specialist, "tasks_desk:record", task.code).content.decode()

    assert "gui-san-pham" in head
    assert "xac-nhan" not in head
    assert "không chờ việc gì của anh chị" in other
    assert open_page(cast.one_stop_officer, "tasks_desk:record", task.code).status_code == 404


def test_a_task_goes_its_whole_way_through_the_pages(cast: Cast) -> None:
    task = given(cast)
    head, chairman = cast.head_of_office, cast.chairman
    today = local_date(SystemClock().now())

    assert act(head, task, "bat-dau").status_code == 302
    assert act(head, task, "giao-nguoi", to=cast.specialist.pk, note="").status_code == 302
    assert act(cast.specialist, task, "cap-nhat", text="Đang làm").status_code == 302
    until = day("until", NEXT + timedelta(days=5))
    assert act(cast.specialist, task, "xin-gia-han", reason="Chờ", **until).status_code == 302
    assert "Chờ" in open_page(chairman, "tasks_desk:action", task.code, "tra-loi-gia-han").content.decode()
    assert act(chairman, task, "tra-loi-gia-han", answer="yes", note="").status_code == 302
    sent = act(
        cast.specialist,
        task,
        "gui-san-pham",
        title="9/BC",
        note="",
        upload=picture(),
        **day("dated_on", today),
    )
    assert sent.status_code == 302
    assert act(chairman, task, "tra-lai", reason="Thiếu số").status_code == 302
    act(cast.specialist, task, "gui-san-pham", title="9a/BC", upload=picture(), **day("dated_on", today))
    assert act(chairman, task, "xac-nhan", note="Tốt").status_code == 302

    task.refresh_from_db()
    assert (task.state, task.deadline - task.first_deadline) == (State.DONE, timedelta(days=5))
    page = open_page(head, "tasks_desk:record", task.code).content.decode()
    assert "Nhiệm vụ đã kết thúc." in page
    file = open_page(head, "tasks_desk:product", task.code, 2)
    assert file.status_code == 200
    assert b"".join(file.streaming_content)


def test_rest_and_end_go_through_the_pages(cast: Cast) -> None:
    task = given(cast)

    assert act(cast.chairman, task, "tam-dung", reason="Chờ").status_code == 302
    assert act(cast.chairman, task, "lam-tiep", note="", **day("deadline", NEXT)).status_code == 302
    assert act(cast.chairman, task, "huy", reason="Trùng").status_code == 302
    page = open_page(cast.chairman, "tasks_desk:record", task.code).content.decode()
    assert "Lý do hủy: Trùng" in page


def test_a_refused_form_keeps_words_and_file(cast: Cast) -> None:
    task = given(cast)
    today = local_date(SystemClock().now())

    first = act(
        cast.head_of_office, task, "gui-san-pham", title="", note="Giữ lời này", upload=picture(),
        **day("dated_on", today),
    )  # fmt: skip
    page = first.content.decode()
    mark = re.search(r'name="upload-kept" value="([^"]+)"', page)

    assert first.status_code == 422
    assert "Giữ lời này" in page
    assert "đã giữ, không phải chọn lại" in page
    assert mark is not None
    stolen = act(
        cast.land_head, task, "gui-san-pham", title="x", **{"upload-kept": mark[1]}, **day("dated_on", today)
    )
    assert stolen.status_code == 404
    again = act(
        cast.head_of_office, task, "gui-san-pham", title="1/BC", **{"upload-kept": mark[1]},
        **day("dated_on", today),
    )  # fmt: skip
    assert again.status_code == 302
    assert task.products.get().title == "1/BC"


def test_a_file_of_a_wrong_kind_is_refused_with_its_sentence(cast: Cast) -> None:
    task = given(cast)
    wrong = SimpleUploadedFile("x.exe", b"MZ....", "application/octet-stream")

    page = act(cast.head_of_office, task, "gui-san-pham", title="1/BC", upload=wrong)

    assert page.status_code == 422
    assert "x.exe" in page.content.decode()
    without = act(cast.head_of_office, task, "gui-san-pham", title="1/BC", **{"upload-kept": "gia-mao"})
    assert without.status_code == 422


def test_whoever_was_overtaken_keeps_what_they_typed(cast: Cast) -> None:
    task = given(cast)
    seen = task.revision
    act(cast.head_of_office, task, "bat-dau")

    page = post(cast.head_of_office, "tasks_desk:action", task.code, "cap-nhat", seen=seen, text="Lời đã gõ")

    assert page.status_code == 409
    assert "đã bắt đầu nhiệm vụ này" in page.content.decode()
    assert "Lời đã gõ" in page.content.decode()


def test_an_action_that_is_gone_says_so_and_gives_the_words_back(cast: Cast) -> None:
    task = given(cast)
    act(cast.chairman, task, "huy", reason="Trùng")

    page = act(cast.head_of_office, task, "cap-nhat", text="Lời đã gõ")

    assert page.status_code == 409
    assert "Việc này không còn làm được lúc này" in page.content.decode()
    assert "Lời đã gõ" in page.content.decode()
    assert open_page(cast.chairman, "tasks_desk:action", task.code, "khong-co").status_code == 404
    assert open_page(cast.chairman, "tasks_desk:action", task.code, "gui-san-pham").status_code == 404


def test_a_day_that_does_not_fit_is_told_beside_the_form(cast: Cast) -> None:
    task = given(cast)

    page = act(cast.head_of_office, task, "xin-gia-han", reason="Chờ", **day("until", NEXT))

    assert page.status_code == 422
    assert "phải sau hạn" in page.content.decode()
    assert "Chờ" in page.content.decode()


def give_form(**facts: Any) -> dict[str, Any]:
    """A task as it is typed."""
    told = {
        "name": "Rà soát thủ tục", "kind": "general", "product_type": "Báo cáo", "origin": "leader",
        "origin_words": "Chỉ đạo ngày 02/3", "lead": make.ECONOMY, "coordinators": [make.OFFICE],
    }  # fmt: skip
    return {**told, **day("deadline", NEXT), **facts}


def test_a_task_is_given_on_its_page(cast: Cast) -> None:
    answer = post(cast.chairman, "tasks_desk:give", **give_form(budget_line="KP-MAY"))

    task = Task.objects.get(name="Rà soát thủ tục")
    assert answer["Location"] == reverse("tasks_desk:record", args=[task.code])
    assert (task.lead.code, task.giver) == (make.ECONOMY, cast.chairman)
    assert task.budget_line is not None


def test_a_task_that_lacks_something_comes_back_with_all_of_it(cast: Cast) -> None:
    page = post(cast.chairman, "tasks_desk:give", **give_form(coordinators=[make.ECONOMY]))

    assert page.status_code == 422
    assert "Một nhiệm vụ chỉ có một đơn vị chủ trì." in page.content.decode()
    assert "Rà soát thủ tục" in page.content.decode()
    assert post(cast.chairman, "tasks_desk:give", name="").status_code == 422


def test_an_activity_fills_the_page_in(cast: Cast) -> None:
    page = open_page(cast.chairman, "tasks_desk:give", query="?hoat-dong=HD-04").content.decode()

    assert "Soạn thảo nghị quyết, quyết định" in page
    assert "Giao khi biết đơn vị nào soạn." in page


def test_a_head_is_offered_the_own_office_only(cast: Cast) -> None:
    page = open_page(cast.land_head, "tasks_desk:give").content.decode()

    lead = page.split('id="id_lead"')[1].split("</select>")[0]
    assert "Phòng Kinh tế" in lead
    assert "Văn phòng" not in lead


def test_leaders_see_every_office_and_take_the_table_along(cast: Cast) -> None:
    make.done(cast)
    make.given(cast.chairman, lead=org.unit(make.ECONOMY))

    page = open_page(cast.chairman, "tasks:overview", query="?nam=2026").content.decode()
    csv = open_page(cast.land_head, "tasks:export", "csv", query="?nam=2026").content.decode("utf-8-sig")

    assert "Đúng hạn ban đầu" in page
    assert "Phòng Kinh tế" in page
    assert "Toàn xã" in csv
    assert (
        "chưa có nhiệm vụ nào"
        in open_page(cast.chairman, "tasks:overview", query="?nam=2031").content.decode()
    )
    assert open_page(cast.chairman, "tasks:overview", query="?nam=xx").status_code == 422


def test_the_weekly_list_names_what_to_ask(cast: Cast) -> None:
    late = make.given(cast.chairman, deadline=make.TODAY)

    page = open_page(cast.chairman, "tasks:week").content.decode()

    assert late.code in page
    assert "Quá hạn" in page


def test_activities_open_their_tasks_from_the_day_the_keeper_sets(cast: Cast) -> None:
    page = open_page(cast.head_of_office, "tasks:activities", query="?nam=2026").content.decode()
    assert "Đặt ngày bắt đầu theo dõi" in page
    assert "Đặt ngày" not in open_page(cast.chairman, "tasks:activities").content.decode()
    assert open_page(cast.head_of_office, "tasks:follow").status_code == 200

    outside = post(cast.head_of_office, "tasks:follow", **day("day", date(2035, 1, 1)))
    done = post(cast.head_of_office, "tasks:follow", **day("day", date(2026, 1, 1)))

    assert outside.status_code == 422
    assert done.status_code == 302
    assert Task.objects.filter(activity__code="HD-02").exists()
    filled = open_page(cast.head_of_office, "tasks:activities", query="?nam=2026").content.decode()
    assert "hoat_dong=HD-02" in filled


def test_without_activities_there_is_nothing_to_follow(cast: Cast) -> None:
    Activity.objects.update(is_active=False)

    assert open_page(cast.head_of_office, "tasks:follow").status_code == 404
    assert open_page(cast.head_of_office, "money:overview").status_code == 404
    assert "Chưa có hoạt động nào." in open_page(cast.head_of_office, "tasks:activities").content.decode()


def money_form(**facts: Any) -> dict[str, Any]:
    """An amount as it is typed."""
    told = {
        "step": "planned", "year": "2026", "source": "local", "amount": "120.000.000",
        "basis": "Quyết định 15/QĐ-UBND",
    }  # fmt: skip
    return {**told, **day("on", date(2026, 1, 5)), **facts}


def test_money_is_entered_read_and_struck_on_its_pages(cast: Cast) -> None:
    keeper = cast.head_of_office
    task = make.given(cast.chairman, budget_line=None)

    entered = post(keeper, "money:enter", "KP-MAY", **money_form(upload=picture(), task=""))
    assert entered.status_code == 302
    page = open_page(cast.chairman, "money:line", "KP-MAY").content.decode()
    assert "120.000.000 đồng" in page
    assert "Nhập số tiền" not in page
    entry = make.BudgetLine.objects.get(code="KP-MAY").entries.get()
    paper = open_page(cast.chairman, "money:paper", "KP-MAY", entry.pk)
    assert b"".join(paper.streaming_content)
    assert open_page(keeper, "money:strike", "KP-MAY", entry.pk).status_code == 200
    assert post(keeper, "money:strike", "KP-MAY", entry.pk, reason="").status_code == 422
    assert post(keeper, "money:strike", "KP-MAY", entry.pk, reason="Nhầm").status_code == 302
    assert post(keeper, "money:strike", "KP-MAY", entry.pk, reason="Nhầm").status_code == 409
    assert "Đã gạch bỏ" in open_page(keeper, "money:line", "KP-MAY").content.decode()
    assert task.budget_line is None


def test_an_amount_entered_twice_is_asked_back_and_entered_when_it_is_another(cast: Cast) -> None:
    keeper = cast.head_of_office
    task = make.given(cast.chairman)
    once = money_form(step="spent", task=task.code, amount="5.000")
    post(keeper, "money:enter", "KP-MAY", **once)

    asked = post(keeper, "money:enter", "KP-MAY", **once)
    again = post(keeper, "money:enter", "KP-MAY", **once, is_another="on")
    told = again.client.get(again["Location"])

    assert (asked.status_code, again.status_code) == (422, 302)
    assert "Đã có khoản y hệt: đã chi 5.000 đồng" in asked.content.decode()
    assert "Đây là khoản khác, vẫn ghi" in asked.content.decode()
    page = told.content.decode()
    assert "Năm 2026 dòng này đã chi 10.000 đồng, mà chưa nhập số nào đã giao." in page
    assert "Theo nhiệm vụ" in page
    assert task.code in page
    record = open_page(cast.chairman, "tasks_desk:record", task.code).content.decode()
    assert "Kinh phí của nhiệm vụ" in record
    assert "10.000 đồng" in record


def test_money_that_does_not_fit_comes_back_with_its_paper(cast: Cast) -> None:
    keeper = cast.head_of_office

    wrong = post(keeper, "money:enter", "KP-MAY", **money_form(amount="nhiều", upload=picture()))
    late = post(keeper, "money:enter", "KP-MAY", **money_form(**day("on", NEXT)))
    bad = post(
        keeper, "money:enter", "KP-MAY", **money_form(upload=SimpleUploadedFile("x.exe", b"MZ", "text/plain"))
    )

    assert "Ghi số tiền bằng đồng" in wrong.content.decode()
    assert "đã giữ, không phải chọn lại" in wrong.content.decode()
    assert "chưa tới" in late.content.decode()
    assert {wrong.status_code, late.status_code, bad.status_code} == {422}


def test_the_whole_of_the_money_is_a_page_and_a_file(cast: Cast) -> None:
    entry = make.money(cast.head_of_office, file=None)

    page = open_page(cast.chairman, "money:overview", query="?nam=2026").content.decode()
    csv = open_page(cast.chairman, "money:export", "csv").content.decode("utf-8-sig")

    assert "120.000.000 đồng" in page
    assert "Quyết định 15/QĐ-UBND" in csv
    assert open_page(cast.chairman, "money:paper", "KP-MAY", entry.pk).status_code == 404


def test_the_records_behind_the_figures_open(cast: Cast) -> None:
    task = make.done(cast)

    on_time, plans, year = "plan.tasks_on_time", "plan.units_with_plan", "?ky=2026"
    listed = open_page(cast.chairman, "steering:records", on_time, query=year).content.decode()
    units = open_page(cast.chairman, "steering:records", plans, query=year).content.decode()
    file = open_page(cast.land_head, "steering:records_export", on_time, "csv", query=year)
    unit_file = open_page(cast.chairman, "steering:records_export", plans, "csv", query=year)

    assert task.code in listed
    assert "Kế hoạch năm: 0" in units
    assert task.code not in b"".join(file).decode()
    assert "Phòng Kinh tế" in b"".join(unit_file).decode()


def test_the_day_shows_what_waits_with_its_next_action(cast: Cast) -> None:
    task = given(cast)

    page = open_page(cast.head_of_office, "desk:today").content.decode()

    assert reverse("tasks_desk:action", args=[task.code, "giao-nguoi"]) in page
