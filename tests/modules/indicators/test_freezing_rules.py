"""The list behind a frozen figure: one spelling, read back, counted, and never mistaken for another."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.indicators.rules.freezing import (
    FrozenList,
    FrozenRecord,
    UnreadableList,
    digest_of,
    digest_of_lines,
    packed,
    plain,
    read,
    unpacked,
    written,
)

VALUES = st.none() | st.booleans() | st.integers() | st.text()
RECORDS = st.builds(
    FrozenRecord,
    pk=st.integers(1, 10**9).map(str),
    code=st.text(max_size=12),
    in_part=st.booleans(),
    facts=st.tuples(VALUES, VALUES),
)
LISTS = st.lists(RECORDS, unique_by=lambda one: one.pk, max_size=12).map(
    lambda records: FrozenList("dossiers.dossier", ("state", "received_at"), tuple(records))
)


@given(LISTS)
def test_a_list_reads_back_with_the_same_records_in_the_order_of_their_keys(listed: FrozenList) -> None:
    back = read(unpacked(packed(written(listed))))

    assert (back.model, back.facts) == (listed.model, listed.facts)
    assert back.records == tuple(sorted(listed.records, key=lambda one: int(one.pk)))
    assert (back.part, back.whole) == (listed.part, listed.whole)
    assert 0 <= back.part <= back.whole


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_in_which_records_came_does_not_change_the_digest(listed: FrozenList, random) -> None:
    shuffled = list(listed.records)
    random.shuffle(shuffled)

    again = FrozenList(listed.model, listed.facts, tuple(shuffled))

    assert digest_of(written(again)) == digest_of(written(listed))


def test_any_change_of_a_record_changes_the_digest() -> None:
    def of(**change: object) -> str:
        record = FrozenRecord(**{"pk": "7", "code": "H-7", "in_part": True, "facts": ("done",)} | change)  # type: ignore[arg-type]
        return digest_of(written(FrozenList("a.b", ("state",), (record,))))

    changed = {of(), of(pk="8"), of(code="H-8"), of(in_part=False), of(facts=("open",))}

    assert len(changed) == 5


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("Đạt", "Đạt"),
        (datetime(2026, 3, 1, 2, tzinfo=UTC), "2026-03-01T02:00:00+00:00"),
        (date(2026, 3, 1), "2026-03-01"),
        (Decimal("90.500"), "90.5"),
        (UUID(int=5), "00000000-0000-0000-0000-000000000005"),
    ],
)
def test_a_value_of_a_fact_has_one_spelling(value: object, text: object) -> None:
    assert plain(value) == text


@pytest.mark.parametrize("kept", [b"", b"not packed"])
def test_bytes_that_were_spoiled_are_told(kept: bytes) -> None:
    with pytest.raises(UnreadableList):
        unpacked(kept)


@pytest.mark.parametrize("text", [b"", b"{}", b"[]\n[1]", b'{"model":"a.b","facts":[]}\n["1"]', b"\xff"])
def test_text_that_is_no_list_is_told(text: bytes) -> None:
    with pytest.raises(UnreadableList):
        read(text)


def test_the_digest_over_lines_knows_their_order_and_their_values() -> None:
    first, second = ("period", "a.b", 1, None), ("cumulative", "a.b", 1, None)

    digests = {digest_of_lines([first, second]), digest_of_lines([second, first]), digest_of_lines([first])}

    assert len(digests) == 3
