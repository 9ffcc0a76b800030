"""A filing in progress: kept page by page, prefilled, limited, thrown away with its files."""

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Draft, DraftFile
from xaso.modules.dossiers.services import drafting
from xaso.modules.dossiers.services.opening import NotFiledHere
from xaso.modules.dossiers.services.papers import TooManyFiles
from xaso.modules.procedures.queries import form_definition
from xaso.platform.files.models import StoredFile
from xaso.platform.files.refusals import FileTypeRefused


def start(person: Person, code: str = make.RESIDENCE) -> Draft:
    """An untouched filing."""
    procedure = make.version(code)
    form = form_definition(procedure, make.MONDAY.date())
    return drafting.start_draft(person=person, version=procedure, form=form, at=make.MONDAY)


def test_a_filing_starts_with_what_the_account_knows(citizen: Person) -> None:
    draft = start(citizen)

    assert draft.answers["applicant_name"] == "Giàng Thị Say"
    assert draft.answers["applicant_id"] == "099190000901"
    assert draft.done_sections == []


def test_a_filing_not_yet_touched_is_taken_up_again(citizen: Person) -> None:
    first = start(citizen)

    assert start(citizen) == first


def test_a_filing_begun_is_left_alone_and_another_starts(citizen: Person) -> None:
    first = start(citizen)
    drafting.save_section(draft=first, section_code="home", values={"kind": "own"}, at=make.MONDAY)

    assert start(citizen) != first


def test_a_procedure_filed_elsewhere_is_not_started(citizen: Person) -> None:
    with pytest.raises(NotFiledHere, match="Cổng Dịch vụ công quốc gia"):
        start(citizen, "9.000004")

    with pytest.raises(NotFiledHere, match="chưa nộp trực tuyến"):
        start(citizen, make.NO_TIME)


def test_nobody_has_more_than_twenty_filings_in_progress(citizen: Person) -> None:
    for _ in range(drafting.MAX_DRAFTS):
        drafting.save_section(draft=start(citizen), section_code="home", values={}, at=make.MONDAY)

    with pytest.raises(drafting.TooManyDrafts, match="20 hồ sơ soạn dở"):
        start(citizen)


def test_pages_are_kept_one_by_one(citizen: Person) -> None:
    draft = start(citizen)

    draft = drafting.save_section(
        draft=draft, section_code="home", values={"kind": "rent"}, at=make.moment(3)
    )
    draft = drafting.save_section(
        draft=draft, section_code="home", values={"since": "2020-01-01"}, at=make.moment(4)
    )

    assert draft.answers["kind"] == "rent"
    assert draft.answers["since"] == "2020-01-01"
    assert draft.done_sections == ["home"]
    assert draft.saved_at == make.moment(4)


def test_an_unknown_page_is_not_kept(citizen: Person) -> None:
    with pytest.raises(Missing):
        drafting.save_section(draft=start(citizen), section_code="nowhere", values={}, at=make.MONDAY)


def test_for_whom_is_kept_and_forgotten_again(citizen: Person) -> None:
    draft = start(citizen)

    draft = drafting.save_party(
        draft=draft,
        for_other=True,
        other_name="  Vừ  A Lạ ",
        other_id_number="099085 000902",
        relation="con",
        at=make.MONDAY,
    )
    assert (draft.other_name, draft.other_id_number, draft.relation) == ("Vừ A Lạ", "099085000902", "con")

    draft = drafting.save_party(
        draft=draft, for_other=False, other_name="x", other_id_number="y", relation="z", at=make.MONDAY
    )
    assert (draft.other_name, draft.other_id_number, draft.relation) == ("", "", "")


def test_every_wrong_box_about_the_other_person_is_named(citizen: Person) -> None:
    with pytest.raises(Invalid) as refused:
        drafting.save_party(
            draft=start(citizen),
            for_other=True,
            other_name="123",
            other_id_number="1",
            relation=" ",
            at=make.MONDAY,
        )

    assert [p.field for p in refused.value.problems] == ["other_name", "other_id_number", "relation"]


def test_a_file_is_kept_for_its_field_and_component(citizen: Person) -> None:
    draft = start(citizen)

    kept = drafting.attach_file(
        draft=draft,
        field_code="house_paper",
        component_code="",
        upload=make.picture(),
        by=citizen,
        at=make.MONDAY,
    )

    assert (kept.field_code, kept.component_code) == ("house_paper", "tp02")


def test_a_file_of_another_kind_is_refused_and_nothing_changes(citizen: Person) -> None:
    draft = start(citizen)

    with pytest.raises(FileTypeRefused):
        drafting.attach_file(
            draft=draft,
            field_code="house_paper",
            component_code="",
            upload=make.picture("giay.exe"),
            by=citizen,
            at=make.MONDAY,
        )

    assert not draft.files.exists()


def test_a_filing_takes_only_so_many_files(citizen: Person, cast: Cast) -> None:
    draft = make.draft_of(citizen)
    stored = draft.files.get().file
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, field_code="house_paper", file=stored, added_at=make.MONDAY) for _ in range(39)
    )

    with pytest.raises(TooManyFiles, match="nhiều nhất 40 tệp"):
        drafting.attach_file(
            draft=draft,
            field_code="house_paper",
            component_code="",
            upload=make.picture(),
            by=citizen,
            at=make.MONDAY,
        )


def test_taking_a_file_out_takes_its_bytes_too(citizen: Person) -> None:
    draft = make.draft_of(citizen)
    kept = draft.files.get()

    drafting.detach_file(draft=draft, file_id=kept.pk, at=make.moment(3))
    drafting.detach_file(draft=draft, file_id=kept.pk, at=make.moment(3))

    assert not draft.files.exists()
    assert not StoredFile.objects.filter(pk=kept.file_id).exists()


def test_another_persons_file_is_not_taken_out(citizen: Person, stranger: Person) -> None:
    mine, theirs = make.draft_of(citizen), start(stranger)

    drafting.detach_file(draft=theirs, file_id=mine.files.get().pk, at=make.MONDAY)

    assert mine.files.count() == 1


def test_a_filing_thrown_away_is_gone_with_its_files(citizen: Person) -> None:
    draft = make.draft_of(citizen)

    drafting.discard_draft(draft=draft, at=make.MONDAY)
    drafting.discard_draft(draft=draft, at=make.MONDAY)

    assert not Draft.objects.exists()
    assert not StoredFile.objects.exists()
    with pytest.raises(drafting.DraftGone):
        drafting.save_section(draft=draft, section_code="home", values={}, at=make.MONDAY)


def test_only_filings_long_untouched_are_swept(citizen: Person, stranger: Person) -> None:
    old = make.draft_of(citizen, when=make.moment(2))
    young = make.draft_of(stranger, when=make.moment(20))

    gone = drafting.discard_untouched(since=make.moment(10), at=make.moment(20))

    assert gone == 1
    assert list(Draft.objects.all()) == [young]
    assert old.pk != young.pk


def test_an_original_may_be_brought_to_the_counter(citizen: Person) -> None:
    draft = start(citizen)
    component = draft.version.components.get(code="tp02")
    component.originals = 1
    component.save()

    draft = drafting.bring_on_paper(draft=draft, field_code="house_paper", brought=True, at=make.MONDAY)
    assert draft.brought == ["house_paper"]

    draft = drafting.bring_on_paper(draft=draft, field_code="house_paper", brought=False, at=make.MONDAY)
    assert draft.brought == []


def test_a_paper_of_which_no_original_is_due_is_sent_only(citizen: Person) -> None:
    draft = start(citizen)
    draft.version.components.filter(code="tp02").update(originals=0)

    with pytest.raises(drafting.SentOnly):
        drafting.bring_on_paper(draft=draft, field_code="house_paper", brought=True, at=make.MONDAY)
