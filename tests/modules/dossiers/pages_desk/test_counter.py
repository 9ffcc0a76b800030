"""The counter's one screen, press by press, without a script."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier
from xaso.platform.files.models import StoredFile
from xaso.platform.journal.models import AccessEntry

pytestmark = pytest.mark.django_db
COUNTER = "/ban-lam-viec/tiep-nhan/"
BOOK = "/ban-lam-viec/tiep-nhan/tu-so-giay/"
SAY = "099190000901"
CARD = f"{SAY}|012345678|Giàng Thị Say|20051990|Nữ|Bản Thượng, Suối Mây|01012022"
NEW_CARD = "099195000777||Lò Thị Mới|07081995|Nữ|Bản Hạ|02022022"
INPUT = re.compile(r"<input\b[^>]*>")
SELECT = re.compile(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.S)


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.one_stop_officer)


def boxes(page: str) -> dict[str, Any]:
    """What a browser would send with the page's form, buttons and files left out."""
    form = page.split('enctype="multipart/form-data"')[1].split("</form>", maxsplit=1)[0]
    sent: dict[str, Any] = {}
    for tag in INPUT.findall(form):
        facts = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        kind = facts.get("type", "text")
        if kind == "file" or (kind in ("checkbox", "radio") and " checked" not in tag):
            continue
        sent[facts["name"]] = facts.get("value", "on")
    for name, options in SELECT.findall(form):
        chosen = re.search(r'value="([^"]*)"[^>]*\bselected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def press(desk: Client, page: str, button: str = "viec=tiep", address: str = COUNTER, **typed: Any) -> str:
    name, value = button.split("=")
    answer = desk.post(address, {**boxes(page), **typed, name: value}, follow=True)
    return answer.content.decode()


def empty(desk: Client, address: str = COUNTER) -> str:
    return desk.get(address).content.decode()


def ready_to_take(desk: Client, who: str = CARD, what: str = "xac nhan noi cu tru") -> str:
    """A page with the person and the procedure chosen and the due papers ticked."""
    page = press(desk, empty(desk), **{"q-who": who})
    page = press(desk, page, f"chon-thu-tuc={make.RESIDENCE}")
    return press(desk, page, **{"g-all_required": "on"})


def test_a_scanned_card_finds_the_known_person(desk: Client, cast: Cast) -> None:
    page = press(desk, empty(desk), **{"q-who": CARD})

    assert f'name="q-person" value="{cast.citizen.public_id}"' in page
    assert "<strong>Giàng Thị Say</strong>" in page
    assert AccessEntry.objects.filter(whom=f"person:{cast.citizen.public_id}").exists()


def test_a_bare_number_does_too(desk: Client, cast: Cast) -> None:
    page = press(desk, empty(desk), **{"q-who": "099 190 000 901"})

    assert f'name="q-person" value="{cast.citizen.public_id}"' in page


def test_a_name_without_accents_gives_people_to_choose_from(desk: Client, cast: Cast) -> None:
    page = press(desk, empty(desk), **{"q-who": "giang thi"})
    assert 'name="q-person"' not in page
    assert "Giàng Thị Say" in page
    assert SAY not in page.split("Người tìm thấy")[1]

    chosen = press(desk, page, f"chon-nguoi={cast.citizen.public_id}")

    assert f'name="q-person" value="{cast.citizen.public_id}"' in chosen


def test_a_card_nobody_knows_fills_the_boxes_of_a_new_person(desk: Client) -> None:
    page = press(desk, empty(desk), **{"q-who": NEW_CARD})

    sent = boxes(page)
    assert sent["p-full_name"] == "Lò Thị Mới"
    assert sent["p-id_number"] == "099195000777"
    assert (sent["p-date_of_birth-ngay"], sent["p-date_of_birth-nam"]) == ("7", "1995")
    assert sent["p-gender"] == "female"


def test_procedures_are_found_without_accents_and_one_hit_is_taken(desk: Client) -> None:
    page = press(desk, empty(desk), **{"q-what": "xac nhan noi cu tru"})

    assert f'value="{make.RESIDENCE}"' in page


def test_the_person_and_the_procedure_can_be_changed(desk: Client) -> None:
    page = ready_to_take(desk)

    page = press(desk, page, "viec=doi-nguoi")
    assert 'name="q-person"' not in page
    page = press(desk, page, "viec=doi-thu-tuc")

    assert 'name="q-procedure"' not in page


def test_enter_alone_never_takes_in_but_leads_to_the_button(desk: Client) -> None:
    page = ready_to_take(desk)

    assert not Dossier.objects.exists()
    button = page.split('value="tiep-nhan"')[1].split(">")[0]
    assert "autofocus" in button


def test_taking_in_gives_the_code_the_receipt_and_the_next_form(desk: Client, cast: Cast) -> None:
    page = press(desk, ready_to_take(desk), "viec=tiep-nhan")

    dossier = Dossier.objects.get()
    assert dossier.applicant == cast.citizen
    assert dossier.channel == Dossier.Channel.COUNTER
    assert dossier.state == "in_process"
    assert dossier.papers.count() == sum(one.required for one in dossier.version.components.all())
    assert reverse("dossiers_desk:receipt", args=[dossier.code]) in page
    assert "autofocus" in page.split('name="q-who"')[1].split(">")[0] + page.split('name="q-who"')[0][-200:]


def test_a_double_press_makes_one_dossier(desk: Client) -> None:
    page = ready_to_take(desk)

    press(desk, page, "viec=tiep-nhan")
    press(desk, page, "viec=tiep-nhan")

    assert Dossier.objects.count() == 1


def test_a_double_press_with_a_new_person_makes_one_of_each(desk: Client) -> None:
    page = ready_to_take(desk, who=NEW_CARD)

    press(desk, page, "viec=tiep-nhan")
    press(desk, page, "viec=tiep-nhan")

    assert Dossier.objects.count() == 1
    assert Person.objects.filter(full_name="Lò Thị Mới").count() == 1


def test_everything_that_lacks_is_said_at_once(desk: Client) -> None:
    page = press(desk, empty(desk), "viec=tiep-nhan")

    assert "Hãy quét thẻ hoặc tìm người nộp trước." in page
    assert "Hãy tìm và chọn thủ tục." in page


def test_a_missing_paper_asks_twice_but_never_blocks(desk: Client) -> None:
    page = press(desk, empty(desk), **{"q-who": CARD})
    page = press(desk, page, f"chon-thu-tuc={make.RESIDENCE}")

    refused = press(desk, page, "viec=tiep-nhan")
    assert "Chưa đánh dấu giấy bắt buộc" in refused
    assert not Dossier.objects.exists()
    press(desk, refused, "viec=tiep-nhan", **{"g-accept_lack": "on"})

    assert Dossier.objects.get().papers.count() == 0


def test_a_scan_sent_with_a_refused_press_is_not_lost(desk: Client) -> None:
    page = press(desk, empty(desk), **{"q-who": CARD})
    page = press(desk, page, f"chon-thu-tuc={make.RESIDENCE}")
    box = re.findall(r'name="(g-file_\d+)"', page)[0]
    refused = press(desk, page, "viec=tiep-nhan", **{box: make.picture("don.png")})
    assert "don.png" in refused

    press(desk, refused, "viec=tiep-nhan", **{"g-all_required": "on"})

    assert [one.file.name for one in Dossier.objects.get().papers.exclude(file=None)] == ["don.png"]
    assert StoredFile.objects.count() == 1


def test_papers_the_catalogue_does_not_name_are_written_down(desk: Client) -> None:
    press(desk, ready_to_take(desk), "viec=tiep-nhan", **{"g-free_1": "Giấy xác nhận của trưởng bản"})

    assert Dossier.objects.get().papers.filter(name="Giấy xác nhận của trưởng bản").exists()


def test_a_representative_files_for_another(desk: Client, cast: Cast) -> None:
    other = {"n-for_other": "on", "n-other_name": "Giàng Thị Già", "n-other_id": "099140000111"}
    refused = press(desk, ready_to_take(desk), "viec=tiep-nhan", **other)
    assert "Hãy chọn quan hệ" in refused

    press(desk, refused, "viec=tiep-nhan", **{"n-relation": "Con của người đó"})

    dossier = Dossier.objects.get()
    assert dossier.submitter == cast.citizen
    assert dossier.applicant.full_name == "Giàng Thị Già"
    assert dossier.relation == "Con của người đó"


def test_a_wrong_new_person_is_told_and_kept(desk: Client) -> None:
    page = press(desk, empty(desk), "viec=nguoi-moi")
    page = press(
        desk, page, f"chon-thu-tuc={make.RESIDENCE}", **{"p-full_name": "Lò 4 Mới", "p-id_number": "12"}
    )

    refused = press(desk, page, "viec=tiep-nhan", **{"g-all_required": "on"})

    assert "Họ tên không có chữ số" in refused
    assert "Số định danh có 12 chữ số" in refused
    assert boxes(refused)["p-full_name"] == "Lò 4 Mới"


def test_searching_the_procedure_says_nothing_yet_of_a_person_half_written(desk: Client) -> None:
    page = press(desk, empty(desk), "viec=nguoi-moi")

    going_on = press(desk, page, "viec=tiep", **{"p-full_name": "Lò Thị", "q-what": "noi o"})

    assert "govuk-error-message" not in going_on
    assert boxes(going_on)["p-full_name"] == "Lò Thị"


def test_a_number_that_is_anothers_is_told(desk: Client) -> None:
    page = press(desk, empty(desk), "viec=nguoi-moi")
    page = press(
        desk, page, f"chon-thu-tuc={make.RESIDENCE}", **{"p-full_name": "Người Khác Hẳn", "p-id_number": SAY}
    )

    refused = press(desk, page, "viec=tiep-nhan", **{"g-all_required": "on"})

    assert "đang ghi cho người có họ tên hoặc ngày sinh khác" in refused
    assert not Dossier.objects.exists()


def test_the_e_form_is_prefilled_optional_and_checked_where_typed(desk: Client) -> None:
    page = ready_to_take(desk)
    assert boxes(page)["applicant_name"] == "Giàng Thị Say"

    refused = press(desk, page, "viec=tiep-nhan", applicant_phone="12")
    press(desk, refused, "viec=tiep-nhan", applicant_phone="0912000901")

    assert "Số điện thoại" in refused.split("Có chỗ cần sửa")[1][:800]
    assert Dossier.objects.get().answers["applicant_phone"] == "0912000901"


def test_a_letter_is_filed_by_post(desk: Client) -> None:
    press(desk, ready_to_take(desk), "viec=tiep-nhan", **{"q-channel": "3"})

    assert Dossier.objects.get().channel == Dossier.Channel.POST


def test_the_paper_book_gives_the_day_of_reception(desk: Client) -> None:
    day = {"b-received_on-ngay": "2", "b-received_on-thang": "3", "b-received_on-nam": "2026"}
    page = press(desk, empty(desk, BOOK), address=BOOK, **{"q-who": CARD, **day})
    page = press(desk, page, f"chon-thu-tuc={make.RESIDENCE}", BOOK)

    press(desk, page, "viec=tiep-nhan", BOOK, **{"g-all_required": "on"})

    dossier = Dossier.objects.get()
    assert dossier.entry == Dossier.Entry.PAPER_BOOK
    assert dossier.received_at == make.moment(2)


def test_the_paper_book_knows_no_tomorrow(desk: Client) -> None:
    day = {"b-received_on-ngay": "2", "b-received_on-thang": "3", "b-received_on-nam": "2027"}
    page = press(desk, empty(desk, BOOK), address=BOOK, **{"q-who": CARD, **day})

    refused = press(desk, page, "viec=tiep-nhan", BOOK)

    assert "không thể ở sau hôm nay" in refused


def test_one_more_for_the_same_person_starts_with_the_person(desk: Client, cast: Cast) -> None:
    page = desk.get(f"{COUNTER}?nguoi={cast.citizen.public_id}&thu-tuc={make.RESIDENCE}").content.decode()

    assert f'name="q-person" value="{cast.citizen.public_id}"' in page
    assert f'name="q-procedure" value="{make.RESIDENCE}"' in page


def test_the_pieces_follow_the_typing(desk: Client, cast: Cast) -> None:
    people = desk.get(reverse("dossiers_desk:find_people"), {"q-who": "giang say"}).content.decode()
    short = desk.get(reverse("dossiers_desk:find_people"), {"q-who": "gi"}).content.decode()
    procedures = desk.get(reverse("dossiers_desk:find_procedures"), {"q-what": "noi cu tru"}).content.decode()

    assert f'name="chon-nguoi" value="{cast.citizen.public_id}"' in people
    assert "<html" not in people
    assert "chon-nguoi" not in short
    assert f'name="chon-thu-tuc" value="{make.RESIDENCE}"' in procedures


@pytest.mark.parametrize("name", ["counter", "paper_book", "find_people", "find_procedures", "inbox"])
def test_only_receivers_find_the_counter(cast: Cast, name: str) -> None:
    for who in (cast.specialist, cast.sysadmin, cast.citizen):
        assert sign_in(Client(), who).get(reverse(f"dossiers_desk:{name}")).status_code == 404


def test_the_inbox_lists_what_came_online_oldest_first(desk: Client, cast: Cast) -> None:
    late, early = make.filed(cast.citizen, make.moment(3)), make.filed(cast.stranger, make.moment(2))

    page = desk.get(reverse("dossiers_desk:inbox")).content.decode()

    assert page.index(early.code) < page.index(late.code)
    assert reverse("dossiers_desk:action", args=[early.code, "accept"]) in page


def test_an_empty_inbox_says_so(desk: Client) -> None:
    assert "Không có hồ sơ trực tuyến nào" in desk.get(reverse("dossiers_desk:inbox")).content.decode()


def test_a_key_that_is_not_ours_is_replaced(desk: Client) -> None:
    foreign = "x" * 200

    page = press(desk, ready_to_take(desk), "viec=tiep-nhan", **{"q-key": foreign})

    assert foreign not in page
    assert not Dossier.objects.filter(filing_key=foreign).exists()
    assert Dossier.objects.filter(filing_key__startswith="counter:").count() == 1


def test_one_authorised_names_the_paper_and_the_record_shows_how_it_came(desk: Client, cast: Cast) -> None:
    page = ready_to_take(desk)
    other = {
        "n-for_other": "on",
        "n-other_name": "Lò Thị Mới",
        "n-other_id": "099195000777",
        "n-relation": "Người được ủy quyền bằng văn bản",
        "c-post_number": "EA123456789VN",
    }

    refused = press(desk, page, "viec=tiep-nhan", **other)
    done = press(
        desk, refused, "viec=tiep-nhan", **{"c-authorisation": "Số 12, ngày 01/03/2026, UBND xã Suối Mây"}
    )

    dossier = Dossier.objects.get()
    record = desk.get(reverse("dossiers_desk:record", args=[dossier.code])).content.decode()
    assert "Ghi giấy ủy quyền: số, ngày, nơi chứng thực." in refused
    assert 'value="EA123456789VN"' in refused
    assert "Số 12, ngày 01/03/2026, UBND xã Suối Mây" in record
    assert "EA123456789VN" in record
    assert "Hạn này tính thế nào?" in done
