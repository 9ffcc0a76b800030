"""Word papers from .docx templates."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from jinja2 import TemplateError
from pytest_django import Settings

from xaso.platform.papers.services import word
from xaso.platform.papers.templates import NoTemplate


@pytest.fixture(autouse=True)
def pack(settings: Settings, tmp_path: Path) -> Path:
    """A pack whose papers a test writes."""
    settings.COMMUNE_PACK = tmp_path
    (tmp_path / "papers").mkdir()
    return tmp_path / "papers"


def template(pack: Path, text: str) -> None:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(pack / "thu.docx"))


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def test_names_are_filled_in_with_their_accents(pack: Path) -> None:
    template(pack, "Kính gửi {{ nguoi.ten }}, ngày {{ ngay }}")

    said = text_of(word("thu.docx", {"nguoi": {"ten": "Giàng Thị Mỷ"}, "ngay": "24/11/2026"}))

    assert said == "Kính gửi Giàng Thị Mỷ, ngày 24/11/2026"


def test_signs_of_xml_are_escaped(pack: Path) -> None:
    template(pack, "{{ ten }}")

    assert text_of(word("thu.docx", {"ten": "<w:p> & {{ x }}"})) == "<w:p> & {{ x }}"


def test_a_missing_name_is_an_error(pack: Path) -> None:
    template(pack, "{{ khong_co }}")

    with pytest.raises(TemplateError):
        word("thu.docx", {})


def test_a_template_cannot_reach_into_python(pack: Path) -> None:
    template(pack, "{{ ten.__class__.__mro__ }}")

    with pytest.raises(TemplateError):
        word("thu.docx", {"ten": "x"})


def test_an_unknown_template_is_not_found() -> None:
    with pytest.raises(NoTemplate):
        word("khong-co.docx", {})
