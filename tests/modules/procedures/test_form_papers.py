"""An e-form asks only for papers the procedure has, whichever of the two is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import NOW, sign_in
from tests.modules.procedures.form_work import FIRST_DAY, drawn_anew, form_published
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.models import FormDefinition, FormDraft, ProcedureVersion
from xaso.modules.procedures.queries.comparing import parts_of
from xaso.modules.procedures.queries.form_papers import held_against, papers_of_form
from xaso.modules.procedures.rules.form_papers import PaperMatch, Stray, match_papers
from xaso.modules.procedures.services.form_papers import PapersUnknown
from xaso.modules.procedures.services.form_parts import change_field

CODE, FORM = "9.000001", "residence"
TODAY = date(2026, 3, 2)
PUBLISH = "/ban-lam-viec/thu-tuc/to-khai/residence/ban-thao/ban-hanh/"


def form_of(*boxes: dict[str, Any]) -> dict[str, Any]:
    return {"sections": [{"code": "p", "title": "Giấy", "fields": list(boxes)}]}


def paper_box(label: str, component: str | None) -> dict[str, Any]:
    return {"code": label.lower(), "type": "file", "label": label, "component": component}


def test_what_is_not_there_what_is_not_asked_and_what_takes_anything() -> None:
    text = {"code": "ten", "type": "text", "label": "Tên"}
    form = form_of(text, paper_box("Nhà", "tp02"), paper_box("Lạ", "tp09"), paper_box("Khác", None))
    papers = [
        {"code": "tp01", "name": "Đơn", "required": True},
        {"code": "tp02", "name": "Giấy nhà", "required": True},
        {"code": "tp03", "name": "Ủy quyền", "required": False},
    ]

    found = match_papers(form, papers)

    assert found == PaperMatch(strays=(Stray("Lạ", "tp09"),), unasked=("Đơn",), free=("Khác",))


@pytest.fixture
def astray(control_officer: Officer) -> FormDraft:
    """A draft whose paper box names a paper the procedure does not have."""
    draft = drawn_anew(control_officer)
    place = [one["code"] for one in draft.definition["sections"]].index("papers")
    said = {**draft.definition["sections"][place]["fields"][0], "component": "tp09"}
    return change_field(
        draft=draft, section=place, place=0, said=said, by=control_officer, at=NOW, seen=draft.revision
    )


@pytest.mark.django_db
def test_a_form_that_asks_for_what_is_not_there_is_not_published(
    control_officer: Officer, astray: FormDraft
) -> None:
    with pytest.raises(PapersUnknown) as refused:
        form_published(astray, control_officer)

    assert [one.sentence for one in refused.value.problems] == [
        "Ô “Bản chụp giấy tờ nhà” ghi mã giấy “tp09” mà thủ tục 9.000001 không có. "
        "Sửa mã ở ô, hoặc thêm giấy vào thủ tục."
    ]
    assert FormDraft.objects.filter(pk=astray.pk).exists()
    assert FormDefinition.objects.filter(code=FORM).count() == 1


@pytest.mark.django_db
def test_a_form_given_to_a_further_procedure_must_fit_that_one_too(control_officer: Officer) -> None:
    draft = drawn_anew(control_officer)

    with pytest.raises(PapersUnknown) as refused:
        form_published(draft, control_officer, codes=["9.000002"])

    assert "thủ tục 9.000002 không có" in refused.value.problems[0].sentence
    assert not ProcedureVersion.objects.filter(valid_from=FIRST_DAY).exists()


@pytest.mark.django_db
def test_a_paper_its_form_asks_for_is_not_taken_out_of_a_procedure(control_officer: Officer) -> None:
    version = queries.current_version(CODE, TODAY)
    papers = [one for one in parts_of(version)["components"] if one["code"] != "tp02"]

    with pytest.raises(PapersUnknown):
        services.new_version(
            procedure=version.procedure,
            changes={"components": papers},
            valid_from=FIRST_DAY,
            decision=None,
            by=control_officer,
            at=NOW,
        )

    assert not ProcedureVersion.objects.filter(valid_from=FIRST_DAY).exists()


@pytest.mark.django_db
def test_changes_that_touch_neither_papers_nor_form_are_not_held_up(control_officer: Officer) -> None:
    version = queries.current_version(CODE, TODAY)
    version.components.filter(code="tp02").delete()

    made = services.new_version(
        procedure=version.procedure,
        changes={"result": "Giấy xác nhận điện tử"},
        valid_from=FIRST_DAY,
        decision=None,
        by=control_officer,
        at=NOW,
    )

    assert made.result == "Giấy xác nhận điện tử"


@pytest.mark.django_db
def test_required_papers_nobody_asks_for_are_listed(django_assert_num_queries: Callable[..., Any]) -> None:
    form = FormDefinition.objects.get(code=FORM)

    with django_assert_num_queries(2):
        held = held_against(form.definition, FORM, since=TODAY)

    assert [(one.code, one.match.unasked) for one in held] == [(CODE, ("Đơn xin xác nhận nơi ở",))]
    assert held_against(form.definition, "generic", since=TODAY) == []
    assert papers_of_form("", [], since=TODAY) is None
    assert papers_of_form("khong-co", [], since=TODAY) is None


@pytest.mark.django_db
def test_the_page_tells_before_anything_is_pressed(
    client: Client, control_officer: Officer, astray: FormDraft
) -> None:
    sign_in(client, control_officer)

    page = client.get(PUBLISH).content.decode()
    sent = {"seen": astray.revision, "codes": ""} | {
        f"valid_from-{part}": value for part, value in (("ngay", "1"), ("thang", "4"), ("nam", "2099"))
    }
    refused = client.post(PUBLISH, sent)

    assert "Bản chụp giấy tờ nhà, mã “tp09”" in page
    assert "2 giấy bắt buộc chưa ô nào hỏi" in page
    assert refused.status_code == 422
    assert "Sửa mã ở ô, hoặc thêm giấy vào thủ tục" in refused.content.decode()
