"""A difference is explained only by what the journal says of it; everything else is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.dossiers.services.changing import COUNTED
from xaso.modules.indicators.rules.findings import Finding, Gathering, Group, Proof, findings_of
from xaso.modules.indicators.rules.freezing import FrozenList, FrozenRecord, Plain
from xaso.modules.indicators.rules.proving import (
    SILENT,
    Change,
    Difference,
    Judged,
    Terms,
    Verdict,
    differences,
)
from xaso.modules.indicators.rules.proving import judge as judge_record
from xaso.modules.indicators.rules.telling import COUNTS, MAY_MOVE, Told
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.plan.measures import TASK_FACTS
from xaso.platform.journal.events import event_class

AT = datetime(2026, 4, 1, 2, tzinfo=UTC)
MOMENT = "2026-03-02T01:00:00+00:00"


def told(seq: int = 7, event: str = "dossiers.ready", *, is_after: bool = True, **data: object) -> Told:
    """An entry; each of another moment."""
    return Told(seq, AT + timedelta(minutes=seq), event, "Lò Văn Thử", data, is_after)


def counted(
    seq: int, event: str, *, medium: str = "electronic", is_after: bool = True, **values: object
) -> Told:
    """An entry that tells what figures count by."""
    return told(seq, f"dossiers.{event}", is_after=is_after, counted=values, medium=medium)


def judge(
    found: list[Difference], entries: Sequence[Told], *, called: str = "", is_silent: bool = False,
    is_whole: bool = True,
) -> list[Judged]:  # fmt: skip
    """Each difference is one of the same figure."""
    figures = dict.fromkeys(found, ("a.x",))
    return judge_record(figures, entries, Terms(called, is_silent, is_whole))


def fact(path: str, before, now) -> Difference:
    return Difference("1", "H-1", Change.FACT, path, before, now)


def added(**facts: Plain) -> list[Difference]:
    """A record that was not there, with its facts of today."""
    return [
        Difference("1", "H-1", Change.ADDED),
        *(Difference("1", "H-1", Change.ADDED, path, None, now) for path, now in facts.items()),
    ]


def verdict(found: Difference, *entries: Told, called: str = "", is_silent: bool = False) -> Verdict:
    return judge([found], entries, called=called, is_silent=is_silent)[0].verdict


def listed(*records: FrozenRecord) -> FrozenList:
    return FrozenList("a.b", ("state",), records)


def test_a_value_the_journal_says_is_explained() -> None:
    judged = judge([fact("state", "open", "done")], [told(state="done")])[0]

    assert judged.verdict is Verdict.EXPLAINED
    assert "mục 7" in judged.says
    assert "Lò Văn Thử" in judged.says


@pytest.mark.parametrize(
    ("difference", "entry", "expected"),
    [
        (fact("state", "open", "done"), told(state="open"), Verdict.BROKEN),
        (fact("finished_at", None, MOMENT), told(finished_on="2026-03-02"), Verdict.EXPLAINED),
        (fact("finished_at", None, MOMENT), told(finished_on="2026-03-05"), Verdict.BROKEN),
        (fact("finished_at", MOMENT, None), told(finished_on=""), Verdict.EXPLAINED),
        (fact("due_at", None, MOMENT), told(due_at="2026-03-02T08:00:00+07:00"), Verdict.EXPLAINED),
        (fact("due_at", None, MOMENT), told(due_at=12), Verdict.BROKEN),
        (fact("a__state", "open", "done"), told(state="done"), Verdict.EXPLAINED),
        (fact("level", "A", "B"), told(state="done"), Verdict.DOUBTFUL),
        (fact("level", None, "B"), told(state="done"), Verdict.DOUBTFUL),
        (fact("count", 5, 6), told(state="done"), Verdict.DOUBTFUL),
    ],
)
def test_a_value_is_held_against_what_the_entry_says(
    difference: Difference, entry: Told, expected: Verdict
) -> None:
    assert verdict(difference, entry) is expected


def test_the_last_entry_that_speaks_of_a_value_decides() -> None:
    changed = fact("state", "open", "done")

    assert verdict(changed, told(1, state="done"), told(2, state="open")) is Verdict.BROKEN
    assert (
        verdict(changed, told(1, state="open"), told(2, state="done"), told(3, note="x")) is Verdict.EXPLAINED
    )


@given(st.sampled_from(["state", "level", "received_at"]), st.text(), st.text())
def test_without_an_entry_nothing_is_explained(path: str, before: str, now: str) -> None:
    assert verdict(fact(path, before, now)) is Verdict.BROKEN


def test_a_told_change_explains_no_value_beside_it() -> None:
    changes = [fact("state", "open", "done"), fact("is_late", None, False), fact("count", 5, 6)]

    judged = judge(changes, [told(state="done")])

    assert [one.verdict.value for one in judged] == ["explained", "doubtful", "doubtful"]


ASKED, STEP = "supplement_requested", "assigned"


@pytest.mark.parametrize(
    ("difference", "entries", "expected"),
    [
        (fact("channel", "1", "2"), [counted(1, "ready", channel="2")], Verdict.BROKEN),
        (fact("channel", "1", "2"), [counted(1, "ready", channel="1")], Verdict.BROKEN),
        (fact("state", "a", "b"), [counted(1, "paper_scanned", state="b")], Verdict.BROKEN),
        (fact("state", "a", "b"), [counted(1, STEP, state="b")], Verdict.EXPLAINED),
        (
            fact("state", "a", "c"),
            [counted(1, STEP, state="b"), counted(2, "ready", state="c")],
            Verdict.EXPLAINED,
        ),
        (fact("supplement_count", 0, 2), [counted(1, ASKED, supplement_count=2)], Verdict.BROKEN),
        (fact("supplement_count", 0, 1), [counted(1, ASKED, supplement_count=1)], Verdict.EXPLAINED),
        (fact("supplement_count", 1, 0), [counted(1, ASKED, supplement_count=0)], Verdict.BROKEN),
        (fact("supplement_count", None, 1), [counted(1, ASKED, supplement_count=1)], Verdict.BROKEN),
        (fact("paper_handover_count", 0, 1), [counted(1, STEP, paper_handover_count=1)], Verdict.BROKEN),
        (
            fact("paper_handover_count", 0, 1),
            [counted(1, STEP, medium="paper", paper_handover_count=1)],
            Verdict.EXPLAINED,
        ),
        (fact("unheard", 0, 1), [counted(1, "ready", state="c")], Verdict.DOUBTFUL),
    ],
)
def test_a_value_is_explained_only_by_an_event_that_moves_it(
    difference: Difference, entries: list[Told], expected: Verdict
) -> None:
    assert verdict(difference, *entries, called="dossier") is expected


def test_what_several_events_of_one_deed_tell_is_told_by_the_deed() -> None:
    moved = counted(2, "step_started", state="b", handover_count=1)
    same_deed = Told(1, moved.at, "dossiers.approved", moved.who, moved.data)

    judged = judge(
        [fact("state", "a", "b"), fact("handover_count", 0, 1)], [same_deed, moved], called="dossier"
    )

    assert {one.verdict for one in judged} == {Verdict.EXPLAINED}


def test_where_the_chain_is_broken_nothing_is_explained() -> None:
    judged = judge([fact("state", "a", "b"), fact("level", "a", "b")], [told(state="b")], is_whole=False)

    assert {one.verdict for one in judged} == {Verdict.DOUBTFUL}
    assert "Nhật ký có mục hỏng" in judged[0].says


def test_what_is_counted_from_the_tasks_of_an_office_is_never_an_accusation() -> None:
    assert verdict(fact("late_tasks", 0, 1)) is Verdict.DOUBTFUL


BORN = counted(1, "received", is_after=False, received_at=MOMENT, handover_count=0)
ELSEWHEN = "2026-03-20T01:00:00+00:00"


@pytest.mark.parametrize(
    ("now", "entries", "expected", "others"),
    [
        ({"received_at": MOMENT}, [], Verdict.BROKEN, 0),
        ({"received_at": MOMENT}, [BORN], Verdict.BROKEN, 0),
        (
            {"received_at": MOMENT, "handover_count": 1},
            [BORN, counted(2, STEP, received_at=MOMENT, handover_count=1)],
            Verdict.EXPLAINED,
            0,
        ),
        ({"received_at": MOMENT}, [counted(1, "received", received_at=ELSEWHEN)], Verdict.BROKEN, 1),
        ({"received_at": MOMENT}, [counted(1, STEP, received_at=MOMENT)], Verdict.BROKEN, 1),
        (
            {"received_at": MOMENT, "unheard": 1},
            [counted(1, "received", received_at=MOMENT)],
            Verdict.DOUBTFUL,
            0,
        ),
        ({}, [counted(1, "received", received_at=MOMENT)], Verdict.DOUBTFUL, 0),
    ],
)
def test_a_record_that_was_not_there_is_held_against_all_that_was_told_of_it(
    now: dict[str, Plain], entries: list[Told], expected: Verdict, others: int
) -> None:
    place, *facts = judge(added(**now), entries, called="dossier")

    assert place.verdict is expected
    assert [one.verdict for one in facts] == [Verdict.BROKEN] * others


def test_a_record_counts_otherwise_by_the_values_of_that_figure_only() -> None:
    place = Difference("1", "H-1", Change.PART, "", True, False)
    other = fact("state", "open", "done")

    judged = judge_record({place: ("a.x",), other: ("a.y",)}, [told(state="done")], Terms())

    assert [one.verdict for one in judged] == [Verdict.DOUBTFUL, Verdict.EXPLAINED]
    assert "chưa khóa cùng bản ghi" in judged[0].says


@pytest.mark.parametrize("change", [Change.PART, Change.LEFT, Change.ADDED])
def test_what_a_new_definition_counts_otherwise_is_no_accusation(change: Change) -> None:
    place = Difference("1", "H-1", change)

    judged = judge_record({place: ("a.x",)}, [], Terms(redefined=frozenset({"a.x"})))

    assert [one.verdict for one in judged] == [Verdict.DOUBTFUL]
    assert "cài đặt" in judged[0].says


def test_every_fact_that_is_counted_of_a_dossier_or_a_task_says_what_moves_it() -> None:
    assert set(COUNTED) == set(MAY_MOVE["dossier"])
    assert set(COUNTED) > COUNTS
    assert set(TASK_FACTS) == set(MAY_MOVE["task"])
    assert all(event_class(name) for moves in MAY_MOVE.values() for names in moves.values() for name in names)


def test_what_the_journal_may_not_name_is_a_doubt_when_filled_and_broken_when_changed() -> None:
    assert verdict(fact("level", None, "good"), is_silent=True) is Verdict.DOUBTFUL
    assert verdict(fact("level", "good", "bad"), is_silent=True) is Verdict.BROKEN


@pytest.mark.parametrize(
    ("change", "entries", "expected"),
    [
        (Change.LEFT, [], Verdict.DOUBTFUL),
        (Change.LEFT, [told()], Verdict.DOUBTFUL),
        (Change.ADDED, [], Verdict.BROKEN),
        (Change.ADDED, [told()], Verdict.DOUBTFUL),
        (Change.PART, [], Verdict.BROKEN),
        (Change.PART, [told()], Verdict.DOUBTFUL),
        (Change.GONE, [], Verdict.BROKEN),
        (Change.GONE, [told()], Verdict.BROKEN),
    ],
)
def test_a_record_that_counts_otherwise_is_judged_by_what_was_told_of_it(
    change: Change, entries: list[Told], expected: Verdict
) -> None:
    assert verdict(Difference("1", "H-1", change), *entries) is expected
    assert change.label
    assert expected.label


def test_a_place_follows_the_worst_of_the_values() -> None:
    found = [Difference("1", "H-1", Change.LEFT), fact("state", "open", "done"), fact("channel", "1", "2")]

    judged = judge(found, [told(state="done")])

    assert [one.verdict.value for one in judged] == ["doubtful", "explained", "doubtful"]


def test_every_way_a_record_can_differ_is_found() -> None:
    frozen = listed(
        FrozenRecord("1", "A", True, ("open",)),
        FrozenRecord("2", "B", True, ("open",)),
        FrozenRecord("3", "C", False, ("open",)),
        FrozenRecord("4", "D", False, ("open",)),
    )
    now = listed(FrozenRecord("1", "A", False, ("done",)), FrozenRecord("5", "E", True, ("open",)))

    found = differences(frozen, now, {"2": ("done",), "3": ("open",)})

    assert [(one.code, one.change.value, one.before, one.now) for one in found] == [
        ("A", "part", True, False),
        ("A", "fact", "open", "done"),
        ("B", "left", None, None),
        ("B", "fact", "open", "done"),
        ("C", "left", None, None),
        ("D", "gone", None, None),
        ("E", "added", None, None),
        ("E", "added", None, "open"),
    ]


RECORDS = st.lists(
    st.builds(
        FrozenRecord,
        st.integers(1, 30).map(str),
        st.just(""),
        st.booleans(),
        st.tuples(st.sampled_from("ab")),
    ),
    unique_by=lambda one: one.pk,
    max_size=8,
).map(lambda records: listed(*records))


@given(RECORDS)
def test_a_list_does_not_differ_from_itself(found: FrozenList) -> None:
    assert differences(found, found, {}) == []


@given(RECORDS, RECORDS)
def test_two_lists_that_differ_are_never_called_equal(frozen: FrozenList, now: FrozenList) -> None:
    found = differences(frozen, now, {})

    same = {one.pk: one for one in frozen.records} == {one.pk: one for one in now.records}
    assert (found == []) is same


def gathered(*figures: str, is_silent: bool = False) -> list[Finding]:
    gathering, group = Gathering(), Group("a.b", "b", is_silent)
    for name in figures:
        gathering.add(group, fact("state", True, None), name)
    records = gathering.groups[group]["1"]
    return findings_of(group, [(one, records[one.difference]) for one in judge(list(records), [])])


def test_a_difference_is_told_once_with_its_figures() -> None:
    found = gathered("a.x", "a.y", "a.x")

    assert found == [
        Finding(
            Verdict.BROKEN, SILENT, ("a.x", "a.y"), "H-1", "giá trị đổi", "state", "có", "", "a.b",
        )
    ]  # fmt: skip
    assert found[0].words.startswith("H-1; state: có → trống; a.x, a.y; Nhật ký không ghi")
    assert Finding.read(found[0].plain()) == found[0]


def test_records_that_may_not_be_named_are_counted() -> None:
    found = gathered("a.x", is_silent=True)

    assert [(one.record, one.fact, one.before) for one in found] == [
        ("1 bản ghi không nêu tên, để giữ kín người trả lời", "", "")
    ]


def test_a_value_that_is_no_flag_is_told_as_it_is() -> None:
    gathering, group = Gathering(), Group("a.b", "b", False)
    gathering.add(group, fact("count", 5, "x"), "a.x")
    records = gathering.groups[group]["1"]

    found = findings_of(group, [(one, []) for one in judge(list(records), [])])[0]

    assert (found.before, found.now) == ("5", "x")


def test_a_proof_puts_the_worst_first_and_holds_only_without_it() -> None:
    found = [Finding(verdict, "") for verdict in (Verdict.EXPLAINED, Verdict.BROKEN, Verdict.DOUBTFUL)]
    proof = Proof(Window.parse("2026-Q1"), findings=found)

    proof.sort()

    assert [one.verdict for one in proof.findings] == list(Verdict)
    assert not proof.holds
    assert proof.count(Verdict.DOUBTFUL) == 1
    assert Proof(Window.parse("2026"), findings=found[2:]).holds
