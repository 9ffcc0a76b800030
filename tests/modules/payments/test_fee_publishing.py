"""Writing and publishing fee tables: drafts, their checks, versions; what was billed never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import NOW, Cast
from tests.factories import fees, money
from tests.factories.fees import FIRST_DAY, ITEM, RELIEF, TABLE
from xaso.kernel.clock import at as moment_at
from xaso.kernel.errors import Missing
from xaso.modules.org.models import Officer
from xaso.modules.payments import papers
from xaso.modules.payments.access import NotFeeKeeper, may_keep_fees
from xaso.modules.payments.models import Bill, BillLine, FeeDraft, FeeRate, FeeTable
from xaso.modules.payments.queries import tariffs
from xaso.modules.payments.queries.fees import rate_in_force, rates_of
from xaso.modules.payments.services import Item, fee_drafting, load_fees
from xaso.modules.payments.services.fee_publishing import NothingNew, TableFaulty
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry
from xaso.platform.notices.models import Notice


@pytest.fixture
def keeper(cast: Cast) -> Officer:
    """Who keeps the catalogue."""
    return cast.control_officer


def everything(bill: Bill) -> list[dict[str, Any]]:
    """Every stored value of a bill, its lines, its payment and receipts."""
    fresh = Bill.objects.get(pk=bill.pk)
    rows = [fresh, *fresh.lines.order_by("pk"), fresh.payment, *fresh.payment.receipts.order_by("pk")]
    return [{name: value for name, value in vars(row).items() if not name.startswith("_")} for row in rows]


def test_a_bill_and_its_receipt_never_change_whatever_is_published_after(cast: Cast, keeper: Officer) -> None:
    paid = money.paid(cast, Item(money.COPY, quantity=2), Item(money.PAGE, quantity=4))
    before, receipt = everything(paid.bill), money.receipt_of(paid)
    paper = papers.receipt_pdf(receipt)

    fees.next_version(keeper, amount=90_000, name="Phí sao lục (mới)")
    later = moment_at(FIRST_DAY) + timedelta(days=30)
    after = money.bill(cast, Item(money.COPY, quantity=2), at=later)

    assert everything(paid.bill) == before
    assert papers.receipt_pdf(money.receipt_of(paid)) == paper
    assert after.total == 180_000
    assert after.lines.get().basis == "Nghị quyết 12/2026/NQ-HĐND ngày 20/02/2026 của Hội đồng nhân dân tỉnh"


def test_a_version_holds_from_its_day_and_ends_the_one_before(keeper: Officer) -> None:
    table = fees.next_version(keeper)

    old = FeeTable.objects.get(code=TABLE, valid_from=date(2025, 1, 2))
    eve, day = rate_in_force(money.COPY, on=date(2026, 3, 31)), rate_in_force(money.COPY, on=FIRST_DAY)
    assert old.valid_to == date(2026, 3, 31)
    assert eve is not None
    assert day is not None
    assert (eve.amount, day.amount) == (8_000, 9_000)
    assert (table.published_by, table.certainty, table.document_on) == (keeper, "A", date(2026, 2, 20))
    assert not FeeDraft.objects.exists()
    entry = Entry.objects.filter(event="payments.fees_published").get()
    assert entry.data["changed"] == [money.COPY]


def test_a_draft_that_lacks_its_document_is_not_published_and_says_what(keeper: Officer) -> None:
    draft = fees.dearer(fees.revised(keeper), keeper)

    with pytest.raises(TableFaulty) as refused:
        fees.published(draft, keeper)

    said = [one.sentence for one in refused.value.problems]
    assert said == [
        "Ghi số, ký hiệu văn bản quy định mức thu.", "Ghi ngày ban hành văn bản.",
        "Ghi cơ quan ban hành văn bản.", "Ghi ngày áp dụng.",
    ]  # fmt: skip
    assert FeeTable.objects.count() == 1


def test_a_version_that_says_the_same_is_not_published(keeper: Officer) -> None:
    fees.next_version(keeper)
    later = moment_at(date(2026, 5, 1))
    draft = fees.headed(fees.revised(keeper, later), keeper, later, valid_from=date(2026, 6, 1))

    with pytest.raises(NothingNew):
        fees.published(draft, keeper, later)


def test_a_version_still_to_begin_is_replaced_by_another_of_its_day(keeper: Officer) -> None:
    fees.next_version(keeper, amount=9_000)
    draft = fees.dearer(fees.headed(fees.revised(keeper), keeper), keeper, 9_500)
    checked = tariffs.check_draft(draft, known=fees.KNOWN, today=NOW.date())

    fees.published(draft, keeper)

    assert "bản này sẽ thay bản đó" in checked.cautions[0].sentence
    assert FeeTable.objects.filter(code=TABLE).count() == 2
    assert FeeRate.objects.get(table__valid_from=FIRST_DAY, code=money.COPY).amount == 9_500


def test_loading_the_pack_again_keeps_what_was_published_here(keeper: Officer) -> None:
    fees.next_version(keeper)
    row = {
        "code": TABLE, "name": "Gói", "basis": "Gói", "valid_from": FIRST_DAY.isoformat(), "valid_to": None,
        "certainty": "D", "rates": [],
    }  # fmt: skip

    loaded = load_fees([row], by=SYSTEM, at=NOW)

    assert (loaded.added, loaded.changed) == ([], [])
    assert FeeTable.objects.get(code=TABLE, valid_from=FIRST_DAY).name == "Phí sao lục"


def test_a_new_table_gives_a_procedure_its_rate_from_its_day(keeper: Officer) -> None:
    draft = fee_drafting.begin_table(name="Lệ phí hộ tịch của tỉnh", by=keeper, at=NOW)
    draft = fees.headed(draft, keeper, name="Lệ phí hộ tịch của tỉnh")
    draft = fee_drafting.put_item(draft=draft, place=None, item=ITEM, by=keeper, at=NOW, seen=draft.revision)
    draft = fee_drafting.put_relief(
        draft=draft, place=0, number=None, relief=RELIEF, by=keeper, at=NOW, seen=draft.revision
    )

    fees.published(draft, keeper)

    assert draft.code == "le-phi-ho-tich-cua-tinh"
    assert rates_of("9.000001", on=date(2026, 3, 31)) == []
    (rate,) = rates_of("9.000001", on=FIRST_DAY)
    assert (rate.code, rate.amount, rate.exemptions.get().group) == ("le-phi-dang-ky-lai", 25_000, "disabled")


def test_a_code_used_by_another_table_or_an_unknown_procedure_keeps_a_draft_back(keeper: Officer) -> None:
    draft = fees.headed(fee_drafting.begin_table(name="Biểu khác", by=keeper, at=NOW), keeper)
    stolen = [replace(ITEM, code=money.COPY, services=("9.404", "9.000002"))]
    draft = fee_drafting.take_items(
        draft=draft, items=stolen, file_name="a.xlsx", by=keeper, at=NOW, seen=draft.revision
    )

    checked = tariffs.check_draft(draft, known=fees.KNOWN, today=NOW.date())

    assert [one.item for one in checked.faults] == [0, 0]
    assert "đang dùng ở biểu “Phí sao lục”" in checked.faults[0].sentence
    assert "9.404" in checked.faults[1].sentence
    assert "cũng đang thu theo biểu “Phí sao lục”" in checked.cautions[0].sentence


def test_another_table_that_ends_before_is_no_clash(keeper: Officer) -> None:
    FeeTable.objects.update(valid_to=date(2026, 3, 31))
    draft = fees.headed(
        fee_drafting.begin_table(name="Biểu khác", by=keeper, at=NOW), keeper, valid_to=date(2026, 12, 31)
    )
    draft = fee_drafting.take_items(
        draft=draft, items=[replace(ITEM, code=money.COPY)], file_name="a", by=keeper, at=NOW,
        seen=draft.revision,
    )  # fmt: skip

    assert tariffs.check_draft(draft, known=fees.KNOWN, today=NOW.date()).faults == []


def test_items_are_moved_dropped_and_written_anew_under_their_code(keeper: Officer) -> None:
    draft = fees.revised(keeper)
    draft = fee_drafting.move_item(draft=draft, place=2, to=-3, by=keeper, at=NOW, seen=draft.revision)
    draft = fee_drafting.drop_item(draft=draft, place=2, by=keeper, at=NOW, seen=draft.revision)
    draft = fees.dearer(draft, keeper, 60_000)
    draft = fee_drafting.put_item(
        draft=draft, place=None, item=replace(ITEM, name="Giấy phép"), by=keeper, at=NOW, seen=draft.revision
    )

    assert [row["code"] for row in draft.items] == ["giay-phep", "trich-luc", "giay-phep-2"]
    assert draft.items[0]["amount"] == 60_000
    again = fees.revised(keeper)
    assert again == draft


def test_groups_are_added_changed_and_dropped(keeper: Officer) -> None:
    draft = fees.revised(keeper)
    kept = len(draft.items[0]["reliefs"])
    for number, relief in ((None, RELIEF), (kept, replace(RELIEF, percent=50))):
        draft = fee_drafting.put_relief(
            draft=draft, place=0, number=number, relief=relief, by=keeper, at=NOW, seen=draft.revision
        )
    halved = draft.items[0]["reliefs"][-1]["percent"]

    draft = fee_drafting.drop_relief(draft=draft, place=0, number=0, by=keeper, at=NOW, seen=draft.revision)

    assert halved == 50
    assert [one["group"] for one in draft.items[0]["reliefs"]] == ["elderly", "disabled"]


def test_places_that_are_not_there_and_too_much_are_refused(keeper: Officer) -> None:
    draft = fees.revised(keeper)
    seen: dict[str, Any] = {"draft": draft, "by": keeper, "at": NOW, "seen": draft.revision}

    for call in (
        lambda: fee_drafting.drop_item(place=9, **seen),
        lambda: fee_drafting.put_relief(place=0, number=9, relief=RELIEF, **seen),
        lambda: fee_drafting.drop_relief(place=0, number=9, **seen),
        lambda: fee_drafting.attach_to_table(
            table=TABLE, item="x", service="9.1", by=keeper, at=NOW, today=NOW.date()
        ),
        lambda: tariffs.version("x", FIRST_DAY),
        lambda: tariffs.versions_of("x"),
        lambda: tariffs.draft_of("x"),
    ):
        with pytest.raises(Missing):
            call()
    with pytest.raises(fee_drafting.TooMany):
        fee_drafting.take_items(items=[ITEM] * 61, file_name="a", **seen)
    FeeDraft.objects.update(items=[ITEM.as_row()] * 60)
    with pytest.raises(fee_drafting.TooMany):
        fee_drafting.put_item(place=None, item=ITEM, **seen)
    FeeDraft.objects.update(items=[replace(ITEM, reliefs=(RELIEF,) * 20).as_row()])
    with pytest.raises(fee_drafting.TooMany):
        fee_drafting.put_relief(place=0, number=None, relief=RELIEF, **seen)


def test_nobody_writes_over_what_he_has_not_seen(keeper: Officer) -> None:
    draft = fees.revised(keeper)
    fees.dearer(draft, keeper)

    with pytest.raises(fee_drafting.FeeDraftOvertaken):
        fee_drafting.drop_item(draft=draft, place=0, by=keeper, at=NOW, seen=1)
    fee_drafting.discard_table(draft=draft, by=keeper, at=NOW, seen=2)
    with pytest.raises(fee_drafting.FeeDraftGone):
        fee_drafting.drop_item(draft=draft, place=0, by=keeper, at=NOW, seen=2)
    assert FeeTable.objects.filter(code=TABLE).count() == 1


def test_only_keepers_write_tables_under_a_name_with_letters(cast: Cast, keeper: Officer) -> None:
    with pytest.raises(NotFeeKeeper):
        fee_drafting.begin_table(name="Biểu", by=cast.one_stop_officer, at=NOW)
    with pytest.raises(fee_drafting.TableNameMissing):
        fee_drafting.begin_table(name="?!", by=keeper, at=NOW)
    draft = fee_drafting.begin_table(name="Mới", by=keeper, at=NOW)
    with pytest.raises(fee_drafting.TableNameMissing):
        fees.headed(draft, keeper, name="…")

    assert draft.code == "moi-2"
    assert (may_keep_fees(keeper), may_keep_fees(cast.chairman)) == (True, False)


def test_those_who_collect_are_told_of_a_new_version(cast: Cast, keeper: Officer) -> None:
    fees.next_version(keeper)

    run_queued(at=NOW + timedelta(days=1))

    told = Notice.objects.filter(recipient=cast.one_stop_officer.user_id, subject=f"fees:{TABLE}").get()
    assert "01/04/2026" in told.body
    assert told.link.endswith(f"/bieu-thu/{TABLE}/tu-2026-04-01/")


def test_an_example_counts_as_a_bill_does(cast: Cast) -> None:
    table = tariffs.version_in_force(TABLE, on=NOW.date())
    items = tariffs.items_for(tariffs.items_of(table), f"khoan:{money.PAGE}")

    (line,) = tariffs.example(items, pages=4, copies=2, groups=(), on=NOW.date())

    bill = money.bill(cast, Item(money.PAGE, quantity=4, copies=2))
    assert line.owed is not None
    assert line.owed.amount == bill.total
    assert list(line.owed.lines) == BillLine.objects.get(bill=bill).explanation


def test_the_list_tells_in_force_coming_and_ended(keeper: Officer) -> None:
    fees.next_version(keeper)
    FeeTable.objects.create(
        code="cu", name="Biểu cũ", basis="B", valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1),
        certainty="D",
    )  # fmt: skip
    FeeTable.objects.create(
        code="mai", name="Biểu mai", basis="B", valid_from=date(2027, 1, 1), certainty="D"
    )
    fee_drafting.begin_table(name="Đang soạn", by=keeper, at=NOW)

    def names(**narrowed: Any) -> list[str]:
        wanted = {"words": "", "state": ""} | narrowed
        return [row.table.name for row in tariffs.table_list(1, on=NOW.date(), **wanted).rows]

    assert names() == ["Biểu cũ", "Biểu mai", "Phí sao lục"]
    assert names(state="dang") == ["Phí sao lục"]
    assert names(state="sap") == ["Biểu mai", "Phí sao lục"]
    assert names(state="het") == ["Biểu cũ"]
    assert names(words="SAO luc") == ["Phí sao lục"]
    assert [draft.name for draft in tariffs.new_drafts()] == ["Đang soạn"]
    assert len(tariffs.open_tables(on=NOW.date())) == 4
