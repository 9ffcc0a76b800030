"""Pages of routes: read, drawn, published."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, sign_in
from tests.modules.procedures.route_work import FAMILY, drawn_again, published
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Officer
from xaso.modules.procedures.models import Route, RouteDraft
from xaso.modules.procedures.queries import routes as queries

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/thu-tuc/quy-trinh/"
RECORD = f"{LIST}{FAMILY}/"
DRAFT = f"{RECORD}ban-thao/"
STEP = {
    "name": "Thẩm tra thực địa", "kind": "handle", "role": "specialist", "unit": "", "hours": "3,5",
    "may_return": "on", "output": "Biên bản", "output_kind": "verification", "seen": "1",
}  # fmt: skip
START = {
    "valid_from-ngay": "1", "valid_from-thang": "4", "valid_from-nam": "2099",
    "decision_number": "12/QĐ-UBND",
    "decided_on-ngay": "20", "decided_on-thang": "3", "decided_on-nam": "2026", "codes": "", "seen": "1",
}  # fmt: skip


def test_any_officer_reads_routes_and_only_keepers_draw(client: Client, specialist: Officer) -> None:
    sign_in(client, specialist)

    listed, shown = client.get(LIST).content.decode(), client.get(RECORD).content.decode()

    assert "Quy trình đầy đủ" in listed
    assert "Lập quy trình mới" not in listed
    assert "Lập lần mới" not in shown
    assert "10 giờ, 10% thời hạn" in shown
    assert client.post(f"{RECORD}lan-moi/").status_code == 404
    assert not RouteDraft.objects.exists()


def test_the_list_asks_the_same_whatever_its_length(
    client: Client, control_officer: Officer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Route.objects.bulk_create(Route(code=f"q-{n}", name=f"Quy trình {n}", certainty="D") for n in range(20))
    sign_in(client, control_officer)

    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_the_bpmn_file_is_named_by_route_and_number(client: Client, specialist: Officer) -> None:
    answer = sign_in(client, specialist).get(f"{RECORD}lan-1/bpmn/")

    assert answer["Content-Disposition"] == f'attachment; filename="quy-trinh-{FAMILY}-lan-1.bpmn"'
    root = ET.fromstring(answer.content)
    tasks = [one.get("name") for one in root.iter() if one.tag.endswith("userTask")]
    assert len(tasks) == 7


def test_a_keeper_begins_the_next_number_and_changes_it(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)

    begun = client.post(f"{RECORD}lan-moi/", follow=True)
    added = client.post(f"{DRAFT}buoc/", STEP)
    moved = client.post(DRAFT, {"viec": "len:4", "seen": "2"})
    down = client.post(DRAFT, {"viec": "xuong:0", "seen": "3"})
    dropped = client.post(DRAFT, {"viec": "bo:7", "seen": "4"})

    assert begun.redirect_chain == [(DRAFT, 302)]
    assert {one.status_code for one in (added, moved, down, dropped)} == {302}
    steps = queries.route_draft(FAMILY).steps
    assert len(steps) == 7
    assert (steps[3]["name"], steps[3]["hours"], steps[3]["unit"]) == ("Thẩm tra thực địa", "3.5", "")
    page = client.get(DRAFT).content.decode()
    assert "Chưa ban hành được" in page
    assert "c-box--bad" in page


def test_a_step_is_shown_as_it_is_and_changed(client: Client, control_officer: Officer) -> None:
    draft = drawn_again(control_officer)
    sign_in(client, control_officer)

    shown = client.get(f"{DRAFT}buoc/2/").content.decode()
    done = client.post(f"{DRAFT}buoc/2/", STEP | {"name": "Thụ lý kỹ"})

    assert f'value="{draft.steps[2]["name"]}"' in shown
    assert done.status_code == 302
    assert queries.route_draft(FAMILY).steps[2]["name"] == "Thụ lý kỹ"
    assert client.get(f"{DRAFT}buoc/9/").status_code == 404


def test_what_was_typed_stays_when_somebody_was_first(client: Client, control_officer: Officer) -> None:
    drawn_again(control_officer)
    sign_in(client, control_officer)
    client.post(DRAFT, {"viec": "bo:3", "seen": "1"})

    late = client.post(f"{DRAFT}buoc/", STEP)

    page = late.content.decode()
    assert late.status_code == 409
    assert "vừa được người khác sửa" in page
    assert "Thẩm tra thực địa" in page
    assert client.post(DRAFT, {"viec": "bo:3", "seen": "1"}).status_code == 409
    assert client.post(f"{DRAFT}buoc/", STEP | {"name": "", "seen": "2"}).status_code == 422


def test_a_new_route_is_begun_like_another(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)

    done = client.post(f"{LIST}moi/", {"name": "Có thực địa", "like": FAMILY})

    assert done["Location"] == f"{LIST}co-thuc-dia/ban-thao/"
    assert len(queries.route_draft("co-thuc-dia").steps) == 7
    assert client.post(f"{LIST}moi/", {"name": "…", "like": ""}).status_code == 422
    assert "Chưa" in client.get(LIST).content.decode()


def test_the_name_is_changed_and_the_draft_thrown_away(client: Client, control_officer: Officer) -> None:
    drawn_again(control_officer)
    sign_in(client, control_officer)

    named = client.post(f"{DRAFT}ten/", {"name": "Đầy đủ hơn", "basis": "", "note": "", "seen": "1"})
    empty = client.post(f"{DRAFT}ten/", {"name": "", "basis": "", "note": "", "seen": "2"})
    shown = client.get(f"{DRAFT}bo/").content.decode()
    stale = client.post(f"{DRAFT}bo/", {"seen": "1"})
    gone = client.post(f"{DRAFT}bo/", {"seen": "2"})

    assert [one.status_code for one in (named, empty, stale, gone)] == [302, 422, 409, 302]
    assert "Đầy đủ hơn" in shown
    assert client.get(DRAFT).status_code == 404


def test_publishing_asks_for_day_and_decision_and_says_what_is_wrong(
    client: Client, control_officer: Officer
) -> None:
    drawn_again(control_officer)
    sign_in(client, control_officer)

    unknown = client.post(f"{DRAFT}ban-hanh/", START | {"codes": "8.1"})
    done = client.post(f"{DRAFT}ban-hanh/", START, follow=True)

    assert unknown.status_code == 422
    assert "mang mã 8.1" in unknown.content.decode()
    assert done.redirect_chain == [(f"{RECORD}lan-2/", 302)]
    assert "Áp dụng từ 01/04/2099" in done.content.decode()


def test_the_page_of_publishing_lists_faults_instead_of_asking(
    client: Client, control_officer: Officer
) -> None:
    drawn_again(control_officer)
    sign_in(client, control_officer)
    client.post(DRAFT, {"viec": "bo:6", "seen": "1"})

    page = client.get(f"{DRAFT}ban-hanh/").content.decode()

    assert "chưa có lối ra" in page
    assert "Số quyết định" not in page


def test_a_replaced_number_says_so(client: Client, control_officer: Officer) -> None:
    published(drawn_again(control_officer), control_officer, at=NOW)
    sign_in(client, control_officer)

    page = client.get(f"{RECORD}lan-1/").content.decode()

    assert "Đã thay" in page
    assert client.get(f"{RECORD}lan-9/").status_code == 404


def test_strangers_find_nothing(client: Client, citizen: Person) -> None:
    assert client.get(LIST).status_code == 302
    sign_in(client, citizen)

    assert {client.get(place).status_code for place in (LIST, RECORD, DRAFT, f"{RECORD}lan-1/bpmn/")} == {404}


def test_what_a_step_must_have_is_given_its_kind_and_its_name(
    client: Client, control_officer: Officer
) -> None:
    drawn_again(control_officer)
    sign_in(client, control_officer)

    without_kind = client.post(f"{DRAFT}buoc/", STEP | {"output_kind": ""})
    without_name = client.post(f"{DRAFT}buoc/", STEP | {"output_kind": "paper", "output": ""})
    usual_name = client.post(f"{DRAFT}buoc/", STEP | {"output_kind": "opinion", "output": ""})

    assert "Chọn đó là loại gì" in without_kind.content.decode()
    assert "Ghi tên giấy tờ phải có" in without_name.content.decode()
    assert usual_name.status_code == 302
    rows = RouteDraft.objects.get().steps
    assert [row["output"] for row in rows if row["output_kind"] == "opinion"] == ["Ý kiến trả lời"]
