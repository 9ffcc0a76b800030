"""The pages of one frozen figure: its records, its proof, the corrections beside it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import sign_in
from tests.factories.dossiers import picture
from tests.factories.officers import make_officer
from tests.modules.indicators.frozen import (
    AFTER,
    QUARTER,
    closed_quarter,
    evidence,
    figure,
    plan_owner,
)
from tests.modules.indicators.work import Office, dossier, noon, rating
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.models import Adjustment, Closing
from xaso.modules.indicators.rules.findings import KEPT_SILENT
from xaso.modules.indicators.services import Corrected, propose, prove
from xaso.modules.surveys.models import Rating
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.actors import SYSTEM

Q1 = "/dieu-hanh/ky-bao-cao/2026-Q1/"
Enter = Callable[..., Client]


@pytest.fixture
def enter(office: Office) -> Enter:
    """Sign an officer in, new with these roles or one already made."""

    def door(*roles: str, who=None) -> Client:
        return sign_in(Client(), who or make_officer(*roles))

    return door


def text(client: Client, path: str, status: int = 200, **data: object) -> str:
    answer = client.get(path, data)
    assert answer.status_code == status, path
    return answer.content.decode()


def adjustment_of(closing: Closing, code: str = "dossiers.filed_online") -> Adjustment:
    officer = plan_owner("Người Lập")
    said = Corrected(None, 2, 3, "Sót một hồ sơ.")
    return propose(figure=figure(closing, code), said=said, evidence=evidence(officer), by=officer, at=AFTER)


def test_a_figure_opens_its_definition_its_records_and_its_other_span(office: Office, enter: Enter) -> None:
    closing, counted = closed_quarter(office)
    frozen = figure(closing, "CT-1")
    client = enter("leader")

    page = text(client, f"{Q1}so/{frozen.pk}/")
    rest = text(client, f"{Q1}so/{frozen.pk}/ban-ghi/", phan="rest")

    assert "Số này được đếm thế nào" in page
    assert "hồ sơ nộp trực tuyến</a>: 1" in page.replace("Hồ sơ", "hồ sơ")
    assert f"/so/{figure(closing, 'CT-1', 'cumulative').pk}/" in page
    assert counted[1].code in rest
    assert counted[0].code not in rest
    assert "Lúc tiếp nhận" in rest
    assert f"/ban-lam-viec/ho-so/{counted[1].code}/" in rest


def test_frozen_records_keep_what_stood_then(office: Office, enter: Enter) -> None:
    closing, counted = closed_quarter(office)
    Dossier.objects.filter(pk=counted[1].pk).update(channel="2")

    page = text(
        enter("leader"), f"{Q1}so/{figure(closing, 'dossiers.filed_online').pk}/ban-ghi/", phan="part"
    )

    assert counted[0].code in page
    assert counted[1].code not in page


def test_a_dossier_outside_ones_sight_has_no_code_in_the_frozen_list(office: Office, enter: Enter) -> None:
    closing, counted = closed_quarter(office)

    page = text(enter("unit_head"), f"{Q1}so/{figure(closing, 'dossiers.received').pk}/ban-ghi/")

    assert page.count("Ngoài phạm vi anh chị được xem") == len(counted)
    assert not any(one.code in page for one in counted)


def test_answers_of_people_have_neither_name_nor_fact_in_the_frozen_list(
    office: Office, enter: Enter
) -> None:
    for day in range(2, 6):
        rating(office, noon(2026, 2, day))
    closing, _ = closed_quarter(office)

    page = text(enter("leader"), f"{Q1}so/{figure(closing, 'surveys.satisfaction').pk}/ban-ghi/")

    assert "Không nêu tên, giữ kín người trả lời" in page
    assert "Không ai xem được người trả lời" in page
    assert "THU-" not in page


def test_a_frozen_list_costs_the_same_however_long_it_is(
    office: Office, enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(1, 29):
        dossier(office, noon(2026, 2, day))
    closing, _ = closed_quarter(office)
    client, path = enter("leader"), f"{Q1}so/{figure(closing, 'dossiers.received').pk}/ban-ghi/"
    client.get(path)

    with django_assert_max_num_queries(13):
        page = text(client, path)

    assert "đang xem 1–20" in page


@pytest.mark.parametrize("path", ["so/0/", "so/0/ban-ghi/", "so/0/dieu-chinh/"])
def test_a_figure_of_no_window_is_not_found(office: Office, enter: Enter, path: str) -> None:
    closed_quarter(office)

    text(enter("leader"), Q1 + path, status=404)


def test_records_of_a_figure_without_a_list_are_not_found(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)

    text(enter("leader"), f"{Q1}so/{figure(closing, 'CT-2').pk}/ban-ghi/", status=404)


def test_the_proof_page_names_what_was_changed(office: Office, enter: Enter) -> None:
    closing, counted = closed_quarter(office)
    Dossier.objects.filter(pk=counted[1].pk).update(channel="2")
    client = enter("plan_owner")
    before = text(client, f"{Q1}chung-minh/")

    answer = client.post(f"{Q1}chung-minh/chay/")
    run_queued(at=SystemClock().now())

    assert "Kỳ này chưa chứng minh lần nào" in before
    assert answer.status_code == 302
    page = text(client, f"{Q1}chung-minh/")
    assert counted[1].code in page
    assert "kênh nộp: Trực tiếp → Trực tuyến" in page
    assert "Không khớp nhật ký" in page
    mine = text(client, f"{Q1}so/{figure(closing, 'dossiers.filed_online').pk}/")
    assert "chỗ của số này cần xem" in mine
    assert counted[1].code in mine
    for path in (f"{Q1}chung-minh/", f"{Q1}so/{figure(closing, 'dossiers.filed_online').pk}/"):
        seen = text(enter("unit_head"), path)
        assert "Một bản ghi" in seen
        assert counted[1].code not in seen, "named only to those who must act on it"


def test_a_head_of_office_sees_how_many_answers_differ_as_whoever_closes_does(
    office: Office, enter: Enter
) -> None:
    given = [rating(office, noon(2026, 2, day)) for day in (2, 3)]
    closed_quarter(office)
    Rating.objects.filter(pk__in=[one.pk for one in given]).update(level="not_satisfied")
    prove(window=QUARTER, by=SYSTEM, at=AFTER)

    seen = text(enter("unit_head"), f"{Q1}chung-minh/")

    assert f"2 {KEPT_SILENT}" in seen
    assert "Một bản ghi" not in seen


def test_a_figure_that_does_not_add_up_says_it_was_counted_as_things_stood_at_the_closing(
    office: Office, enter: Enter
) -> None:
    closing, _ = closed_quarter(office)
    client = enter("leader")

    stock = text(client, f"{Q1}so/{figure(closing, 'procedures.via_one_stop').pk}/")
    flow = text(client, f"{Q1}so/{figure(closing, 'dossiers.received').pk}/")

    assert "đếm theo dữ liệu có lúc khóa" in stock
    assert "Kỳ hết ngày 14/03/2026" in stock
    assert "đếm theo dữ liệu có lúc khóa" not in flow


def test_the_proof_page_says_when_all_holds_and_lists_earlier_proofs(office: Office, enter: Enter) -> None:
    closed_quarter(office)
    for _ in range(2):
        prove(window=QUARTER, by=SYSTEM, at=AFTER)

    page = text(enter("unit_head"), f"{Q1}chung-minh/")

    assert "Còn nguyên như lúc khóa" in page
    assert "Các lần chứng minh" in page
    assert "Chứng minh lại" not in page, "a head of a unit reads it"


def test_the_proof_of_a_window_not_closed_is_not_found(office: Office, enter: Enter) -> None:
    text(enter("leader"), f"{Q1}chung-minh/", status=404)


def test_a_spoiled_list_warns_on_the_figures_page(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    frozen = figure(closing, "dossiers.filed_online")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_frozenrecords SET content = %s", [b"rac"])

    assert "đã hỏng" in text(enter("leader"), f"{Q1}so/{frozen.pk}/")


def test_a_correction_is_asked_for_and_decided_on_the_pages(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    path = f"{Q1}so/{figure(closing, 'dossiers.filed_online').pk}/"
    asker, decider = enter("plan_owner"), enter("leader")

    sent = asker.post(
        f"{path}dieu-chinh/", {"part": "2", "whole": "3", "reason": "Sót một hồ sơ.", "evidence": picture()}
    )
    own = text(asker, path)
    answer = decider.post(f"{path}dieu-chinh/1/duyet/", {"note": "Đúng."}, follow=True)

    assert (sent.status_code, sent["Location"]) == (302, path)
    assert "Duyệt điều chỉnh" not in own, "nobody decides on one's own"
    assert "Duyệt điều chỉnh" not in answer.content.decode(), "decided once"
    assert "điều chỉnh thành 66,67%" in answer.content.decode()
    assert "điều chỉnh thành 66,67%" in text(decider, Q1, nhom="phep-do")
    file = decider.get(f"{path}dieu-chinh/1/minh-chung/")
    assert file["Content-Type"] == "image/png"
    assert b"".join(file.streaming_content).startswith(b"\x89PNG")
    file.close()


def test_a_refused_form_keeps_what_was_typed_and_the_file(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    path = f"{Q1}so/{figure(closing, 'dossiers.filed_online').pk}/dieu-chinh/"
    client = enter("plan_owner")

    refused = client.post(path, {"part": "7", "whole": "3", "reason": "Lý do đã gõ.", "evidence": picture()})
    page = refused.content.decode()
    mark = page.split('name="evidence-kept" value="')[1].split('"')[0]
    again = client.post(path, {"part": "2", "whole": "3", "reason": "Lý do đã gõ.", "evidence-kept": mark})

    assert refused.status_code == 422
    assert "Tử số không được lớn hơn mẫu số" in page
    assert "Lý do đã gõ." in page
    assert "đã giữ, không phải chọn lại" in page
    assert again.status_code == 302
    assert Adjustment.objects.get().evidence.name == "giay-to.png"


def test_an_unfit_file_is_told_at_its_box(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    path = f"{Q1}so/{figure(closing, 'dossiers.received').pk}/dieu-chinh/"
    wrong = io.BytesIO(b"MZ chuong trinh")
    wrong.name = "bien-ban.pdf"

    answer = enter("leader").post(path, {"value": "4", "reason": "Sót.", "evidence": wrong})

    assert answer.status_code == 422
    assert "bien-ban.pdf" in answer.content.decode()
    assert not Adjustment.objects.exists()


def test_a_correction_without_a_file_or_a_number_is_told_at_each_box(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    path = f"{Q1}so/{figure(closing, 'dossiers.received').pk}/dieu-chinh/"

    page = enter("leader").post(path, {"value": "", "reason": "Sót."}).content.decode()

    assert "Hãy nhập giá trị." in page
    assert "Hãy gắn tệp minh chứng cho điều chỉnh." in page


def test_while_a_correction_waits_another_is_not_offered(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    row = adjustment_of(closing)
    client = enter("leader")

    page = text(client, f"{Q1}so/{row.figure_id}/")

    assert "Lập điều chỉnh</a>" not in page
    assert "Duyệt điều chỉnh" in page
    text(client, f"{Q1}so/{row.figure_id}/dieu-chinh/", status=404)
    assert "1 điều chỉnh chờ duyệt" in text(client, "/dieu-hanh/ky-bao-cao/?nam=2026")


def test_a_decision_refused_is_shown_with_its_reason(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    row = adjustment_of(closing)
    path = f"{Q1}so/{row.figure_id}/dieu-chinh/1/"
    own = enter(who=row.proposed_by)

    no_reason = enter("leader").post(f"{path}khong-duyet/", {"note": ""})
    mine = [own.post(f"{path}{deed}/", {"note": "Tự duyệt."}) for deed in ("duyet", "khong-duyet")]
    done = enter("leader").post(f"{path}khong-duyet/", {"note": "Không khớp."}, follow=True)
    late = enter("leader").post(f"{path}duyet/")

    assert (no_reason.status_code, [one.status_code for one in mine], late.status_code) == (
        422,
        [403, 403],
        409,
    )
    assert "vì sao không duyệt" in no_reason.content.decode()
    assert "không tự duyệt được" in mine[0].content.decode()
    assert "Không khớp." in done.content.decode()
    assert "đã có quyết định" in late.content.decode()
    assert enter("leader").post(f"{Q1}so/{row.figure_id}/dieu-chinh/9/duyet/").status_code == 404


def test_heads_of_units_read_and_decide_nothing(office: Office, enter: Enter) -> None:
    closing, _ = closed_quarter(office)
    row = adjustment_of(closing)
    client, path = enter("unit_head"), f"{Q1}so/{row.figure_id}/"

    assert "Duyệt điều chỉnh" not in text(client, path)
    for deed in ("dieu-chinh/1/duyet/", "dieu-chinh/1/khong-duyet/"):
        assert client.post(path + deed, {"note": "x"}).status_code == 404
    assert client.post(f"{Q1}chung-minh/chay/").status_code == 404
