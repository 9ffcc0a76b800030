"""QR codes as SVG."""

from __future__ import annotations

import base64
from xml.etree import ElementTree as ET

from xaso.platform.papers import qr


def test_a_code_is_a_whole_svg_without_style_or_script() -> None:
    made = qr.svg("https://vidu.vn/tra-cuu/H38.LP-261124-0001")

    assert ET.fromstring(made).tag.endswith("svg")
    assert b"style" not in made
    assert b"script" not in made


def test_equal_texts_give_equal_codes_and_others_do_not() -> None:
    assert qr.svg("a") == qr.svg("a")
    assert qr.svg("a") != qr.svg("b")


def test_a_page_can_hold_it_in_an_image() -> None:
    uri = qr.data_uri("a")

    assert uri.startswith("data:image/svg+xml;base64,")
    assert base64.b64decode(uri.split(",", 1)[1]) == qr.svg("a")
