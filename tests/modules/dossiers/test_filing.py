"""Filing online: once, whole, with a code; for oneself and for another."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.errors import Invalid
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.lifecycle import State
from xaso.modules.dossiers.models import Dossier, Draft, Involvement
from xaso.modules.dossiers.services import drafting, filing
from xaso.modules.dossiers.services.opening import KeyTaken, NotFiledHere
from xaso.modules.procedures.models import FormDefinition, Procedure, ProcedureVersion
from xaso.modules.procedures.queries import form_definition
from xaso.platform.files.models import StoredFile
from xaso.platform.files.services import store_upload
from xaso.platform.journal.queries import timeline


def answered(person: Person, key: str, stored: StoredFile, **more: object) -> Dossier:
    """Filed through the interface for other programs."""
    procedure = make.version()
    facts = {
        "person": person,
        "version": procedure,
        "form": form_definition(procedure, make.MONDAY.date()),
        "answers": make.answers(),
        "files": {"house_paper": [stored]},
        "filing_key": key,
        "by": person,
        "at": make.MONDAY,
    }
    return filing.file_answers(**facts | more)  # type: ignore[arg-type]


@pytest.fixture
def stored(citizen: Person) -> StoredFile:
    """A stored picture."""
    return store_upload(make.picture(), by=citizen, at=make.MONDAY)


def test_a_whole_draft_becomes_a_dossier_with_a_code_and_its_papers(citizen: Person) -> None:
    draft = make.draft_of(citizen)

    dossier = filing.file_draft(draft=draft, by=citizen, at=make.MONDAY)

    assert dossier.code == "H99.12.34-260302-0001"
    assert (dossier.state, dossier.channel, dossier.entry) == (State.FILED, "2", "system")
    assert (dossier.applicant, dossier.submitter) == (citizen, citizen)
    assert dossier.village == citizen.village
    assert dossier.received_at is None
    assert dossier.answers["kind"] == "own"
    paper = dossier.papers.get()
    assert paper.component is not None
    assert (paper.component.code, paper.medium, paper.needs_digitising) == ("tp02", "2", False)
    assert not Draft.objects.exists()
    assert [entry.event for entry in timeline(dossier.subject)] == ["dossiers.filed"]


def test_codes_of_one_day_follow_one_another_and_start_anew_the_next(citizen: Person) -> None:
    codes = [make.filed(citizen, make.moment(day)).code for day in (2, 2, 3)]

    assert [code[-11:] for code in codes] == ["260302-0001", "260302-0002", "260303-0001"]


def test_sent_twice_it_is_one_dossier(citizen: Person) -> None:
    draft = make.draft_of(citizen)

    first = filing.file_draft(draft=draft, by=citizen, at=make.MONDAY)
    second = filing.file_draft(draft=draft, by=citizen, at=make.moment(2, 9))

    assert first == second
    assert Dossier.objects.count() == 1


def test_what_lacks_is_named_field_by_field_and_the_draft_stays(citizen: Person) -> None:
    draft = make.draft_of(citizen, whole=False)

    with pytest.raises(Invalid) as refused:
        filing.file_draft(draft=draft, by=citizen, at=make.MONDAY)

    fields = {problem.field.split("-")[0] for problem in refused.value.problems}
    assert {"home", "since", "kind", "house_paper"} <= fields
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert not Dossier.objects.exists()


def test_a_refused_filing_gives_its_number_back(citizen: Person) -> None:
    with pytest.raises(Invalid):
        filing.file_draft(draft=make.draft_of(citizen, whole=False), by=citizen, at=make.MONDAY)

    assert make.filed(citizen).code.endswith("-0001")


def test_a_draft_thrown_away_is_not_filed(citizen: Person) -> None:
    draft = make.draft_of(citizen)
    drafting.discard_draft(draft=draft, at=make.MONDAY)

    with pytest.raises(drafting.DraftGone):
        filing.file_draft(draft=draft, by=citizen, at=make.MONDAY)


def test_a_filing_for_a_neighbour_keeps_both_people_and_their_relation(
    village_head: Person, cast: Cast
) -> None:
    draft = make.draft_of(village_head)
    drafting.save_party(
        draft=draft,
        for_other=True,
        other_name="Mùa Thị Chứ",
        other_id_number="099188000777",
        relation="Trưởng bản",
        at=make.MONDAY,
    )

    dossier = filing.file_draft(draft=draft, by=village_head, at=make.MONDAY)

    assert dossier.applicant.full_name == "Mùa Thị Chứ"
    assert dossier.submitter == village_head
    assert dossier.relation == "Trưởng bản"
    assert dossier.village == village_head.village


def test_a_neighbour_already_known_is_found_not_written_anew(village_head: Person, citizen: Person) -> None:
    draft = make.draft_of(village_head)
    drafting.save_party(
        draft=draft,
        for_other=True,
        other_name=citizen.full_name,
        other_id_number=citizen.id_number or "",
        relation="Trưởng bản",
        at=make.MONDAY,
    )

    dossier = filing.file_draft(draft=draft, by=village_head, at=make.MONDAY)

    assert dossier.applicant == citizen


def test_a_paper_to_be_brought_stands_without_a_file(citizen: Person) -> None:
    draft = make.draft_of(citizen)
    draft.version.components.filter(code="tp02").update(originals=1)
    drafting.detach_file(draft=draft, file_id=draft.files.get().pk, at=make.MONDAY)
    drafting.bring_on_paper(draft=draft, field_code="house_paper", brought=True, at=make.MONDAY)

    dossier = filing.file_draft(draft=draft, by=citizen, at=make.MONDAY)

    paper = dossier.papers.get()
    assert (paper.medium, paper.file, paper.needs_digitising) == ("0", None, True)


def test_a_new_version_with_the_same_form_takes_over_quietly(citizen: Person) -> None:
    draft = make.draft_of(citizen)
    successor = follow(draft.version)

    dossier = filing.file_draft(draft=draft, by=citizen, at=make.moment(4))

    assert dossier.version == successor


def test_a_new_form_that_took_effect_is_told_and_the_draft_stays(citizen: Person) -> None:
    draft = make.draft_of(citizen)
    follow(draft.version)
    old = FormDefinition.objects.get(code=draft.form.code)
    old.valid_to = make.moment(3).date()
    old.save()
    old.pk, old.valid_from, old.valid_to = None, make.moment(4).date(), None
    old.save(force_insert=True)

    with pytest.raises(filing.FormChanged, match="Phần đã soạn vẫn còn"):
        filing.file_draft(draft=draft, by=citizen, at=make.moment(4))

    assert Draft.objects.filter(pk=draft.pk).exists()


def test_a_procedure_meanwhile_filed_elsewhere_is_refused(citizen: Person) -> None:
    draft = make.draft_of(citizen)
    Procedure.objects.filter(code=make.RESIDENCE).update(filing_place="national")

    with pytest.raises(NotFiledHere):
        filing.file_draft(draft=draft, by=citizen, at=make.MONDAY)


def test_another_program_files_whole_answers_once(citizen: Person, stored: StoredFile) -> None:
    first = answered(citizen, "khoa-1", stored)
    second = answered(citizen, "khoa-1", stored)

    assert first == second
    assert first.papers.get().file == stored


def test_a_key_of_another_persons_dossier_is_refused(
    citizen: Person, stranger: Person, stored: StoredFile
) -> None:
    answered(citizen, "khoa-1", stored)

    with pytest.raises(KeyTaken):
        answered(stranger, "khoa-1", stored)


def test_another_program_hears_every_problem(citizen: Person, stored: StoredFile) -> None:
    with pytest.raises(Invalid) as refused:
        answered(citizen, "khoa-2", stored, answers={}, files={})

    assert len(refused.value.problems) >= 5


def test_a_dossier_just_filed_is_seen_by_the_counter_only(citizen: Person) -> None:
    dossier = make.filed(citizen)

    assert not Involvement.objects.filter(dossier=dossier).exists()


def follow(version: ProcedureVersion) -> ProcedureVersion:
    """The version's successor from 4 March on, alike in all but its start."""
    ProcedureVersion.objects.filter(pk=version.pk).update(valid_to=make.moment(3).date())
    successor = ProcedureVersion.objects.get(pk=version.pk)
    successor.pk, successor.valid_from = None, make.moment(3).date() + timedelta(days=1)
    successor.valid_to = None
    successor.save(force_insert=True)
    return successor
