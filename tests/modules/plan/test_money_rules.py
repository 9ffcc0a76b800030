"""What the plan's money adds up to, and what it says beside the work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.plan.rules.money import (
    Source,
    Step,
    Sums,
    read_sums,
    read_task_sums,
    spent_share,
    sums_of,
    total,
)

AMOUNT = st.none() | st.integers(1, 10**12)
SUMS = st.builds(Sums, AMOUNT, AMOUNT, AMOUNT)


def test_what_nobody_entered_is_unknown_and_not_nought() -> None:
    found = sums_of({"planned": 5})

    assert found == Sums(planned=5)
    assert found.spent is None
    assert total([]).is_empty


@given(st.lists(SUMS))
def test_a_total_is_unknown_only_where_all_is(rows: list[Sums]) -> None:
    found = total(rows)

    for name in ("planned", "allotted", "spent"):
        values = [getattr(row, name) for row in rows if getattr(row, name) is not None]
        assert getattr(found, name) == (sum(values) if values else None)


@pytest.mark.parametrize(
    ("sums", "tasks", "done", "words", "warns"),
    [
        (Sums(), 3, 0, "Chưa có số liệu", False),
        (Sums(planned=10), 0, 0, "Có kế hoạch, chưa giao vốn", False),
        (Sums(spent=5), 0, 0, "Số chi lớn hơn số đã giao", True),
        (Sums(planned=10, allotted=12), 0, 0, "Số giao lớn hơn kế hoạch", True),
        (Sums(planned=10, allotted=8, spent=4), 2, 0, "Đã chi mà chưa nhiệm vụ nào hoàn thành (0/2)", True),
        (Sums(planned=10, allotted=8, spent=4), 2, 1, "Đã chi 50% số đã giao", False),
        (Sums(allotted=8), 0, 0, "Đã chi 0% số đã giao", False),
        (Sums(planned=0, allotted=0, spent=0), 0, 0, "Chưa giao vốn", False),
    ],
)
def test_sums_are_read_beside_the_work(sums: Sums, tasks: int, done: int, words: str, warns: bool) -> None:
    found = read_sums(sums, tasks=tasks, done=done)

    assert (found.words, found.is_warning) == (words, warns)


@pytest.mark.parametrize(
    ("sums", "is_done", "words", "warns"),
    [
        (Sums(), False, "Chưa có số liệu", False),
        (Sums(planned=10), False, "Có kế hoạch, chưa giao vốn", False),
        (Sums(allotted=8, spent=4), False, "Đã chi 50% số đã giao, việc chưa xong", False),
        (Sums(allotted=8, spent=8), False, "Đã chi hết số đã giao mà việc chưa xong", True),
        (Sums(allotted=8, spent=8), True, "Đã chi 100% số đã giao", False),
        (Sums(spent=5), True, "Số chi lớn hơn số đã giao", True),
    ],
)
def test_the_money_of_one_task_is_read_beside_its_progress(
    sums: Sums, is_done: bool, words: str, warns: bool
) -> None:
    found = read_task_sums(sums, is_done=is_done)

    assert (found.words, found.is_warning) == (words, warns)


@pytest.mark.parametrize(
    ("spent", "allotted", "words"),
    [(None, None, ""), (1, 10**9, "0,1%"), (10**9 - 1, 10**9, "99,9%"), (5, 8, "62,5%"), (8, 8, "100%")],
)
def test_a_share_spent_is_never_all_or_nothing_by_rounding(
    spent: int | None, allotted: int | None, words: str
) -> None:
    assert spent_share(Sums(allotted=allotted, spent=spent)) == words


def test_sources_and_steps_have_their_words() -> None:
    assert next(iter(Source)).words == "Ngân sách Trung ương"
    assert [one.words for one in Step] == ["Kế hoạch", "Đã giao", "Đã chi"]
