"""The papers: sent, refused without loss, taken away, brought to the counter."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.modules.dossiers.pages_people.conftest import picture
from xaso.modules.dossiers.models import Draft
from xaso.modules.procedures.models import Component


def place(draft: Draft, field: str = "house_paper") -> str:
    return f"/nop-ho-so/soan/{draft.public_id}/giay-to/{field}/"


def sent(draft: Draft) -> list[str]:
    return [one.file.name for one in draft.files.select_related("file").order_by("pk")]


def test_the_list_says_what_must_be_sent(people: Client, answered: Draft) -> None:
    page = people.get(f"/nop-ho-so/soan/{answered.public_id}/giay-to/").content.decode()

    assert "Bản chụp giấy tờ nhà" in page
    assert "Cần gửi" in page


def test_going_on_without_a_required_paper_is_refused_with_its_name(people: Client, answered: Draft) -> None:
    answer = people.post(f"/nop-ho-so/soan/{answered.public_id}/giay-to/")

    assert answer.status_code == 422
    assert "Chưa có “Bản chụp giấy tờ nhà”." in answer.content.decode()


def test_several_pictures_are_kept_at_once(people: Client, answered: Draft) -> None:
    answer = people.post(place(answered), {"tep": [picture("mat-truoc.png"), picture("mat-sau.png")]})

    assert answer["Location"] == place(answered)
    assert sent(answered) == ["mat-truoc.png", "mat-sau.png"]
    assert "mat-sau.png" in people.get(place(answered)).content.decode()


def test_a_refused_file_is_named_and_the_others_stay(people: Client, complete: Draft) -> None:
    fake = SimpleUploadedFile("virus.exe", b"MZ\x00\x00", content_type="application/x-msdownload")

    answer = people.post(place(complete), {"tep": [fake, picture("them.png")]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "virus.exe" in page
    assert sent(complete) == ["giay-nha.png", "them.png"]
    assert "giay-nha.png" in page


def test_a_file_too_heavy_is_refused_with_its_size(people: Client, complete: Draft) -> None:
    heavy = SimpleUploadedFile("nang.png", b"\x89PNG\r\n\x1a\n" + b"0" * (11 * 1024 * 1024))

    answer = people.post(place(complete), {"tep": [heavy]})

    assert answer.status_code == 422
    assert "quá 10 MB" in answer.content.decode()
    assert sent(complete) == ["giay-nha.png"]


def test_pressing_the_button_without_a_file_says_what_to_do(people: Client, answered: Draft) -> None:
    answer = people.post(place(answered), {})

    assert answer.status_code == 422
    assert "Hãy chọn tệp" in answer.content.decode()


def test_a_file_can_be_taken_away(people: Client, complete: Draft) -> None:
    held = complete.files.get()

    answer = people.post(place(complete), {"bo": str(held.pk)})

    assert answer["Location"] == place(complete)
    assert sent(complete) == []


@pytest.mark.parametrize("mark", ["999999", "x", "", "²"])
def test_taking_away_what_is_not_there_does_no_harm(people: Client, complete: Draft, mark: str) -> None:
    people.post(place(complete), {"bo": mark})

    assert sent(complete) == ["giay-nha.png"]


def test_an_original_may_be_brought_to_the_counter(people: Client, answered: Draft) -> None:
    Component.objects.filter(version=answered.version, code="tp02").update(originals=1)

    offered = people.get(place(answered)).content.decode()
    answer = people.post(place(answered), {"mang": "co"})

    listed = people.get(answer["Location"]).content.decode()
    assert "Tôi sẽ mang giấy này đến quầy" in offered
    assert "Mang đến" in listed
    onward = people.post(f"/nop-ho-so/soan/{answered.public_id}/giay-to/")
    assert onward["Location"].endswith("/kiem-tra/")


def test_bringing_can_be_taken_back(people: Client, answered: Draft) -> None:
    Component.objects.filter(version=answered.version, code="tp02").update(originals=1)
    people.post(place(answered), {"mang": "co"})

    people.post(place(answered), {"mang": "khong"})

    answered.refresh_from_db()
    assert answered.brought == []


def test_a_copy_is_sent_not_brought(people: Client, answered: Draft) -> None:
    offered = people.get(place(answered)).content.decode()
    answer = people.post(place(answered), {"mang": "co"})

    assert "mang giấy này đến quầy" not in offered
    assert answer.status_code == 409
    assert "không phải nộp bản chính" in answer.content.decode()


def test_a_paper_the_form_does_not_ask_for_is_not_found(people: Client, answered: Draft) -> None:
    assert people.get(place(answered, "khong_co")).status_code == 404
