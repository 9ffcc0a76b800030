"""What is proposed from what was read: homes, units, levels, owners, the target that is continued."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.plan.reading import IndicatorRow, Reading, Target, Threshold
from xaso.modules.plan.reading.proposing import Level, Standing, UnitName, as_plain, plain_number, propose
from xaso.modules.plan.reading.proposing.homes import UNNAMED, home_of, home_of_group
from xaso.modules.plan.reading.proposing.levels import of_prose, of_row
from xaso.modules.plan.reading.proposing.matching import Promise, continued
from xaso.modules.plan.reading.proposing.units import measured_in, owner_of

UNITS = (
    UnitName("vp", "Văn phòng HĐND và UBND xã", "Văn phòng"),
    UnitName("vhxh", "Phòng Văn hóa - Xã hội xã", "Phòng Văn hóa - Xã hội"),
    UnitName("kt", "Phòng Kinh tế xã", "Phòng Kinh tế"),
)
NAMES = {"III": "NHIỆM VỤ CỤ THỂ", "III.2": "Cải cách thủ tục hành chính", "III.2.a": "Chỉ tiêu"}


def target(metric: str = "Tỷ lệ hồ sơ đúng hạn", **facts: object) -> Target:
    base = {
        "quote": f"{metric} đạt 95%",
        "metric": metric,
        "comparator": "=",
        "value": Decimal(95),
        "value_to": None,
        "unit": "%",
        "year": None,
        "section": "III.2.a",
        "line": 7,
    }
    return Target(**(base | facts))  # type: ignore[arg-type]


def row(name: str = "Số lớp học", **facts: object) -> IndicatorRow:
    values = {2026: Threshold(">=", Decimal(4), "lớp", raw="≥ 4"), 2027: None}
    base = {
        "group": "Xã hội",
        "name": name,
        "unit": "lớp",
        "owner": "Phòng Kinh tế",
        "values": values,
        "line": 9,
    }
    return IndicatorRow(**(base | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("III.2.a", ("III.2", "Cải cách thủ tục hành chính")),
        ("III.2.a.1", ("III.2", "Cải cách thủ tục hành chính")),
        ("III", ("III", "Nhiệm vụ cụ thể")),
        ("", UNNAMED),
    ],
)
def test_a_target_belongs_to_the_nearest_heading_that_names_a_subject(
    path: str, home: tuple[str, str]
) -> None:
    assert home_of(path, NAMES, {}) == home


def test_a_group_of_an_annex_keeps_the_code_of_a_section_called_so() -> None:
    codes = {"Phát triển hạ tầng": "PLII-I"}

    assert home_of_group("Phát triển hạ tầng", codes) == ("PLII-I", "Phát triển hạ tầng")
    assert home_of_group("Xã hội", codes) == ("PL-1", "Xã hội")
    assert home_of_group(None, codes) == ("PL-2", "Phụ lục chỉ tiêu")
    assert home_of_group("Xã hội", codes)[0] == "PL-1"
    assert home_of("Xã hội", NAMES, codes) == ("PL-1", "Xã hội")


@pytest.mark.parametrize(
    ("said", "code", "word"),
    [
        ("Phòng Văn hoá - Xã hội", "vhxh", ""),
        ("Văn phòng HĐND-UBND", "vp", ""),
        ("Phòng Kinh tế; Văn phòng HĐND và UBND xã", "", "nhiều đơn vị"),
        ("Phòng Tài nguyên", "", "không có trong danh mục"),
        ("", "", "không ghi"),
        (None, "", "không ghi"),
        ("xã", "", "không có trong danh mục"),
    ],
)
def test_the_owner_is_the_one_unit_clearly_meant_or_left_open(said: str | None, code: str, word: str) -> None:
    found, doubt = owner_of(said, UNITS)

    assert found == code
    assert word in doubt


def test_two_units_equally_near_are_not_chosen_between() -> None:
    twins = (UnitName("a", "Trường Mầm non", ""), UnitName("b", "Trường Mầm non", ""))

    assert owner_of("Trường Mầm non", twins)[0] == ""


@pytest.mark.parametrize(
    ("said", "unit", "size"),
    [
        ("%", "percent", 1),
        ("điểm", "score", 1),
        ("triệu đồng", "money", 1_000_000),
        ("đồng", "money", 1),
        ("hạng", "rank", 1),
        ("lớp", "count", 1),
        (None, "", 1),
    ],
)
def test_a_unit_is_told_by_its_word(said: str | None, unit: str, size: int) -> None:
    assert measured_in(said) == (unit, Decimal(size))


def test_a_promise_without_a_year_holds_for_every_year_and_says_so() -> None:
    levels = of_prose([target()], (2026, 2028))

    assert [one.year for one in levels.levels] == [2026, 2027, 2028]
    assert levels.deadline is None
    assert any("không ghi năm" in note and "2026–2028" in note for note in levels.notes)


def test_a_promise_without_a_year_in_a_plan_without_years_stays_open() -> None:
    levels = of_prose([target()], None)

    assert not levels.levels
    assert any("nhập năm" in note for note in levels.notes)


def test_several_values_are_not_chosen_between() -> None:
    levels = of_prose([target(value=(Decimal(30), Decimal("20.5")), year=2027)], (2026, 2028))

    assert not levels.levels
    assert any("30; 20,5" in note for note in levels.notes)
    assert levels.said == "đạt 30%, 20,5% (năm 2027)"


@pytest.mark.parametrize(("said", "kept"), [(">", ">"), ("<", "<"), ("~", "="), ("<=", "<="), (">=", ">=")])
def test_comparators_are_kept_and_what_is_only_about_so_is_softened_with_a_note(said: str, kept: str) -> None:
    levels = of_prose([target(comparator=said, year=2026)], None)

    assert levels.levels[0].comparator == kept
    assert any("Văn bản viết" in note for note in levels.notes) == (said != kept)


def test_a_range_in_millions_becomes_dong() -> None:
    ranged = target(
        comparator="between", value=Decimal(2), value_to=Decimal("3.5"), unit="triệu đồng", year=2026
    )

    levels = of_prose([ranged], None)

    assert levels.levels == [Level(2026, "range", Decimal(2_000_000), Decimal("3500000.0"))]
    assert levels.said == "từ 2 triệu đồng đến 3,5 triệu đồng (năm 2026)"


def test_a_rhythm_and_a_missing_unit_are_told() -> None:
    rhythm = of_prose([target(unit="lần/3 tháng", value=Decimal(1), year=2026)], None)
    bare = of_prose([target(unit=None, year=2026)], None)

    assert any("lần/3 tháng" in note for note in rhythm.notes)
    assert any("chọn đơn vị" in note for note in bare.notes)


def test_a_row_has_a_level_for_each_filled_year_and_tells_the_empty_ones() -> None:
    levels = of_row(row())

    assert levels.levels == [Level(2026, ">=", Decimal(4))]
    assert levels.said == "2026: ≥ 4"
    assert any("2027" in note for note in levels.notes)


def test_a_cell_in_words_and_a_dash_are_told_apart() -> None:
    values = {
        2026: Threshold("=", "Đạt", None),
        2027: None,
        2028: Threshold("between", Decimal(5), "%", value_to=Decimal(9)),
        2029: Threshold("~", Decimal(5), "%"),
        2030: Threshold("~", Decimal(6), "%"),
    }

    levels = of_row(row(values=values, unit=None, dashed=frozenset({2027})))

    assert [(one.year, one.value_to) for one in levels.levels] == [
        (2028, Decimal(9)),
        (2029, None),
        (2030, None),
    ]
    assert levels.unit == "percent"
    assert any("“Đạt”" in note for note in levels.notes)
    assert not any("Ô trống" in note for note in levels.notes)
    assert sum("“khoảng”" in note for note in levels.notes) == 1


def test_years_of_one_measure_in_one_paragraph_are_one_series() -> None:
    series = (target(value=Decimal(65), year=2026), target(value=Decimal(75), year=2027))
    apart = target("Tỷ lệ khác", year=2027)
    twice = (target("Lặp", year=2026), target("Lặp", year=2026))

    found = propose(Reading(targets=(*series, apart, *twice)), period=(2026, 2028), sections=NAMES)

    assert [len(one.levels) for one in found] == [2, 1, 1, 1]
    assert found[0].deadline == 2027
    assert found[0].quote.count("đạt 95%") == 2


def test_proposals_follow_the_text_with_other_figures_last() -> None:
    reading = Reading(
        targets=(target(),), indicator_rows=(row(),), other_figures=(target("Số buổi đối thoại", line=20),)
    )
    standing = (Standing("S-1", "Tỷ lệ hồ sơ đúng hạn", "III.2"), Standing("S-2", "Số buổi đối thoại", "X"))

    found = propose(reading, period=(2026, 2027), sections=NAMES, units=UNITS, standing=standing)

    assert [one.kind for one in found] == ["prose", "indicator", "other"]
    assert [one.continues for one in found] == ["S-1", "", "S-2"]
    assert [one.owner for one in found] == ["", "kt", ""]
    assert found[1].section == "PL-1"


def test_a_quote_in_the_basis_tells_the_same_target_whatever_its_name() -> None:
    quote = "Tối thiểu 80% thủ tục được thanh toán trực tuyến"
    standing = (Standing("S-9", "Thanh toán", "II", f"Mục II.a: “{quote}”"),)

    assert continued([Promise("Tỷ lệ thủ tục có nghĩa vụ tài chính", quote, "II")], standing) == ["S-9"]


def test_a_target_is_continued_once_by_the_likest_promise() -> None:
    standing = (Standing("S-1", "Tỷ lệ hồ sơ giải quyết đúng hạn", "I"),)
    near = Promise("Tỷ lệ hồ sơ giải quyết đúng hạn cấp xã", "", "II")
    same = Promise("Tỷ lệ hồ sơ giải quyết đúng hạn", "", "I")

    assert continued([near, same], standing) == ["", "S-1"]
    assert continued([Promise("Số thôn có wifi", "", "I")], standing) == [""]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_a_plain_number_reads_back_as_the_same_number(value: Decimal) -> None:
    text = plain_number(value)

    assert Decimal(text) == value
    assert not text.endswith(".")
    assert "." not in text or not text.endswith("0")


def test_of_two_levels_for_one_year_the_last_word_stands() -> None:
    levels = [
        Level(2027, ">=", Decimal(1)),
        Level(2026, "=", Decimal("2.50")),
        Level(2027, "range", Decimal(3), Decimal(4)),
    ]

    assert as_plain(levels) == [
        {"year": 2026, "comparator": "=", "value": "2.5", "value_to": None},
        {"year": 2027, "comparator": "range", "value": "3", "value_to": "4"},
    ]
