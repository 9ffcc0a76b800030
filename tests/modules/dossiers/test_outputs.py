"""A step whose route says what it must have is not left without it; older routes only remind."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers.access import NotYours, actions_for
from xaso.modules.dossiers.models import Dossier, Opinion, Paper, Result
from xaso.modules.dossiers.services import consulting, handling, on_the_spot, outputs, proving, resolving
from xaso.modules.org.queries.cache import clear_caches
from xaso.modules.procedures.models import ProcedureVersion, RouteStep
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def asks(dossier: Dossier, kind: str, name: str = "", *, step: str = "handle") -> Dossier:
    """The dossier, its route's step of that kind asking for an output."""
    rows = RouteStep.objects.filter(route=dossier.version.route, kind=step)
    rows.update(output=name or RouteStep.Output(kind).label if kind else name, output_kind=kind)
    clear_caches()
    return Dossier.objects.select_related("step", "version__route", "field__unit").get(pk=dossier.pk)


def propose(dossier: Dossier, cast: Cast, *, with_file: bool = False) -> Dossier:
    return resolving.propose_result(
        dossier=dossier,
        by=cast.specialist,
        outcome="granted",
        summary="Xác nhận đúng nơi ở.",
        upload=make.picture("du-thao.png") if with_file else None,
        at=make.MONDAY,
        seen=dossier.revision,
    )


def verified(dossier: Dossier, cast: Cast) -> Dossier:
    return consulting.record_verification(
        dossier=dossier,
        by=cast.specialist,
        happened_at=make.MONDAY,
        place="Bản Thượng",
        participants="Trưởng bản",
        content="Xem nhà đang ở.",
        conclusion="Đúng như đơn.",
        at=make.MONDAY,
        seen=dossier.revision,
    )


def test_without_the_draft_of_the_result_the_step_is_not_left(cast: Cast) -> None:
    dossier = asks(make.assigned(cast), "result")

    with pytest.raises(outputs.OutputLacking, match="Bước này phải có “Dự thảo kết quả”") as refused:
        propose(dossier, cast)

    assert refused.value.hint is not None
    assert "chọn tệp dự thảo" in refused.value.hint
    dossier.refresh_from_db()
    assert dossier.step is not None
    assert dossier.step.kind == "handle"
    assert propose(dossier, cast, with_file=True).step.kind == "check"


def test_a_result_written_from_a_template_is_a_draft(cast: Cast) -> None:
    dossier = asks(make.assigned(cast), "result")
    template = proving.result_templates(dossier)[0]
    proving.write_result(
        dossier=dossier,
        template=template.code,
        title="Giấy xác nhận",
        body="Xác nhận nơi ở.",
        by=cast.specialist,
        at=make.MONDAY,
    )

    assert propose(dossier, cast).step.kind == "check"


def test_a_verification_must_be_recorded_first(cast: Cast) -> None:
    dossier = asks(make.assigned(cast), "verification", "Biên bản xác minh tại bản")

    with pytest.raises(outputs.OutputLacking, match="Biên bản xác minh tại bản") as refused:
        propose(dossier, cast)

    assert refused.value.hint == "Bấm “Ghi biên bản xác minh” ở hồ sơ."
    assert propose(verified(dossier, cast), cast).step.kind == "check"


def test_an_opinion_counts_once_it_is_answered_and_silence_never_does(cast: Cast) -> None:
    dossier = asks(make.assigned(cast), "opinion")
    asked = consulting.ask_opinions(
        dossier=dossier,
        by=cast.specialist,
        units=[cast.land_head.unit],
        agencies=[],
        question="Đất có tranh chấp không?",
        due_on=date(2026, 3, 4),
        at=make.MONDAY,
        seen=dossier.revision,
    )

    with pytest.raises(outputs.OutputLacking, match="Ý kiến trả lời"):
        propose(asked, cast)
    consulting.give_opinion(
        opinion=Opinion.objects.select_related("dossier__step", "unit").get(),
        by=cast.land_head,
        stance="agrees",
        answer="Không tranh chấp.",
        at=make.MONDAY,
    )
    asked.refresh_from_db()

    assert propose(asked, cast).step.kind == "check"


def test_a_paper_of_that_name_is_attached_by_whoever_holds_the_step(cast: Cast) -> None:
    dossier = asks(make.assigned(cast), "paper", "Trích lục bản đồ")

    with pytest.raises(outputs.OutputLacking, match="Trích lục bản đồ"):
        propose(dossier, cast)
    with pytest.raises(NotYours):
        outputs.attach_paper(
            dossier=dossier, upload=make.picture(), by=cast.clerk, at=make.MONDAY, seen=dossier.revision
        )
    with pytest.raises(Invalid, match="Chọn tệp"):
        outputs.attach_paper(
            dossier=dossier, upload=None, by=cast.specialist, at=make.MONDAY, seen=dossier.revision
        )
    dossier = outputs.attach_paper(
        dossier=dossier, upload=make.picture(), by=cast.specialist, at=make.MONDAY, seen=dossier.revision
    )

    assert Paper.objects.get(dossier=dossier).name == "Trích lục bản đồ"
    assert Entry.objects.filter(subject=dossier.subject, event="dossiers.paper_attached").count() == 1
    assert propose(dossier, cast).step.kind == "check"


def test_a_paper_of_the_procedure_under_that_name_is_there_already(cast: Cast) -> None:
    dossier = asks(make.assigned(cast), "paper", "bản chụp giấy tờ nhà")
    component = dossier.version.components.get(code="tp02")

    attached = outputs.attach_paper(
        dossier=dossier, upload=make.picture(), by=cast.specialist, at=make.MONDAY, seen=dossier.revision
    )

    assert Paper.objects.get(dossier=attached).component == component


def test_a_check_waits(cast: Cast) -> None:
    dossier = asks(make.proposed(cast), "paper", "Phiếu thẩm định", step="check")

    with pytest.raises(outputs.OutputLacking):
        handling.forward(dossier=dossier, by=cast.head_of_office, at=make.MONDAY, seen=dossier.revision)


def test_an_approval_waits_and_leaves_nothing_approved(cast: Cast) -> None:
    dossier = asks(make.awaiting_approval(cast, with_file=False), "result", step="approve")

    with pytest.raises(outputs.OutputLacking):
        resolving.approve(dossier=dossier, by=cast.chairman, at=make.MONDAY, seen=dossier.revision)

    assert Result.objects.get(dossier=dossier).approved_at is None


def test_a_distribution_goes_on_as_before(cast: Cast) -> None:
    dossier = asks(make.taken_in(cast), "paper", "Phiếu thẩm định")

    given = handling.assign(
        dossier=dossier, to=cast.specialist, by=cast.head_of_office, at=make.MONDAY, seen=dossier.revision
    )

    assert given.holder == cast.specialist


def test_sending_back_never_waits(cast: Cast) -> None:
    dossier = asks(make.proposed(cast), "paper", "Phiếu thẩm định", step="check")

    sent = handling.send_back(
        dossier=dossier, by=cast.head_of_office, at=make.MONDAY, seen=dossier.revision, note="Thiếu chữ ký."
    )

    assert sent.step is not None
    assert sent.step.kind == "handle"


def test_a_route_published_before_only_reminds(cast: Cast) -> None:
    dossier = asks(make.assigned(cast), "", "Biên bản xác minh")

    assert outputs.output_of(dossier) is None
    assert propose(dossier, cast).step.kind == "check"


def test_a_dossier_on_its_way_keeps_the_route_it_was_received_under(cast: Cast) -> None:
    dossier = make.assigned(cast)
    old = dossier.version
    route = old.route
    steps = list(route.steps.order_by("order"))
    route.pk, route.number = None, 2
    route.save()
    for step in steps:
        step.pk, step.route = None, route
        step.output_kind, step.output = ("result", "Dự thảo") if step.kind == "handle" else ("", "")
        step.save()
    ProcedureVersion.objects.filter(pk=old.pk).update(valid_to=make.MONDAY.date())

    assert outputs.output_of(dossier) is None
    assert propose(dossier, cast).step.kind == "check"


def test_on_the_spot_nothing_is_done_when_a_step_lacks_its_output(cast: Cast) -> None:
    dossier = make.assigned(cast)
    ProcedureVersion.objects.filter(pk=dossier.version_id).update(four_on_the_spot=True)
    dossier = asks(dossier, "result")

    with pytest.raises(outputs.OutputLacking):
        on_the_spot.go_on_the_spot(
            dossier=dossier,
            by=cast.specialist,
            told=on_the_spot.Told(summary="Đúng nơi đang ở."),
            at=make.MONDAY,
            seen=dossier.revision,
        )

    dossier.refresh_from_db()
    assert dossier.step is not None
    assert dossier.step.kind == "handle"


def test_only_a_step_that_asks_for_a_paper_offers_to_attach_one(cast: Cast) -> None:
    plain = make.assigned(cast)
    paper = asks(make.assigned(cast), "paper", "Trích lục bản đồ")

    assert "attach" not in [one.code for one in actions_for(cast.specialist, plain)]
    assert "attach" in [one.code for one in actions_for(cast.specialist, paper)]


def test_the_page_tells_what_is_wanted_before_anything_is_pressed(client: Client, cast: Cast) -> None:
    dossier = asks(make.assigned(cast), "paper", "Trích lục bản đồ")
    sign_in(client, cast.specialist)
    at = {deed: reverse("dossiers_desk:action", args=[dossier.code, deed]) for deed in ("propose", "attach")}

    before = client.get(reverse("dossiers_desk:record", args=[dossier.code])).content.decode()
    asked = client.get(at["propose"]).content.decode()
    told = {"outcome": "granted", "summary": "Đúng nơi đang ở.", "seen": str(dossier.revision)}
    refused = client.post(at["propose"], told)
    empty = client.post(at["attach"], {"seen": str(dossier.revision)})
    done = client.post(at["attach"], {"seen": str(dossier.revision), "upload": make.picture()})
    after = client.get(reverse("dossiers_desk:record", args=[dossier.code])).content.decode()

    assert "Chưa có thì chưa chuyển bước sau được" in before
    assert at["attach"] in before
    assert "Chưa có thì chưa chuyển bước sau được" in asked
    assert refused.status_code == 409
    assert "Bấm “Đính giấy của bước” ở hồ sơ" in refused.content.decode()
    assert "Đúng nơi đang ở.</textarea>" in refused.content.decode()
    assert empty.status_code == 422
    assert done.status_code == 302
    assert "Đã có" in after
    assert "Đính “Trích lục bản đồ”" in after
