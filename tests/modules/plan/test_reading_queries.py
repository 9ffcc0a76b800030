"""Questions about a reading: lists, neighbours, the text around a quote."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from tests.modules.plan import reading_work as work
from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import PlanReading
from xaso.modules.plan.queries import readings
from xaso.modules.plan.queries.reading_checks import obstacles

pytestmark = pytest.mark.django_db
LONG = (Path(__file__).resolve().parents[2] / "plans" / "na_hang_xanh_2026_2028.txt").read_text(
    encoding="utf-8"
)


@pytest.fixture
def keeper() -> Officer:
    return work.keeper()


@pytest.fixture
def annexed(keeper: Officer) -> PlanReading:
    """A plan with annexes, of its own."""
    return work.uploaded(keeper, renews=False, text=LONG)


def test_cells_of_an_annex_are_lines_too_and_its_rows_are_promises(annexed: PlanReading) -> None:
    lines, page = readings.source_page(annexed, 1)
    rows = readings.items(annexed, show="indicator").rows

    assert any(line.is_cell for line in lines)
    assert (page.total, len(lines)) == (112, readings.SOURCE_PAGE)
    assert [row.name for row in rows] == ["Tỷ lệ hồ sơ giải quyết đúng hạn", "Số lớp kỹ năng số mở tại thôn"]
    assert rows[0].owner_said == "Văn phòng Đảng ủy"
    assert rows[0].line in {line.number for line in lines if line.is_marked}
    assert readings.tally(annexed).activities == 3


def test_a_plan_of_its_own_has_nothing_to_continue_or_to_end(annexed: PlanReading) -> None:
    assert readings.targets_to_continue(annexed) == []
    assert readings.unnamed_targets(annexed).total == 0
    assert ("Phần 2.Điều 1", "Lĩnh vực hành chính") in readings.sections_for(annexed)


def test_a_plan_that_is_renewed_offers_its_sections_first(keeper: Officer) -> None:
    found = work.uploaded(keeper)

    assert [code for code, _ in readings.sections_for(found)][:2] == ["I", "II"]
    assert "I-02" in {one.code for one in readings.targets_to_continue(found)}


def test_a_number_in_a_task_keeps_its_target_only_once_somebody_chose_it(keeper: Officer) -> None:
    found = work.uploaded(keeper)
    item = found.items.exclude(target=None).first()
    assert item is not None
    before = readings.unnamed_targets(found).total
    found.items.filter(pk=item.pk).update(kind="other")

    unchosen = readings.unnamed_targets(found)
    found.items.filter(pk=item.pk).update(decision="kept")
    chosen = readings.unnamed_targets(found)

    assert (unchosen.total, chosen.total) == (before + 1, before)
    assert item.target in unchosen.rows
    assert readings.tally(found).other == 0


def test_many_rows_nobody_looked_at_are_one_line_to_do(annexed: PlanReading) -> None:
    row = annexed.items.get(order=1)
    for order in range(500, 510):
        row.pk, row.order = None, order
        row.save(force_insert=True)

    told = [
        (one.order, one.show) for one in obstacles(annexed) if one.where == "item" and "chưa xem" in one.text
    ]

    assert told == [(0, "open")]


def test_a_reading_in_force_ends_nothing_more(keeper: Officer) -> None:
    version = work.in_force(keeper)
    assert version.reading is not None

    assert readings.unnamed_targets(version.reading).total == 0


def test_the_text_around_a_quote_leaves_out_what_is_far(keeper: Officer) -> None:
    found = work.uploaded(keeper)

    lines = readings.excerpt(found, [6, 14], around=1)

    assert [(line.number, line.is_marked) for line in lines] == [
        (5, False), (6, True), (7, False), (13, False), (14, True), (15, False),
    ]  # fmt: skip
    assert readings.excerpt(found, [999]) == []
    assert readings.page_of_line(found, 14) == 1
    assert readings.page_of_line(found, 999) == 1


def test_neighbours_and_the_next_that_waits_go_round(keeper: Officer) -> None:
    found = work.uploaded(keeper)
    found.items.filter(order__in=[2, 5]).update(decision="kept")

    first, last = readings.around_item(found, 1), readings.around_item(found, 5)

    assert (first.before, first.after, first.place, first.total) == (None, 2, 1, 5)
    assert (last.before, last.after) == (4, None)
    assert readings.next_unseen(found, 1) == 3
    assert readings.next_unseen(found, 4) == 1, "round to the first"
    found.items.update(decision="kept")
    assert readings.next_unseen(found, 1) is None


def test_lists_can_be_narrowed(keeper: Officer) -> None:
    found = work.uploaded(keeper)
    found.items.filter(order=1).update(decision="kept")

    assert readings.items(found, show="open").total == 4
    assert readings.items(found, show="kept").total == 1
    assert readings.items(found, show="nonsense").total == 5
    assert readings.findings(found, show="cao").total == 2
    assert readings.findings(found, show="open").total == 3


def test_what_is_not_there_is_missing(keeper: Officer) -> None:
    found = work.uploaded(keeper)

    for ask in (
        lambda: readings.reading(uuid4()),
        lambda: readings.whole_reading(uuid4()),
        lambda: readings.item(found, 99),
        lambda: readings.finding(found, 99),
    ):
        with pytest.raises(Missing):
            ask()


def test_an_owner_named_in_an_annex_is_chosen(keeper: Officer) -> None:
    text = LONG.replace("Văn phòng Đảng ủy", "Phòng Kinh tế")

    found = work.uploaded(keeper, renews=False, text=text)

    assert readings.items(found, show="indicator").rows[0].owner == org.unit("kinh-te")
