"""Charts drawn on the server."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from xaso.platform.ui.charts import PHONE, bar_chart, for_any_screen, share_bar, sparkline, trend_chart
from xaso.platform.ui.svg import Point

MONTHS = [("T1", 50), ("T2", None), ("T3", 75), ("T4", 100)]
SVG = "{http://www.w3.org/2000/svg}"


def tree(markup: str) -> ET.Element:
    return ET.fromstring(markup)


def having(root: ET.Element, tag: str, name: str) -> list[ET.Element]:
    return [one for one in root.iter(f"{SVG}{tag}") if name in one.get("class", "").split()]


def words(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def trend() -> str:
    return trend_chart(MONTHS, title="Đúng hạn", threshold=80, unit="%")


def bars() -> str:
    return bar_chart(MONTHS, title="Đúng hạn", threshold=80, unit="%")


def shares() -> str:
    return share_bar([("Trực tuyến", 3), ("Tại chỗ", 1)], title="Cách nộp")


def spark() -> str:
    return sparkline([1, 2, None, 3], 2, "Đúng hạn")


@pytest.mark.parametrize("chart", [trend, bars, shares, spark])
def test_a_chart_is_one_named_picture_without_inline_style(chart: Callable[[], str]) -> None:
    root = tree(chart())

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert root.get("aria-label", "").startswith(root.findtext(f"{SVG}title") or "?")
    assert not [one for one in root.iter() if "style" in one.attrib or one.tag.endswith("script")]


def test_points_of_a_trend_stand_higher_for_higher_values_and_in_order() -> None:
    points = having(tree(trend()), "circle", "c-point")

    assert len(points) == 3
    across = [float(one.get("cx", "nan")) for one in points]
    down = [float(one.get("cy", "nan")) for one in points]
    assert across == sorted(across)
    assert down == sorted(down, reverse=True)
    assert down[0] - down[1] == pytest.approx(down[1] - down[2], abs=0.2)


def test_an_absent_month_breaks_the_line_and_is_never_a_zero() -> None:
    root = tree(trend_chart([("T1", 50), ("T2", 60), ("T3", None), ("T4", 70), ("T5", 80)], title="Đúng hạn"))

    assert len(having(root, "polyline", "c-line")) == 2
    assert len(having(root, "circle", "c-point")) == 4
    assert "T3: chưa có số liệu" in (root.findtext(f"{SVG}desc") or "")


def test_the_threshold_is_a_line_at_its_own_value_and_named() -> None:
    root = tree(trend_chart([("T1", 80), ("T2", 90)], title="Đúng hạn", threshold=80, unit="%"))

    line = having(root, "line", "c-threshold")[0]
    first = having(root, "circle", "c-point")[0]
    assert line.get("y1") == first.get("cy")
    assert "80%" in words(root)
    assert "ngưỡng" in words(root)


def test_a_bar_is_as_long_as_its_value_and_hollow_below_the_threshold() -> None:
    found = having(tree(bars()), "rect", "c-bar")

    lengths = [float(one.get("width", "nan")) for one in found]
    assert lengths[0] == pytest.approx(lengths[2] / 2, abs=0.2)
    assert lengths[1] == pytest.approx(lengths[2] * 0.75, abs=0.2)
    assert ["c-bar--below" in one.get("class", "") for one in found] == [True, True, False]


def test_parts_of_a_share_bar_fill_it_each_with_its_own_pattern() -> None:
    root = tree(shares())

    found = having(root, "rect", "c-part")
    assert sum(float(one.get("width", "nan")) for one in found) == pytest.approx(580, abs=0.2)
    assert float(found[0].get("width", "nan")) == pytest.approx(435, abs=0.2)
    assert len({one.get("fill") for one in found}) == 2
    assert words(root) == ["Trực tuyến: 3 (75%)", "Tại chỗ: 1 (25%)"]


def test_two_share_bars_on_a_page_do_not_share_pattern_names() -> None:
    names = [{one.get("id") for one in tree(shares()).iter(f"{SVG}pattern")} for _ in range(2)]

    assert not names[0] & names[1]


@pytest.mark.parametrize(
    "markup",
    [
        trend_chart([], title="Đúng hạn"),
        trend_chart([("T1", None)], title="Đúng hạn"),
        bar_chart([("Thôn", None)], title="Đúng hạn"),
        share_bar([("Trực tuyến", 0)], title="Đúng hạn"),
        sparkline([None, None]),
    ],
)
def test_an_empty_series_says_that_there_are_no_figures(markup: str) -> None:
    assert "chưa có số liệu" in "".join(tree(markup).itertext())


def test_words_from_outside_cannot_become_markup() -> None:
    root = tree(bar_chart([Point("<script>x</script>", 1)], title='"><script>', threshold=2))

    assert "<script>x</script>" in words(root)
    assert root.findtext(f"{SVG}title") == '"><script>'


def test_one_value_equal_everywhere_still_draws_a_line_inside_the_picture() -> None:
    root = tree(sparkline([5, 5, 5], 5))

    points = having(root, "polyline", "c-line")[0].get("points", "").split()
    assert {point.split(",")[1] for point in points} == {"16.0"}


def test_zero_everywhere_is_drawn_at_the_foot() -> None:
    root = tree(trend_chart([("T1", 0), ("T2", 0)], title="Số hồ sơ"))

    axis = having(root, "line", "c-axis")[0]
    assert {one.get("cy") for one in having(root, "circle", "c-point")} == {axis.get("y1")}


YEAR = [(f"T{month}", month) for month in range(1, 13)]


def test_on_a_page_a_chart_stands_twice_with_the_same_story_for_a_wide_screen_and_for_a_phone() -> None:
    both = tree(f"<div>{for_any_screen(trend_chart)(YEAR, title='Đúng hạn', threshold=8)}</div>")

    wide, phone = both
    assert "x-chart--wide" in wide.get("class", "")
    assert "x-chart--phone" in phone.get("class", "")
    assert wide.get("aria-label") == phone.get("aria-label")
    assert len(having(wide, "circle", "c-point")) == len(having(phone, "circle", "c-point")) == 12


def test_on_a_phone_only_so_many_points_are_named_as_have_room_the_last_among_them() -> None:
    root = tree(trend_chart(YEAR, title="Đúng hạn", size=PHONE))

    named = [word for word in words(root) if word.startswith("T")]
    assert named == ["T3", "T6", "T9", "T12"]
    assert {"3", "6", "9", "12"} <= set(words(root))
    assert [word for word in words(tree(trend_chart(YEAR, title="Đúng hạn"))) if word.startswith("T")] == [
        name for name, _ in YEAR
    ]


@pytest.mark.parametrize("chart", [trend_chart, bar_chart])
def test_nothing_of_a_phones_chart_lies_outside_it(chart: Callable[..., str]) -> None:
    root = tree(chart(YEAR, title="Đúng hạn", threshold=8, unit="%", size=PHONE))

    width, height = (float(one) for one in root.get("viewBox", "").split()[2:])
    for shape in root.iter():
        for across, down in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
            assert 0 <= float(shape.get(across, 0)) <= width
            assert 0 <= float(shape.get(down, 0)) <= height


def test_on_a_phone_the_name_of_a_bar_stands_above_it() -> None:
    root = tree(bar_chart([("Trung tâm Phục vụ hành chính công", 5)], title="Theo đơn vị", size=PHONE))

    assert "Trung tâm Phục vụ hành chính công" in words(root)
    name = next(one for one in root.iter(f"{SVG}text") if one.text == "Trung tâm Phục vụ hành chính công")
    bar = having(root, "rect", "c-bar")[0]
    assert float(name.get("y", "nan")) < float(bar.get("y", "nan"))
