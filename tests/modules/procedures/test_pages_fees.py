"""Pages of fee tables: read by any officer, written by keepers, seen by people when in force."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import fees
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.payments.models import FeeDraft, FeeTable
from xaso.modules.payments.queries import tariffs
from xaso.modules.procedures.models import ProcedureVersion

LIST = "/ban-lam-viec/thu-tuc/bieu-thu/"
RECORD = f"{LIST}{fees.TABLE}/"
DRAFT = f"{RECORD}ban-thao/"
ITEM = {
    "name": "Lệ phí đăng ký lại", "kind": "le_phi", "unit": "trường hợp", "amount": "25.000", "tiers": "",
    "ceiling": "", "moment": "reception", "channel": "", "services": "9.000001", "basis": "", "note": "",
}  # fmt: skip
HEAD = {
    "name": "Phí sao lục", "document": "Nghị quyết 12/2099/NQ-HĐND", "issuer": "Hội đồng nhân dân tỉnh",
    "document_on-ngay": "1", "document_on-thang": "2", "document_on-nam": "2026", "certainty": "A",
    "valid_from-ngay": "1", "valid_from-thang": "4", "valid_from-nam": "2099", "note": "",
}  # fmt: skip


@pytest.fixture
def keeper(client: Client, cast: Cast) -> Client:
    """The browser of who keeps the catalogue."""
    return sign_in(client, cast.control_officer)


def text(answer: Any) -> str:
    said: str = answer.content.decode()
    return said


def seen() -> int:
    return FeeDraft.objects.get(code=fees.TABLE).revision


def post(browser: Client, path: str, typed: dict[str, Any]) -> HttpResponse:
    answer: HttpResponse = browser.post(path, {**typed, "seen": seen()})
    return answer


def excel(*rows: list[Any], reliefs: tuple[list[Any], ...] = ()) -> SimpleUploadedFile:
    """A file as it is taken out of the page, with these rows."""
    book = openpyxl.load_workbook(io.BytesIO(_whole()))
    for sheet, lines in (("Mức thu", rows), ("Miễn, giảm", reliefs)):
        book[sheet].delete_rows(2, 50)
        for line in lines:
            book[sheet].append(line)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("bieu.xlsx", out.getvalue())


def _whole() -> bytes:
    from xaso.modules.payments.queries.fee_file import file_of  # noqa: PLC0415

    return file_of("Biểu", tariffs.items_of(tariffs.version_in_force(fees.TABLE, on=date(2026, 3, 2))))


def test_any_officer_reads_tables_and_only_keepers_write(client: Client, cast: Cast) -> None:
    browser = sign_in(client, cast.specialist)

    listed, shown = text(browser.get(LIST)), text(browser.get(RECORD))

    assert "Phí sao lục" in listed
    assert "Lập biểu mới" not in listed
    assert "từ trang thứ 3: 1.000 đồng" in shown
    assert "Hộ nghèo: miễn" in shown
    assert "Mức chắc chắn" in shown
    assert "Soạn bản mới" not in shown
    assert browser.post(f"{RECORD}ban-moi/").status_code == 404
    assert browser.get(f"{RECORD}tu-hom-qua/").status_code == 404


def test_a_table_is_copied_changed_checked_and_published(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")
    lacking = text(keeper.get(DRAFT))
    keeper.post(f"{DRAFT}ten/", {**HEAD, "seen": seen()})
    post(keeper, f"{DRAFT}khoan/", ITEM)
    group = {"group": "disabled", "percent": "100", "basis": "Nghị quyết 12, Đ.3"}
    post(keeper, f"{DRAFT}khoan/3/nhom/", group)
    post(keeper, f"{DRAFT}khoan/3/nhom/0/", {**group, "percent": "50"})
    ready, review = text(keeper.get(DRAFT)), text(keeper.get(f"{DRAFT}ban-hanh/"))

    done = post(keeper, f"{DRAFT}ban-hanh/", {})

    assert "Ghi số, ký hiệu văn bản quy định mức thu." in lacking
    assert "Chưa ban hành được" not in ready
    assert "Người khuyết tật: giảm 50%" in ready
    assert "Khoản mới" in review
    assert "Mức: 25.000 đồng/trường hợp" in review
    assert done["Location"] == f"{RECORD}tu-2099-04-01/"
    shown = text(keeper.get(done["Location"]))
    assert "Nghị quyết 12/2099/NQ-HĐND ngày 01/02/2026 của Hội đồng nhân dân tỉnh" in shown
    assert "Sắp áp dụng" in shown
    assert "Lệ phí đăng ký lại" in text(keeper.get(f"{RECORD}so-sanh/"))
    assert "không khác nhau" in text(keeper.get(f"{RECORD}so-sanh/?tu=2099-04-01&den=2099-04-01"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "8.000,5"}, "Ghi số tiền nguyên đồng"),
        ({"amount": "9.000.000.000"}, "Số tiền quá lớn"),
        ({"tiers": "ba: 1.000"}, "từ đơn vị thứ mấy"),
        ({"tiers": "3: x"}, "Ghi số tiền nguyên đồng"),
        ({"kind": ""}, "Chọn phí hay lệ phí"),
        ({"name": ""}, "Ghi tên khoản thu"),
    ],
)
def test_an_item_that_cannot_be_is_refused_in_words_and_keeps_what_was_typed(
    keeper: Client, typed: dict[str, str], said: str
) -> None:
    keeper.post(f"{RECORD}ban-moi/")

    answer = post(keeper, f"{DRAFT}khoan/", {**ITEM, "basis": "Điều 5", **typed})

    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="Điều 5"' in text(answer)


def test_a_faulty_draft_is_not_published_and_says_each_fault(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")
    post(keeper, f"{DRAFT}khoan/", {**ITEM, "kind": "phi", "services": "9.404"})

    answer = post(keeper, f"{DRAFT}ban-hanh/", {})

    assert answer.status_code == 422
    for said in ("Ghi ngày áp dụng.", "tên là lệ phí nhưng ghi loại phí", "không có thủ tục 9.404"):
        assert said in text(answer)
    assert FeeTable.objects.count() == 1


def test_items_are_moved_and_dropped_by_their_buttons(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")

    for verb in ("xuong:0", "len:2", "bo:0", "bo-nhom:1.0"):
        post(keeper, DRAFT, {"viec": verb})

    draft = FeeDraft.objects.get()
    assert [row["code"] for row in draft.items] == ["giay-phep", "trich-luc"]
    assert [one["group"] for one in draft.items[1]["reliefs"]] == ["elderly"]
    assert post(keeper, DRAFT, {"viec": "nhay:0"}).status_code == 404
    stale = keeper.post(DRAFT, {"viec": "bo:0", "seen": 1})
    assert stale.status_code == 409
    assert keeper.get(f"{DRAFT}khoan/9/").status_code == 404
    assert keeper.get(f"{DRAFT}khoan/0/nhom/9/").status_code == 404


def test_an_example_is_counted_line_by_line(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")
    what = {"what": "khoan:sao-y", "pages": "4", "copies": "2"}

    shown = text(keeper.get(f"{DRAFT}xem-thu/", what))
    free = text(
        keeper.get(
            f"{DRAFT}xem-thu/", {"what": "thu-tuc:9.000002", "pages": 1, "copies": 3, "groups": "poor"}
        )
    )

    assert "2 trang từ trang thứ 3 × 1.000 = 2.000 đồng" in shown
    assert "2 bản × 6.000 = 12.000 đồng" in shown
    assert "Miễn cho nhóm “Hộ nghèo”: còn 0 đồng" in free
    assert keeper.get(f"{DRAFT}xem-thu/", {**what, "pages": "0"}).status_code == 422
    assert "bấm “Tính”" in text(keeper.get(f"{DRAFT}xem-thu/"))


def test_a_table_goes_out_as_excel_and_comes_back_the_same(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")
    before = FeeDraft.objects.get().items
    file = keeper.get(f"{DRAFT}tep/").content

    answer = post(keeper, f"{DRAFT}nap/", {"upload": SimpleUploadedFile("bieu.xlsx", file)})

    assert answer["Location"] == DRAFT
    assert FeeDraft.objects.get().items == before
    start = FeeTable.objects.get().valid_from.isoformat()
    assert keeper.get(f"{RECORD}tu-{start}/tep/")["Content-Disposition"].endswith(f'{start}.xlsx"')


def test_every_wrong_row_of_a_file_is_told_and_nothing_is_taken(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")
    before = FeeDraft.objects.get().items
    good = ["a", "Phí a", "phí", "bản", 8000, None, None, "9.000002", None, "Khi tiếp nhận", None, None]
    bad = ["a", None, "thuế", "bản", 8000.5, "3 1000", "x", None, "fax", None, None, None]
    relief = ["không có", "Người giàu", "150", None, "mai", None]

    answer = post(keeper, f"{DRAFT}nap/", {"upload": excel(good, bad, reliefs=(relief,))})

    said = text(answer)
    assert answer.status_code == 422
    for told in (
        "Trang Mức thu, dòng 3:", "Tên khoản không được để trống", "Loại phải là một trong: Phí, Lệ phí",
        "Mức (đồng) phải là số tiền nguyên đồng", "Bậc mỗi dòng ghi", "Cách nộp phải là một trong",
        "Mã a đã có ở dòng trên", "Trang Miễn, giảm, dòng 2:", "Nhóm phải là một trong",
        "Giảm (%) phải là số từ 1 đến 100", "Từ ngày phải là ngày", "“không có” không có ở trang Mức thu",
    ):  # fmt: skip
        assert told in said
    assert FeeDraft.objects.get().items == before


def test_rows_that_read_well_are_held_against_the_rules_too(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")
    mixed = [
        None, "Lệ phí b", "phí", "bản", "8.000", "3: 1.000", 200000, "9.1", "nộp trực tuyến",
        "Khi trả kết quả", None, None,
    ]  # fmt: skip

    wrong = post(keeper, f"{DRAFT}nap/", {"upload": excel(mixed)})
    mixed[2] = "lệ phí"
    relief = ["lệ phí b", "Hộ nghèo", "50%", "NQ 1", "15/08/2026", date(2027, 2, 28)]
    taken = post(keeper, f"{DRAFT}nap/", {"upload": excel(mixed, reliefs=(relief,))})

    assert "dòng 2:</strong> Khoản “Lệ phí b” có tên là lệ phí nhưng ghi loại phí" in text(wrong)
    assert taken.status_code == 302
    (row,) = FeeDraft.objects.get().items
    assert (row["code"], row["tiers"], row["channel"], row["moment"]) == (
        "le-phi-b", [[3, 1000]], "online", "return",
    )  # fmt: skip
    assert row["reliefs"][0] == {
        "group": "poor", "percent": 50, "basis": "NQ 1", "valid_from": "2026-08-15", "valid_to": "2027-02-28",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"khong phai excel", "Không đọc được tệp"),
        (b"PK\x03\x04 rach", "tệp"),
        (b"x" * (5 * 1024 * 1024 + 1), "nhiều nhất 5 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused(keeper: Client, data: bytes, said: str) -> None:
    keeper.post(f"{RECORD}ban-moi/")

    answer = post(keeper, f"{DRAFT}nap/", {"upload": SimpleUploadedFile("b.xlsx", data)})

    assert answer.status_code in (415, 422)
    assert said in text(answer)


@pytest.mark.parametrize(("sheet", "said"), [("Mức thu", "không có trang"), ("", "không có khoản nào")])
def test_a_workbook_without_its_sheets_heads_or_rows_is_refused(
    keeper: Client, sheet: str, said: str
) -> None:
    keeper.post(f"{RECORD}ban-moi/")
    book = openpyxl.load_workbook(io.BytesIO(_whole()))
    if sheet:
        del book[sheet]
    else:
        for name in book.sheetnames:
            book[name].delete_rows(2, 50)
    out = io.BytesIO()
    book.save(out)
    headless = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    headless[headless.sheetnames[0]].delete_cols(2)
    cut = io.BytesIO()
    headless.save(cut)

    whole = post(keeper, f"{DRAFT}nap/", {"upload": SimpleUploadedFile("b.xlsx", out.getvalue())})
    lacking = post(keeper, f"{DRAFT}nap/", {"upload": SimpleUploadedFile("b.xlsx", cut.getvalue())})

    assert said in text(whole)
    assert lacking.status_code == 422


def test_a_fee_the_province_sets_is_written_here_charged_and_shown_to_people(
    keeper: Client, cast: Cast
) -> None:
    ProcedureVersion.objects.filter(procedure__code="9.000001").update(
        fee_set_by_province=True, fee_amount=None
    )
    today = local_date(SystemClock().now())
    start = {"valid_from-ngay": today.day, "valid_from-thang": today.month, "valid_from-nam": today.year}
    lacking, before = text(keeper.get(f"{LIST}chua-co-muc/")), text(Client().get("/thu-tuc/9.000001/"))

    made = keeper.post(f"{LIST}moi/", {"name": "Lệ phí của tỉnh"})["Location"]
    draft = made.removesuffix("ten/")
    keeper.post(made, {**HEAD, **start, "name": "Lệ phí của tỉnh", "seen": 1})
    keeper.post(f"{draft}khoan/", {**ITEM, "seen": 2})
    done = keeper.post(f"{draft}ban-hanh/", {"seen": 3})

    after = text(sign_in(Client(), cast.citizen).get("/thu-tuc/9.000001/"))
    assert "9.000001" in lacking
    assert "Do Hội đồng nhân dân tỉnh quy định" in before
    assert done.status_code == 302
    assert "25.000 đồng/trường hợp" in after
    assert "Lệ phí: Lệ phí đăng ký lại. Căn cứ: Nghị quyết 12/2099/NQ-HĐND" in after
    assert "9.000001" not in text(keeper.get(f"{LIST}chua-co-muc/"))


def test_a_procedure_is_put_to_an_item_of_a_table_in_its_draft(keeper: Client, cast: Cast) -> None:
    page = "/ban-lam-viec/thu-tuc/9.000001/muc-thu/"

    empty = text(keeper.get(page))
    choosing = text(keeper.get(page, {"bieu": fees.TABLE}))
    nothing = keeper.post(f"{page}?bieu={fees.TABLE}", {})
    done = keeper.post(f"{page}?bieu={fees.TABLE}", {"place": "giay-phep"})

    assert "Không biểu nào thu của thủ tục này" in empty
    assert "50.000 đồng/giấy" in choosing
    assert nothing.status_code == 422
    assert done["Location"] == DRAFT
    assert FeeDraft.objects.get().items[2]["services"] == ["9.000006", "9.000001"]
    assert keeper.post(f"{page}?bieu=khac", {"place": "x"}).status_code == 404
    stranger = sign_in(Client(), cast.specialist)
    assert "Gắn vào biểu thu" not in text(stranger.get(page))
    assert stranger.post(f"{page}?bieu={fees.TABLE}", {"place": "giay-phep"}).status_code == 404
    assert "Phí sao lục" in text(stranger.get("/ban-lam-viec/thu-tuc/9.000002/muc-thu/"))


def test_a_draft_is_thrown_away_after_one_more_question(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")
    asked = text(keeper.get(f"{DRAFT}bo/"))
    stale = keeper.post(f"{DRAFT}bo/", {"seen": 9})

    done = post(keeper, f"{DRAFT}bo/", {})

    assert "Mọi thứ đã soạn sẽ mất" in asked
    assert stale.status_code == 409
    assert done["Location"] == LIST
    assert keeper.get(DRAFT).status_code == 404


def test_names_are_needed_and_days_must_be_days(keeper: Client) -> None:
    keeper.post(f"{RECORD}ban-moi/")

    nameless = keeper.post(f"{LIST}moi/", {"name": "???"})
    dayless = post(keeper, f"{DRAFT}ten/", {**HEAD, "valid_from-thang": "13"})

    assert nameless.status_code == dayless.status_code == 422
    assert "có chữ cái" in text(nameless)
    assert 'value="13"' in text(dayless)


def test_the_list_and_a_draft_ask_the_same_whatever_their_length(
    keeper: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    FeeTable.objects.bulk_create(
        FeeTable(code=f"b-{n}", name=f"Biểu {n}", basis="B", valid_from=date(2025, 1, 1), certainty="D")
        for n in range(25)
    )
    keeper.post(f"{RECORD}ban-moi/")
    FeeDraft.objects.update(items=[{**FeeDraft.objects.get().items[0], "code": f"k-{n}"} for n in range(25)])

    with django_assert_max_num_queries(16):
        listed = text(keeper.get(LIST))
    with django_assert_max_num_queries(20):
        keeper.get(DRAFT)

    assert "trang=2" in listed
    assert "Biểu 0" in text(keeper.get(LIST, {"q": "bieu 0"}))
    assert "Không có biểu nào khớp" in text(keeper.get(LIST, {"q": "zzz", "tt": "het"}))
