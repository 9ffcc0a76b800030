"""Digitising at the counter: scans, their check list, what need not be scanned, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.platform.files import readers
from tests.platform.files.samples import pdf, upload
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.models import Dossier, Paper, Scan
from xaso.modules.dossiers.queries import scans as found
from xaso.modules.dossiers.queries.scans import PaperFlags, SheetRow
from xaso.modules.dossiers.queries.timeline import timeline
from xaso.modules.dossiers.rules import SCAN_CHECKS
from xaso.modules.dossiers.services import ending, intake, scanning
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.modules.org.models import Setting
from xaso.modules.org.queries import clear_caches
from xaso.platform.files.models import TextCopy
from xaso.platform.jobs.services import run_queued

ON_PAPER = PaperIn(name="Giấy chứng nhận nhà", medium="0")
CHECKED = sorted(SCAN_CHECKS)


@pytest.fixture(autouse=True)
def _quick_reader(settings: Any) -> None:
    settings.TEXT_READER = f"{readers.HERE}QuickReader"


def row_of(dossier: Dossier, name: str = "Giấy chứng nhận nhà") -> SheetRow:
    return next(row for row in found.sheets(dossier) if row.sheet.name == name)


def attach(cast: Cast, dossier: Dossier, name: str = "Giấy chứng nhận nhà", **more: Any) -> SheetRow:
    facts = {
        "sheet": row_of(dossier, name).sheet,
        "uploads": [make.picture("quet.png")],
        "way": Scan.Way.FILE,
        "by": cast.one_stop_officer,
        "at": make.moment(3),
    }
    scanning.attach_scan(**facts | more)
    return row_of(dossier, name)


def check(cast: Cast, row: SheetRow, **more: Any) -> None:
    facts = {
        "sheet": row.sheet,
        "pages": 1,
        "noted": 0,
        "checked": CHECKED,
        "fault": "",
        "by": cast.one_stop_officer,
        "at": make.moment(3),
    }
    scanning.check_scan(**facts | more)


def test_a_scan_is_kept_told_and_read_to_text(cast: Cast) -> None:
    dossier = make.taken_in(cast, papers=(ON_PAPER,))
    before = row_of(dossier).state

    row = attach(cast, dossier)
    run_queued(at=make.moment(3))

    assert (before[1], row.state[1]) == ("Chưa có bản quét", "Đã quét, chờ kiểm tra")
    copy = row_of(dossier).copy
    assert copy is not None
    assert copy.state == TextCopy.State.DONE
    line = timeline(dossier, for_public=False)[-1]
    assert (line.title, line.who) == ("Quét “Giấy chứng nhận nhà”", cast.one_stop_officer.full_name)
    assert timeline(dossier, for_public=True)[-1].title != line.title
    assert Dossier.objects.get(pk=dossier.pk).revision == dossier.revision


def test_several_files_become_one_pdf_whose_pages_are_counted(cast: Cast) -> None:
    dossier = make.taken_in(cast, papers=(ON_PAPER,))

    row = attach(cast, dossier, uploads=[upload(pdf(2), "1.pdf"), make.picture("2.png")])

    assert row.sheet.file is not None
    assert (row.sheet.file.name, row.sheet.images) == ("Giấy chứng nhận nhà.pdf", 3)


def test_a_scan_passes_only_when_the_pages_agree_and_everything_was_looked_at(cast: Cast) -> None:
    dossier = make.taken_in(cast, papers=(ON_PAPER,))
    row = attach(cast, dossier, uploads=[upload(pdf(3), "1.pdf")])

    with pytest.raises(Invalid) as refused:
        check(cast, row, pages=3, noted=1, checked=CHECKED[1:])
    check(cast, row, pages=2, noted=1)

    assert "có 3 trang, bản giấy cần 4 trang" in refused.value.sentence
    assert "Chưa đánh dấu" in refused.value.sentence
    scan = Scan.objects.get()
    assert (scan.outcome, scan.pages_on_paper, scan.noted_pages, scan.checks) == ("passed", 2, 1, CHECKED)
    assert row_of(dossier).state[1] == "Đã quét, đạt"
    with pytest.raises(scanning.CannotScan):
        attach(cast, dossier)


def test_a_faulty_scan_counts_as_none_until_it_is_made_again(cast: Cast) -> None:
    dossier = make.ready(cast, papers=(ON_PAPER,))
    row = attach(cast, dossier)
    whole = Dossier.objects.get(pk=dossier.pk).is_digitised

    check(cast, row, fault="Mất dấu ở góc")
    faulty = Dossier.objects.get(pk=dossier.pk).is_digitised
    state = row_of(dossier).state[1]
    attach(cast, dossier, uploads=[make.picture("lai.png")])

    assert (dossier.is_digitised, whole, faulty) == (False, True, False)
    assert state == "Chưa đạt, phải quét lại"
    assert Dossier.objects.get(pk=dossier.pk).is_digitised
    scan = Scan.objects.get()
    assert (scan.outcome, scan.fault, scan.checked_by) == ("", "", None)


def test_whoever_checks_a_scan_checks_the_one_that_is_there(cast: Cast) -> None:
    dossier = make.taken_in(cast, papers=(ON_PAPER,))
    stale = attach(cast, dossier)
    attach(cast, dossier, uploads=[make.picture("moi.png")])

    with pytest.raises(scanning.CannotScan, match="bản quét mới"):
        check(cast, stale)


def test_what_need_not_be_scanned_says_why_and_makes_the_dossier_whole(cast: Cast) -> None:
    dossier = make.ready(cast, papers=(ON_PAPER,))
    told = {"by": cast.clerk, "at": make.moment(4)}

    with pytest.raises(Invalid, match="mã kết quả"):
        scanning.waive_scan(sheet=row_of(dossier).sheet, reason="replaced", **told)
    scanning.waive_scan(sheet=row_of(dossier).sheet, reason="replaced", substitute="H38.1-0001", **told)
    whole, row = Dossier.objects.get(pk=dossier.pk).is_digitised, row_of(dossier)
    scanning.waive_scan(sheet=row.sheet, reason="", **told)

    assert (whole, row.state[1]) == (True, "Đã có kết quả điện tử thay thế")
    assert found.paper_flags([row])[0].substitute == "H38.1-0001"
    assert not Dossier.objects.get(pk=dossier.pk).is_digitised
    assert row_of(dossier).state[1] == "Chưa có bản quét"


def test_a_result_on_paper_is_scanned_on_return_and_one_signed_as_a_file_is_left(cast: Cast) -> None:
    on_paper = make.returned(cast, with_file=False)
    as_file = make.returned(cast)

    attach(cast, on_paper, "Kết quả giải quyết")

    assert Dossier.objects.get(pk=on_paper.pk).is_digitised
    assert row_of(as_file, "Kết quả giải quyết").state[1] == "Kết quả điện tử"
    with pytest.raises(scanning.CannotScan):
        attach(cast, as_file, "Kết quả giải quyết")


def test_flags_are_ready_for_the_exchange(cast: Cast) -> None:
    scanned = PaperIn(name="Bản quét", medium="1", upload=make.picture())
    dossier = make.taken_in(cast, papers=(ON_PAPER, scanned))
    Paper.objects.filter(name="Bản quét").update(was_reused=True)

    flags = found.paper_flags(found.sheets(dossier))

    assert flags == [
        PaperFlags("Giấy chứng nhận nhà", 0, 0, 0, ""),
        PaperFlags("Bản quét", 1, 1, 0, ""),
    ]
    assert (found.dossier_flag(flags), found.dossier_flag(flags[:1])) == (1, 0)
    assert flags[1].payload()["DuocTaiSuDung"] == 1


def test_scanning_is_for_the_counter_the_clerk_and_the_holder_of_a_live_dossier(cast: Cast) -> None:
    dossier = make.assigned(cast, papers=(ON_PAPER,))
    online = make.filed(cast.citizen)
    sheet = found.sheets(online)[0].sheet

    with pytest.raises(NotYours):
        attach(cast, dossier, by=cast.chairman)
    with pytest.raises(scanning.CannotScan, match="Tiếp nhận"):
        check(cast, SheetRow(sheet, None))
    attach(cast, dossier, by=cast.specialist)
    ended = ending.withdraw(dossier=dossier, by=cast.citizen, reason="Không cần nữa", at=make.moment(4))
    with pytest.raises(scanning.CannotScan, match="rút"):
        attach(cast, ended)


def test_nothing_is_scanned_or_waived_that_came_as_a_file(cast: Cast) -> None:
    dossier = make.filed(cast.citizen)
    dossier = intake.accept(
        dossier=dossier, by=cast.one_stop_officer, at=make.moment(2), seen=dossier.revision
    )
    row = found.sheets(dossier)[0]
    told = {"by": cast.one_stop_officer, "at": make.moment(3)}

    assert row.state[1] == "Nộp bản điện tử"
    with pytest.raises(scanning.CannotScan):
        scanning.attach_scan(sheet=row.sheet, uploads=[make.picture()], way="file", **told)
    with pytest.raises(scanning.CannotScan):
        scanning.waive_scan(sheet=row.sheet, reason="shown", **told)


def test_odd_requests_are_refused_in_words(cast: Cast) -> None:
    dossier = make.taken_in(cast, papers=(ON_PAPER,))
    row = row_of(dossier)

    with pytest.raises(Invalid, match="Chọn tệp"):
        attach(cast, dossier, uploads=[])
    with pytest.raises(scanning.CannotScan, match="chưa có bản quét"):
        check(cast, row)
    with pytest.raises(Invalid, match="lý do"):
        scanning.waive_scan(sheet=row.sheet, reason="luoi", by=cast.one_stop_officer, at=make.moment(3))
    for slug in ("ket-qua", "999999", "khac"):
        with pytest.raises(Missing):
            found.seen_sheet(cast.one_stop_officer, dossier.code, slug)


def test_where_the_commune_wants_it_scans_are_read_as_soon_as_the_dossier_came(cast: Cast) -> None:
    scanned = PaperIn(name="Bản quét", medium="1", upload=make.picture())
    Setting.objects.filter(key="digitising.read_text_at_once").update(value=True)
    clear_caches()

    dossier = make.taken_in(cast, papers=(ON_PAPER, scanned))
    run_queued(at=make.MONDAY)

    copy = row_of(dossier, "Bản quét").copy
    assert copy is not None
    assert copy.state == TextCopy.State.DONE
