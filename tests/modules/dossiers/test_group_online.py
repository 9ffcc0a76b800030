"""Several procedures filed in one go online: told once, sent once, a dossier each."""

from __future__ import annotations

import pytest
from pytest_django.asserts import assertNumQueries

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories import groups
from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.dossiers.models import Dossier, DossierGroup, Draft, GroupDraft, Paper, PaperOrigin
from xaso.modules.dossiers.queries.group_path import GroupPath, own_group, path_of
from xaso.modules.dossiers.queries.groups import group_view, own_group_view, siblings
from xaso.modules.dossiers.services import drafting, filing, intake
from xaso.modules.dossiers.services.group_drafting import discard_group, start_group
from xaso.modules.dossiers.services.group_filing import GroupGone, OneRefused, file_group
from xaso.modules.dossiers.services.grouping import UnfitGroup
from xaso.modules.dossiers.services.opening import NotFiledHere
from xaso.modules.procedures.models import Procedure
from xaso.modules.procedures.queries import versions_with_papers
from xaso.platform.files.models import StoredFile
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db
TODAY = local_date(make.MONDAY)


@pytest.fixture(autouse=True)
def event() -> str:
    return groups.load_event()


def test_what_one_form_was_told_the_next_does_not_ask(cast: Cast) -> None:
    group = groups.begun(cast.citizen)
    groups.first_done(group)

    second = path_of(groups.drafts_of(group)[1], today=TODAY)

    assert [one.code for one in second.sections] == ["papers"]
    assert [one.code for one in second.section("papers").fields] == ["reason"]
    assert second.draft.answers["home"] == groups.HOME
    assert second.answered_before == {"applicant_name", "applicant_id", "applicant_phone", "home"}


def test_an_answer_changed_in_the_first_form_changes_in_the_next(cast: Cast) -> None:
    group = groups.whole(cast.citizen)
    moved = {**groups.HOME, "detail": "Nhà trên đồi"}

    groups.answered(groups.drafts_of(group)[0], {"home": moved}, make.MONDAY)

    assert groups.drafts_of(group)[1].answers["home"] == moved


def test_an_answer_that_differs_is_asked_again_and_stays_as_typed_there(cast: Cast) -> None:
    group = groups.whole(cast.citizen)
    first, second = groups.drafts_of(group)
    there = {**groups.HOME, "detail": "Nhà bố mẹ"}
    drafting.save_section(draft=second, section_code="home", values={"home": there}, at=make.MONDAY)

    groups.answered(first, {"kind": "own"}, make.MONDAY)

    path = path_of(second, today=TODAY)
    assert path.draft.answers["home"] == there
    assert "home" in [one.code for one in path.sections]


def test_a_wrong_answer_is_not_carried_over(cast: Cast) -> None:
    group = groups.begun(cast.citizen)
    first, second = groups.drafts_of(group)

    drafting.save_section(
        draft=first, section_code="applicant", values={"applicant_phone": "12"}, is_done=False, at=make.MONDAY
    )

    assert groups.drafts_of(group)[1].answers["applicant_phone"] == second.answers["applicant_phone"]


def test_a_later_form_waits_for_the_first(cast: Cast) -> None:
    group = groups.begun(cast.citizen)

    waiting = path_of(groups.drafts_of(group)[1], today=TODAY).waits_for
    groups.first_done(group)

    assert waiting is not None
    assert waiting.draft.version.procedure.code == make.RESIDENCE
    assert path_of(groups.drafts_of(group)[1], today=TODAY).waits_for is None


def test_for_whom_is_said_once(cast: Cast) -> None:
    group = groups.begun(cast.citizen)

    drafting.save_party(
        draft=groups.drafts_of(group)[0],
        for_other=True,
        other_name="Giàng A Cụ",
        other_id_number="099040000777",
        relation="Con của người đó",
        at=make.MONDAY,
    )

    assert [one.other_name for one in groups.drafts_of(group)] == ["Giàng A Cụ"] * 2


def test_one_submit_makes_linked_dossiers_each_with_its_code(cast: Cast) -> None:
    group = groups.whole(cast.citizen)

    made = file_group(group=group, by=cast.citizen, at=make.MONDAY)

    dossiers = list(Dossier.objects.filter(membership__group=made).order_by("membership__order"))
    assert [one.version.procedure.code for one in dossiers] == list(groups.CODES)
    assert len({one.code for one in dossiers}) == 2
    assert [one.answers["home"] for one in dossiers] == [groups.HOME] * 2
    assert dossiers[1].answers["reason"] == "Nhà neo người"
    assert (made.opened_by, made.applicant) == (None, cast.citizen)
    assert not Draft.objects.exists()
    assert not GroupDraft.objects.exists()
    assert Entry.objects.filter(subject=made.subject, event="dossiers.group_taken_in").count() == 1
    assert siblings(dossiers[0])[1][0].code == dossiers[1].code


def test_a_shared_paper_is_stored_once_and_stands_in_both(cast: Cast) -> None:
    before = StoredFile.objects.count()
    group = groups.whole(cast.citizen)

    made = file_group(group=group, by=cast.citizen, at=make.MONDAY)

    papers = list(
        Paper.objects.filter(dossier__membership__group=made).order_by("dossier__membership__order")
    )
    assert StoredFile.objects.count() == before + 1
    assert len({one.file_id for one in papers}) == 1
    assert [one.was_reused for one in papers] == [False, True]
    assert not PaperOrigin.objects.exists()


def test_a_shared_paper_that_will_be_brought_stands_in_both_without_a_file(cast: Cast) -> None:
    Procedure.objects.get(code=make.RESIDENCE).versions.get().components.filter(code="tp02").update(
        originals=1
    )
    group = groups.begun(cast.citizen)
    first = groups.drafts_of(group)[0]
    groups.answered(first, make.answers(), make.MONDAY)
    drafting.bring_on_paper(draft=first, field_code="house_paper", brought=True, at=make.MONDAY)
    groups.second_done(group)

    made = file_group(group=group, by=cast.citizen, at=make.MONDAY)

    papers = Paper.objects.filter(dossier__membership__group=made)
    assert sorted((one.medium, one.file_id, one.was_reused) for one in papers) == [
        ("0", None, False),
        ("0", None, True),
    ]


def test_a_file_of_its_own_takes_the_place_of_the_shared_one(cast: Cast) -> None:
    group = groups.whole(cast.citizen)
    second = groups.drafts_of(group)[1]
    drafting.attach_file(
        draft=second,
        field_code="house_paper",
        component_code="",
        upload=make.picture("khac.png"),
        by=cast.citizen,
        at=make.MONDAY,
    )

    made = file_group(group=group, by=cast.citizen, at=make.MONDAY)

    own = Paper.objects.select_related("file").get(
        dossier__membership__group=made, dossier__membership__order=2
    )
    assert own.file is not None
    assert (own.file.name, own.was_reused) == ("khac.png", False)


def test_sent_twice_is_sent_once(cast: Cast) -> None:
    group = groups.whole(cast.citizen)
    first = file_group(group=group, by=cast.citizen, at=make.MONDAY)

    second = file_group(group=group, by=cast.citizen, at=make.MONDAY)

    assert first == second
    assert Dossier.objects.count() == 2


def test_each_dossier_is_received_by_itself(cast: Cast) -> None:
    made = file_group(group=groups.whole(cast.citizen), by=cast.citizen, at=make.MONDAY)
    first = Dossier.objects.get(membership__group=made, membership__order=1)

    intake.accept(dossier=first, by=cast.one_stop_officer, at=make.moment(2, 9), seen=first.revision)

    lines = own_group_view(cast.citizen, made.code).lines
    assert [one.received_at is not None for one in lines] == [True, False]
    assert [one.due_at is not None for one in lines] == [True, False]
    assert [one.answer_due_at is not None for one in lines] == [False, True]
    assert group_view(cast.one_stop_officer, made.code).lines == lines


def test_a_procedure_no_longer_filed_here_keeps_all_back_and_loses_nothing(cast: Cast) -> None:
    group = groups.whole(cast.citizen)
    Procedure.objects.filter(code=make.HARDSHIP).update(filing_place="national")

    with pytest.raises(OneRefused, match="Cổng Dịch vụ công quốc gia") as refused:
        file_group(group=group, by=cast.citizen, at=make.MONDAY)

    assert refused.value.draft.version.procedure.code == make.HARDSHIP
    assert not Dossier.objects.exists()
    assert not DossierGroup.objects.exists()
    assert [one.answers["home"] for one in groups.drafts_of(group)] == [groups.HOME] * 2


def test_something_lacking_keeps_all_back(cast: Cast) -> None:
    group = groups.begun(cast.citizen)
    groups.first_done(group)

    with pytest.raises(OneRefused):
        file_group(group=group, by=cast.citizen, at=make.MONDAY)

    assert not Dossier.objects.exists()


def test_a_draft_of_a_group_is_not_sent_alone(cast: Cast) -> None:
    group = groups.whole(cast.citizen)

    with pytest.raises(filing.InGroup):
        filing.file_draft(draft=groups.drafts_of(group)[0], by=cast.citizen, at=make.MONDAY)


def test_a_group_begun_again_untouched_is_the_same_one(cast: Cast) -> None:
    group = groups.begun(cast.citizen)

    again = groups.begun(cast.citizen)
    groups.first_done(group)
    other = groups.begun(cast.citizen)

    assert again == group
    assert other != group


def test_a_group_has_from_two_to_six_procedures_filed_here(cast: Cast) -> None:
    one = versions_with_papers([make.RESIDENCE], on=TODAY)
    elsewhere = versions_with_papers([make.RESIDENCE, groups.ELSEWHERE], on=TODAY)

    with pytest.raises(UnfitGroup):
        start_group(person=cast.citizen, versions=one, name="Một", at=make.MONDAY)
    with pytest.raises(NotFiledHere):
        start_group(person=cast.citizen, versions=elsewhere, name="Hai", at=make.MONDAY)


def test_too_many_filings_in_progress_are_refused(cast: Cast) -> None:
    for _ in range(drafting.MAX_DRAFTS - 1):
        draft = make.draft_of(cast.citizen, whole=False)
        drafting.save_section(draft=draft, section_code="home", values={}, at=make.MONDAY)

    with pytest.raises(drafting.TooManyDrafts):
        groups.begun(cast.citizen)


def test_one_taken_out_leaves_the_others_and_the_last_alone(cast: Cast) -> None:
    group = groups.whole(cast.citizen)
    first, second = groups.drafts_of(group)

    drafting.discard_draft(draft=first, at=make.MONDAY)

    left = Draft.objects.get()
    assert (left.pk, left.group_id, left.answers["home"]) == (second.pk, None, groups.HOME)
    assert not GroupDraft.objects.exists()


def test_of_three_one_taken_out_the_places_close_up(cast: Cast) -> None:
    versions = versions_with_papers([*groups.CODES, make.COPY], on=TODAY)
    group = start_group(person=cast.citizen, versions=versions, name="Ba", at=make.MONDAY)

    drafting.discard_draft(draft=groups.drafts_of(group)[0], at=make.MONDAY)

    assert [one.group_order for one in groups.drafts_of(group)] == [1, 2]


def test_a_group_thrown_away_is_gone_with_its_files(cast: Cast) -> None:
    before = StoredFile.objects.count()
    group = groups.whole(cast.citizen)

    discard_group(group=group, at=make.MONDAY)

    assert not Draft.objects.exists()
    assert not GroupDraft.objects.exists()
    assert StoredFile.objects.count() == before
    with pytest.raises(GroupGone):
        file_group(group=group, by=cast.citizen, at=make.MONDAY)


def test_a_group_touched_anywhere_is_kept_whole(cast: Cast) -> None:
    group = groups.begun(cast.citizen)
    groups.first_done(group, make.moment(20))

    kept = drafting.discard_untouched(since=make.moment(10), at=make.moment(20))
    gone = drafting.discard_untouched(since=make.moment(25), at=make.moment(25))

    assert (kept, gone) == (0, 2)
    assert not GroupDraft.objects.exists()


def test_a_stranger_finds_neither_the_group_nor_its_receipt(cast: Cast) -> None:
    group = groups.whole(cast.citizen)

    with pytest.raises(Missing):
        own_group(cast.stranger, group.public_id)
    with pytest.raises(GroupGone):
        file_group(group=group, by=cast.stranger, at=make.MONDAY)
    made = file_group(group=group, by=cast.citizen, at=make.MONDAY)
    with pytest.raises(Missing):
        own_group_view(cast.stranger, made.code)


def test_a_group_is_read_in_three_queries(cast: Cast) -> None:
    group = groups.whole(cast.citizen)

    with assertNumQueries(3):
        path = GroupPath(group, today=TODAY)
        cards = path.cards()
        obstacles = path.obstacles()

    assert path.current is None
    assert obstacles == []
    assert [len(one.told_before) for one in cards] == [0, 4]
    assert [row.label for one in cards[1].sections for row in one.rows] == ["Vì sao khó khăn?"]
