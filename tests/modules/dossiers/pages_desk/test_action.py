"""One page for each thing an officer can do: it works, it refuses and loses no word, a stranger gets 404."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from tests.modules.dossiers.pages_desk.acting import address, do, now
from xaso.kernel.clock import local_date
from xaso.modules.dossiers.models import Dossier, Result
from xaso.modules.org.queries import calendar
from xaso.platform.files.models import StoredFile

pytestmark = pytest.mark.django_db


def test_addresses_are_vietnamese(cast: Cast) -> None:
    assert reverse("dossiers_desk:action", args=["H1", "supplement"]).endswith("/ho-so/H1/yeu-cau-bo-sung/")


def test_accepting_starts_the_clock(client: Client, cast: Cast) -> None:
    dossier = make.filed(cast.citizen)

    answer = do(client, cast.one_stop_officer, dossier, "accept")

    assert answer.status_code == 302
    assert answer["Location"] == reverse("dossiers_desk:record", args=[dossier.code])
    assert now(dossier).received_at is not None


def test_refusing_needs_a_reason(client: Client, cast: Cast) -> None:
    dossier = make.filed(cast.citizen)

    empty = do(client, cast.one_stop_officer, dossier, "refuse", reason="")
    short = do(client, cast.one_stop_officer, dossier, "refuse", reason="không")
    done = do(client, cast.one_stop_officer, dossier, "refuse", reason="Thuộc thẩm quyền của tỉnh")

    assert "Hãy ghi lý do." in empty.content.decode()
    assert short.status_code == 422
    assert ">không</textarea>" in short.content.decode()
    assert done.status_code == 302
    assert now(dossier).state == "refused"


def test_the_head_distributes_the_specialist_proposes_and_so_on_to_the_person(
    client: Client, cast: Cast
) -> None:
    dossier = make.taken_in(cast)

    do(client, cast.head_of_office, dossier, "distribute", to=cast.specialist.pk, note="Ưu tiên")
    assert now(dossier).holder == cast.specialist
    do(
        client,
        cast.specialist,
        now(dossier),
        "propose",
        outcome="granted",
        summary="Xác nhận đúng nơi ở",
        upload=make.picture("du-thao.png"),
    )
    do(
        client,
        cast.head_of_office,
        now(dossier),
        "forward",
        to=cast.chairman.pk,
        medium="electronic",
        note="",
    )
    do(client, cast.chairman, now(dossier), "approve", note="Đồng ý")
    do(
        client,
        cast.clerk,
        now(dossier),
        "issue",
        number="12/XN",
        upload=make.picture("ket-qua.png"),
        **{"issued_on-ngay": "24", "issued_on-thang": "3", "issued_on-nam": "2026"},
    )
    do(
        client,
        cast.one_stop_officer,
        now(dossier),
        "return",
        channel="counter",
        who="self",
        proof="giấy hẹn, thẻ căn cước",
    )

    found = now(dossier)
    assert found.state == "returned"
    assert found.result.number == "12/XN"
    assert found.result.returned_to == "Giàng Thị Say, giấy hẹn, thẻ căn cước"
    assert found.handovers.filter(medium="electronic").exists()


def test_a_specialist_takes_what_waits_in_the_office(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    Dossier.objects.filter(pk=dossier.pk).update(holder=None)

    answer = do(client, cast.other_specialist, now(dossier), "take")

    assert answer.status_code == 302
    assert now(dossier).holder == cast.other_specialist


def test_work_is_handed_over_reassigned_and_sent_back(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)

    do(
        client,
        cast.specialist,
        dossier,
        "hand_over",
        to=cast.other_specialist.pk,
        medium="paper",
        note="Nghỉ phép",
    )
    assert now(dossier).holder == cast.other_specialist
    do(client, cast.head_of_office, now(dossier), "reassign", to=cast.specialist.pk, note="")
    assert now(dossier).holder == cast.specialist
    do(client, cast.specialist, now(dossier), "send_back", note="Phân công nhầm lĩnh vực")

    assert now(dossier).step.kind == "assign"
    assert now(dossier).paper_handover_count >= 1


def test_a_dossier_is_withdrawn_at_the_counter_and_stopped_by_a_leader(client: Client, cast: Cast) -> None:
    withdrawn, stopped = make.assigned(cast), make.assigned(cast)

    do(client, cast.one_stop_officer, withdrawn, "withdraw", reason="Bà con xin rút để nộp lại")
    do(client, cast.chairman, stopped, "stop", reason="Chờ kết luận thanh tra")

    assert now(withdrawn).state == "withdrawn"
    assert now(stopped).state == "stopped"


def test_someone_else_is_named_with_an_authorisation(client: Client, cast: Cast) -> None:
    dossier = make.ready(cast)

    nobody = do(client, cast.one_stop_officer, dossier, "return", channel="counter", who="other")
    named = do(
        client,
        cast.one_stop_officer,
        dossier,
        "return",
        channel="counter",
        who="other",
        name="Giàng A Chu",
        proof="giấy ủy quyền số 3",
    )

    assert "Hãy ghi họ tên người được ủy quyền." in nobody.content.decode()
    assert "Hãy ghi giấy tờ đã xem" in nobody.content.decode()
    assert named.status_code == 302
    assert now(dossier).result.returned_to == "Giàng A Chu, giấy ủy quyền số 3"


def test_what_came_online_goes_back_online_when_the_result_is_a_file(client: Client, cast: Cast) -> None:
    dossier = make.ready(cast)
    sign_in(client, cast.one_stop_officer)
    at_counter = chosen_way(client, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(channel="2")
    online = chosen_way(client, dossier)
    Result.objects.filter(dossier=dossier).update(file=None)
    on_paper = chosen_way(client, dossier)

    assert (at_counter, online, on_paper) == ("counter", "online", "counter")


def test_lateness_never_blocks_returning(client: Client, cast: Cast) -> None:
    dossier = make.ready(cast, finished=make.moment(27, month=4))
    assert dossier.is_late
    sign_in(client, cast.one_stop_officer)

    page = client.get(address(dossier, "return")).content.decode()
    answer = do(client, cast.one_stop_officer, dossier, "return", channel="post", who="self", proof="RR1VN")

    assert "xong trễ hạn" in page
    assert answer.status_code == 302


def test_who_comes_second_gets_a_sentence_the_fresh_record_and_keeps_the_words(
    client: Client, cast: Cast
) -> None:
    dossier = make.assigned(cast)
    make.handling.hand_over(
        dossier=dossier,
        to=cast.other_specialist,
        by=cast.specialist,
        at=make.moment(3),
        seen=dossier.revision,
    )
    sign_in(client, cast.head_of_office)

    answer = client.post(
        address(dossier, "reassign"),
        {"seen": dossier.revision, "to": cast.specialist.pk, "note": "Giao lại gấp"},
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert cast.specialist.full_name in page
    assert "hồ sơ này lúc" in page
    assert "Giao lại gấp" in page
    fresh = re.search(r'name="seen" value="(\d+)"', page)
    assert fresh is not None
    assert int(fresh[1]) == now(dossier).revision
    assert now(dossier).holder == cast.other_specialist


def test_when_the_action_is_gone_what_was_typed_is_shown_to_copy(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    make.ending.stop(
        dossier=dossier,
        by=cast.chairman,
        reason="Chờ kết luận thanh tra",
        at=make.moment(3),
        seen=dossier.revision,
    )
    sign_in(client, cast.specialist)

    answer = client.post(
        address(dossier, "propose"),
        {"seen": dossier.revision, "outcome": "granted", "summary": "Ba trang thẩm tra"},
    )

    page = answer.content.decode()
    assert answer.status_code in (403, 409)
    assert "Những gì đã nhập" in page
    assert "Ba trang thẩm tra" in page
    assert 'name="seen"' not in page


def test_an_upload_survives_a_refused_form(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    refused = do(
        client,
        cast.specialist,
        dossier,
        "propose",
        outcome="granted",
        summary="",
        upload=make.picture("du-thao.png"),
    )
    mark = re.search(r'name="upload-kept" value="([^"]+)"', refused.content.decode())
    assert mark is not None

    answer = do(
        client,
        cast.specialist,
        dossier,
        "propose",
        outcome="granted",
        summary="Đủ điều kiện",
        **{"upload-kept": mark[1]},
    )

    assert "du-thao.png" in refused.content.decode()
    assert answer.status_code == 302
    assert Result.objects.get(dossier=dossier).file.name == "du-thao.png"  # type: ignore[union-attr]
    assert StoredFile.objects.filter(name="du-thao.png").count() == 1


def test_a_kept_upload_is_its_officers_alone(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    refused = do(
        client,
        cast.specialist,
        dossier,
        "propose",
        outcome="granted",
        summary="",
        upload=make.picture("du-thao.png"),
    )
    mark = re.search(r'name="upload-kept" value="([^"]+)"', refused.content.decode())
    assert mark is not None
    make.handling.hand_over(
        dossier=dossier,
        to=cast.other_specialist,
        by=cast.specialist,
        at=make.moment(3),
        seen=dossier.revision,
    )

    do(
        Client(),
        cast.other_specialist,
        now(dossier),
        "propose",
        outcome="granted",
        summary="Đủ điều kiện",
        **{"upload-kept": mark[1]},
    )

    assert Result.objects.get(dossier=dossier).file is None


def test_a_wrong_file_is_a_sentence_beside_what_was_typed(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    fake = SimpleUploadedFile("ket-qua.pdf", b"MZ not a pdf", "application/pdf")

    answer = do(
        client, cast.specialist, dossier, "propose", outcome="granted", summary="Đủ điều kiện", upload=fake
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ket-qua.pdf" in page
    assert "Đủ điều kiện" in page


def test_an_action_that_is_not_open_is_not_there(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    sign_in(client, cast.specialist)

    assert client.get(address(dossier, "accept")).status_code == 404
    assert client.get(address(dossier, "propose").replace("trinh-ket-qua", "xoa")).status_code == 404


def test_a_stranger_gets_404_and_changes_nothing(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    sign_in(client, cast.land_specialist)

    seen = client.get(address(dossier, "propose"))
    sent = client.post(
        address(dossier, "propose"),
        {"seen": dossier.revision, "outcome": "granted", "summary": "Không phải việc tôi"},
    )

    assert (seen.status_code, sent.status_code) == (404, 404)
    assert not Result.objects.filter(dossier=dossier).exists()


def chosen_way(client: Client, dossier: Dossier) -> str:
    """The way of returning that the fresh form proposes."""
    page = client.get(address(dossier, "return")).content.decode()
    tags = [tag for tag in re.findall(r"<input[^>]*>", page) if 'name="channel"' in tag and " checked" in tag]
    return re.findall(r'value="([^"]*)"', tags[0])[0]


def test_the_date_of_return_is_put_off_on_its_page_and_prints_the_apology(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast, timezone.now())
    assert dossier.due_at is not None
    later = calendar().add_workdays(local_date(dossier.due_at), 3)
    day = {
        "new_due_on-ngay": later.day,
        "new_due_on-thang": later.month,
        "new_due_on-nam": later.year,
    }

    asked = do(client, cast.head_of_office, dossier, "extend", reason="", **day)
    done = do(client, cast.head_of_office, dossier, "extend", reason="Chờ xác minh tại thôn.", **day)
    again = client.get(address(dossier, "extend")).content.decode()
    paper = client.get(reverse("dossiers_desk:apology", args=[dossier.code, 1]))

    assert asked.status_code == 422
    assert "Hãy ghi vì sao chưa giải quyết xong." in asked.content.decode()
    assert f'value="{later.day}"' in asked.content.decode()
    assert done.status_code == 302
    assert local_date(now(dossier).due_at or later) == later
    assert "đã hẹn lại 1 lần" in again
    assert "Xin lỗi và hẹn lại</button>" not in again
    assert paper.headers["Content-Type"] == "application/pdf"
