"""What the words of an annex mean: who leads, who helps, when, and which activity it is."""

from __future__ import annotations

import pytest

from xaso.modules.plan.reading.proposing import Lead, UnitName, propose_activities, standing_of
from xaso.modules.plan.reading.proposing.activities import coordinators_of, leads_of
from xaso.modules.plan.reading.result import MatrixRow

UNITS = [
    UnitName("vp", "Văn phòng HĐND và UBND xã", "Văn phòng HĐND-UBND", True),
    UnitName("kt", "Phòng Kinh tế xã", "Phòng Kinh tế", True),
    UnitName("vh", "Phòng Văn hóa - Xã hội xã", "Phòng Văn hóa - Xã hội", True),
    UnitName("ca", "Công an xã", "Công an xã"),
]


def row(**cells: str) -> MatrixRow:
    names = ("group", "objective", "task", "activity", "output", "lead", "coordinating", "time", "budget")
    return MatrixRow(**{name: cells.get(name) for name in names}, line=7, lines={"activity": 9})


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ("Văn phòng HĐND-UBND", ["vp"]),
        ("Phòng Văn hóa – Xã hội", ["vh"]),
        ("Các phòng, ban", ["vp", "kt", "vh"]),
        ("Các cơ quan, đơn vị; Công an xã", ["vp", "kt", "vh", "ca"]),
        ("Phòng Kinh tế, Công an xã", ["kt", "ca"]),
        ("Phòng Kinh tế\nVăn phòng HĐND-UBND", ["kt", "vp"]),
        ("Cơ quan soạn thảo", []),
        ("", []),
    ],
)
def test_the_lead_is_found_by_its_name_or_asked_for(said: str, leads: list[str]) -> None:
    found, notes = leads_of(said, UNITS)

    assert [one.unit for one in found] == leads
    assert bool(notes) is (len(leads) != 1)


def test_products_named_beside_leads_go_to_each() -> None:
    said = "Các phòng, ban: đối với văn bản xử lý;\nVăn phòng HĐND-UBND: đối với báo cáo năm"

    found, _ = leads_of(said, UNITS)

    assert found == (Lead("kt", "Văn bản xử lý"), Lead("vh", "Văn bản xử lý"), Lead("vp", "Báo cáo năm"))


def test_a_name_nobody_has_beside_one_that_is_known_is_told() -> None:
    found, notes = leads_of("Phòng Kinh tế, Ban quản lý chợ", UNITS)

    assert [one.unit for one in found] == ["kt"]
    assert notes == ("Chủ trì: không có trong danh mục đơn vị: “Ban quản lý chợ”.",)


def test_helpers_are_the_units_named_without_the_lead() -> None:
    found, notes = coordinators_of("Các phòng, ban, thôn bản", UNITS, [Lead("kt")])

    assert found == ("vp", "vh")
    assert notes == ("Phối hợp: không có trong danh mục đơn vị: “thôn bản”.",)


def test_a_row_is_told_back_with_its_doubts() -> None:
    rows = [row(activity="Mở lớp", lead="Phòng Kinh tế", time="Quý IV"), row(task="Việc", time="Khi rảnh")]

    first, second = propose_activities(rows, period=(2026, 2030), units=UNITS, standing=[])

    assert (first.line, first.timing) == (9, "Quý IV hằng năm")
    assert first.notes == (
        "Văn bản ghi “Quý IV”, không ghi năm: hiểu là “Quý IV hằng năm”.",
        "Văn bản không ghi sản phẩm.",
    )
    assert (second.name, second.timing, second.leads) == ("Việc", "", ())
    assert "Chưa hiểu thời gian “Khi rảnh”: chọn thời gian." in second.notes


def test_without_years_or_time_a_person_is_asked() -> None:
    rows = [row(activity="Mở lớp", time=""), row(activity="Họp", time="Hằng quý")]

    first, second = propose_activities(rows, period=None, units=UNITS, standing=[])

    assert "Văn bản không ghi thời gian: chọn thời gian." in first.notes
    assert second.timing == "Hằng quý"


def test_the_likest_activity_of_the_same_group_is_continued_once() -> None:
    standing = [
        standing_of("A-01", "Xây dựng kế hoạch kiểm soát thủ tục", "Kế hoạch", "I. Thủ tục"),
        standing_of("A-02", "Xây dựng kế hoạch rà soát thủ tục", "Kế hoạch", "I. Thủ tục"),
    ]
    rows = [
        row(group="Thủ tục", activity="Xây dựng kế hoạch rà soát thủ tục", output="Kế hoạch"),
        row(group="Thủ tục", activity="Xây dựng kế hoạch rà soát thủ tục", output="Kế hoạch"),
        row(group="Thủ tục", activity="Mua máy quét", output="Máy quét"),
    ]

    found = propose_activities(rows, period=None, units=UNITS, standing=standing)

    assert found[0].continues == "A-02"
    assert found[1].continues != "A-02"
    assert found[2].continues == ""
