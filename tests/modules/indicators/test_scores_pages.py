"""The pages of scores: read by those who steer, declared with evidence, nothing typed lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.cast import Cast, sign_in
from tests.factories.dossiers import picture
from tests.factories.officers import make_officer
from tests.modules.indicators.declared import ASKED, COUNTED, INDEX, place, reviewed, self_scored
from tests.modules.indicators.frozen import CLOSED_AT, closed_quarter
from tests.modules.indicators.scoring.trees import index, leaf
from tests.modules.indicators.typed import evidence
from tests.modules.indicators.work import Office, dossier
from xaso.kernel.clock import SystemClock, local_date
from xaso.kernel.periods import Period
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.forms.scores import SelfScoreForm
from xaso.modules.indicators.models import DeclaredScore
from xaso.modules.indicators.scoring.facts import Counted, Fact, Graded, NotApplicable, Number
from xaso.modules.indicators.scoring.reading import read_index
from xaso.modules.indicators.services import declaring, rebuild
from xaso.modules.indicators.services.declaring import Words
from xaso.modules.indicators.services.scoring import load_indexes
from xaso.platform.journal.actors import SYSTEM

NOW = SystemClock().now()
THIS_YEAR = local_date(NOW).year
SOON = min(NOW + timedelta(hours=6), Period.year(THIS_YEAR).end_at - timedelta(seconds=1))
"""Due in this year yet."""
ROOT = "/dieu-hanh/bo-chi-so/"
HERE = f"{ROOT}{INDEX}/"
LEAF = f"{HERE}tieu-chi/{ASKED}/"
SELF, REVIEW, ANSWER = (f"{LEAF}{deed}/?ky=2026" for deed in ("tu-cham", "tham-dinh", "giai-trinh"))
OFFICIAL = f"{HERE}chinh-thuc/?ky=2026"
YES = {"pick_main": "yes", "source": "Kế hoạch 01/KH-UBND", "note": ""}
Browser = Callable[..., Client]


@pytest.fixture
def as_role(cast: Cast) -> Browser:
    """Sign a new officer with these roles in."""
    return lambda *roles: sign_in(Client(), make_officer(*roles), NOW)


def signed_in(who: Any) -> Client:
    return sign_in(Client(), who, NOW)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("path", [ROOT, HERE, LEAF, f"{HERE}xuat.csv", f"{HERE}thu-tinh/"])
@pytest.mark.parametrize("role", ["specialist", "receiver", "sysadmin"])
def test_to_those_who_do_not_steer_the_pages_do_not_exist(as_role: Browser, path: str, role: str) -> None:
    assert as_role(role).get(path).status_code == 404


@pytest.mark.parametrize("path", [ROOT, HERE, LEAF, f"{HERE}thu-tinh/"])
def test_nobody_signed_in_is_sent_to_the_officers_door(cast: Cast, client: Client, path: str) -> None:
    assert "/can-bo/" in client.get(path)["Location"]


def test_the_list_names_each_set_with_its_source(as_role: Browser) -> None:
    page = text_of(as_role("leader").get(ROOT))

    assert "Bộ chỉ số phục vụ của xã Suối Mây" in page
    assert "Đặt ra để thử" in page


def test_an_unknown_set_leaf_period_or_deed_is_told(as_role: Browser) -> None:
    client = as_role("plan_owner")

    paths = (f"{ROOT}khac/", f"{HERE}tieu-chi/9/", f"{HERE}?ky=hom-nay", f"{LEAF}bay/", f"{HERE}?ky=2099")
    answers = [client.get(path).status_code for path in paths]

    assert answers == [404, 404, 422, 404, 422]


def test_the_index_says_what_is_measured_out_of_what(cast: Cast) -> None:
    self_scored(cast.head_of_office)

    page = text_of(signed_in(cast.chairman).get(f"{HERE}?ky=2026"))

    assert "chưa có nguồn" in page
    assert "không coi là 0, cũng không coi là đủ" in page
    assert "có điểm tự chấm" in page
    assert "Chưa đếm số liệu lần nào" in page
    assert "chưa ghi" in page


def test_points_open_into_records(office: Office, as_role: Browser) -> None:
    dossier(office, NOW - timedelta(days=2), online=True)
    dossier(office, NOW - timedelta(days=2))
    rule = {"kind": "share", "max_points": 10, "measure": "dossiers.filed_online"}
    load_indexes([index(leaf("1", 10, rule))], by=SYSTEM, at=NOW)
    rebuild(at=NOW)
    client = as_role("leader")

    page = text_of(client.get(f"{ROOT}thu/tieu-chi/1/"))

    assert "10 × 1/2 = 5,00" in page
    href = f"/dieu-hanh/so-lieu/dossiers.filed_online/?ky={THIS_YEAR}&amp;phan=rest"
    assert href in page
    assert client.get(href.replace("&amp;", "&")).status_code == 200


def test_the_files_hold_every_leaf_and_the_total(cast: Cast) -> None:
    self_scored(cast.head_of_office)
    client = signed_in(cast.chairman)

    text = client.get(f"{HERE}xuat.csv?ky=2026").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    book = load_workbook(io.BytesIO(client.get(f"{HERE}xuat.xlsx?ky=2026").content))

    assert [row[1] for row in rows[1:]] == ["1.1", "1.2", "2.1", ""]
    assert rows[3][4:6] == ["", "10,00"]
    assert rows[4][2] == "Tổng"
    assert book.active is not None
    assert book.active.max_row == 5


def test_the_owner_scores_with_evidence_and_comes_back_to_the_criterion(cast: Cast) -> None:
    client = signed_in(cast.head_of_office)
    assert client.get(SELF).status_code == 200

    answer = client.post(SELF, YES | {"evidence": picture()})

    assert answer["Location"] == f"{LEAF}?ky=2026"
    row = DeclaredScore.objects.get()
    assert (row.points, row.source) == (10, "Kế hoạch 01/KH-UBND")
    page = text_of(client.get(f"{LEAF}?ky=2026"))
    assert "Tự chấm lại" in page
    assert "giay-to.png" in page
    file = client.get(f"{ROOT}minh-chung/{row.pk}/")
    assert b"".join(file.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    file.close()


def test_what_was_typed_and_sent_survives_a_refusal(cast: Cast) -> None:
    client = signed_in(cast.head_of_office)

    refused = client.post(SELF, {"pick_main": "yes", "source": "", "note": "Nhớ giữ", "evidence": picture()})

    assert refused.status_code == 422
    page = text_of(refused)
    assert "Hãy ghi số này lấy từ văn bản" in page
    assert "Nhớ giữ" in page
    assert "đã giữ, không phải chọn lại" in page
    mark = page.split('name="evidence-kept" value="')[1].split('"')[0]
    done = client.post(SELF, YES | {"evidence-kept": mark})
    assert done.status_code == 302
    assert DeclaredScore.objects.get().evidence is not None


def test_a_score_without_evidence_or_with_a_wrong_file_is_refused(cast: Cast) -> None:
    client = signed_in(cast.head_of_office)

    without = client.post(SELF, YES)
    wrong = client.post(SELF, YES | {"evidence": SimpleUploadedFile("x.exe", b"MZ", "application/pdf")})

    assert (without.status_code, wrong.status_code) == (422, 422)
    assert "Hãy gắn tệp minh chứng" in text_of(without)
    assert not DeclaredScore.objects.exists()


def test_a_second_person_reviews_and_the_owner_answers(cast: Cast) -> None:
    self_scored(cast.head_of_office)
    chairman, head = signed_in(cast.chairman), signed_in(cast.head_of_office)
    assert head.get(REVIEW).status_code == 404

    silent = chairman.post(REVIEW, {"points": "4", "note": ""})
    review = chairman.post(REVIEW, {"points": "4", "note": "Ký muộn."})
    answer = head.post(ANSWER, {"note": "Đã ký từ tháng 1."})
    second = chairman.post(REVIEW, {"points": "6,5", "note": "Nhận một phần."})

    assert silent.status_code == 422
    assert "Hãy ghi lý do" in text_of(silent)
    assert [one.status_code for one in (review, answer, second)] == [302, 302, 302]
    page = text_of(chairman.get(f"{LEAF}?ky=2026"))
    for words in ("Tự chấm", "Thẩm định lần 1", "Giải trình", "Thẩm định lần 2", "6,50"):
        assert words in page


def test_a_reviewer_agrees_that_it_does_not_apply_or_gives_points_not_both(cast: Cast) -> None:
    self_scored(cast.head_of_office, facts={"main": NotApplicable("chưa đến kỳ")})
    chairman = signed_in(cast.chairman)

    asked = chairman.get(REVIEW)
    both = chairman.post(REVIEW, {"points": "4", "agrees": "on", "note": ""})
    neither = chairman.post(REVIEW, {"points": "", "note": ""})
    agreed = chairman.post(REVIEW, {"points": "", "agrees": "on", "note": ""})

    assert "kể cả 0" in text_of(asked)
    assert "để trống điểm, hoặc bỏ đánh dấu" in text_of(both)
    assert "Hãy nhập điểm" in text_of(neither)
    assert agreed.status_code == 302
    assert "không áp dụng: chưa đến kỳ" in text_of(chairman.get(f"{LEAF}?ky=2026"))


def test_where_points_were_scored_a_review_must_give_points(cast: Cast) -> None:
    self_scored(cast.head_of_office)
    chairman = signed_in(cast.chairman)

    assert "không áp dụng" not in text_of(chairman.get(REVIEW))
    answer = chairman.post(REVIEW, {"points": "", "agrees": "on", "note": ""})
    assert answer.status_code == 422
    with pytest.raises(declaring.UnfitScore):
        declaring.review(place=place(), points=None, words=Words(), evidence=None, by=cast.chairman, at=NOW)


def test_an_answer_needs_words(cast: Cast) -> None:
    reviewed(cast)

    answer = signed_in(cast.head_of_office).post(ANSWER, {"note": ""})

    assert answer.status_code == 422
    assert "Hãy ghi nội dung giải trình" in text_of(answer)


def test_a_step_taken_meanwhile_by_another_is_no_longer_offered(cast: Cast) -> None:
    reviewed(cast)

    answer = signed_in(cast.chairman).post(REVIEW, {"points": "5", "note": "x"})

    assert answer.status_code == 404
    assert "xem việc tiếp theo" in text_of(answer)


def test_the_official_score_is_recorded_beside_ours_with_the_gap(cast: Cast) -> None:
    self_scored(cast.head_of_office)
    client = signed_in(cast.chairman)
    said = {"source": "Bảng điểm của tỉnh ngày 01/10/2026", "note": ""}

    one = client.post(OFFICIAL, said | {"leaf": ASKED, "points": "8,5", "evidence": picture()})
    whole = client.post(OFFICIAL, said | {"leaf": "tong", "points": "31", "evidence": picture()})

    assert (one.status_code, whole.status_code) == (302, 302)
    page = text_of(client.get(f"{HERE}?ky=2026"))
    assert "chênh −1,50" in page
    assert "31,00" in page
    assert "8,50" in text_of(client.get(f"{LEAF}?ky=2026"))


def test_an_official_score_outside_the_criterion_is_refused_at_its_box(cast: Cast) -> None:
    client = signed_in(cast.chairman)

    answer = client.post(
        OFFICIAL, {"leaf": COUNTED, "points": "21", "source": "Bảng điểm", "evidence": picture()}
    )
    empty = client.post(OFFICIAL, {"leaf": "khac", "points": ""})

    assert "Điểm phải từ 0 đến 20." in text_of(answer)
    assert (answer.status_code, empty.status_code) == (422, 422)
    assert "Hãy nhập điểm." in text_of(empty)


def test_a_head_of_another_office_is_offered_nothing(cast: Cast) -> None:
    client = signed_in(cast.land_head)

    assert "Tự chấm</a>" not in text_of(client.get(f"{LEAF}?ky=2026"))
    assert client.get(SELF).status_code == 404
    assert client.get(OFFICIAL).status_code == 404


def test_the_simulator_lists_gains_by_office_by_officer_and_one_by_one(office: Office, cast: Cast) -> None:
    rule = {"kind": "share", "max_points": 20, "measure": "dossiers.on_time_766"}
    load_indexes([index(leaf("1", 20, rule))], by=SYSTEM, at=NOW)
    one = dossier(office, NOW - timedelta(minutes=5), late=None)
    Dossier.objects.filter(pk=one.pk).update(due_at=SOON, holder=cast.specialist)
    rebuild(at=NOW)

    page = text_of(signed_in(cast.chairman).get(f"{ROOT}thu/thu-tinh/?ky={THIS_YEAR}&don-vi=phong-thu"))

    for words in (one.code, "Phòng Thử", "Vi Văn Sổ", "+20,000", "Xem hồ sơ của mọi đơn vị"):
        assert words in page


def test_the_simulator_says_when_nothing_can_be_tried(as_role: Browser) -> None:
    client = as_role("unit_head")

    assert "Chưa thử tính được" in text_of(client.get(f"{HERE}thu-tinh/"))
    assert client.get(f"{HERE}thu-tinh/?ky=2001").status_code == 422


SHARE = {"kind": "share", "max_points": 6}
STEPS = {"kind": "steps", "steps": [{"at_least": 1, "points": 6}]}
SHARES = {
    "kind": "shares",
    "terms": [{"code": code, "name": code.upper(), "max_points": 3} for code in ("a", "b")],
}


def form_of(rule: dict[str, Any], **typed: str) -> SelfScoreForm:
    found = read_index(index(leaf("1", rule.get("max_points", 6), rule))).leaves[0]
    return SelfScoreForm({"source": "Báo cáo", "note": "", **typed}, leaf=found)


@pytest.mark.parametrize(
    ("rule", "typed", "box"),
    [
        (SHARE, {"part_main": "", "whole_main": "4"}, "part_main"),
        (SHARE, {"part_main": "5", "whole_main": "4"}, "part_main"),
        (SHARE, {"part_main": "1,5", "whole_main": "4"}, "part_main"),
        (SHARE, {"part_main": "x", "whole_main": "4"}, "part_main"),
        (SHARES, {"part_a": "1"}, "whole_a"),
        (SHARES, {}, "part_a"),
        ({"kind": "yes_no", "max_points": 6}, {}, "pick_main"),
        ({"kind": "manual", "max_points": 6}, {}, "number_main"),
        (SHARE, {"not_applicable": "on"}, "note"),
    ],
)
def test_a_form_tells_the_box_that_is_wrong(rule: dict[str, Any], typed: dict[str, str], box: str) -> None:
    form = form_of(rule, **typed)

    assert not form.is_valid()
    assert list(form.errors) == [box]


FACTS: list[tuple[dict[str, Any], dict[str, str], dict[str, Fact]]] = [
    (SHARE, {"part_main": "1.000", "whole_main": "1.204"}, {"main": Counted(1000, 1204)}),
    (SHARES, {"part_a": "1", "whole_a": "2"}, {"a": Counted(1, 2)}),
    ({"kind": "manual", "max_points": 6}, {"number_main": "4,5"}, {"main": Graded(Decimal("4.5"))}),
    (STEPS, {"number_main": "2"}, {"main": Number(Decimal(2))}),
    (SHARE, {"not_applicable": "on", "note": "Không có"}, {"main": NotApplicable("Không có")}),
]


@pytest.mark.parametrize(("rule", "typed", "facts"), FACTS)
def test_a_form_becomes_facts(rule: dict[str, Any], typed: dict[str, str], facts: dict[str, Fact]) -> None:
    form = form_of(rule, **typed)

    assert form.is_valid(), form.errors
    assert form.facts() == facts


def test_a_leaf_with_an_official_score_alone_says_it_cannot_be_compared(cast: Cast) -> None:
    by = cast.chairman
    file = evidence(by, NOW)
    declaring.record_official(
        place=place(COUNTED), points=Decimal(19), words=Words("Bảng điểm"), evidence=file, by=by, at=NOW
    )

    page = text_of(signed_in(by).get(f"{HERE}tieu-chi/{COUNTED}/?ky=2026"))

    assert "chưa so được vì xã chưa đo đủ tiêu chí" in page


def test_a_closed_quarter_tells_the_score_of_its_frozen_figures(office: Office, as_role: Browser) -> None:
    online = leaf("0", 10, {"kind": "share", "max_points": 10, "measure": "dossiers.filed_online"})
    load_indexes([index(online)], by=SYSTEM, at=CLOSED_AT)
    closed_quarter(office)

    words = text_of(as_role("leader").get(f"{ROOT}thu/?ky=2026-Q1"))
    open_month = text_of(as_role("leader").get(f"{ROOT}thu/?ky=2026-02"))

    assert "(15/12/2025 đến 14/03/2026), khóa ngày 16/03/2026: <strong>3,33</strong> trên 10 điểm" in words
    assert "số liệu đã khóa" not in open_month
