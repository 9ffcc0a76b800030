"""Statements of banks, in the forms banks give them."""

import contextlib
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from xaso.modules.payments.reading import Line, UnreadableStatement, read_statement
from xaso.modules.payments.reading.headings import columns_of
from xaso.modules.payments.reading.values import amount_of, day_of

MORNING = datetime(2026, 11, 24, 8, 5)  # noqa: DTZ001 - a cell of Excel has no zone
MT940 = """:20:SK261124
:25:970499/1900200300400
:28C:328/1
:60F:C261123VND1500000,
:61:2611241124C8000,NTRFNONREF//FT26328000123
:86:GIANG A TAU nop phi KT2611240001 dang
 ky khai sinh
:61:2611241124D11000,NCHGPHI//FEE
:86:Phi dich vu
:62F:C261124VND1497000,
-
:20:SK261125
:25:970499/1900200300400
:28C:329/1
:60F:C261124VND1497000,
:61:2611251125C15000,NTRFREF9//
:86:KT2611250002
:62F:C261125VND1512000,
-
"""


def excel(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.250.000", 1_250_000), ("1,250,000", 1_250_000), ("1250000", 1_250_000), ("8.000,00", 8_000),
        ("8,000.00", 8_000), ("8000.00 VND", 8_000), ("+8.000đ", 8_000), ("-11.000", -11_000),
        ("(11,000)", -11_000), ("1 250 000", 1_250_000), (8000, 8_000), (8000.0, 8_000), (Decimal("15"), 15),
        ("", None), (None, None), ("-", None), ("0", 0), ("8.0", 8), ("1.250", 1_250),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_every_usual_writing(written: object, amount: int | None) -> None:
    assert amount_of(written) == amount


@pytest.mark.parametrize("written", ["12,5", "1.25.000", "tám nghìn", 8000.5, "1e9", True, 10**14, "8..000"])
def test_what_is_no_whole_amount_of_dong_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="amount"):
        amount_of(written)


@pytest.mark.parametrize(
    "written",
    [
        "24/11/2026",
        "24-11-2026 15:30:01",
        "2026-11-24",
        "24.11.26",
        date(2026, 11, 24),
        MORNING,
    ],
)
def test_a_day_is_read_in_every_usual_writing(written: object) -> None:
    assert day_of(written) == date(2026, 11, 24)


@pytest.mark.parametrize("written", ["31/02/2026", "hôm qua", "", None, 20261124, "24/11/20261"])
def test_what_is_no_day_is_none(written: object) -> None:
    assert day_of(written) is None


@pytest.mark.parametrize(
    "heads",
    [
        ("STT", "Ngày giao dịch", "Số bút toán", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"),
        ("Transaction Date", "Value date", "Reference", "Debit", "Credit", "Balance", "Description"),
        ("Ngày GD\nTrans. date", "Mã giao dịch", "Số tiền", "Nợ/Có", "Diễn giải"),
        ("Ngày", "PS Nợ", "PS Có", "Mô tả giao dịch", "Tài khoản đối ứng"),
    ],
)
def test_the_head_of_a_statement_is_known_by_its_words(heads: tuple[str, ...]) -> None:
    assert columns_of(heads) is not None


@pytest.mark.parametrize(
    "row", [("Kính gửi", "Quý khách"), ("Ngày", "Nội dung"), ("Ngày in", None, "Số tiền"), ()]
)
def test_other_rows_are_no_head(row: tuple[str, ...]) -> None:
    assert columns_of(row) is None


def test_an_excel_statement_is_read_with_its_account_balances_and_every_movement() -> None:
    data = excel(
        ("SAO KÊ TÀI KHOẢN",),
        ("Số tài khoản: 1900 2003 00400", None, "Loại tiền: VND"),
        ("Số dư đầu kỳ", None, None, None, 1_500_000),
        ("Ngày giao dịch", "Số bút toán", "Ghi nợ", "Ghi có", "Số dư", "Nội dung", "Tên người chuyển"),
        (
            MORNING,
            "FT1",
            None,
            8000,
            1_508_000,
            "KT2611240001  khai sinh",
            "GIANG A TAU",
        ),
        ("24/11/2026 09:00:00", "FT2", "11,000", "", "1,497,000", "Phí dịch vụ", ""),
        ("Tổng cộng", None, 11_000, 8_000),
        ("Số dư cuối kỳ", None, None, None, 1_497_000),
    )

    statement = read_statement(data)

    assert statement.account == "1900200300400"
    assert statement.lines == (
        Line(5, date(2026, 11, 24), 8000, "KT2611240001 khai sinh", "FT1", "GIANG A TAU", 1_508_000),
        Line(6, date(2026, 11, 24), -11_000, "Phí dịch vụ", "FT2", "", 1_497_000),
    )
    assert statement.gap == 0


def test_rows_with_money_that_cannot_be_taken_are_told_by_number_and_nothing_is_lost() -> None:
    text = (
        "Ngày;Số tiền;Nội dung\r\n"
        "24/11/2026;8.000;một\r\n"
        "24/11/2026;tám;hai\r\n"
        "32/11/2026;9.000;ba\r\n"
        "24/11/2026;;bốn\r\n"
        ";;ghi chú\r\n"
    )

    statement = read_statement(text.encode("utf-8-sig"))

    assert [line.text for line in statement.lines] == ["một"]
    assert [problem.number for problem in statement.problems] == [3, 4, 5]
    assert statement.gap is None


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", ","), ("utf-16", "\t"), ("utf-8-sig", ";"), ("utf-8", "|")]
)
def test_csv_is_read_whatever_parts_its_cells(encoding: str, mark: str) -> None:
    rows = [
        ["Ngày", "Nợ/Có", "Số tiền", "Nội dung"],
        ["24/11/2026", "D", "5000", '"a, b; c"'],
        ["25/11/2026", "C", "7000", "d"],
    ]
    text = "\n".join(mark.join(row) for row in rows)

    statement = read_statement(text.encode(encoding))

    assert [line.amount for line in statement.lines] == [-5000, 7000]


def test_mt940_is_read_over_several_days() -> None:
    statement = read_statement(MT940.encode())

    assert statement.account == "1900200300400"
    assert [(line.amount, line.reference) for line in statement.lines] == [
        (8000, "FT26328000123"), (-11_000, "FEE"), (15_000, "REF9"),
    ]  # fmt: skip
    assert "KT2611240001" in statement.lines[0].text
    assert (statement.opening, statement.closing, statement.gap) == (1_500_000, 1_512_000, 0)


def test_foreign_money_in_mt940_is_told_and_not_taken() -> None:
    text = MT940.replace("60F:C261123VND", "60F:C261123USD", 1).replace("62F:C261124VND", "62F:C261124USD", 1)

    statement = read_statement(text.encode())

    assert [line.amount for line in statement.lines] == [15_000]
    assert len(statement.problems) == 2
    assert "USD" in statement.problems[0].sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0rest", ".xls"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04rest", "MT940"),
        (excel(("Kính gửi",), ("Không có bảng",)), "hàng tiêu đề"),
        ("một dòng chữ\nhai dòng chữ".encode(), "hàng tiêu đề"),
        ("Ngày,Số tiền,Nội dung\n24/11/2026,tám,x".encode(), "Dòng 2"),
        (MT940.replace("25:970499/1900200300400", "25:970499/77", 1).encode(), "nhiều tài khoản"),
        (MT940.replace(":61:2611241124C8000,NTRF", ":61:khong", 1).encode(), "MT940"),
    ],
)
def test_what_is_no_statement_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableStatement) as refused:
        read_statement(data)

    assert words in refused.value.sentence


def test_parts_of_a_dong_in_mt940_are_told_and_not_taken() -> None:
    statement = read_statement(MT940.replace("C8000,NTRF", "C8000,50NTRF", 1).encode())

    assert [line.amount for line in statement.lines] == [-11_000, 15_000]
    assert "phần lẻ" in statement.problems[0].sentence


def test_a_balance_that_is_no_number_is_left_out() -> None:
    statement = read_statement("Số dư đầu kỳ,xem sau\nNgày,Số tiền,Nội dung\n".encode())

    assert statement.opening is None


def test_a_table_that_never_begins_is_refused() -> None:
    with pytest.raises(UnreadableStatement):
        read_statement("\n".join(["a,b,c"] * 60).encode())


def test_a_statement_of_too_many_lines_is_sent_back_in_parts() -> None:
    rows = ("24/11/2026,1,x\n" for _ in range(50_001))

    with pytest.raises(UnreadableStatement, match=r"50\.000"):
        read_statement(f"Ngày,Số tiền,Nội dung\n{''.join(rows)}".encode())


def test_a_statement_without_movements_is_one() -> None:
    assert read_statement("Ngày,Số tiền,Nội dung\n".encode()).lines == ()


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_whatever_bytes_come_the_answer_is_a_statement_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(UnreadableStatement):
        read_statement(data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(MT940) - 1), st.integers(0, 40), st.text(max_size=8))
def test_a_torn_mt940_is_a_statement_or_a_refusal(start: int, length: int, put: str) -> None:
    torn = MT940[:start] + put + MT940[start + length :]

    with contextlib.suppress(UnreadableStatement):
        read_statement(torn.encode("utf-8", "replace"))
