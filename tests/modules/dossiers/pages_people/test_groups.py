"""The pages of several procedures filed in one go: choose, fill in, look over, send, read the receipt."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOW, Cast, sign_in
from tests.factories import dossiers as make
from tests.factories import groups
from xaso.modules.dossiers.models import Dossier, Draft, GroupDraft
from xaso.modules.dossiers.services.group_filing import file_group
from xaso.modules.procedures.models import Procedure

pytestmark = pytest.mark.django_db
WHO = {
    "applicant_name": "Giàng Thị Say",
    "applicant_id": "099190000901",
    "applicant_phone": "0912000901",
}
WHERE = {
    "home-place": "xa",
    "home-village": "B1",
    "home-detail": "Nhà cạnh suối",
    "since-ngay": "2",
    "since-thang": "1",
    "since-nam": "2020",
    "kind": "own",
}
START = f"/nop-ho-so/nhom/{groups.EVENT}/"


@pytest.fixture(autouse=True)
def event() -> str:
    return groups.load_event()


@pytest.fixture
def whole(cast: Cast) -> GroupDraft:
    return groups.whole(cast.citizen, NOW)


def of(group: GroupDraft, page: str = "") -> str:
    return f"/nop-ho-so/nhom/soan/{group.public_id}/{page}"


def test_the_catalogue_leads_to_the_group(client: Client) -> None:
    listed = client.get(f"/thu-tuc/?su-kien={groups.EVENT}").content.decode()
    shown = client.get(f"/thu-tuc/{make.RESIDENCE}/").content.decode()
    alone = client.get("/thu-tuc/?su-kien=chuyen-nha").content.decode()
    elsewhere = client.get(f"/thu-tuc/{groups.ELSEWHERE}/").content.decode()

    assert f'href="{START}"' in listed
    assert f'href="{START}?thu-tuc={make.RESIDENCE}"' in shown
    assert "/nop-ho-so/nhom/" not in alone
    assert "/nop-ho-so/nhom/" not in elsewhere


def test_what_is_filed_elsewhere_is_told_and_not_offered(people: Client) -> None:
    page = people.get(f"{START}?thu-tuc={make.RESIDENCE}").content.decode()

    assert f'value="{make.RESIDENCE}" checked' in page
    assert f'value="{make.HARDSHIP}"' in page
    assert f'value="{groups.ELSEWHERE}"' not in page
    assert "Không nộp ở đây" in page
    assert f'href="/thu-tuc/{groups.ELSEWHERE}/"' in page


def test_where_too_few_are_filed_here_no_group_is_offered(people: Client) -> None:
    Procedure.objects.filter(code=make.HARDSHIP).update(filing_place="counter")

    page = people.get(START).content.decode()

    assert "chưa nộp nhiều thủ tục một lượt ở đây được" in page
    assert f'href="/nop-ho-so/{make.RESIDENCE}/"' in page
    assert "Chỉ nộp trực tiếp" in page
    assert 'name="thu-tuc"' not in page


def test_an_anonymous_visitor_signs_in_and_comes_back_with_the_choice(client: Client) -> None:
    page = client.get(f"{START}?thu-tuc={make.RESIDENCE}").content.decode()

    assert "?next=/nop-ho-so/nhom/don-ve/%3Fthu-tuc%3D9.000001" in page


def test_an_officer_is_sent_to_the_counter_page(client: Client, cast: Cast) -> None:
    sign_in(client, cast.one_stop_officer)

    page = client.get(START).content.decode()

    assert "Cán bộ nhận nhóm hồ sơ" in page
    assert 'name="thu-tuc"' not in page


def test_one_ticked_is_too_few_and_stays_ticked(people: Client) -> None:
    answer = people.post(START, {"thu-tuc": [make.RESIDENCE]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chọn từ 2 đến 6 thủ tục" in page
    assert f'value="{make.RESIDENCE}" checked' in page


def test_what_is_not_of_the_event_or_elsewhere_is_left_out(people: Client) -> None:
    answer = people.post(START, {"thu-tuc": [make.RESIDENCE, groups.ELSEWHERE, make.LAND]})

    assert answer.status_code == 422
    assert not GroupDraft.objects.exists()


def test_from_the_first_page_to_the_receipt(people: Client, cast: Cast) -> None:
    begun = people.post(START, {"thu-tuc": list(groups.CODES)})
    first, second = Draft.objects.order_by("group_order")
    group = GroupDraft.objects.get()

    home = f"/nop-ho-so/soan/{first.public_id}/"
    people.post(begun["Location"], {"who": "toi"})
    people.post(home + "applicant/", WHO)
    asked = people.post(home + "home/", WHERE)
    people.post(home + "giay-to/house_paper/", {"tep": make.picture("giay-nha.png")})
    done = people.post(home + "giay-to/")
    there = people.get(of(group)).content.decode()
    page = people.get(f"/nop-ho-so/soan/{second.public_id}/papers/").content.decode()
    last = people.post(f"/nop-ho-so/soan/{second.public_id}/papers/", {"reason": "Nhà neo người"})
    look = people.get(of(group, "kiem-tra/")).content.decode()
    sent = people.post(of(group, "kiem-tra/"), {"agreed": "on"})

    assert asked["Location"] == home + "giay-to/"
    assert done["Location"] == of(group)
    assert "Không phải điền lại 4 chỗ" in there
    assert 'id="home-' not in page
    assert 'id="reason"' in page
    assert last["Location"] == of(group)
    assert "Dùng chung, đã gửi ở “Xác nhận nơi ở của người dân”" in look
    receipt = people.get(sent["Location"]).content.decode()
    codes = list(Dossier.objects.filter(applicant=cast.citizen).values_list("code", flat=True))
    assert len(codes) == 2
    assert all(code in receipt for code in codes)


def test_a_later_form_opened_too_soon_leads_back_to_the_list(people: Client, cast: Cast) -> None:
    group = groups.begun(cast.citizen, NOW)
    second = groups.drafts_of(group)[1]

    answer = people.get(f"/nop-ho-so/soan/{second.public_id}/papers/", follow=True)

    assert answer.redirect_chain[-1][0] == of(group)
    assert "Làm xong “Xác nhận nơi ở của người dân” trước" in answer.content.decode()


def test_leaving_in_the_middle_it_stands_among_ones_own(people: Client, cast: Cast) -> None:
    group = groups.begun(cast.citizen, NOW)
    groups.first_done(group, NOW)

    page = people.get("/ho-so/").content.decode()
    again = people.get(of(group)).content.decode()

    assert f'href="{of(group)}"' in page
    assert page.count("Làm tiếp") == 1
    assert f"/nop-ho-so/soan/{groups.drafts_of(group)[1].public_id}/" in again


def test_the_check_names_what_lacks_with_a_way_there(people: Client, cast: Cast) -> None:
    group = groups.begun(cast.citizen, NOW)
    groups.first_done(group, NOW)
    second = groups.drafts_of(group)[1]

    answer = people.post(of(group, "kiem-tra/"), {"agreed": "on"})

    assert answer.status_code == 422
    assert f'href="/nop-ho-so/soan/{second.public_id}/papers/"' in answer.content.decode()
    assert not Dossier.objects.exists()


def test_without_the_declaration_nothing_is_sent(people: Client, whole: GroupDraft) -> None:
    answer = people.post(of(whole, "kiem-tra/"), {"x": "1"})

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


def test_one_no_longer_filed_here_is_named_with_the_way_to_take_it_out(
    people: Client, whole: GroupDraft
) -> None:
    Procedure.objects.filter(code=make.HARDSHIP).update(filing_place="national")
    second = groups.drafts_of(whole)[1]

    answer = people.post(of(whole, "kiem-tra/"), {"agreed": "on"})
    taken_out = people.post(f"/nop-ho-so/soan/{second.public_id}/bo-ban-nhap/")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/nop-ho-so/soan/{second.public_id}/bo-ban-nhap/"' in page
    assert "Bỏ thủ tục này khỏi nhóm" in page
    assert taken_out["Location"] == "/ho-so/"
    assert Draft.objects.get().group is None


def test_taking_one_of_three_out_leads_back_to_the_group(
    people: Client, cast: Cast, whole: GroupDraft
) -> None:
    extra = make.draft_of(cast.citizen, code=make.COPY, when=NOW, whole=False)
    Draft.objects.filter(pk=extra.pk).update(group=whole, group_order=3)

    answer = people.post(f"/nop-ho-so/soan/{extra.public_id}/bo-ban-nhap/")

    assert answer["Location"] == of(whole)


def test_the_check_of_one_filing_leads_to_the_group(people: Client, whole: GroupDraft) -> None:
    first = groups.drafts_of(whole)[0]

    answer = people.get(f"/nop-ho-so/soan/{first.public_id}/kiem-tra/")

    assert answer["Location"] == of(whole)


def test_a_shared_paper_says_where_it_was_sent(people: Client, whole: GroupDraft) -> None:
    second = groups.drafts_of(whole)[1]
    home = f"/nop-ho-so/soan/{second.public_id}/giay-to/"

    listed = people.get(home).content.decode()
    one = people.get(home + "house_paper/").content.decode()

    assert "Dùng chung" in listed
    assert "không phải nộp lại" in listed
    assert "Giấy này đã có ở “Xác nhận nơi ở của người dân”" in one


def test_giving_the_group_up_is_asked_once_more(people: Client, whole: GroupDraft) -> None:
    asked = people.get(of(whole, "bo-ban-nhap/")).content.decode()
    done = people.post(of(whole, "bo-ban-nhap/"))

    assert "Xóa cả nhóm" in asked
    assert done["Location"] == "/ho-so/"
    assert not GroupDraft.objects.exists()


def test_every_page_of_a_sent_group_leads_to_its_receipt(people: Client, whole: GroupDraft) -> None:
    sent = people.post(of(whole, "kiem-tra/"), {"agreed": "on"})["Location"]

    pages = [people.get(of(whole, page))["Location"] for page in ("", "kiem-tra/", "bo-ban-nhap/")]

    assert pages == [sent] * 3


def test_a_stranger_finds_nothing(client: Client, cast: Cast, whole: GroupDraft) -> None:
    sign_in(client, cast.stranger)

    assert client.get(of(whole)).status_code == 404
    made = file_group(group=whole, by=cast.citizen, at=NOW)
    assert client.get(reverse("dossiers:group_filed", args=[made.code])).status_code == 404


def test_each_dossier_names_the_others(people: Client, cast: Cast, whole: GroupDraft) -> None:
    made = file_group(group=whole, by=cast.citizen, at=NOW)
    first, second = Dossier.objects.filter(membership__group=made).order_by("membership__order")

    page = people.get(f"/ho-so/{first.code}/").content.decode()

    assert f'href="/ho-so/{second.code}/"' in page
    assert f'href="/nhom-ho-so/{made.code}/"' in page


def test_officers_see_a_group_filed_online(client: Client, cast: Cast, whole: GroupDraft) -> None:
    made = file_group(group=whole, by=cast.citizen, at=NOW)
    first, second = Dossier.objects.filter(membership__group=made).order_by("membership__order")
    sign_in(client, cast.one_stop_officer)

    record = client.get(reverse("dossiers_desk:record", args=[first.code])).content.decode()
    sheet = client.get(reverse("dossiers_desk:group", args=[made.code])).content.decode()

    assert second.code in record
    assert "Nộp trực tuyến lúc" in sheet
    assert "Trả lời có tiếp nhận hay không" in sheet
