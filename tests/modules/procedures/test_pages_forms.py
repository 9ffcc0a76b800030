"""Pages of e-forms: read, drawn, tried out, published."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import NOW, sign_in
from tests.modules.procedures.form_work import FORM, drawn_anew, form_published
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Officer
from xaso.modules.procedures.models import FormDefinition, FormDraft
from xaso.modules.procedures.queries import eforms
from xaso.modules.procedures.services import form_drafting, form_parts

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/thu-tuc/to-khai/"
RECORD = f"{LIST}{FORM}/"
DRAFT = f"{RECORD}ban-thao/"
ALWAYS = {"when_field": "", "when_test": "is", "when_value": "", "when_text": ""}
LABELLED = {"hint": "", "legal_term": "", "prefill": "", **ALWAYS}


def small(by: Officer) -> FormDraft:
    """A draft with one section of a choice, a number and a paper."""
    draft = form_drafting.begin_form(title="Thử", like=None, by=by, at=NOW)
    said = {"title": "Việc", "intro": "", "show_if": None}
    draft = form_parts.add_section(draft=draft, said=said, by=by, at=NOW, seen=1)
    for seen, (kind, label) in enumerate(
        [("choice", "Tình trạng"), ("number", "Số con"), ("file", "Bản quét")], 2
    ):
        draft = form_parts.add_field(draft=draft, section=0, kind=kind, label=label, by=by, at=NOW, seen=seen)
    options = [{"value": "single", "label": "Chưa cưới"}, {"value": "divorced", "label": "Ly hôn"}]
    choice = {"label": "Tình trạng", "options": options, "required": True}
    return form_parts.change_field(draft=draft, section=0, place=0, said=choice, by=by, at=NOW, seen=5)


SMALL = f"{LIST}thu/ban-thao/"


def fields() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = eforms.form_draft("thu").definition["sections"][0]["fields"]
    return found


def test_any_officer_reads_forms_and_only_keepers_draw(client: Client, specialist: Officer) -> None:
    sign_in(client, specialist)

    listed, shown = client.get(LIST).content.decode(), client.get(RECORD).content.decode()

    assert "Đơn xin xác nhận nơi ở" in listed
    assert "Lập tờ khai mới" not in listed
    assert "Lập bản mới" not in shown
    assert "Chữ, một dòng · bắt buộc · điền sẵn từ tài khoản" in shown
    assert client.post(f"{RECORD}ban-moi/").status_code == 404
    assert not FormDraft.objects.exists()


def test_strangers_find_nothing(client: Client, citizen: Person) -> None:
    assert client.get(LIST).status_code == 302
    sign_in(client, citizen)

    assert {client.get(place).status_code for place in (LIST, RECORD, DRAFT)} == {404}


def test_a_keeper_begins_what_follows_and_what_is_new(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)

    begun = client.post(f"{RECORD}ban-moi/", follow=True)
    made = client.post(f"{LIST}moi/", {"title": "Tờ khai riêng", "like": FORM})
    wrong = client.post(f"{LIST}moi/", {"title": "", "like": ""})

    assert begun.redirect_chain == [(DRAFT, 302)]
    assert made["Location"] == f"{LIST}to-khai-rieng/ban-thao/"
    assert wrong.status_code == 422
    assert "Mở bản thảo" in client.get(RECORD).content.decode()
    assert "Bản thảo" in client.get(LIST).content.decode()


def test_pieces_are_moved_and_dropped_by_their_buttons(client: Client, control_officer: Officer) -> None:
    draft = small(control_officer)
    sign_in(client, control_officer)

    moved = client.post(SMALL, {"viec": "o-len:0.1", "seen": str(draft.revision)})
    dropped = client.post(SMALL, {"viec": "o-bo:0.2", "seen": str(draft.revision + 1)})
    stale = client.post(SMALL, {"viec": "phan-bo:0", "seen": "1"})
    unknown = client.post(SMALL, {"viec": "trang-bo:0", "seen": "1"})

    assert moved["Location"] == f"{SMALL}#phan-0"
    assert dropped.status_code == 302
    assert [field["label"] for field in fields()] == ["Số con", "Tình trạng"]
    assert stale.status_code == 409
    assert unknown.status_code == 404


def test_a_section_is_added_with_a_picked_condition(client: Client, control_officer: Officer) -> None:
    draft = small(control_officer)
    sign_in(client, control_officer)
    picked = ALWAYS | {"when_field": "tinh_trang", "when_test": "is", "when_value": "Ly hôn"}
    said = {"title": "Ly hôn", "intro": "", "seen": str(draft.revision), **picked}

    added = client.post(f"{SMALL}phan/", said)
    shown = client.get(f"{SMALL}phan/1/").content.decode()
    page = client.get(SMALL).content.decode()

    section = eforms.form_draft("thu").definition["sections"][1]
    assert added["Location"] == f"{SMALL}#phan-1"
    assert section["show_if"] == "tinh_trang == 'divorced'"
    assert 'value="Ly hôn"' in shown
    assert "Hiện khi “Tình trạng” là “Ly hôn”" in page
    assert "Phần này chưa có ô nào." in page


@pytest.mark.parametrize(
    ("picked", "sentence"),
    [
        ({"when_field": "tinh_trang", "when_test": "ticked"}, "không thử như vậy được"),
        ({"when_field": "tinh_trang", "when_test": "is"}, "Ghi giá trị để so."),
        ({"when_field": "so_con", "when_test": "more", "when_value": "hai"}, "Ghi một số"),
    ],
)
def test_a_condition_that_does_not_suit_is_refused_with_what_was_typed(
    client: Client, control_officer: Officer, picked: dict[str, str], sentence: str
) -> None:
    draft = small(control_officer)
    said = {"title": "Phần hai", "intro": "", "seen": str(draft.revision), **ALWAYS, **picked}

    answer = sign_in(client, control_officer).post(f"{SMALL}phan/", said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Phần hai"' in answer.content.decode()


def test_a_number_is_compared_and_anything_more_is_written_by_hand(
    client: Client, control_officer: Officer
) -> None:
    draft = small(control_officer)
    sign_in(client, control_officer)
    paper = LABELLED | {"label": "Bản quét", "component": "giay-1"}
    more = {"when_field": "so_con", "when_test": "more", "when_value": "2,5", "seen": str(draft.revision)}
    hand = {"when_text": "so_con > 1 and filled(tinh_trang)", "seen": str(draft.revision + 1)}

    client.post(f"{SMALL}phan/0/o/2/", paper | more)
    picked = fields()[2]
    client.post(f"{SMALL}phan/0/o/2/", paper | hand)
    shown = client.get(f"{SMALL}phan/0/o/2/").content.decode()

    assert (picked["show_if"], picked["component"]) == ("so_con > 2.5", "giay-1")
    assert fields()[2]["show_if"] == "so_con > 1 and filled(tinh_trang)"
    assert "so_con &gt; 1 and filled(tinh_trang)" in shown
    assert "Điền sẵn" not in shown


def test_a_new_field_is_then_told_more_of(client: Client, control_officer: Officer) -> None:
    draft = small(control_officer)
    sign_in(client, control_officer)

    added = client.post(
        f"{SMALL}phan/0/o/", {"label": "Giới tính", "kind": "choice", "seen": str(draft.revision)}
    )
    broken = client.get(SMALL).content.decode()
    said = LABELLED | {"label": "Giới tính", "options": "Nam\nNữ", "seen": str(draft.revision + 1)}
    done = client.post(added["Location"], said | {"prefill": "account.gender"})

    assert added["Location"] == f"{SMALL}phan/0/o/3/"
    assert "Ô chọn cần danh sách lựa chọn" in broken
    assert "x-design__item--bad" in broken
    assert done.status_code == 302
    assert [option["value"] for option in fields()[3]["options"]] == ["nam", "nu"]
    assert fields()[3]["prefill"] == "account.gender"
    assert client.post(f"{SMALL}phan/0/o/", {"label": "", "kind": "text", "seen": "1"}).status_code == 422
    assert client.post(added["Location"], said | {"label": "", "seen": "1"}).status_code == 422


def test_bounds_are_kept_as_whole_numbers(client: Client, control_officer: Officer) -> None:
    draft = small(control_officer)
    said = LABELLED | {
        "label": "Số con",
        "min": "0",
        "max": "2.5",
        "decimals": "1",
        "seen": str(draft.revision),
    }

    sign_in(client, control_officer).post(f"{SMALL}phan/0/o/1/", said)

    assert (fields()[1]["min"], fields()[1]["max"], fields()[1]["decimals"]) == (0, 2.5, 1)
    assert isinstance(fields()[1]["min"], int)


def test_rules_are_written_and_dropped(client: Client, control_officer: Officer) -> None:
    draft = small(control_officer)
    sign_in(client, control_officer)
    said = {"message": "Số con không âm.", "field": "so_con", "expr": "so_con >= 0"}

    added = client.post(f"{SMALL}dieu-kien/", said | {"seen": str(draft.revision)})
    changed = client.post(
        f"{SMALL}dieu-kien/0/", said | {"expr": "so_com >= 0", "seen": str(draft.revision + 1)}
    )
    page = client.get(SMALL).content.decode()
    dropped = client.post(SMALL, {"viec": "quy-tac-bo:0", "seen": str(draft.revision + 2)})

    assert {one.status_code for one in (added, changed, dropped)} == {302}
    assert "không có ô nào tên “so_com”" in page
    assert "Ban hành</a>" not in page
    assert eforms.form_draft("thu").definition["rules"] == []
    assert client.post(f"{SMALL}dieu-kien/", said | {"expr": "", "seen": "1"}).status_code == 422


@pytest.mark.parametrize("place", ["phan/7/", "phan/7/o/", "phan/0/o/9/", "dieu-kien/3/"])
def test_a_place_that_holds_nothing_is_not_found(
    client: Client, control_officer: Officer, place: str
) -> None:
    small(control_officer)

    assert sign_in(client, control_officer).get(SMALL + place).status_code == 404


def test_buttons_that_name_nothing_are_not_found(client: Client, control_officer: Officer) -> None:
    draft = small(control_officer)
    sign_in(client, control_officer)

    for deed in ("o-len:0", "quy-tac-len:0", "phan-len:x", "phan"):
        assert client.post(SMALL, {"viec": deed, "seen": str(draft.revision)}).status_code == 404
    assert (
        client.post(SMALL, {"viec": "phan-xuong:0", "seen": str(draft.revision)})["Location"]
        == f"{SMALL}#cac-phan"
    )
    assert client.post(SMALL, {"viec": "phan-bo:0", "seen": str(draft.revision + 1)}).status_code == 302


def test_the_form_is_tried_out_and_nothing_is_kept(client: Client, control_officer: Officer) -> None:
    draft = small(control_officer)
    said = {"title": "Ly hôn", "intro": "", "show_if": "tinh_trang == 'divorced'"}
    act: form_parts.Act = {"by": control_officer, "at": NOW, "seen": draft.revision}
    draft = form_parts.add_section(draft=draft, said=said, **act)
    act = act | {"seen": draft.revision}
    form_parts.add_field(draft=draft, section=1, kind="text", label="Số bản án", **act)
    sign_in(client, control_officer)

    seen = client.get(f"{SMALL}xem-thu/").content.decode()
    empty = client.post(f"{SMALL}xem-thu/", {}).content.decode()
    filled = client.post(f"{SMALL}xem-thu/", {"tinh_trang": "divorced", "so_con": "2"}).content.decode()

    assert "Phần 2 trên 2" in seen
    assert "Tình trạng" in empty
    assert "Có chỗ cần sửa" in empty
    assert "Điền như vậy là đúng" in filled


def test_a_broken_form_says_what_is_wrong_instead_of_showing_itself(
    client: Client, control_officer: Officer
) -> None:
    form_drafting.begin_form(title="Thử", like=None, by=control_officer, at=NOW)
    sign_in(client, control_officer)

    tried = client.get(f"{SMALL}xem-thu/").content.decode()
    asked = client.get(f"{SMALL}ban-hanh/").content.decode()

    assert "Biểu mẫu cần ít nhất một phần." in tried
    assert "Biểu mẫu cần ít nhất một phần." in asked
    assert "Áp dụng từ ngày" not in asked


def test_publishing_tells_what_differs_and_asks_from_when(client: Client, control_officer: Officer) -> None:
    draft = drawn_anew(control_officer)
    form_parts.add_field(
        draft=draft, section=0, kind="text", label="Biệt danh", by=control_officer, at=NOW, seen=1
    )
    sign_in(client, control_officer)
    day = {"valid_from-ngay": "1", "valid_from-thang": "4", "valid_from-nam": "2099", "seen": "2"}

    asked = client.get(f"{DRAFT}ban-hanh/").content.decode()
    unknown = client.post(f"{DRAFT}ban-hanh/", day | {"codes": "8.1"})
    done = client.post(f"{DRAFT}ban-hanh/", day | {"codes": ""}, follow=True)

    assert "Thêm ô “Biệt danh”" in asked
    assert unknown.status_code == 422
    assert done.redirect_chain == [(f"{RECORD}tu-2099-04-01/", 302)]
    assert "Áp dụng từ 01/04/2099" in done.content.decode()
    assert "Biệt danh" not in client.get(RECORD).content.decode()


def test_a_version_is_read_by_its_day(client: Client, control_officer: Officer) -> None:
    form_published(drawn_anew(control_officer), control_officer)
    sign_in(client, control_officer)
    first = FormDefinition.objects.filter(code=FORM).earliest("valid_from").valid_from

    assert "Đã thay" in client.get(f"{RECORD}tu-{first}/").content.decode()
    assert client.get(f"{RECORD}tu-2020-01-01/").status_code == 404
    assert client.get(f"{RECORD}tu-hom-nay/").status_code == 404
    assert client.get(f"{LIST}khong-co/").status_code == 404


def test_the_title_is_changed_and_the_draft_thrown_away(client: Client, control_officer: Officer) -> None:
    drawn_anew(control_officer)
    sign_in(client, control_officer)
    said = {"title": "Đơn mới", "basis": "", "certainty": "D", "seen": "1"}

    named = client.post(f"{DRAFT}ten/", said)
    wrong = client.post(f"{DRAFT}ten/", said | {"title": ""})
    shown = client.get(f"{DRAFT}bo/").content.decode()
    stale = client.post(f"{DRAFT}bo/", {"seen": "1"})
    gone = client.post(f"{DRAFT}bo/", {"seen": "2"})

    assert [one.status_code for one in (named, wrong, stale, gone)] == [302, 422, 409, 302]
    assert "Đơn mới" in shown
    assert client.get(DRAFT).status_code == 404
