"""Drawing an e-form and publishing it."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import NOW, PACK, Cast
from tests.factories import dossiers as make
from tests.modules.procedures.form_work import FIRST_DAY, FORM, drawn_anew, form_published
from xaso.kernel.errors import Missing
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.models import FormDefinition, FormDraft, ProcedureVersion
from xaso.modules.procedures.queries import eforms
from xaso.modules.procedures.services import form_drafting, form_parts, form_publishing
from xaso.modules.procedures.services.draft_changing import DraftGone, DraftOvertaken
from xaso.modules.procedures.services.named import UnknownProcedures
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry
from xaso.sites.setup.pack.reading import read

pytestmark = pytest.mark.django_db
SECTION = {"title": "Giấy tờ thêm", "intro": "", "show_if": None}
RULE = {"expr": "filled(move_on)", "field": "move_on", "message": "Ghi ngày."}


def act(by: Officer, seen: int) -> form_parts.Act:
    return {"by": by, "at": NOW, "seen": seen}


def codes(draft: FormDraft, section: int) -> list[str]:
    return [field["code"] for field in draft.definition["sections"][section]["fields"]]


def test_a_draft_begins_with_the_fields_of_the_form_and_one_is_enough(control_officer: Officer) -> None:
    draft = drawn_anew(control_officer)

    assert drawn_anew(control_officer) == draft
    assert eforms.check_form(draft).problems == []
    assert draft.definition["sections"] == FormDefinition.objects.get(code=FORM).definition["sections"]
    assert Entry.objects.filter(subject=f"form:{FORM}").count() == 1


def test_a_new_form_gets_a_code_and_may_be_like_another(control_officer: Officer) -> None:
    like = FormDefinition.objects.get(code=FORM)

    first = form_drafting.begin_form(title="Mới", like=None, by=control_officer, at=NOW)
    second = form_drafting.begin_form(title="2 con", like=like, by=control_officer, at=NOW)

    assert (first.code, first.definition) == ("moi-2", {"sections": [], "rules": []})
    assert second.code == "to-khai-2-con"
    assert "Biểu mẫu cần ít nhất một phần." in [one.sentence for one in eforms.check_form(first).problems]
    with pytest.raises(form_drafting.TitleMissing):
        form_drafting.begin_form(title="…", like=None, by=control_officer, at=NOW)


def test_sections_are_added_moved_changed_and_dropped(control_officer: Officer) -> None:
    by = control_officer
    draft = drawn_anew(by)
    count = len(draft.definition["sections"])

    draft = form_parts.add_section(draft=draft, said=SECTION, **act(by, 1))
    draft = form_parts.move_section(draft=draft, place=count, to=0, **act(by, 2))
    draft = form_parts.change_section(draft=draft, place=0, said=SECTION | {"title": "Khác"}, **act(by, 3))

    assert draft.definition["sections"][0]["title"] == "Khác"
    assert [one.sentence for one in eforms.check_form(draft).problems] == ["Phần này chưa có ô nào."]
    draft = form_parts.drop_section(draft=draft, place=0, **act(by, 4))
    assert len(draft.definition["sections"]) == count
    with pytest.raises(form_parts.PartMissing):
        form_parts.drop_section(draft=draft, place=count, **act(by, 5))


def test_fields_are_added_changed_moved_between_sections_and_dropped(control_officer: Officer) -> None:
    by = control_officer
    draft = drawn_anew(by)

    draft = form_parts.add_field(draft=draft, section=0, kind="number", label="Số con", **act(by, 1))
    last = len(codes(draft, 0)) - 1
    said = {"label": "Số con", "min": 0, "code": "khac", "options": [{"value": "x", "label": "X"}]}
    draft = form_parts.change_field(draft=draft, section=0, place=last, said=said, **act(by, 2))
    field = draft.definition["sections"][0]["fields"][last]
    draft = form_parts.move_field(draft=draft, section=0, place=last, to=(1, 99), **act(by, 3))

    assert (field["code"], field["min"], field["options"]) == ("so_con", 0, [])
    assert codes(draft, 1)[-1] == "so_con"
    draft = form_parts.drop_field(draft=draft, section=1, place=len(codes(draft, 1)) - 1, **act(by, 4))
    assert "so_con" not in codes(draft, 1)
    with pytest.raises(form_parts.PartMissing):
        form_parts.add_field(draft=draft, section=9, kind="text", label="A", **act(by, 5))


def test_a_form_does_not_grow_without_end(control_officer: Officer) -> None:
    draft = drawn_anew(control_officer)
    field = draft.definition["sections"][0]["fields"][0]
    full = [{**field, "code": f"o_{number}"} for number in range(form_parts.MOST_FIELDS)]
    draft.definition["sections"][0]["fields"] = full
    draft.save()

    with pytest.raises(form_parts.TooManyFields):
        form_parts.add_field(draft=draft, section=0, kind="text", label="A", **act(control_officer, 1))


def test_rules_are_added_changed_and_dropped(control_officer: Officer) -> None:
    by = control_officer
    draft = form_drafting.begin_form(title="Thử", like=None, by=by, at=NOW)

    draft = form_parts.put_rule(draft=draft, place=None, said=RULE, **act(by, 1))
    draft = form_parts.put_rule(draft=draft, place=0, said=RULE | {"message": "Ghi rõ ngày."}, **act(by, 2))

    assert [rule["message"] for rule in draft.definition["rules"]] == ["Ghi rõ ngày."]
    assert "Không có ô nào tên “move_on”." in [one.sentence for one in eforms.check_form(draft).problems]
    assert form_parts.drop_rule(draft=draft, place=0, **act(by, 3)).definition["rules"] == []


def test_a_condition_on_a_dropped_field_is_told_where_it_stands(control_officer: Officer) -> None:
    by = control_officer
    draft = drawn_anew(by)
    draft = form_parts.add_field(draft=draft, section=0, kind="bool", label="Có con", **act(by, 1))
    place = len(codes(draft, 0)) - 1
    said = {**SECTION, "show_if": "co_con"}
    draft = form_parts.change_section(draft=draft, place=1, said=said, **act(by, 2))
    assert eforms.check_form(draft).problems == []

    draft = form_parts.drop_field(draft=draft, section=0, place=place, **act(by, 3))

    (told,) = eforms.check_form(draft).problems
    assert told.where == "Giấy tờ thêm"
    assert "không có ô nào tên “co_con”" in told.sentence


def test_nobody_writes_over_what_he_has_not_seen(control_officer: Officer) -> None:
    draft = drawn_anew(control_officer)
    form_parts.add_section(draft=draft, said=SECTION, **act(control_officer, 1))

    with pytest.raises(DraftOvertaken):
        form_parts.add_section(draft=draft, said=SECTION, **act(control_officer, 1))
    form_drafting.discard_form(draft=draft, **act(control_officer, 2))
    with pytest.raises(DraftGone):
        form_drafting.discard_form(draft=draft, **act(control_officer, 3))
    with pytest.raises(Missing):
        eforms.form_draft(FORM)


def test_a_draft_gets_its_title_and_ground(control_officer: Officer) -> None:
    draft = drawn_anew(control_officer)
    said = {"title": " Tờ  khai ", "basis": "TT 1", "certainty": "B"}

    named = form_drafting.name_form(draft=draft, **said, **act(control_officer, 1))

    assert (named.title, named.basis, named.certainty) == ("Tờ khai", "TT 1", "B")
    with pytest.raises(form_drafting.TitleMissing):
        form_drafting.name_form(draft=named, **said | {"title": "-"}, **act(control_officer, 2))


def test_it_holds_from_the_day_and_what_was_begun_keeps_the_old_one(cast: Cast) -> None:
    draft_of = make.draft_of(cast.citizen, when=NOW)
    draft = drawn_anew(cast.control_officer)
    draft = form_parts.add_field(
        draft=draft, section=0, kind="text", label="Biệt danh", **act(cast.control_officer, 1)
    )

    made = form_published(draft, cast.control_officer)

    version = ProcedureVersion.objects.get(procedure__code=make.RESIDENCE, valid_to=None)
    before = queries.form_definition(version, FIRST_DAY - timedelta(days=1))
    assert queries.form_definition(version, FIRST_DAY) == made
    assert before.valid_to == FIRST_DAY - timedelta(days=1)
    draft_of.refresh_from_db()
    assert draft_of.form == before
    assert made.definition["valid_from"] == FIRST_DAY.isoformat()
    assert not FormDraft.objects.exists()
    assert Entry.objects.get(event="procedures.form_published").data["changed"] == ["thêm ô “Biệt danh”"]


def test_loading_the_pack_again_does_not_open_what_was_replaced(control_officer: Officer) -> None:
    form_published(drawn_anew(control_officer), control_officer)
    rows: Any = [deepcopy(read(PACK / "eforms" / f"{FORM}.json").value)]

    done = services.load_forms(rows, by=SYSTEM, at=NOW)

    assert not done
    assert FormDefinition.objects.filter(code=FORM, valid_to=None).count() == 1


def test_a_form_with_broken_conditions_is_refused(control_officer: Officer) -> None:
    draft = drawn_anew(control_officer)
    said = {**SECTION, "show_if": "khong_co == 'x'"}
    draft = form_parts.change_section(draft=draft, place=1, said=said, **act(control_officer, 1))

    with pytest.raises(form_publishing.FormFaulty) as refused:
        form_published(draft, control_officer)

    assert "không có ô nào tên “khong_co”" in refused.value.problems[0].sentence
    assert FormDefinition.objects.filter(code=FORM).count() == 1


def test_the_day_must_fit_and_the_draft_be_of_the_latest(control_officer: Officer) -> None:
    draft = drawn_anew(control_officer)
    with pytest.raises(form_publishing.FormStartWrong):
        form_published(draft, control_officer, valid_from=NOW.date())
    form_published(draft, control_officer)
    again = drawn_anew(control_officer)
    with pytest.raises(form_publishing.FormStartWrong, match="01/04/2026"):
        form_published(again, control_officer)
    FormDraft.objects.update(based_on=None)

    with pytest.raises(form_publishing.FormDraftStale):
        form_published(eforms.form_draft(FORM), control_officer, valid_from=FIRST_DAY + timedelta(days=9))


def test_a_new_form_is_given_to_the_procedures_named(control_officer: Officer) -> None:
    like = FormDefinition.objects.get(code=FORM)
    draft = form_drafting.begin_form(title="Tờ khai riêng", like=like, by=control_officer, at=NOW)
    with pytest.raises(UnknownProcedures):
        form_published(draft, control_officer, codes=["8.1"])

    made = form_published(draft, control_officer, codes=["9.000001"])

    assert queries.current_version("9.000001", FIRST_DAY).form_code == "to-khai-rieng"
    (family,) = [one for one in eforms.form_families(NOW.date()) if one.code == made.code]
    assert (family.form, family.coming, family.title) == (None, made, "Tờ khai riêng")
    again = form_drafting.revise_form(form=made, by=control_officer, at=NOW)
    form_published(again, control_officer, codes=["9.000001"], valid_from=FIRST_DAY + timedelta(days=5))
    assert Entry.objects.filter(event="procedures.form_published").latest("seq").data["procedures"] == []
