"""The page that asks for a supplement and takes its answer at the counter."""

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.modules.dossiers.pages_desk.acting import address, do, now

pytestmark = pytest.mark.django_db


def test_a_supplement_is_one_list_of_papers_and_free_lines(client: Client, cast: Cast) -> None:
    dossier = make.filed(cast.citizen)
    component = dossier.version.components.order_by("order")[0]
    data = {
        f"lacks_{component.pk}": "on",
        f"why_{component.pk}": "Ảnh bị mờ, chụp lại",
        "what_1": "Số điện thoại",
        "more_1": "Ghi sai một số",
    }

    answer = do(client, cast.one_stop_officer, dossier, "supplement", **data)

    assert answer.status_code == 302
    asked = now(dossier).supplements.get()
    assert [item["reason"] for item in asked.items] == ["Ảnh bị mờ, chụp lại", "Ghi sai một số"]
    assert asked.items[0]["component"] == str(component.pk)


def test_a_half_filled_line_of_the_supplement_is_asked_about_and_kept(client: Client, cast: Cast) -> None:
    dossier = make.filed(cast.citizen)
    component = dossier.version.components.order_by("order")[0]

    answer = do(
        client,
        cast.one_stop_officer,
        dossier,
        "supplement",
        **{f"lacks_{component.pk}": "on", "more_1": "Thiếu chữ ký"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy ghi cần bổ sung hoặc sửa thế nào." in page
    assert "Hãy ghi tên giấy tờ hoặc việc cần làm." in page
    assert 'value="Thiếu chữ ký"' in page


def test_an_empty_supplement_is_refused(client: Client, cast: Cast) -> None:
    answer = do(client, cast.one_stop_officer, make.filed(cast.citizen), "supplement")

    assert "Hãy đánh dấu ít nhất một giấy tờ" in answer.content.decode()


def test_a_second_supplement_is_the_leaders_with_a_reason(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    lack = make.intake.Lack(None, "Đơn", "Thiếu chữ ký")
    make.intake.request_supplement(
        dossier=dossier, by=cast.specialist, items=[lack], at=make.moment(3), seen=dossier.revision
    )
    dossier = now(dossier)
    answer = do(client, cast.one_stop_officer, dossier, "provide", reply="Đã ký lại đơn")
    assert answer.status_code == 302
    again = {"what_1": "Ảnh", "more_1": "Ảnh cũ quá"}

    told = sign_in(client, cast.specialist).get(address(dossier, "supplement")).content.decode()
    by_specialist = do(client, cast.specialist, now(dossier), "supplement", **again)
    by_chairman = do(client, cast.chairman, now(dossier), "supplement", **again)

    assert "đã được yêu cầu bổ sung 1 lần" in told
    assert "Gửi yêu cầu bổ sung</button>" not in told
    assert by_specialist.status_code == 422
    assert "lãnh đạo" in by_specialist.content.decode()
    assert "Ảnh cũ quá" in by_specialist.content.decode()
    assert "Hãy ghi lý do cho phép" in by_chairman.content.decode()


def test_papers_brought_to_the_counter_meet_the_supplement(client: Client, cast: Cast) -> None:
    dossier = make.filed(cast.citizen)
    lack = make.intake.Lack(None, "Đơn", "Thiếu chữ ký")
    make.intake.request_supplement(
        dossier=dossier, by=cast.one_stop_officer, items=[lack], at=make.MONDAY, seen=dossier.revision
    )

    answer = do(
        client,
        cast.one_stop_officer,
        now(dossier),
        "provide",
        reply="Đơn đã ký",
        uploads=[make.picture("mot.png"), make.picture("hai.png")],
    )

    assert answer.status_code == 302
    assert now(dossier).papers.filter(supplement__number=1).count() == 2
