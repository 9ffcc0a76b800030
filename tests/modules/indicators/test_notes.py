"""Remarks beside a target."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.modules.indicators.work import noon
from xaso.kernel.errors import Missing
from xaso.modules.indicators.models import TargetNote
from xaso.modules.indicators.queries.notes import last_notes, notes_of
from xaso.modules.indicators.services.noting import NotYourNote, UnfitNote, add_note, strike_note
from xaso.platform.journal.queries import timeline

NOW = noon(2026, 5, 20)


def test_a_remark_says_who_and_when_and_stands_in_the_journal(cast: Cast) -> None:
    add_note(target="II-01", text="  Tháng 4\nmất mạng ", by=cast.chairman, at=NOW)

    line = notes_of("II-01").rows[0]

    assert (line.text, line.by, line.at) == ("Tháng 4\nmất mạng", "Hà Văn Núi, UBND xã", NOW)
    assert [entry.event for entry in timeline("target:II-01")] == ["indicators.note_added"]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1001])
def test_a_remark_that_says_nothing_or_too_much_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(UnfitNote) as refusal:
        add_note(target="II-01", text=text, by=cast.chairman, at=NOW)

    assert refusal.value.problems[0].field == "text"
    assert not TargetNote.objects.exists()


def test_who_does_not_steer_and_what_is_no_target_are_missing(cast: Cast) -> None:
    with pytest.raises(Missing):
        add_note(target="II-01", text="Ghi", by=cast.specialist, at=NOW)
    with pytest.raises(Missing):
        add_note(target="KHONG-CO", text="Ghi", by=cast.chairman, at=NOW)


def test_only_who_wrote_it_strikes_a_remark_and_striking_twice_tells_once(cast: Cast) -> None:
    note = add_note(target="II-01", text="Nhầm", by=cast.chairman, at=NOW)
    with pytest.raises(NotYourNote):
        strike_note(note_id=note.pk, by=cast.head_of_office, at=NOW)
    with pytest.raises(Missing):
        strike_note(note_id=note.pk, by=cast.specialist, at=NOW)
    with pytest.raises(Missing):
        strike_note(note_id=note.pk + 1, by=cast.chairman, at=NOW)

    for _ in range(2):
        strike_note(note_id=note.pk, by=cast.chairman, at=NOW)

    assert notes_of("II-01").total == 0
    assert [entry.event for entry in timeline("target:II-01")][1:] == ["indicators.note_struck"]


def test_the_last_remark_of_every_target_is_found_in_two_questions(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for target in ("II-01", "II-02"):
        for number in range(3):
            add_note(target=target, text=f"Lần {number}", by=cast.chairman, at=NOW)

    with django_assert_num_queries(2):
        found = last_notes()

    assert {code: (one.count, one.last.text) for code, one in found.items()} == {
        "II-01": (3, "Lần 2"),
        "II-02": (3, "Lần 2"),
    }


def test_remarks_are_twenty_a_page_newest_first(cast: Cast) -> None:
    for number in range(22):
        add_note(target="II-01", text=f"Lần {number}", by=cast.chairman, at=NOW)

    first, second = notes_of("II-01"), notes_of("II-01", 2)

    assert (len(first.rows), first.rows[0].text, first.total) == (20, "Lần 21", 22)
    assert [row.text for row in second.rows] == ["Lần 1", "Lần 0"]
