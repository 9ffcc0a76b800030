"""The register of old results: listed once, scanned, checked by somebody else, counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories import old_results as old
from tests.platform.files import readers
from tests.platform.files.samples import pdf, upload
from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.periods import Period
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.measures import old_results_growth
from xaso.modules.dossiers.models import OldResult
from xaso.modules.dossiers.queries import old_results as found
from xaso.modules.dossiers.rules import SCAN_CHECKS
from xaso.modules.dossiers.services import old_results as work
from xaso.platform.files.models import TextCopy
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.queries import timeline
from xaso.platform.measuring.evaluation import evaluate
from xaso.platform.measuring.registry import registry

State = OldResult.State


@pytest.fixture(autouse=True)
def _quick_reader(settings: Any) -> None:
    settings.TEXT_READER = f"{readers.HERE}QuickReader"


def test_a_list_is_written_once_however_often_it_is_brought(cast: Cast) -> None:
    first = old.listed(cast, old.row("1/2019", field="Hộ tịch"), old.row("2/2019"))

    again = old.listed(cast, old.row("1/2019"), old.row("2/2019"), old.row("3/2019"))

    assert [one.code for one in again[:2]] == [one.code for one in first]
    assert OldResult.objects.count() == 3
    counts = [entry.data["count"] for entry in timeline(work.REGISTER)]
    assert counts == [2, 1]


def test_a_scan_waits_for_a_second_person_and_is_read_to_text(cast: Cast) -> None:
    (result,) = old.listed(cast)
    scan = old.scanned(cast, result)
    run_queued(at=make.MONDAY)

    with pytest.raises(work.SamePerson):
        work.check_old(result=scan, pages=2, noted=0, checked=[], fault="Mờ", by=cast.clerk, at=make.MONDAY)
    with pytest.raises(Invalid, match="cần 3 trang"):
        old.checked(cast, scan, pages=3)
    waits = found.check_count(cast.one_stop_officer), found.check_count(cast.clerk)
    done = old.checked(cast, scan)

    assert (scan.state, waits, done.state) == (State.SCANNED, (1, 0), State.CHECKED)
    copy = found.copy_of(done)
    assert copy is not None
    assert copy.state == TextCopy.State.DONE
    assert [entry.event for entry in timeline(done.subject)] == [
        "dossiers.old_result_scanned",
        "dossiers.old_result_checked",
    ]


def test_a_faulty_scan_is_made_again_also_after_it_had_passed(cast: Cast) -> None:
    scan = old.scanned(cast, old.listed(cast)[0])
    done = old.checked(cast, scan)

    with pytest.raises(work.OldResultMoved):
        old.scanned(cast, done)
    faulty = old.checked(cast, done, fault="Mất trang 2")
    again = old.scanned(cast, faulty)

    assert (faulty.state, faulty.fault) == (State.FAULTY, "Mất trang 2")
    assert (again.state, again.fault, again.checked_by) == (State.SCANNED, "", None)
    with pytest.raises(work.OldResultMoved):
        old.checked(cast, scan)


def test_the_database_itself_refuses_one_person_in_both_parts(cast: Cast) -> None:
    scan = old.scanned(cast, old.listed(cast)[0])

    with pytest.raises(IntegrityError):
        OldResult.objects.filter(pk=scan.pk).update(checked_by=cast.clerk)


def test_files_of_a_batch_find_their_result_by_code_or_number(cast: Cast) -> None:
    first, second, third = old.listed(
        cast, old.row("1/2019"), old.row("2/2019"), old.row("2/2019", kind="Giấy chứng tử")
    )
    names = (f"{first.code}.pdf", "1-2019.pdf", "2-2019.pdf", "9-2019.pdf", "khong so.pdf", "KQ999999.pdf")

    outcomes = work.scan_batch(
        uploads=[upload(pdf(1), name) for name in names], by=cast.clerk, at=make.MONDAY
    )

    assert [bool(one.refusal) for one in outcomes] == [False, True, True, True, True, True]
    assert outcomes[0].result == first
    assert "đã có bản quét" in outcomes[1].refusal
    assert "Nhiều kết quả" in outcomes[2].refusal
    assert "Không có kết quả" in outcomes[3].refusal
    assert OldResult.objects.filter(state=State.SCANNED).count() == 1
    broken = work.scan_batch(uploads=[upload(b"%PDF", f"{second.code}.pdf")], by=cast.clerk, at=make.MONDAY)
    assert broken[0].refusal
    assert third.state == State.LISTED


def test_what_is_no_longer_in_force_is_not_counted(cast: Cast) -> None:
    kept, ended, ran_out = old.listed(
        cast, old.row("1/2019"), old.row("2/2019"), old.row("3/2019", valid_to=date(2020, 1, 1))
    )
    told = {"result": ended, "by": cast.clerk, "at": make.MONDAY}

    with pytest.raises(Invalid, match="vì sao"):
        work.void_old(on=date(2026, 1, 5), note="", **told)
    with pytest.raises(Invalid, match="từ ngày cấp"):
        work.void_old(on=date(2018, 1, 5), note="Bị thu hồi", **told)
    work.void_old(on=date(2026, 1, 5), note="Bị thu hồi", **told)

    valid = OldResult.objects.valid_on(date(2026, 2, 1))
    assert list(valid) == [kept]
    assert set(OldResult.objects.valid_on(date(2026, 1, 4))) == {kept, ended}
    assert ran_out not in valid


def test_level_and_growth_are_counted_at_a_periods_end(cast: Cast) -> None:
    rows = old.listed(cast, *(old.row(f"{number}/2019") for number in range(1, 5)))
    old.checked(cast, old.scanned(cast, rows[0]), at=make.moment(20, month=12))
    OldResult.objects.filter(pk=rows[0].pk).update(checked_at=make.moment(20, month=12).replace(year=2025))
    old.checked(cast, old.scanned(cast, rows[1]))
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    march = Period(date(2026, 3, 1), date(2026, 3, 31))

    level, growth = (registry.get(f"dossiers.old_results_{name}") for name in ("digitised", "growth"))

    levels = [evaluate(level, one).fraction for one in (year, march)]
    risen = evaluate(growth, march)

    assert levels == ["1/4", "2/4"]
    assert (risen.fraction, risen.words()) == ("2/4", "chưa có mức năm trước")
    assert not old_results_growth(march).strays().exists()


def test_progress_is_told_year_by_year_against_the_levels(cast: Cast) -> None:
    rows = old.listed(cast, old.row("1/2019"), old.row("2/2019"))
    old.checked(cast, old.scanned(cast, rows[0]))

    first, second = found.progress(date(2026, 3, 5))

    assert (first.year, first.due, first.percent, first.is_met, first.is_over) == (2025, 15, 0, False, True)
    assert (second.due, second.percent, second.is_met, second.is_over) == (35, 50, True, False)
    assert [found.level_due(year, first=15, growth=20) for year in (2029, 2030)] == [95, 100]


def test_words_and_codes_find_what_is_there(cast: Cast) -> None:
    (result,) = old.listed(cast)
    before = found.to_scan(5)
    scan = old.scanned(cast, result)

    assert (before, found.to_scan(5)) == ([result], [])
    assert str(result) == "Giấy khai sinh 12/2019"
    assert found.next_to_check(cast.one_stop_officer) == scan
    assert list(found.to_check(cast.one_stop_officer, 1).rows) == [scan]
    assert list(found.results("scanned", "giay sung", 1).rows) == [scan]
    assert found.old_result(scan.code) == scan


def test_only_those_who_digitise_write_here(cast: Cast) -> None:
    (result,) = old.listed(cast)

    with pytest.raises(NotYours):
        work.scan_old(result=result, upload=make.picture(), by=cast.specialist, at=make.MONDAY)
    with pytest.raises(NotYours):
        work.scan_batch(uploads=[], by=cast.chairman, at=make.MONDAY)
    assert found.check_count(cast.chairman) == 0
    for code in ("KQ999999", "KQ", "khac"):
        with pytest.raises(Missing):
            found.old_result(code)


def test_whoever_checks_sees_the_scan_that_is_there(cast: Cast) -> None:
    stale = old.scanned(cast, old.listed(cast)[0])
    old.scanned(cast, stale, pages=3)

    with pytest.raises(work.OldResultMoved):
        old.checked(cast, stale, checked=list(SCAN_CHECKS))
