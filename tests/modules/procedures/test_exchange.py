"""The catalogue goes out as a file and comes in again; nothing is lost, every wrong row is named."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, PACK, sign_in
from xaso.kernel.clock import at
from xaso.kernel.errors import Invalid
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.models import CatalogueImport, Procedure, ProcedureVersion
from xaso.modules.procedures.queries import exchange
from xaso.modules.procedures.reading.catalogue_file import (
    CatalogueFile,
    UnreadableCatalogue,
    as_excel,
    as_json,
    read_catalogue,
)
from xaso.modules.procedures.services import importing
from xaso.platform.journal.actors import SYSTEM
from xaso.sites.setup.pack.reading import read

pytestmark = pytest.mark.django_db
TODAY, NEXT = date(2026, 3, 2), date(2026, 4, 1)
CODE = "9.000001"
UPLOAD = "/ban-lam-viec/thu-tuc/nap/"
BOTH = pytest.mark.parametrize("made", [as_excel, as_json], ids=["excel", "json"])
Made = Callable[[Any], bytes]


def changed(made: Made, **facts: Any) -> bytes:
    """A file whose first procedure says something else, with a procedure that is new."""
    records = exchange.records(TODAY)
    new = records[1] | {"code": "9.000777", "name": "Việc mới của xã", "components": []}
    return made([records[0] | facts, *records[1:], new])


def keep(data: bytes, by: Officer, start: date = NEXT) -> CatalogueImport:
    return importing.keep_import(
        file=read_catalogue(data),
        data=data,
        file_name="danh muc.xlsx",
        valid_from=start,
        decision=None,
        by=by,
        at=NOW,
    )


@BOTH
def test_what_goes_out_comes_in_the_same(made: Made) -> None:
    records = exchange.records(TODAY)

    file = read_catalogue(made(records))

    assert (file.problems, file.records) == ([], records)
    plan = exchange.plan(file, TODAY)
    assert (plan.rows, plan.same, plan.kept, plan.problems) == ([], len(records), 0, [])


@BOTH
def test_a_file_changes_what_it_says_and_nothing_else(made: Made, control_officer: Officer) -> None:
    old = queries.current_version(CODE, TODAY)
    kept = keep(changed(made, result="Giấy điện tử", via_one_stop=False), control_officer)

    done = importing.apply_import(kept=kept, by=control_officer, at=NOW)

    assert (done.state, done.added, done.changed, done.records) == ("applied", 1, 1, [])
    assert queries.current_version(CODE, NEXT - timedelta(days=1)) == old
    assert queries.current_version(CODE, NEXT).result == "Giấy điện tử"
    assert queries.procedure(CODE).via_one_stop is False
    assert queries.current_version("9.000777", NEXT).name == "Việc mới của xã"
    assert ProcedureVersion.objects.filter(valid_from=NEXT).count() == 2


def test_a_file_whose_papers_do_not_fit_the_form_is_refused_whole(
    client: Client, control_officer: Officer
) -> None:
    first, second, *rest = exchange.records(TODAY)
    new = first | {"code": "9.000777", "name": "Việc mới của xã", "components": []}
    far = date(2099, 4, 1)
    kept = keep(as_json([first, second | {"result": "Khác"}, *rest, new]), control_officer, far)

    answer = sign_in(client, control_officer).post(f"{UPLOAD}{kept.public_id}/", {"viec": "nap"})

    assert answer.status_code == 422
    assert "ghi mã giấy “tp02” mà thủ tục 9.000777 không có" in answer.content.decode()
    assert not Procedure.objects.filter(code="9.000777").exists()
    assert not ProcedureVersion.objects.filter(valid_from=far).exists()


def test_what_the_file_does_not_name_stays(control_officer: Officer) -> None:
    records = exchange.records(TODAY)

    plan = exchange.plan(read_catalogue(as_excel(records[:1])), TODAY)

    assert (plan.same, plan.kept) == (1, len(records) - 1)


def test_the_pack_loaded_again_leaves_what_a_file_brought(control_officer: Officer) -> None:
    kept = keep(changed(as_json, result="Giấy điện tử", via_one_stop=False), control_officer, TODAY)
    importing.apply_import(kept=kept, by=control_officer, at=NOW)
    rows = read(PACK / "procedures.json").value

    loaded = services.load_procedures(rows, first_from=date(2025, 1, 1), valid_from=NEXT, by=SYSTEM, at=NOW)

    assert not loaded
    assert queries.procedure(CODE).via_one_stop is False
    assert queries.find("việc mới của xã", on=TODAY)[0].procedure.code == "9.000777"


def spoiled(change: Callable[[Any], None]) -> bytes:
    """The Excel file after somebody typed into it."""
    book = load_workbook(io.BytesIO(as_excel(exchange.records(TODAY))))
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_every_wrong_cell_is_named_with_its_row(control_officer: Officer) -> None:
    heads = {
        cell.value: cell.column
        for cell in load_workbook(io.BytesIO(as_excel(exchange.records(TODAY))))["Thủ tục"][1]
    }

    def type_wrongly(book: Any) -> None:
        sheet = book["Thủ tục"]
        for row, head, value in (
            (2, "Thời hạn", "năm ngày"), (2, "Nơi nộp", "ở nhà"), (3, "Tên thủ tục", " "),
            (3, "Ẩn", "chắc thế"),
            (4, "Mã quy trình", "khong-co"), (5, "Mã thủ tục", sheet.cell(2, heads["Mã thủ tục"]).value),
        ):  # fmt: skip
            sheet.cell(row, heads[head]).value = value
        papers = book["Giấy tờ"]
        papers.cell(2, 1).value = "9.999999"

    file = read_catalogue(spoiled(type_wrongly))
    told = [f"{problem.place}: {problem.sentence}" for problem in exchange.plan(file, NEXT).problems]

    assert "Trang Thủ tục, dòng 2: Thời hạn phải là số tròn từ 0 trở lên" in told
    assert any("dòng 2: Nơi nộp phải là một trong: Nộp tại đây" in one for one in told)
    assert "Trang Thủ tục, dòng 3: Tên thủ tục không được để trống" in told
    assert "Trang Thủ tục, dòng 3: Ẩn phải là “có” hoặc “không”" in told
    assert "Trang Thủ tục, dòng 4: không có quy trình mang mã “khong-co”" in told
    assert any("dòng 5: mã 9.000001 đã có ở: Trang Thủ tục, dòng 2" in one for one in told)
    assert "Trang Giấy tờ, dòng 2: mã thủ tục không có ở trang Thủ tục" in told


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({"fee_amount": -1}, "Phí, lệ phí (đồng) phải là số"),
        ({"fee_amount": True}, "Phí, lệ phí (đồng) phải là số"),
        ({"steps": "một dòng"}, "Trình tự thực hiện quá dài hoặc không phải chữ"),
        ({"name": None}, "Tên thủ tục không được để trống"),
        ({"components": "giấy"}, "Giấy tờ phải là một danh sách"),
        ({"components": [{"code": "a", "name": "A"}, {"code": "a", "name": "B"}]}, "mã giấy tờ a bị lặp"),
        ({"components": [{"code": "a"}]}, "Giấy tờ không được để trống"),
    ],
)
def test_json_is_checked_as_strictly(record: dict[str, Any], sentence: str) -> None:
    whole = json.loads(as_json(exchange.records(TODAY)[:1]))
    whole["procedures"][0] |= record

    problems = read_catalogue(json.dumps(whole).encode()).problems

    assert sentence in problems[0].sentence


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4", b"[]", b'{"format": "xaso-procedures/1"}', b'{"format": "khac"}', b"\xff\xfe\x00"],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableCatalogue):
        read_catalogue(data)


def test_an_excel_file_without_a_column_is_refused() -> None:
    data = spoiled(lambda book: book["Thủ tục"].delete_cols(3))

    with pytest.raises(UnreadableCatalogue, match="thiếu cột: Mã lĩnh vực"):
        read_catalogue(data)


def test_a_torn_file_a_file_without_papers_sheet_and_rows_that_are_none_are_refused() -> None:
    torn = as_excel(exchange.records(TODAY))
    with pytest.raises(Invalid):
        read_catalogue(torn[: len(torn) // 2])
    with pytest.raises(UnreadableCatalogue, match="không có trang “Giấy tờ”"):
        read_catalogue(spoiled(lambda book: book.remove(book["Giấy tờ"])))

    file = read_catalogue(b'{"format": "xaso-procedures/1", "procedures": ["x", {}]}')

    assert [problem.place for problem in file.problems][:2] == ["Thủ tục thứ 1", "Thủ tục thứ 2"]
    assert file.records == []


def test_empty_rows_of_excel_are_passed_over() -> None:
    records = exchange.records(TODAY)

    file = read_catalogue(spoiled(lambda book: book["Thủ tục"].insert_rows(3)))

    assert (file.problems, len(file.records)) == ([], len(records))


def test_a_file_never_holds_from_a_day_gone_by_and_is_checked_again_when_applied(
    control_officer: Officer,
) -> None:
    data = changed(as_json, result="Giấy điện tử")
    with pytest.raises(services.StartPast):
        keep(data, control_officer, TODAY - timedelta(days=1))
    kept = keep(data, control_officer)
    later = at(date(2026, 4, 2), time(8, 0))

    with pytest.raises(services.StartPast):
        importing.apply_import(kept=kept, by=control_officer, at=later)
    CatalogueImport.objects.update(records=[exchange.records(TODAY)[0] | {"route": "khong-co"}])
    with pytest.raises(importing.ImportFaulty):
        importing.apply_import(kept=kept, by=control_officer, at=NOW)


def test_a_decision_of_the_file_stands_at_what_is_new_and_what_changed(control_officer: Officer) -> None:
    data = changed(as_json, result="Giấy điện tử", filing_place="counter")
    decision = services.Decision(number="5/QĐ-UBND", decided_on=TODAY, effective_on=NEXT, issuer="UBND tỉnh")
    kept = importing.keep_import(
        file=read_catalogue(data),
        data=data,
        file_name="a.json",
        valid_from=NEXT,
        decision=decision,
        by=control_officer,
        at=NOW,
    )

    importing.apply_import(kept=kept, by=control_officer, at=NOW)

    told = ProcedureVersion.objects.filter(decision__number="5/QĐ-UBND")
    assert {one.procedure.code for one in told} == {CODE, "9.000777"}
    assert {one.decision_number for one in told} == {"5/QĐ-UBND"}
    assert queries.procedure(CODE).filing_set_at == NOW


def test_a_procedure_that_left_comes_back_and_ends_before_its_next_version(control_officer: Officer) -> None:
    records = exchange.records(TODAY)
    old = queries.current_version(CODE, TODAY)
    ProcedureVersion.objects.filter(pk=old.pk).update(valid_from=date(2026, 9, 1))
    data = as_json(records)

    importing.apply_import(kept=keep(data, control_officer), by=control_officer, at=NOW)

    back = queries.current_version(CODE, NEXT)
    assert (back.valid_from, back.valid_to) == (NEXT, date(2026, 8, 31))


def test_a_plan_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    file = CatalogueFile(records=exchange.records(TODAY))

    with django_assert_max_num_queries(8):
        exchange.plan(file, TODAY)


def send(client: Client, data: bytes, **typed: str) -> Any:
    upload = SimpleUploadedFile("danh muc.xlsx", data)
    day = {"valid_from-ngay": "1", "valid_from-thang": "4", "valid_from-nam": "2030"}
    return client.post(UPLOAD, {"upload": upload, **day, **typed})


def test_a_keeper_looks_first_and_then_takes_the_file_over(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)

    sent = send(client, changed(as_excel, result="Giấy điện tử"))

    assert sent.status_code == 302
    assert not ProcedureVersion.objects.filter(valid_from="2030-04-01").exists()
    page = client.get(sent["Location"]).content.decode()
    assert "<ins>Giấy điện tử</ins>" in page
    assert "9.000777 Việc mới của xã" in page
    done = client.post(sent["Location"], {"viec": "nap"}, follow=True).content.decode()
    assert "Đã nạp: 1 thủ tục mới, 1 thủ tục đổi." in done
    assert ProcedureVersion.objects.filter(valid_from="2030-04-01").count() == 2
    assert client.post(sent["Location"], {"viec": "nap"}).status_code == 409


def test_a_file_can_be_dropped(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)
    sent = send(client, changed(as_json, result="Giấy điện tử"))

    client.post(sent["Location"], {"viec": "bo"})

    assert CatalogueImport.objects.get().state == "dropped"
    assert not Procedure.objects.filter(code="9.000777").exists()


def test_a_half_told_decision_and_a_wrong_file_say_so(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)

    half = send(client, as_json(exchange.records(TODAY)), number="12/QĐ-UBND")
    wrong = send(client, changed(as_json, route="khong-co"))

    assert half.status_code == wrong.status_code == 422
    assert half.content.decode().count("Ghi đủ thông tin của quyết định.") == 6
    assert "1 chỗ sai, chưa nạp gì" in wrong.content.decode()
    assert not CatalogueImport.objects.exists()


def test_officers_take_the_catalogue_out_and_only_keepers_bring_it_in(
    client: Client, specialist: Officer
) -> None:
    sign_in(client, specialist)

    assert read_catalogue(client.get("/ban-lam-viec/thu-tuc/xuat-xlsx/").content).records
    assert read_catalogue(client.get("/ban-lam-viec/thu-tuc/xuat-json/").content).records
    assert client.get("/ban-lam-viec/thu-tuc/xuat-pdf/").status_code == 404
    assert client.get(UPLOAD).status_code == 404
