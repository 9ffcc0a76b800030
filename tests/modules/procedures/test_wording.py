"""What a version says, in words."""

from datetime import date

import pytest

from xaso.modules.payments.models import FeeRate, FeeTable
from xaso.modules.procedures.models import Procedure, ProcedureVersion
from xaso.modules.procedures.pages import wording


def version(**facts: object) -> ProcedureVersion:
    return ProcedureVersion(procedure=Procedure(code="9.1"), **facts)


@pytest.mark.parametrize(
    ("value", "unit", "note", "words", "told"),
    [
        (5, "working_days", "", "5 ngày làm việc", ""),
        (15, "days", "", "15 ngày", "Nguồn chỉ ghi “ngày” nên tính cả ngày nghỉ."),
        (0, "same_day", "", "Trong ngày làm việc", ""),
        (0, "same_day", "Trong ngày làm việc; nhận sau 15 giờ thì mai trả.",
         "Trong ngày làm việc; nhận sau 15 giờ thì mai trả.", ""),
        (4, "hours", "Tính từ lúc nhận.", "4 giờ làm việc", "Tính từ lúc nhận."),
    ],
)  # fmt: skip
def test_time_is_told_in_its_own_unit(value: int, unit: str, note: str, words: str, told: str) -> None:
    fact = wording.time_fact(version(time_value=value, time_unit=unit, time_note=note))

    assert (fact.words, fact.note, fact.is_known) == (words, told, True)


def test_an_unknown_time_is_told_plainly() -> None:
    fact = wording.time_fact(version(time_value=None, time_unit="", time_note="Cổng ghi số 1."))

    assert (fact.words, fact.is_known) == ("Chưa rõ thời hạn", False)
    assert fact.note.startswith("Cổng ghi số 1.")


@pytest.mark.parametrize(
    ("amount", "by_province", "flags", "words"),
    [
        (8000, False, [], "8.000 đồng"),
        (0, False, [], "Không thu"),
        (0, False, ["fee_zero_as_displayed"], "Miễn phí, theo chữ hiện trên Cổng"),
        (None, True, [], "Do Hội đồng nhân dân tỉnh quy định"),
        (None, False, [], "Chưa rõ mức thu"),
    ],
)
def test_a_fee_is_never_made_nicer_than_its_source(
    amount: int | None, by_province: bool, flags: list[str], words: str
) -> None:
    fact = wording.fee_fact(version(fee_amount=amount, fee_set_by_province=by_province, flags=flags))

    assert fact.words == words


def test_a_displayed_zero_warns_that_it_may_be_an_empty_cell() -> None:
    fact = wording.fee_fact(version(fee_amount=0, flags=["fee_zero_as_displayed"]))

    assert "ô chưa nhập" in fact.note
    assert not fact.is_known


def test_flags_are_told_in_plain_words_and_unknown_ones_are_kept_quiet() -> None:
    words = wording.flag_words(
        version(flags=["no_components", "code_may_be_replaced_2026", "superseded_in_x", "new_flag"])
    )

    assert words == [
        "Chưa có danh sách giấy tờ.",
        "Mã thủ tục có thể đã được thay trong năm.",
        "Ở tỉnh đã có thủ tục khác thay.",
    ]


@pytest.mark.django_db
def test_papers_for_every_case_come_first_then_case_by_case() -> None:
    one = ProcedureVersion.objects.get(procedure__code="9.000001")

    groups = wording.paper_groups(one)

    assert [(group.case, len(group.papers)) for group in groups] == [
        ("Mọi trường hợp", 2),
        ("Khi nhờ người khác đi thay", 1),
    ]
    assert groups[1].papers[0]["note"] == "1 bản chính, nếu thuộc trường hợp này"


def rate(**changed: object) -> FeeRate:
    """A rate of a table of its own."""
    usual = {
        "name": "Cấp bản sao", "kind": "phi", "unit": "bản", "amount": 8_000, "moment": "reception",
        "certainty": "A", "order": 1,
    }  # fmt: skip
    table = FeeTable.objects.create(
        code=f"b{FeeTable.objects.count()}", name="Biểu", basis="Nghị quyết 1", certainty="A",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    return FeeRate.objects.create(table=table, **(usual | changed))


@pytest.mark.django_db
def test_what_a_table_in_force_charges_is_what_people_read() -> None:
    agreeing = version(fee_amount=8_000, fee_note="Miễn cho hộ nghèo.", flags=[])
    overtaken = version(fee_amount=5_000, fee_note="5.000 đồng một bản", flags=[])

    same = wording.fee_fact(agreeing, [rate()])
    other = wording.fee_fact(overtaken, [rate(channel="online", certainty="R", basis="Quyết định 2")])

    assert (same.words, same.is_known) == ("8.000 đồng/bản", True)
    assert same.note == "Phí: Cấp bản sao. Căn cứ: Nghị quyết 1. Miễn cho hộ nghèo."
    assert other.words == "8.000 đồng/bản (nộp trực tuyến)"
    assert other.note == "Phí: Cấp bản sao. Căn cứ: Quyết định 2. Mức chưa kiểm chứng."
