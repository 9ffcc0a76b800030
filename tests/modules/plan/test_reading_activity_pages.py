"""The pages on which the activities of a plan's annex are ruled on, and what the plan will open is shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import sign_in
from tests.factories.officers import make_officer
from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_work import ANNEX, KNOWN, NEW, STRANGE
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import PlanReading, Task
from xaso.modules.plan.queries import obligations
from xaso.modules.plan.services import reading_confirming as confirming

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Officer:
    return work.keeper()


@pytest.fixture
def reading(keeper: Officer) -> PlanReading:
    return work.uploaded(keeper, text=ANNEX)


@pytest.fixture
def browser(client: Client, keeper: Officer) -> Client:
    """A browser in which the keeper is signed in."""
    return sign_in(client, keeper)


def address(reading: PlanReading, rest: str = "") -> str:
    return f"/dieu-hanh/ke-hoach/ban-doc/{reading.public_id}/{rest}"


def text(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())


def boxes(reading: PlanReading, order: int, **changes: Any) -> dict[str, Any]:
    """What a browser sends for one activity, with some boxes changed."""
    one = obligations.read_activity(reading, order)
    sent = {
        "name": one.name,
        "continues": one.continues.code if one.continues else "",
        "output": one.output,
        "opens": "by_hand" if one.by_hand else "auto",
        "leads": [row["unit"] for row in one.leads],
        "timing": one.timing,
        "timing_other": "",
        "coordinators": one.coordinators,
        "task_kind": one.task_kind,
        "budget": one.budget_words,
        "seen": str(one.revision),
        "giu": "1",
    }
    return sent | changes


def day(name: str) -> dict[str, str]:
    """A day of March as its three boxes send it."""
    return {f"{name}-ngay": "1", f"{name}-thang": "3", f"{name}-nam": "2026"}


def test_the_list_shows_each_part_as_it_was_understood(browser: Client, reading: PlanReading) -> None:
    page = text(browser.get(address(reading, "hoat-dong/")))

    assert "Tháng 12 mỗi năm, hạn 31/12" in page
    assert 'Đang có: <span class="x-nowrap">HD-01</span>' in page
    assert "chưa có đơn vị chủ trì, chưa rõ thời gian" in page
    assert "Giao khi có việc" in page
    assert "Đối thoại trực tuyến" in text(browser.get(address(reading, "hoat-dong/?xem=standing")))
    assert "Không có hoạt động nào ở đây." in text(browser.get(address(reading, "hoat-dong/?xem=kept")))


def test_the_source_stands_beside_what_was_understood(browser: Client, reading: PlanReading) -> None:
    page = text(browser.get(address(reading, f"hoat-dong/{KNOWN}/")))

    assert "<mark>Ban hành kế hoạch kiểm soát thủ tục hành chính</mark>" in page
    assert "Là hoạt động HD-01 đang có: nhiệm vụ đã mở giữ nguyên, không mở hai lần." in page
    assert "Kế hoạch của Phòng Kinh tế" in text(browser.get(address(reading, f"hoat-dong/{STRANGE + 2}/")))
    assert browser.get(address(reading, "hoat-dong/99/")).status_code == 404


def test_a_kept_activity_leads_to_the_next_and_the_last_to_the_reading(
    browser: Client, reading: PlanReading
) -> None:
    first = browser.post(address(reading, f"hoat-dong/{KNOWN}/"), boxes(reading, KNOWN))
    assert first["Location"] == address(reading, f"hoat-dong/{NEW}/#doi-chieu")
    reading.activities.exclude(order=NEW).update(decision="kept")

    last = browser.post(address(reading, f"hoat-dong/{NEW}/"), boxes(reading, NEW))

    assert last["Location"] == address(reading)


def test_what_lacks_is_told_beside_its_box_and_what_was_typed_stays(
    browser: Client, reading: PlanReading
) -> None:
    place = address(reading, f"hoat-dong/{STRANGE}/")

    empty = browser.post(place, boxes(reading, STRANGE, name="Kiểm tra quầy"))
    odd = browser.post(
        place, boxes(reading, STRANGE, leads=["van-phong"], timing="+", timing_other="Khi rảnh")
    )
    blank = browser.post(place, boxes(reading, STRANGE, output=""))

    assert [one.status_code for one in (empty, odd, blank)] == [422, 422, 422]
    assert "Chọn đơn vị chủ trì, hoặc chọn giao khi có việc." in text(empty)
    assert "Kiểm tra quầy" in text(empty)
    assert "Chưa rõ thời gian. Chọn lại." in text(odd)
    assert 'value="Khi rảnh"' in text(odd)
    assert "Nhập sản phẩm phải có." in text(blank)


def test_a_time_of_ones_own_and_given_by_hand_are_taken(browser: Client, reading: PlanReading) -> None:
    place = address(reading, f"hoat-dong/{STRANGE}/")
    own = boxes(reading, STRANGE, leads=["van-phong"], timing="+", timing_other="Ngày 25 hằng tháng")

    assert browser.post(place, own).status_code == 302
    assert obligations.read_activity(reading, STRANGE).timing == "Ngày 25 hằng tháng"
    by_hand = boxes(reading, STRANGE, opens="by_hand")
    assert browser.post(place, by_hand).status_code == 302
    kept = obligations.read_activity(reading, STRANGE)
    assert (kept.leads, kept.by_hand, kept.lead_note) == ([], True, "Giao khi có việc.")


def test_who_comes_second_sees_it_and_may_press_again(browser: Client, reading: PlanReading) -> None:
    sent = boxes(reading, NEW, budget="Nguồn của tôi")
    reading.activities.filter(order=NEW).update(revision=4)

    second = browser.post(address(reading, f"hoat-dong/{NEW}/"), sent)

    assert second.status_code == 409
    assert "Người khác vừa sửa chỗ này." in text(second)
    assert 'value="Nguồn của tôi"' in text(second)
    assert 'value="4"' in text(second)


def test_an_activity_is_left_out_only_with_a_reason(browser: Client, reading: PlanReading) -> None:
    place = address(reading, f"hoat-dong/{NEW}/")

    refused = browser.post(place, boxes(reading, NEW, bo="1") | {"ly-do": ""})
    done = browser.post(place, {"seen": "0", "bo": "1", "ly-do": "Trùng việc khác"})

    assert refused.status_code == 422
    assert "Ghi lý do" in text(refused)
    assert done.status_code == 302
    assert obligations.read_activity(reading, NEW).reason == "Trùng việc khác"


def test_several_are_kept_or_left_out_from_the_list(browser: Client, reading: PlanReading) -> None:
    place = address(reading, "hoat-dong/nhieu/")

    refused = browser.post(place, {"chon": [str(NEW), str(STRANGE)], "giu": "1"})
    kept = browser.post(place, {"chon": [str(KNOWN), str(NEW)], "giu": "1", "query": "xem=open"})
    left = browser.post(place, {"chon": [str(STRANGE)], "bo": "1", "ly-do": "Không làm"})

    assert refused.status_code == 422
    assert "Mở từng dòng để chọn." in text(refused)
    assert kept["Location"] == address(reading, "hoat-dong/?xem=open")
    assert left["Location"] == address(reading, "hoat-dong/")
    assert set(reading.activities.exclude(decision="open").values_list("order", "decision")) == {
        (KNOWN, "kept"),
        (NEW, "kept"),
        (STRANGE, "left_out"),
    }
    assert "Giữ hoạt động" in text(browser.get(address(reading)))


def test_leaders_read_and_may_not_change(client: Client, reading: PlanReading) -> None:
    leader = sign_in(client, make_officer("leader"))

    page = text(leader.get(address(reading, f"hoat-dong/{KNOWN}/")))

    assert "Hoạt động trong phụ lục" in page
    assert 'name="giu"' not in page
    assert leader.post(address(reading, "hoat-dong/nhieu/"), {"chon": ["1"]}).status_code == 404


def test_what_will_open_is_listed_before_and_opened_after(
    browser: Client, keeper: Officer, reading: PlanReading
) -> None:
    browser.post(address(reading, f"hoat-dong/{STRANGE}/"), boxes(reading, STRANGE, opens="by_hand"))
    work.ruled(reading, keeper)
    confirming.confirm(reading=reading, by=keeper, at=work.NOW)
    place = address(reading, "hieu-luc/")

    before = text(browser.get(place))
    done = browser.post(place, {"number": "15-KH/ĐU"} | day("decided_on") | day("in_force_on"), follow=True)

    opened = Task.objects.count()
    assert f"Sẽ mở {opened} nhiệm vụ ngay khi có hiệu lực" in before
    assert "2 mới, 0 đổi, 4 giữ nguyên, 0 kết thúc" in before
    assert "Niêm yết thủ tục tại nhà văn hóa các bản" in before
    assert f"Đã mở {opened} nhiệm vụ." in text(done)


def test_another_plan_s_activity_says_whose_it_is(browser: Client, keeper: Officer) -> None:
    reading = work.uploaded(keeper, renews=False, text=ANNEX)

    page = text(browser.get(address(reading, f"hoat-dong/{KNOWN}/")))

    assert "Giữ như vậy thì không mở thêm lần nữa" in page
    assert "Không, đây là hoạt động mới" in page


def test_a_reading_from_before_says_to_hand_the_file_in_again(browser: Client, reading: PlanReading) -> None:
    reading.activities.all().delete()

    assert "Nộp lại tệp" in text(browser.get(address(reading, "hoat-dong/")))
