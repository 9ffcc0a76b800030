"""The pages that show every component."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory

from xaso.platform.ui.pages import styleguide

UI = Path(styleguide.__file__).parents[1]
SASS = Path(__file__).parents[3] / "frontend" / "sass"
TOKEN = re.compile(r"^\$([a-z-]+): (#[0-9a-f]{6});", re.MULTILINE)


@pytest.mark.parametrize("page", [styleguide.portal, styleguide.form_page, styleguide.desk, styleguide.sheet])
def test_a_style_page_shows_whole_and_has_one_heading_of_the_first_kind(page, rf: RequestFactory) -> None:  # type: ignore[no-untyped-def]
    html = page(rf.get("/")).content.decode()

    assert html.rstrip().endswith("</html>")
    assert "<h1" in html
    assert len(re.findall(r'\bid="([^"]+)"', html)) == len(set(re.findall(r'\bid="([^"]+)"', html)))


def test_a_form_with_mistakes_says_so_in_its_title_and_summary(rf: RequestFactory) -> None:
    html = styleguide.form_page(rf.get("/", {"sai": "1"})).content.decode()

    assert "<title>Lỗi: Thông tin của trẻ" in html
    assert "Có chỗ cần sửa" in html
    assert 'value="31"' in html


def luminance(colour: str) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink-soft", "paper"),
        ("ink-soft", "hover"),
        ("indigo", "paper"),
        ("indigo", "indigo-pale"),
        ("card", "indigo"),
        ("card", "overdue"),
        ("card", "in-time"),
        ("overdue", "paper"),
        ("overdue", "overdue-pale"),
        ("due-soon-text", "due-soon-pale"),
        ("due-soon-text", "paper"),
        ("in-time", "paper"),
        ("in-time", "in-time-pale"),
        ("quiet", "quiet-pale"),
        ("ink", "focus"),
    ],
)
def test_words_stand_out_from_their_ground(text: str, ground: str) -> None:
    tokens = dict(TOKEN.findall((SASS / "_colours.scss").read_text()))

    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("sheet", ["portal", "desk", "print"])
def test_every_file_a_style_sheet_names_is_there(sheet: str) -> None:
    static = UI / "static" / "ui"
    named = re.findall(r"url\(\"?([^)\"]+)\"?\)", (static / f"{sheet}.css").read_text())

    assert named
    assert [name for name in named if not (static / name).is_file()] == []


def test_what_the_people_download_first_is_small() -> None:
    static = UI / "static" / "ui"
    fonts = sum(file.stat().st_size for file in (static / "fonts").glob("*.woff2"))

    assert fonts < 24_000
    assert (static / "portal.js").stat().st_size < 20_000
    assert (static / "portal.css").stat().st_size < 110_000
    assert "@import" not in (static / "portal.css").read_text()


def test_the_fonts_carry_their_licence_and_swap_without_a_jump() -> None:
    static = UI / "static" / "ui"
    css = (static / "portal.css").read_text()

    assert "SIL Open Font License" in (static / "fonts" / "OFL.txt").read_text()
    assert css.count("font-display:swap") == 4
    assert "size-adjust" in css
