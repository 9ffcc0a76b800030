"""The officers' record of one dossier."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.modules.org.queries import clear_caches
from xaso.modules.procedures.models import RouteStep
from xaso.platform.journal.models import AccessEntry

pytestmark = pytest.mark.django_db


def record_of(client: Client, code: str) -> str:
    answer = client.get(reverse("dossiers_desk:record", args=[code]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_record_tells_state_clock_facts_papers_and_story(client: Client, cast: Cast) -> None:
    paper = make.PaperIn(name="Giấy chứng nhận nhà", medium="1", upload=make.picture("nha.png"))
    dossier = make.assigned(cast, papers=(paper,))

    page = record_of(sign_in(client, cast.specialist), dossier.code)

    for words in (
        dossier.code,
        "Đang giải quyết",
        "Hạn này tính thế nào?",
        "Giàng Thị Say",
        "Giấy chứng nhận nhà",
        "nha.png",
        "Tiếp nhận hồ sơ",
        "Phân công",
        "Luân chuyển",
    ):
        assert words in page


def test_what_a_step_must_leave_behind_is_told_before_and_after_it(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    RouteStep.objects.filter(route=dossier.version.route, kind="handle").update(output="Biên bản xác minh")
    RouteStep.objects.filter(route=dossier.version.route, kind="approve").update(output="Quyết định đã ký")
    clear_caches()

    page = record_of(sign_in(client, cast.specialist), dossier.code)

    assert "phải có: Biên bản xác minh" in page
    assert "phải có: Quyết định đã ký" in page


def test_only_what_the_officer_may_do_is_shown(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)

    page = record_of(sign_in(client, cast.specialist), dossier.code)

    assert reverse("dossiers_desk:action", args=[dossier.code, "propose"]) in page
    assert reverse("dossiers_desk:action", args=[dossier.code, "stop"]) not in page
    assert reverse("dossiers_desk:action", args=[dossier.code, "accept"]) not in page


def test_whoever_reads_a_record_is_written_down(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)

    record_of(sign_in(client, cast.specialist), dossier.code)

    entry = AccessEntry.objects.latest("pk")
    assert entry.whom == f"person:{cast.citizen.public_id}"
    assert dossier.code in entry.purpose


def test_a_record_of_another_office_is_not_there(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)

    answer = sign_in(client, cast.land_specialist).get(reverse("dossiers_desk:record", args=[dossier.code]))

    assert answer.status_code == 404


def test_the_administrator_sees_no_case(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)

    answer = sign_in(client, cast.sysadmin).get(reverse("dossiers_desk:record", args=[dossier.code]))

    assert answer.status_code == 404


def test_people_are_not_let_in(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)

    answer = sign_in(client, cast.citizen).get(reverse("dossiers_desk:record", args=[dossier.code]))

    assert answer.status_code == 404


def test_a_visitor_goes_to_the_officers_door(client: Client, cast: Cast) -> None:
    answer = client.get(reverse("dossiers_desk:record", args=["X"]))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("identity:officer_sign_in"))


def test_a_paper_opens_for_those_who_see_the_dossier_only(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast, papers=(make.PaperIn(name="Ảnh", medium="2", upload=make.picture()),))
    address = reverse("dossiers_desk:paper", args=[dossier.code, dossier.papers.get().pk])

    seen = sign_in(client, cast.specialist).get(address)
    hidden = sign_in(Client(), cast.land_specialist).get(address)

    assert seen.status_code == 200
    assert b"".join(seen).startswith(b"\x89PNG")  # type: ignore[call-overload]
    assert hidden.status_code == 404


def test_a_paper_without_a_file_has_nothing_to_open(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast, papers=(make.PaperIn(name="Đơn", medium="0"),))
    address = reverse("dossiers_desk:paper", args=[dossier.code, dossier.papers.get().pk])

    answer = sign_in(client, cast.specialist).get(address)

    assert answer.status_code == 404


def test_the_receipt_is_a_pdf(client: Client, cast: Cast) -> None:
    dossier = make.taken_in(cast)

    answer = sign_in(client, cast.one_stop_officer).get(reverse("dossiers_desk:receipt", args=[dossier.code]))

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]


def test_there_is_no_receipt_before_reception(client: Client, cast: Cast) -> None:
    dossier = make.filed(cast.citizen)

    answer = sign_in(client, cast.one_stop_officer).get(reverse("dossiers_desk:receipt", args=[dossier.code]))

    assert answer.status_code == 404


def test_the_supplement_and_refusal_slips_are_there_once_they_apply(client: Client, cast: Cast) -> None:
    asked, refused = make.filed(cast.citizen), make.filed(cast.citizen)
    officer = cast.one_stop_officer
    lack = make.intake.Lack(None, "Giấy nhà", "Ảnh chụp bị mờ")
    make.intake.request_supplement(
        dossier=asked, by=officer, items=[lack], at=make.MONDAY, seen=asked.revision
    )
    make.intake.refuse(
        dossier=refused,
        by=officer,
        reason="Không thuộc thẩm quyền của xã",
        at=make.MONDAY,
        seen=refused.revision,
    )
    sign_in(client, officer)

    slip = client.get(reverse("dossiers_desk:supplement_pdf", args=[asked.code, 1]))
    none = client.get(reverse("dossiers_desk:supplement_pdf", args=[asked.code, 2]))
    refusal = client.get(reverse("dossiers_desk:refusal", args=[refused.code]))
    not_refused = client.get(reverse("dossiers_desk:refusal", args=[asked.code]))

    assert slip.content.startswith(b"%PDF")
    assert refusal.content.startswith(b"%PDF")
    assert (none.status_code, not_refused.status_code) == (404, 404)
    assert "Ảnh chụp bị mờ" in record_of(client, asked.code)
    assert "Không thuộc thẩm quyền" in record_of(client, refused.code)


def test_the_result_opens_once_there_is_one(client: Client, cast: Cast) -> None:
    with_file, without = make.proposed(cast), make.proposed(cast, with_file=False)
    sign_in(client, cast.head_of_office)

    there = client.get(reverse("dossiers_desk:result_file", args=[with_file.code]))
    none = client.get(reverse("dossiers_desk:result_file", args=[without.code]))

    assert b"".join(there).startswith(b"\x89PNG")  # type: ignore[call-overload]
    assert none.status_code == 404
    assert "du-thao.png" in record_of(client, with_file.code)


@pytest.mark.parametrize(
    "stage", ["filed", "taken_in", "assigned", "proposed", "approved", "ready", "returned"]
)
def test_the_record_is_whole_at_every_stage(client: Client, cast: Cast, stage: str) -> None:
    dossier = make.filed(cast.citizen) if stage == "filed" else getattr(make, stage)(cast)

    page = record_of(sign_in(client, cast.one_stop_officer), dossier.code)

    assert dossier.state_words in page
