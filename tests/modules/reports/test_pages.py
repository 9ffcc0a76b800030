"""Pages of reports: each works, refuses with what was typed still there, and hides from strangers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import reports as make
from xaso.kernel.clock import SystemClock
from xaso.modules.indicators.queries import closed
from xaso.modules.org.models import Officer
from xaso.modules.reports import queries
from xaso.modules.reports.lifecycle import PartState, State
from xaso.modules.reports.models import Edition, Part, Report, ReportTemplate
from xaso.modules.reports.papers.shipped import shipped
from xaso.modules.reports.services import moving
from xaso.platform.jobs.services import run_queued


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"reports:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"reports:{name}", args=args), data)


def own_part(report: Report, officer: Officer) -> Part:
    found = Part.objects.filter(report=report, unit=officer.unit).order_by("pk").first()
    assert found is not None
    return found


@pytest.fixture
def at_focal(client: Client, focal: Officer) -> Client:
    return sign_in(client, focal, make.WHEN)


def test_the_list_tells_how_far_each_report_is(at_focal: Client, focal: Officer) -> None:
    make.opened(focal)

    said = page(at_focal, "list")

    assert "Báo cáo cải cách hành chính hằng quý" in said
    assert "Đang soạn" in said
    assert "Không" not in page(at_focal, "list", nam="2026").split("<main")[1].split("</main>")[0]
    assert "Chưa có báo cáo nào ở đây" in page(
        at_focal, "list", **{"trang-thai": "issued", "loai": "cds-nam"}
    )


def test_the_list_asks_the_same_however_long(
    at_focal: Client, focal: Officer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.opened(focal)
    page(at_focal, "list")
    with django_assert_num_queries(2):
        queries.listing(focal, queries.Filters(), 1)
    for kind, profile in (("cds-quy", "state"), ("cds-quy", "party"), ("cchc-quy", "party")):
        make.opened(focal, kind=kind, profile=profile)

    with django_assert_num_queries(2):
        found = queries.listing(focal, queries.Filters(), 1)

    assert len(found.rows) == 4


def test_a_report_is_opened_on_a_page(at_focal: Client, focal: Officer) -> None:
    assert "Quý I/2026" in page(at_focal, "open")

    answer = send(
        at_focal, "open", kind=make.KIND, window=make.QUARTER, profile="state", recipient="UBND tỉnh",
        **_date("due_on", 30, 12, 2099),
    )  # fmt: skip

    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert Report.objects.get().recipient == "UBND tỉnh"


def _date(name: str, day: int, month: int, year: int) -> dict[str, str]:
    return {f"{name}-ngay": str(day), f"{name}-thang": str(month), f"{name}-nam": str(year)}


def test_opening_without_a_closed_period_says_what_to_do(client: Client, cast: Cast) -> None:
    sign_in(client, cast.head_of_office)

    assert "Chưa có kỳ nào đã khóa" in page(client, "open")


def test_opening_twice_keeps_what_was_typed(at_focal: Client, focal: Officer) -> None:
    make.opened(focal)

    answer = send(
        at_focal, "open", kind=make.KIND, window=make.QUARTER, profile="state", recipient="Nơi gõ dở",
        **_date("due_on", 30, 12, 2099),
    )  # fmt: skip

    assert answer.status_code == 409
    assert "Nơi gõ dở" in answer.content.decode()
    assert "đã được lập" in answer.content.decode()


def test_the_record_shows_parts_files_and_figures_that_open(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    edition = make.made(report)

    said = page(at_focal, "record", report.code)

    assert edition.figures[0]["href"] in said
    assert reverse("reports:file", args=[report.code, "pdf"]) in said
    assert "Đề cương cần kiểm tra" in said
    assert "Trước khi trình duyệt còn phải" in said


def test_the_record_asks_a_fixed_number_of_questions(
    focal: Officer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    report = make.opened(focal)
    make.made(report)
    queries.record(focal, report.code)

    with django_assert_max_num_queries(22):
        queries.record(focal, report.code)


def test_strangers_do_not_learn_that_it_exists(client: Client, focal: Officer, outsider: Officer) -> None:
    report = make.opened(focal)
    sign_in(client, outsider, make.WHEN)

    number = own_part(report, focal).pk
    asked: list[tuple[str, list[Any]]] = [
        ("record", []), ("paper", []), ("file", ["pdf"]), ("part", [number]), ("act", ["dung"]),
        ("merge", ["v"]),
    ]  # fmt: skip
    for name, args in asked:
        assert client.get(reverse(f"reports:{name}", args=[report.code, *args])).status_code == 404, name
    assert report.code not in page(client, "list")
    for name in ("open", "templates", "template_words"):
        assert client.get(reverse(f"reports:{name}")).status_code == 404


def test_the_paper_on_the_screen_opens_each_figure(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    assert at_focal.get(reverse("reports:paper", args=[report.code])).status_code == 404
    edition = make.made(report)

    said = page(at_focal, "paper", report.code)

    assert f'href="{edition.figures[0]["href"]}"' in said
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert 'src="data:image/png;base64,' in said
    assert "style=" not in said.split("<main")[1]


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_files_are_given(at_focal: Client, focal: Officer, kind: str, starts: bytes) -> None:
    report = make.opened(focal)
    make.made(report)

    answer = at_focal.get(reverse("reports:file", args=[report.code, kind]))

    assert answer.getvalue().startswith(starts)  # type: ignore[attr-defined]


def test_an_office_saves_and_its_head_sends(client: Client, focal: Officer, cast: Cast) -> None:
    report = make.opened(focal)
    part = own_part(report, focal)
    sign_in(client, cast.specialist, make.WHEN)
    assert "Lưu và gửi đầu mối" not in page(client, "part", report.code, part.pk)

    saved = send(client, "part", report.code, part.pk, text="Đã làm", seen=0, action="save")
    sign_in(client, focal, make.WHEN)
    sent = send(client, "part", report.code, part.pk, text="Đã làm xong", seen=1, action="send")

    part.refresh_from_db()
    assert (saved.status_code, sent.status_code) == (302, 302)
    assert (part.text, part.state) == ("Đã làm xong", PartState.SENT)


def test_who_saves_second_keeps_what_was_typed_and_sees_the_other(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    part = own_part(report, focal)
    send(at_focal, "part", report.code, part.pk, text="Người thứ nhất", seen=0, action="save")

    answer = send(at_focal, "part", report.code, part.pk, text="Người thứ hai", seen=0, action="save")

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Người thứ hai" in said
    assert "Người thứ nhất" in said


def test_a_figure_that_is_not_there_is_told_at_the_box(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    part = own_part(report, focal)

    answer = send(at_focal, "part", report.code, part.pk, text="[kỳ: KHONG.CO]", seen=0, action="save")

    assert answer.status_code == 422
    assert "KHONG.CO" in answer.content.decode()


def test_the_focal_office_takes_and_returns_on_the_page(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    part = own_part(report, focal)
    send(at_focal, "part", report.code, part.pk, text="Xong", seen=0, action="send")

    taken = send(at_focal, "part", report.code, part.pk, seen=1, action="accept")
    empty = send(at_focal, "part", report.code, part.pk, seen=2, reason="", action="return")
    back = send(at_focal, "part", report.code, part.pk, seen=2, reason="Thiếu số", action="return")

    assert [one.status_code for one in (taken, empty, back)] == [302, 422, 302]
    assert "Đầu mối trả lại: Thiếu số" in page(at_focal, "part", report.code, part.pk)


def test_a_sent_part_is_read_with_its_figures(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    part = own_part(report, focal)
    words = "Đã nhận [kỳ: dossiers.received] hồ sơ, từ đầu năm [lũy kế: dossiers.received]."
    send(at_focal, "part", report.code, part.pk, text=words, seen=0, action="send")
    period = closed(report.window)
    assert period is not None
    now, year = (period.line("dossiers.received", span).words for span in ("period", "cumulative"))

    said = page(at_focal, "part", report.code, part.pk)

    assert f"Đã nhận {now} hồ sơ, từ đầu năm {year}." in said
    assert f"Đã nhận {now} hồ sơ" in page(at_focal, "merge", report.code, part.heading)


def test_taking_a_part_changed_meanwhile_asks_for_no_reason(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    part = own_part(report, focal)
    send(at_focal, "part", report.code, part.pk, text="Xong", seen=0, action="send")

    late = send(at_focal, "part", report.code, part.pk, seen=0, action="accept")

    assert late.status_code == 409
    assert "Ghi lý do" not in late.content.decode()


def test_merging_shows_the_parts_beside_and_keeps_what_was_typed(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    assert "Phần các đơn vị viết" in page(at_focal, "merge", report.code, "ii-6")

    done = send(at_focal, "merge", report.code, "ii-6", text="Gộp", seen=0)
    late = send(at_focal, "merge", report.code, "ii-6", text="Gộp lần nữa", seen=0)

    assert done.status_code == 302
    assert late.status_code == 409
    assert "Gộp lần nữa" in late.content.decode()
    assert "đã gộp" in page(at_focal, "record", report.code)


def test_a_report_goes_all_its_way_on_pages(client: Client, focal: Officer, cast: Cast) -> None:
    report = make.written(focal, make.opened(focal))
    sign_in(client, focal, make.WHEN)
    making = send(client, "act", report.code, "dung", seen=report.revision)
    run_queued(at=SystemClock().now())
    put = send(client, "act", report.code, "trinh", seen=report.revision)
    sign_in(client, cast.chairman, make.WHEN)
    approving = send(client, "act", report.code, "duyet", seen=report.revision)
    Report.objects.filter(pk=report.pk).update(approved_at=make.WHEN)
    sign_in(client, cast.clerk, make.WHEN)
    assert "Hà Văn Núi" in page(client, "act", report.code, "ban-hanh")
    make.issue(Report.objects.get(pk=report.pk), cast.clerk)

    report.refresh_from_db()
    assert making["Location"].startswith("/viec-nen/")
    assert (put.status_code, approving.status_code) == (302, 302)
    assert report.state == State.ISSUED
    assert "Đã ban hành" in page(client, "record", report.code)
    assert "số 05/BC-UBND" in page(client, "list")
    assert "Văn bản đã ban hành" in page(client, "paper", report.code)
    assert Edition.objects.get(report=report, is_issued=True).figures


def test_what_lacks_is_told_before_and_after_the_button(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    assert "Chưa trình được" in page(at_focal, "act", report.code, "trinh")

    answer = send(at_focal, "act", report.code, "trinh", seen=report.revision)

    assert answer.status_code == 422
    assert "phần chưa nhận" in answer.content.decode()


def test_issuing_with_a_wrong_number_keeps_what_was_typed(client: Client, focal: Officer, cast: Cast) -> None:
    report = make.approved(focal, cast.chairman)
    sign_in(client, cast.clerk, make.WHEN)

    answer = send(
        client, "act", report.code, "ban-hanh", seen=report.revision, number="năm",
        signer_name="Tên Gõ Dở", signer_title="CHỦ TỊCH", **_date("issued_on", 16, 3, 2026),
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Tên Gõ Dở" in answer.content.decode()


def test_a_deed_that_is_not_ones_own_is_no_page(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)

    assert at_focal.get(reverse("reports:act", args=[report.code, "duyet"])).status_code == 404
    assert at_focal.get(reverse("reports:act", args=[report.code, "khong-co"])).status_code == 404
    assert send(at_focal, "act", report.code, "duyet", seen=0).status_code == 409


def test_dropping_needs_a_reason(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)

    empty = send(at_focal, "act", report.code, "bo", seen=0, reason="")
    done = send(at_focal, "act", report.code, "bo", seen=0, reason="Lập nhầm kỳ")

    assert (empty.status_code, done.status_code) == (422, 302)
    assert "Bị bỏ vì: Lập nhầm kỳ" in page(at_focal, "record", report.code)


def test_templates_are_listed_taken_tried_and_withdrawn(at_focal: Client, focal: Officer) -> None:
    where = (make.KIND, "state")
    assert "Mẫu của phần mềm" in page(at_focal, "templates")
    added = send(at_focal, "template", *where, upload=make.upload(), note="Thêm logo")
    row = ReportTemplate.objects.get()

    assert added.status_code == 302
    assert "Thêm logo" in page(at_focal, "template", *where)
    assert at_focal.get(reverse("reports:template_file", args=[*where, 0])).content.startswith(b"PK")
    taken = at_focal.get(reverse("reports:template_file", args=[*where, row.number]))
    assert taken.getvalue().startswith(b"PK")  # type: ignore[attr-defined]
    assert at_focal.get(reverse("reports:template_file", args=[*where, 9])).status_code == 404
    assert at_focal.get(reverse("reports:template_trial", args=where)).content.startswith(b"%PDF")
    assert send(at_focal, "template_withdraw", *where, row.number).status_code == 302
    assert "thôi dùng" in page(at_focal, "template", *where)


def test_a_faulty_template_is_told_fault_by_fault(at_focal: Client) -> None:
    broken = make.changed(shipped(make.KIND, "state"), "trich_yeu", "trich_yeo")

    answer = send(at_focal, "template", make.KIND, "state", upload=make.upload(broken), note="Ghi chú gõ dở")

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "trich_yeo" in said
    assert "Ghi chú gõ dở" in said


def test_leaders_read_templates_but_do_not_change_them(client: Client, focal: Officer, cast: Cast) -> None:
    sign_in(client, cast.chairman, make.WHEN)

    assert "Gửi mẫu đã sửa" not in page(client, "template", make.KIND, "state")
    assert send(client, "template", make.KIND, "state", upload=make.upload()).status_code == 404
    assert "dossiers.received" in page(client, "template_words")


def test_the_day_tells_each_what_waits(focal: Officer, cast: Cast, outsider: Officer) -> None:
    report = make.opened(focal)
    writing = queries.waiting_for(cast.specialist)
    make.written(focal, report)
    make.made(report)
    moving.submit(report=report, by=focal, at=make.WHEN, seen=report.revision)
    judging = queries.waiting_for(cast.chairman)
    moving.approve(report=report, by=cast.chairman, at=make.WHEN, seen=report.revision)
    issuing = queries.waiting_for(cast.clerk)

    assert [(row.code, row.action) for row in writing] == [(report.code, "Viết phần")]
    assert [row.action for row in judging] == ["Duyệt báo cáo"]
    assert [row.action for row in issuing] == ["Ban hành"]
    assert queries.waiting_for(outsider) == []
    assert queries.waiting_for(cast.sysadmin) == []


def test_sent_parts_wait_for_the_focal_office(at_focal: Client, focal: Officer) -> None:
    report = make.opened(focal)
    Part.objects.filter(report=report).update(state=PartState.ACCEPTED)
    part = own_part(report, focal)
    Part.objects.filter(pk=part.pk).update(state=PartState.SENT)

    (row,) = queries.waiting_for(focal)

    assert row.action == "Xem phần đã gửi"
    assert row.href == reverse("reports:part", args=[report.code, part.pk])
    assert report.code in at_focal.get(reverse("desk:today")).content.decode()
