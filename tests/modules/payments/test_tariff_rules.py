"""A fee table being written: every slip is told in words, what is right passes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.payments.rules.charging import charge
from xaso.modules.payments.rules.tariff_checks import (
    Head,
    Surroundings,
    item_faults,
    tariff_cautions,
    tariff_faults,
)
from xaso.modules.payments.rules.tariffs import TariffItem, TariffRelief, item_changes, item_lines

TODAY, START = date(2026, 3, 2), date(2026, 4, 1)
POOR = TariffRelief("poor", 100, "Nghị quyết 12, Đ.3")
ITEM = TariffItem("ban-sao", "Cấp bản sao", "phi", "trang", 2_000, ((3, 1_000),), 200_000, ("9.000002",))
HEAD = Head("Nghị quyết 12/2026/NQ-HĐND", date(2026, 2, 20), "HĐND tỉnh", START, None)
AROUND = Surroundings(today=TODAY, known=frozenset({"9.000002"}))


def faults(head: Head = HEAD, *items: TariffItem, **around: Any) -> list[str]:
    return [one.sentence for one in tariff_faults(head, items or (ITEM,), replace(AROUND, **around))]


def cautions(head: Head = HEAD, *items: TariffItem, **around: Any) -> list[str]:
    return [one.sentence for one in tariff_cautions(head, items or (ITEM,), replace(AROUND, **around))]


def test_a_whole_table_has_no_fault_and_nothing_to_look_at() -> None:
    assert faults() == []
    assert cautions() == []
    assert cautions(before=(replace(ITEM, amount=1_800),)) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"document": ""}, "số, ký hiệu văn bản"),
        ({"document_on": None}, "ngày ban hành"),
        ({"issuer": ""}, "cơ quan ban hành"),
        ({"document_on": date(2026, 5, 1)}, "không được sau ngày áp dụng"),
        ({"valid_from": None}, "Ghi ngày áp dụng"),
        ({"valid_from": date(2026, 3, 1)}, "không được trước hôm nay"),
        ({"valid_to": date(2026, 3, 31)}, "hết hiệu lực không được trước"),
    ],
)
def test_a_head_that_lacks_something_is_told(changed: dict[str, Any], said: str) -> None:
    found = faults(replace(HEAD, **changed))

    assert len(found) == 1
    assert said in found[0]


def test_days_that_meet_another_version_are_told() -> None:
    begun = faults(replace(HEAD, valid_from=TODAY), starts=[TODAY])
    overlapping = faults(replace(HEAD, valid_to=date(2026, 7, 1)), starts=[TODAY, date(2026, 7, 1)])
    inside = faults(replace(HEAD, valid_to=date(2026, 6, 30)), starts=[TODAY, date(2026, 7, 1)])

    assert "từ hôm nay" in begun[0]
    assert "Chồng ngày: đã có bản áp dụng từ 01/07/2026" in overlapping[0]
    assert inside == []


def test_an_empty_table_is_told() -> None:
    assert "chưa có khoản nào" in tariff_faults(HEAD, (), AROUND)[0].sentence


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Một khoản chưa có tên"),
        ({"unit": ""}, "đơn vị tính"),
        ({"kind": "thue"}, "phải là phí hoặc lệ phí"),
        ({"moment": "?"}, "thu lúc nào"),
        ({"channel": "fax"}, "cách nộp lạ"),
        ({"amount": -1, "ceiling": None}, "có mức không phải"),
        ({"tiers": ((1, 1_000),)}, "có bậc chưa đúng"),
        ({"tiers": ((5, 1_000), (3, 500))}, "có bậc chưa đúng"),
        ({"tiers": ((3, -1),)}, "có bậc chưa đúng"),
        ({"ceiling": 1_000}, "tối đa thấp hơn"),
        ({"name": "Lệ phí cấp bản sao"}, "tên là lệ phí nhưng ghi loại phí"),
        ({"name": "Phí cấp bản sao", "kind": "le_phi"}, "tên là phí nhưng ghi loại lệ phí"),
        ({"reliefs": (replace(POOR, group="rich"),)}, "không có trong danh sách nhóm"),
        ({"reliefs": (replace(POOR, percent=0),)}, "từ 1 đến 100"),
        ({"reliefs": (replace(POOR, basis=""),)}, "văn bản làm căn cứ"),
        ({"reliefs": (replace(POOR, valid_from=START, valid_to=TODAY),)}, "không được trước ngày bắt đầu"),
        ({"reliefs": (POOR, POOR)}, "“Hộ nghèo” ghi hai lần"),
        ({"reliefs": (replace(POOR, group="x"), replace(POOR, group="x"))}, "“x” ghi hai lần"),
    ],
)
def test_an_item_that_cannot_be_is_told(changed: dict[str, Any], said: str) -> None:
    assert any(said in one for one in item_faults(replace(ITEM, **changed)))


def test_one_group_twice_at_different_times_is_right() -> None:
    first = replace(POOR, valid_to=date(2026, 12, 31))
    second = replace(POOR, percent=50, valid_from=date(2027, 1, 1))

    assert item_faults(replace(ITEM, reliefs=(first, second))) == []


def test_codes_and_procedures_that_clash_are_told_at_their_item() -> None:
    found = tariff_faults(
        HEAD, (ITEM, replace(ITEM, services=("9.9",))), replace(AROUND, taken={"ban-sao": "Biểu khác"})
    )

    assert [one.item for one in found] == [0, 1, 1, 1]
    said = " ".join(one.sentence for one in found)
    assert "đang dùng ở biểu “Biểu khác”" in said
    assert "đã dùng cho khoản khác" in said
    assert "không có thủ tục 9.9" in said


def test_what_is_often_a_slip_is_told_and_lets_through() -> None:
    before = (
        replace(ITEM, kind="le_phi", amount=200, services=("9.000002", "9.7")),
        replace(ITEM, code="cu"),
    )
    other = replace(ITEM, code="khac", services=("9.000002",), name="Khoản khác")
    loose = replace(ITEM, code="roi", services=())

    said = " ".join(cautions(HEAD, ITEM, other, loose, before=before, charged={"9.000002": "Biểu khác"}))

    assert "bản đang dùng là lệ phí" in said
    assert "từ 200 đồng thành 2.000 đồng: đếm lại số 0" in said
    assert "thu cả “Cấp bản sao” lẫn “Khoản khác”" in said
    assert "chưa gắn thủ tục nào" in said
    assert "cũng đang thu theo biểu “Biểu khác”" in said
    assert "không còn thu ở thủ tục: 9.7" in said


def test_a_version_beside_others_is_told_how_long_it_holds() -> None:
    starts = [START, date(2026, 9, 1)]

    said = " ".join(cautions(HEAD, starts=starts))

    assert "bản này sẽ thay bản đó" in said
    assert "chỉ áp dụng tới trước 01/09/2026" in said
    assert cautions(replace(HEAD, valid_from=None), starts=starts) == []


def test_relief_of_the_resolution_on_electronic_identity_has_its_days() -> None:
    eid = TariffRelief("eid", 50, "NQ 66.22/2026/NQ-CP")
    inside = replace(eid, valid_from=date(2026, 8, 15), valid_to=date(2027, 2, 28))

    assert "15/08/2026 đến 28/02/2027" in cautions(HEAD, replace(ITEM, reliefs=(eid,)))[0]
    assert cautions(HEAD, replace(ITEM, reliefs=(inside,))) == []


def test_an_item_reads_as_its_page_says_and_comes_back_as_it_was_kept() -> None:
    dated = TariffRelief("elderly", 50, "Nghị quyết 12", START, date(2026, 12, 31))
    item = replace(ITEM, reliefs=(POOR, dated), channel="online", basis="Đ.5", note="Thử")

    assert TariffItem.of(item.as_row()) == item
    assert item.rate_words == "2.000 đồng/trang; từ trang thứ 3: 1.000 đồng; không quá 200.000 đồng một bản"
    assert dated.words == "Người cao tuổi: giảm 50%, từ 01/04/2026, đến 31/12/2026"
    assert replace(POOR, group="x").words == "x: miễn"
    assert item_lines(item) == [
        "Tên: Cấp bản sao", "Loại: phí", f"Mức: {item.rate_words}", "Thu: khi tiếp nhận, nộp trực tuyến",
        "Thủ tục: 9.000002", "Miễn, giảm: Hộ nghèo: miễn (Nghị quyết 12, Đ.3)",
        f"Miễn, giảm: {dated.words} (Nghị quyết 12)", "Căn cứ: Đ.5", "Ghi chú: Thử",
    ]  # fmt: skip


def test_changes_name_what_is_new_gone_and_different() -> None:
    old = (ITEM, replace(ITEM, code="bo", name="Bỏ"))
    new = (replace(ITEM, amount=3_000), replace(ITEM, code="them", name="Thêm"))

    found = item_changes(old, new)

    assert [(one.code, one.state) for one in found] == [
        ("ban-sao", "changed"), ("them", "new"), ("bo", "gone"),
    ]  # fmt: skip
    assert found[0].added[0].startswith("Mức: 3.000 đồng/trang")
    assert item_changes(old, old) == []


@given(st.integers(1, 50), st.integers(1, 20), st.sampled_from([(), ("poor",)]))
def test_what_a_sound_item_says_is_what_it_charges(pages: int, copies: int, groups: tuple[str, ...]) -> None:
    terms = replace(ITEM, reliefs=(POOR,)).terms

    owed = charge(terms, quantity=pages, copies=copies, groups=groups, on=START)

    one = min(2_000 * min(pages, 2) + 1_000 * max(pages - 2, 0), 200_000)
    assert owed.amount == (0 if groups else one * copies)
