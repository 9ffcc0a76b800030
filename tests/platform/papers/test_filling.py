"""A Word template that people edit is filled, and told when it does not fit."""

from __future__ import annotations

import io
from typing import Any

import docx
import openpyxl
import pytest

from xaso.platform.papers.filling import NEW_PARAGRAPH, Filling, TemplateBroken, place, plain, raised
from xaso.platform.papers.pictures import png_of
from xaso.platform.papers.services import BrokenPaper
from xaso.platform.papers.tables import Sheet, workbook
from xaso.platform.papers.wordpdf.blocks import Mark, Paragraph, Picture, Run
from xaso.platform.papers.wordpdf.reading import read_word
from xaso.platform.ui.charts import bar_chart


def template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def filled(*lines: str, **data: Any) -> list[Paragraph]:
    made = Filling(template(*lines)).fill(data)
    return [one for one in read_word(made).sheets[0].blocks if isinstance(one, Paragraph)]


def test_a_raised_mark_leads_to_its_place_and_the_words_around_keep_their_look() -> None:
    first, second = filled(
        "Đạt {{ so }} trong kỳ", "{{ cho }}1", so="80%" + raised("1", to="so-1"), cho=place("so-1")
    )

    words = [piece for piece in first.pieces if isinstance(piece, Run)]
    assert [one.text for one in words] == ["Đạt 80%", "1", " trong kỳ"]
    assert (words[1].look.position, words[1].anchor) == ("super", "so-1")
    assert words[0].look == words[2].look
    assert [piece.name for piece in second.pieces if isinstance(piece, Mark)] == ["so-1"]


def test_a_raised_mark_may_lead_nowhere() -> None:
    (line,) = filled("{{ so }}", so=raised("*"))

    assert [(one.text, one.anchor) for one in line.pieces if isinstance(one, Run)] == [("*", "")]


def test_new_paragraphs_look_like_the_one_they_stand_in() -> None:
    found = filled("{{ loi }}", loi=f"một{NEW_PARAGRAPH}hai & <ba>")

    assert [one.text for one in found] == ["một", "hai & <ba>"]


def test_words_of_people_lose_the_signs_kept_for_marks() -> None:
    assert plain("a\ue000b\ue001") == "ab"


def test_a_picture_stands_where_the_template_asks() -> None:
    chart = png_of(str(bar_chart([("A", 5), ("B", None)], title="Thử")))
    filling = Filling(template("{{ hinh }}"))

    made = read_word(filling.fill({"hinh": filling.picture(chart, width=150)}))

    pieces = [piece for one in made.sheets[0].blocks if isinstance(one, Paragraph) for piece in one.pieces]
    assert [round(one.width) for one in pieces if isinstance(one, Picture)] == [150]


@pytest.mark.parametrize("line", ["{{ khong_co }}", "{% for x in %}", "{{ ''.__class__ }}", "{{ 1 + 'a' }}"])
def test_a_template_that_does_not_fit_is_told(line: str) -> None:
    with pytest.raises(TemplateBroken):
        filled(line)


def test_markup_that_is_no_picture_is_told() -> None:
    with pytest.raises(BrokenPaper):
        png_of("<svg><không")


def test_a_workbook_has_a_sheet_for_each_with_names_of_their_own() -> None:
    made = workbook("Báo cáo", [Sheet("Số liệu", ["Mã"], [["a"]]), Sheet("số liệu", ["Mã"], [["b"]])])

    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["Số liệu", "số liệu 2"]
    assert book["số liệu 2"]["A2"].value == "b"
