"""The pages on which whoever keeps the plan reads it in, rules on it and puts it in force."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import sign_in
from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_work import PLAN
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import PlanReading, PlanVersion, ReadingItem, Target
from xaso.modules.plan.queries import readings
from xaso.modules.plan.services.reading_intake import AT_ONCE

pytestmark = pytest.mark.django_db
HOME = "/dieu-hanh/ke-hoach/"


@pytest.fixture
def keeper() -> Officer:
    return work.keeper()


@pytest.fixture
def reading(keeper: Officer) -> PlanReading:
    return work.uploaded(keeper)


@pytest.fixture
def browser(client: Client, keeper: Officer) -> Client:
    """A browser in which the keeper is signed in."""
    return sign_in(client, keeper)


def address(reading: PlanReading, rest: str = "") -> str:
    return f"{HOME}ban-doc/{reading.public_id}/{rest}"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def boxes(order: int, reading: PlanReading, **changes: str) -> dict[str, str]:
    """What a browser sends for one promise, with some boxes changed."""
    one = readings.item(reading, order)
    sent = {
        "name": one.name,
        "target": one.target.code if one.target else "",
        "section": one.section_code,
        "owner": "van-phong",
        "unit": one.unit,
        "binding": "typed",
        "seen": str(one.revision),
    }
    for bar in one.thresholds:
        sent[f"cmp_{bar['year']}"] = bar["comparator"]
        sent[f"val_{bar['year']}"] = bar["value"]
        sent[f"to_{bar['year']}"] = bar["value_to"] or ""
    return sent | changes


def test_a_small_file_leads_to_what_was_read(browser: Client) -> None:
    answer = browser.post(f"{HOME}nop/", {"file": work.file(), "plan": PLAN, "title": ""}, follow=True)

    page = text(answer)
    assert answer.redirect_chain[0][0].startswith(f"{HOME}ban-doc/")
    assert "Đã đọc xong tệp." in page
    assert "Xem chỉ tiêu tiếp theo" in page
    assert "Lù Thị Kế" in text(browser.get(HOME))


def test_a_large_file_leads_to_its_progress(browser: Client) -> None:
    large = work.TEXT + "- Tuyên truyền cho bà con các bản.\n" * (AT_ONCE // 30)

    answer = browser.post(f"{HOME}nop/", {"file": work.file(large), "plan": "+", "title": "Kế hoạch mới"})

    reading = PlanReading.objects.get()
    assert answer["Location"] == f"/viec-nen/{reading.job_id}/"
    assert (reading.title, reading.plan) == ("Kế hoạch mới", None)
    assert "Xem tiến độ" in text(browser.get(address(reading)))


def test_a_file_that_is_no_plan_is_refused_and_the_title_stays(browser: Client) -> None:
    blank = work.file("  \n")

    answer = browser.post(f"{HOME}nop/", {"file": blank, "plan": PLAN, "title": "Kế hoạch tôi gõ"})

    assert answer.status_code == 422
    assert "không có chữ nào" in text(answer)
    assert "Kế hoạch tôi gõ" in text(answer)
    assert browser.post(f"{HOME}nop/", {"plan": PLAN}).status_code == 422


def test_the_source_stands_beside_what_was_understood(browser: Client, reading: PlanReading) -> None:
    page = text(browser.get(address(reading, f"chi-tieu/{work.ONLINE}/")))

    assert "<mark>- Tỷ lệ hồ sơ nộp trực tuyến đạt trên 120% vào năm 2028.</mark>" in page
    assert 'value="13"' in page, "the line's number"
    assert 'name="val_2028"' in page
    assert '<option value="&gt;" selected' in page
    assert "Nối tiếp chỉ tiêu đang có" in page


def test_a_kept_promise_leads_to_the_next_and_the_last_to_the_reading(
    browser: Client, reading: PlanReading
) -> None:
    first = browser.post(address(reading, "chi-tieu/1/"), boxes(1, reading) | {"giu": "1"})
    ReadingItem.objects.filter(reading=reading, order__gt=2).update(decision="left_out")
    last = browser.post(address(reading, "chi-tieu/2/"), boxes(2, reading) | {"giu": "1"})

    assert first["Location"] == address(reading, "chi-tieu/2/#doi-chieu")
    assert last["Location"] == address(reading)
    assert readings.item(reading, 2).decision == "kept"


def test_what_cannot_be_taken_is_told_beside_its_box_and_everything_typed_stays(
    browser: Client, reading: PlanReading
) -> None:
    typed = {"val_2026": "nhiều lắm", "name": "Tên tôi vừa sửa", "giu": "1"}

    unowned = text(browser.post(address(reading, "chi-tieu/2/"), boxes(2, reading, **typed, owner="")))
    answer = browser.post(address(reading, "chi-tieu/2/"), boxes(2, reading, **typed))

    assert "Chọn đơn vị phụ trách." in unowned
    assert answer.status_code == 422
    page = text(answer)
    assert "“nhiều lắm” không phải là số" in page
    assert 'value="nhiều lắm"' in page
    assert "Tên tôi vừa sửa" in page


def test_a_section_of_its_own_and_a_measure_are_taken(browser: Client, reading: PlanReading) -> None:
    sent = boxes(
        2,
        reading,
        section="+",
        section_new="Cải cách chế độ công vụ",
        binding="measure",
        measure="dossiers.on_time",
        baseline_value="91.5",
        baseline_year="2025",
    )

    browser.post(address(reading, "chi-tieu/2/"), sent)

    one = readings.item(reading, 2)
    assert (one.section_code, one.section_name) == ("M-cai-cach-che-do-cong-vu", "Cải cách chế độ công vụ")
    assert (one.binding, one.measure) == ("measure", "dossiers.on_time")
    assert "Căn cứ:" in text(browser.get(address(reading, "chi-tieu/2/")))


def test_a_promise_is_left_out_only_with_a_reason(browser: Client, reading: PlanReading) -> None:
    bare = browser.post(address(reading, "chi-tieu/3/"), boxes(3, reading) | {"bo": "1", "ly-do": " "})
    told = browser.post(address(reading, "chi-tieu/3/"), boxes(3, reading) | {"bo": "1", "ly-do": "Đã bỏ"})

    assert bare.status_code == 422
    assert "Ghi lý do" in text(bare)
    assert told.status_code == 302
    assert readings.item(reading, 3).reason == "Đã bỏ"


def test_who_comes_second_sees_it_and_may_press_again(browser: Client, reading: PlanReading) -> None:
    old = boxes(2, reading, name="Tên của người sau") | {"giu": "1"}
    browser.post(address(reading, "chi-tieu/2/"), boxes(2, reading) | {"giu": "1"})

    late = browser.post(address(reading, "chi-tieu/2/"), old)

    assert late.status_code == 409
    assert "Người khác vừa sửa" in text(late)
    assert "Tên của người sau" in text(late)
    assert 'name="seen" id="id_seen" value="1"' in text(late)


def test_several_are_kept_or_left_out_from_the_list(browser: Client, reading: PlanReading) -> None:
    many = address(reading, "chi-tieu/nhieu/")

    none = browser.post(many, {"giu": "1"})
    kept = browser.post(
        many, {"giu": "1", "chon": ["1", "2"], "don-vi": "kinh-te", "nhap-tay": "1", "query": "xem=open"}
    )
    bare = browser.post(many, {"bo": "1", "chon": ["3"]})
    left = browser.post(many, {"bo": "1", "chon": ["3"], "ly-do": "Không theo dõi"}, follow=True)

    assert none.status_code == 422
    assert "Chưa chọn dòng nào" in text(none)
    assert kept["Location"] == address(reading, "chi-tieu/?xem=open")
    assert bare.status_code == 422
    assert 'value="3" data-choose aria-label="Chọn dòng 3" checked' in text(bare), "the choice stays"
    assert "Không đưa vào kế hoạch: 1 dòng." in text(left)
    assert text(browser.get(address(reading, "chi-tieu/?xem=kept"))).count("data-row-link") == 2


def test_a_doubt_is_ruled_on_and_the_next_is_shown(browser: Client, reading: PlanReading) -> None:
    place = address(reading, "can-xem-lai/1/")
    sent = {"ruling": "corrected", "correction": "", "reason": "Đã hỏi", "seen": "0"}

    bare = browser.post(place, sent)
    told = browser.post(place, sent | {"correction": "Là 100%"})
    late = browser.post(place, sent | {"correction": "Là 90%"})

    assert bare.status_code == 422
    assert "Ghi phải hiểu là thế nào." in text(bare)
    assert told["Location"] == address(reading, "can-xem-lai/2/")
    assert late.status_code == 409
    assert "Là 90%" in text(late)
    assert "Là 100%" in text(browser.get(address(reading, "can-xem-lai/")))
    assert text(browser.get(address(reading, "can-xem-lai/?xem=open"))).count("data-row-link") == 2


def test_the_last_ruling_leads_back_to_the_reading(browser: Client, reading: PlanReading) -> None:
    reading.findings.filter(order__gt=1).update(ruling="accepted")
    sent = {"ruling": "asked", "correction": "", "reason": "Hỏi Văn phòng", "seen": "0"}

    answer = browser.post(address(reading, "can-xem-lai/1/"), sent)

    assert answer["Location"] == address(reading)


def test_what_is_left_to_do_is_named_with_its_link(browser: Client, reading: PlanReading) -> None:
    place = address(reading, "xac-nhan/")
    head = {"title": "Kế hoạch năm", "year_from": "2026", "year_to": "2028"}

    answer = browser.post(place, head)
    wrong = browser.post(place, head | {"year_to": "2020"})

    assert answer.status_code == 409
    assert f'href="{address(reading, "chi-tieu/1/")}"' in text(answer)
    assert f'href="{address(reading, "can-xem-lai/1/")}"' in text(answer)
    assert wrong.status_code == 422
    assert "Năm cuối không được trước năm đầu." in text(wrong)
    assert 'value="2020"' in text(wrong)


def test_a_plan_goes_from_confirmed_to_in_force_with_its_versions_compared(
    browser: Client, reading: PlanReading, keeper: Officer
) -> None:
    work.ruled(reading, keeper)
    head = {"title": "Kế hoạch 2026-2028", "year_from": "2026", "year_to": "2028"}
    decision = {"number": "15-KH/ĐU"} | _day("decided_on") | _day("in_force_on")

    confirmed = browser.post(address(reading, "xac-nhan/"), head)
    bare = browser.post(address(reading, "hieu-luc/"), decision | _day("in_force_on", year="2099"))
    done = browser.post(address(reading, "hieu-luc/"), decision)

    assert confirmed["Location"] == address(reading, "hieu-luc/")
    assert bare.status_code == 422
    assert "Ngày có hiệu lực không sau hôm nay" in text(bare)
    assert 'value="15-KH/ĐU"' in text(bare)
    assert done["Location"] == f"{HOME}phien-ban/{PLAN}/2/"
    version = text(browser.get(done["Location"]))
    assert "Tỷ lệ hồ sơ giải quyết đúng hạn" in version
    assert "2026: đạt 97%; 2027: đạt 98%; 2028: đạt 99%" in version
    compared = text(browser.get(f"{HOME}phien-ban/{PLAN}/so-sanh/?tu=1&den=2"))
    assert "kết thúc 6" in compared
    assert "2025–2027: tối thiểu 90%" in compared
    assert "2026–2028: tối thiểu 95%" in compared
    assert "Bản 2" in text(browser.get(f"{HOME}phien-ban/{PLAN}/"))
    assert "phiên bản 2" in text(browser.get(address(reading)))


def _day(name: str, year: str = "2026") -> dict[str, str]:
    return {f"{name}-ngay": "1", f"{name}-thang": "3", f"{name}-nam": year}


def test_a_target_that_ended_is_still_reached_with_its_history(browser: Client, keeper: Officer) -> None:
    work.in_force(keeper)

    page = browser.get("/dieu-hanh/chi-tieu/I-02/?nam=2026")

    assert page.status_code == 200
    assert Target.objects.get(code="I-02").thresholds.exists()


def test_a_reading_is_opened_again_or_dropped_with_a_reason(
    browser: Client, reading: PlanReading, keeper: Officer
) -> None:
    work.ruled(reading, keeper)
    browser.post(address(reading, "xac-nhan/"), {"title": "Kế hoạch", "year_from": "2026", "year_to": "2028"})

    bare = browser.post(address(reading, "mo-lai/"), {"reason": ""})
    opened = browser.post(address(reading, "mo-lai/"), {"reason": "Sót một dòng"}, follow=True)
    dropped = browser.post(address(reading, "bo/"), {"reason": "Nộp nhầm"}, follow=True)

    assert bare.status_code == 422
    assert "Lý do: Sót một dòng" in text(opened)
    assert "Lý do: Nộp nhầm" in text(dropped)
    closed = text(browser.get(address(reading, "xac-nhan/")))
    assert "Bản đọc đang ở trạng thái “đã bỏ”" in closed
    assert "Bản đọc đang ở trạng thái “đã bỏ”" in text(browser.get(address(reading, "hieu-luc/")))


def test_targets_the_text_forgot_are_kept_from_their_page(browser: Client, reading: PlanReading) -> None:
    place = address(reading, "khong-nhac-toi/")

    none = browser.post(place, {})
    kept = browser.post(place, {"chon": ["I-02"]}, follow=True)

    assert none.status_code == 422
    assert "Đã giữ lại 1 chỉ tiêu" in text(kept)
    assert readings.unnamed_targets(reading).total == 5


def test_files_are_given_whole(browser: Client, reading: PlanReading) -> None:
    result = browser.get(address(reading, "ket-qua.json"))
    original = browser.get(address(reading, "tep-goc/"))
    version = browser.get(f"{HOME}phien-ban/{PLAN}/1.json")

    assert json.loads(result.content)["targets"][0]["section"] == "I.1"
    assert "attachment" in result["Content-Disposition"]
    assert b"".join(original.streaming_content) == work.TEXT.encode()  # type: ignore[attr-defined]
    assert json.loads(version.content) == PlanVersion.objects.get(plan__code=PLAN).snapshot


def test_the_text_the_tasks_and_the_activities_are_shown(browser: Client, reading: PlanReading) -> None:
    source = text(browser.get(address(reading, "van-ban/")))

    assert 'id="dong-13"' in source
    assert "Niêm yết công khai" in text(browser.get(address(reading, "nhiem-vu/")))
    assert "Văn bản không nhắc" in text(browser.get(address(reading, "hoat-dong/")))
    assert "Không có dòng nào." in text(browser.get(address(reading, "van-ban/?trang=9")))


def test_leaders_and_heads_read_and_may_not_change(
    client: Client, reading: PlanReading, chairman: Officer, specialist: Officer
) -> None:
    sign_in(client, chairman)

    page = text(client.get(address(reading, "chi-tieu/1/")))
    refused = client.post(address(reading, "chi-tieu/1/"), boxes(1, reading) | {"giu": "1"})
    ruled = client.post(address(reading, "can-xem-lai/1/"), {"ruling": "asked", "reason": "Hỏi", "seen": "0"})

    assert "Giữ và xem dòng sau" not in page
    assert "Tỷ lệ người dân hài lòng" in page
    assert (refused.status_code, ruled.status_code) == (403, 403)
    assert client.get(f"{HOME}nop/").status_code == 404
    sign_in(client, specialist)
    assert client.get(address(reading)).status_code == 404


@pytest.mark.parametrize("place", ["chi-tieu/", "can-xem-lai/", "khong-nhac-toi/"])
def test_a_list_asks_as_many_questions_for_many_rows_as_for_few(
    browser: Client, keeper: Officer, reading: PlanReading, place: str
) -> None:
    few = _questions(browser, address(reading, place))
    lines = "\n".join(f"- Tỷ lệ bản số {n} có nhóm liên lạc số đạt {n}% năm 2026." for n in range(20, 60))
    long = work.uploaded(keeper, text=work.TEXT + "III. CÁC BẢN\n1. Chỉ tiêu\n" + lines)

    many = _questions(browser, address(long, place))

    assert readings.tally(long).items > 20
    assert many <= few + 1, "one more for the count of pages at most"


def test_the_list_of_activities_asks_as_many_questions_for_many_rows_as_for_few(
    browser: Client, keeper: Officer
) -> None:
    few = work.uploaded(keeper, text=work.ANNEX)
    rows = "\n".join(
        f"{n}\tGọn\tKiểm soát\tViệc số {n}\tBáo cáo\tVăn phòng\t\tHằng năm\t" for n in range(4, 40)
    )
    long = work.uploaded(keeper, text=work.ANNEX + rows + "\n")

    assert _questions(browser, address(long, "hoat-dong/")) <= _questions(browser, address(few, "hoat-dong/"))


def _questions(browser: Client, place: str) -> int:
    browser.get(place)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(place).status_code == 200
    return len(asked)
