"""The pages of typed figures: a list of what is asked, a form that keeps what was typed, one figure."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.modules.indicators import typed
from tests.modules.indicators.typed import TARGET
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.indicators.lifecycle import State
from xaso.modules.indicators.models import TypedFigure
from xaso.modules.indicators.queries.typing import asked_window
from xaso.modules.indicators.services import typing
from xaso.modules.plan import queries as plan
from xaso.platform.files.models import StoredFile

pytestmark = pytest.mark.django_db
NOW = SystemClock().now()
YEAR = local_date(NOW).year
WINDOW = f"{YEAR - 1}-Q4"
LIST = "/ban-lam-viec/so-lieu/"
ENTER = f"{LIST}chi-tieu/{TARGET}/nhap/?nam={YEAR - 1}"


@pytest.fixture
def typist(client: Client, cast: Cast) -> Client:
    """The focal officer who types."""
    return sign_in(client, cast.head_of_office)


@pytest.fixture
def leader(cast: Cast) -> Client:
    """The chairman, who decides."""
    return sign_in(Client(), cast.chairman)


def sent(**changes: Any) -> dict[str, Any]:
    """What the form sends."""
    usual = {"window": WINDOW, "value": "12", "source": "Báo cáo 7/BC", "evidence": typed.upload()}
    return {**usual, "note": "", "action": "send", **changes}


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_tells_what_each_target_asks_for(typist: Client, cast: Cast) -> None:
    page = text(typist, LIST)
    assert "Cần nhập" in page
    assert f"/ban-lam-viec/so-lieu/chi-tieu/{TARGET}/nhap/" in page
    figure = typed.waiting(cast.head_of_office, "12", at=NOW, window=asked_window(local_date(NOW)).code)

    page = text(typist, f"{LIST}?viec=waiting&don-vi=uy-ban")

    assert "Chờ duyệt" in page
    assert f"/ban-lam-viec/so-lieu/{figure.pk}/" in page


def test_counted_targets_are_not_listed_and_take_no_figure(typist: Client) -> None:
    assert "II-01" not in text(typist, LIST)
    assert "do phần mềm đếm" in text(typist, f"{LIST}chi-tieu/II-01/", 404)
    text(typist, f"{LIST}chi-tieu/II-01/nhap/", 404)


def test_a_filter_that_fits_nothing_and_a_unit_without_targets_are_told(typist: Client, cast: Cast) -> None:
    assert "Không có chỉ tiêu nào khớp bộ lọc." in text(typist, f"{LIST}?viec=returned")
    assert "không có chỉ tiêu nào phải nhập số" in text(sign_in(Client(), cast.specialist), LIST)
    text(sign_in(Client(), cast.sysadmin), LIST, 404)


def test_the_list_has_twenty_a_page_with_a_constant_number_of_questions(
    typist: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    like = plan.target(TARGET, YEAR).target
    text(typist, LIST)
    for number in range(25):
        like.pk, like.code = None, f"X-{number:02d}"
        like.save()

    with django_assert_max_num_queries(14):
        page = text(typist, LIST)

    assert "Có 26 chỉ tiêu" in page
    assert len(set(re.findall(r"chi-tieu/([\w-]+)/nhap/", page))) == 20


def test_a_figure_is_typed_sent_seen_with_its_evidence_and_approved(typist: Client, leader: Client) -> None:
    answer = typist.post(ENTER, sent())
    figure = TypedFigure.objects.get()
    assert answer["Location"] == f"/ban-lam-viec/so-lieu/{figure.pk}/"
    assert figure.state == State.WAITING

    page = text(leader, f"{LIST}{figure.pk}/")
    proof = leader.get(f"{LIST}{figure.pk}/minh-chung/")
    done = leader.post(f"{LIST}{figure.pk}/duyet/", {"seen": figure.revision}, follow=True)

    assert "Báo cáo 7/BC" in page
    assert "Duyệt số liệu" in page
    assert proof["Content-Type"] == "image/png"
    assert proof.getvalue().startswith(b"\x89PNG")
    assert "no-store" in proof["Cache-Control"]
    shown = done.content.decode()
    assert "Đã duyệt. Số liệu lên bảng điều hành." in shown
    assert "đang dùng cho kỳ này" in shown
    board = text(leader, f"/dieu-hanh/?nam={YEAR - 1}&nguon=typed")
    assert f"/ban-lam-viec/so-lieu/{figure.pk}/" in board
    assert "Nhập, có minh chứng: Quý IV" in board


def test_a_refused_form_keeps_numbers_words_and_the_file(typist: Client) -> None:
    answer = typist.post(ENTER, sent(value="12,5", note="Nhớ xem"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chỉ tiêu này đếm bằng số nguyên" in page
    assert 'value="12,5"' in page
    assert "Nhớ xem" in page
    mark = re.search(r'name="evidence-kept" value="([^"]+)"', page)
    assert mark is not None
    assert not TypedFigure.objects.exists()

    typist.post(ENTER, sent(evidence="") | {"evidence-kept": mark[1]})

    figure = TypedFigure.objects.get()
    assert figure.evidence == StoredFile.objects.get()


def test_anothers_mark_of_a_file_is_worth_nothing(typist: Client, leader: Client) -> None:
    page = typist.post(ENTER, sent(value="x")).content.decode()
    mark = re.search(r'name="evidence-kept" value="([^"]+)"', page)
    assert mark is not None

    answer = leader.post(ENTER, sent(evidence="") | {"evidence-kept": mark[1]})

    assert answer.status_code == 422
    assert "Chưa có minh chứng nên chưa gửi duyệt được" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": ""}, "Hãy nhập giá trị."),
        ({"value": "mười hai"}, "Hãy nhập một số"),
        ({"source": ""}, "Hãy ghi số này lấy từ văn bản"),
        ({"window": "2031"}, "Hãy chọn một kỳ trong danh sách."),
        ({"evidence": SimpleUploadedFile("a.exe", b"MZ\x90")}, "a.exe"),
    ],
)
def test_every_mistake_is_told_at_its_box(typist: Client, changes: dict[str, Any], words: str) -> None:
    answer = typist.post(ENTER, sent(**changes))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not TypedFigure.objects.exists()


def test_a_draft_may_wait_without_evidence_and_is_changed_later(typist: Client) -> None:
    typist.post(ENTER, sent(evidence="", action="draft"))
    figure = TypedFigure.objects.get()
    assert "chưa có minh chứng" in text(typist, f"{LIST}{figure.pk}/")
    change = f"{LIST}{figure.pk}/sua/"
    assert 'value="12"' in text(typist, change)

    answer = typist.post(change, sent(value="1.204", seen=figure.revision))

    figure.refresh_from_db()
    assert answer.status_code == 302
    assert (figure.value, figure.state) == (1204, State.WAITING)


def test_a_change_from_an_old_page_is_told_with_everything_still_there(typist: Client) -> None:
    typist.post(ENTER, sent(action="draft"))
    figure = TypedFigure.objects.get()
    typist.post(f"{LIST}{figure.pk}/sua/", sent(value="13", action="draft", seen=figure.revision))

    answer = typist.post(f"{LIST}{figure.pk}/sua/", sent(value="14", action="draft", seen=figure.revision))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "đã sửa số liệu này lúc" in page
    assert 'value="14"' in page
    figure.refresh_from_db()
    assert figure.value == 13


def test_a_share_asks_for_part_and_whole_and_shows_them_again(typist: Client, cast: Cast) -> None:
    like = plan.target(TARGET, YEAR).target
    like.pk, like.code, like.unit = None, "II-05", "percent"
    like.save()
    enter = f"{LIST}chi-tieu/II-05/nhap/?nam={YEAR - 1}"
    assert "Mẫu số" in text(typist, enter)

    typist.post(enter, sent(value="", part="171", whole="200", action="draft"))

    figure = TypedFigure.objects.get()
    assert "171/200" in text(typist, f"{LIST}{figure.pk}/")
    change = text(typist, f"{LIST}{figure.pk}/sua/")
    assert 'value="171"' in change
    assert 'value="85,5"' not in change


def test_returning_needs_a_reason_and_keeps_it_for_the_typist(
    typist: Client, leader: Client, cast: Cast
) -> None:
    figure = typed.waiting(cast.head_of_office, "12", at=NOW, window=WINDOW)
    address = f"{LIST}{figure.pk}/tra-lai/"

    refused = leader.post(address, {"seen": figure.revision, "reason": ""})
    leader.post(address, {"seen": figure.revision, "reason": "Sai kỳ"})

    assert refused.status_code == 422
    assert "Hãy ghi lý do" in refused.content.decode()
    assert "Trả lại vì: Sai kỳ" in text(typist, f"{LIST}{figure.pk}/")


def test_what_is_not_allowed_says_so_on_the_page_as_it_is_now(
    typist: Client, leader: Client, cast: Cast
) -> None:
    figure = typed.waiting(cast.head_of_office, "12", at=NOW, window=WINDOW)

    own = typist.post(f"{LIST}{figure.pk}/duyet/", {"seen": figure.revision})
    old = leader.post(f"{LIST}{figure.pk}/duyet/", {"seen": 0})

    assert own.status_code == 403
    assert "Nhờ người khác duyệt" in own.content.decode()
    assert old.status_code == 409
    assert "Duyệt số liệu" in old.content.decode()


def test_unknown_deeds_figures_and_methods_are_refused(typist: Client, cast: Cast) -> None:
    figure = typed.draft(cast.head_of_office, at=NOW, window=WINDOW, has_evidence=False)

    assert typist.post(f"{LIST}{figure.pk}/khong-co/").status_code == 404
    assert typist.get(f"{LIST}{figure.pk}/gui/").status_code == 405
    text(typist, f"{LIST}999999/", 404)
    text(typist, f"{LIST}{figure.pk}/minh-chung/", 404)


def test_a_sent_figure_has_no_form_and_a_stranger_no_page(typist: Client, cast: Cast) -> None:
    figure = typed.waiting(cast.head_of_office, "12", at=NOW, window=WINDOW)
    outsider = sign_in(Client(), cast.specialist)

    text(typist, f"{LIST}{figure.pk}/sua/", 404)
    for path in ("", "minh-chung/", "sua/"):
        text(outsider, f"{LIST}{figure.pk}/{path}", 404)
    text(outsider, ENTER, 404)


def test_the_history_of_a_target_keeps_every_figure(typist: Client, cast: Cast) -> None:
    one, two = typed.two(cast)
    first = typed.approved(one, two, "12", at=NOW, window=WINDOW)
    second = typed.approved(one, two, "13", at=NOW, window=WINDOW, note="Đính chính")

    page = text(typist, f"{LIST}chi-tieu/{TARGET}/")
    shown = text(typist, f"{LIST}{first.pk}/")

    assert f"{LIST}{first.pk}/" in page
    assert f"{LIST}{second.pk}/" in page
    assert "Số khác của cùng kỳ" in shown
    assert "đang dùng cho kỳ này" not in shown
    assert "đang dùng cho kỳ này" in text(typist, f"{LIST}{second.pk}/")


def test_the_target_page_shows_typed_figures_years_and_notes(leader: Client, cast: Cast) -> None:
    one, two = typed.two(cast)
    typed.approved(one, two, "10", at=NOW, window=f"{YEAR - 1}-Q3")
    typed.approved(one, two, "12", at=NOW, window=WINDOW)
    path = f"/dieu-hanh/chi-tieu/{TARGET}/"

    page = text(leader, f"{path}?nam={YEAR - 1}")
    posted = leader.post(f"{path}ghi-chu/", {"text": "Đã nhắc <b>công an</b>"}, follow=True)
    refused = leader.post(f"{path}ghi-chu/", {"text": "x" * 1001})

    assert "không dự báo" in page
    assert "Theo kỳ đã nhập" in page
    assert "Số của từng kỳ" in page
    assert "Qua các năm của kế hoạch" in page
    noted = posted.content.decode()
    assert "Đã nhắc &lt;b&gt;công an&lt;/b&gt;" in noted
    assert "Hà Văn Núi" in noted
    assert refused.status_code == 422
    assert "x" * 1001 in refused.content.decode()
    assert "1 ghi chú" in text(leader, f"/dieu-hanh/?nam={YEAR}")


def test_a_note_is_struck_by_who_wrote_it(leader: Client, typist: Client) -> None:
    path = f"/dieu-hanh/chi-tieu/{TARGET}/"
    leader.post(f"{path}ghi-chu/", {"text": "Nhầm"})
    strike = re.search(r'action="(/dieu-hanh/ghi-chu/\d+/rut/)"', text(leader, path))
    assert strike is not None
    assert strike[1] not in text(typist, path)
    assert typist.post(strike[1]).status_code == 403

    leader.post(strike[1])

    assert "Nhầm" not in text(leader, path)


def test_a_figure_of_an_earlier_year_does_not_pass_for_this_years(leader: Client, cast: Cast) -> None:
    one, two = typed.two(cast)
    typed.approved(one, two, "12", at=NOW, window=WINDOW)

    page = text(leader, f"/dieu-hanh/?nam={YEAR}&don-vi=uy-ban")

    assert f"Chưa có số của năm {YEAR}" in page


def test_what_waits_is_told_on_the_board_without_passing_for_a_figure(leader: Client, cast: Cast) -> None:
    figure = typed.waiting(cast.head_of_office, "77", at=NOW, window=WINDOW)

    page = text(leader, f"/dieu-hanh/?nam={YEAR - 1}&nguon=none")

    assert f'href="{LIST}{figure.pk}/"' in page
    assert "chờ duyệt" in page
    typing.take_back(figure=figure, by=cast.head_of_office, at=NOW, seen=figure.revision)
    assert "bản nháp" in text(leader, f"/dieu-hanh/?nam={YEAR - 1}&nguon=none")
