"""Templates edited in Word: taken when they fit, told what is wrong when they do not."""

from __future__ import annotations

import io

import docx
import pytest
from docx.shared import Mm

from tests.cast import Cast
from tests.factories import reports as make
from xaso.kernel.errors import Missing
from xaso.modules.org.models import Officer
from xaso.modules.reports.papers.shipped import shipped
from xaso.modules.reports.rules import outline
from xaso.modules.reports.services import templates
from xaso.platform.files.models import StoredFile
from xaso.platform.files.refusals import FileRefused
from xaso.platform.files.services import read

OWN = shipped(make.KIND, make.PROFILE)


def add(by: Officer, data: bytes) -> object:
    return templates.add_template(
        kind=make.KIND, profile=make.PROFILE, upload=make.upload(data), note="", by=by, at=make.WHEN
    )


def said_of(by: Officer, data: bytes) -> str:
    with pytest.raises(templates.TemplateFaulty) as refused:
        add(by, data)
    return " ".join(one.sentence for one in refused.value.problems)


@pytest.mark.parametrize("kind", [one.code for one in outline.KINDS])
@pytest.mark.parametrize("profile", [one.code for one in outline.PROFILES])
def test_every_template_the_program_ships_fits(focal: Officer, kind: str, profile: str) -> None:
    made = templates.trial_pdf(kind=kind, profile=profile, at=make.WHEN)

    assert made.startswith(b"%PDF")
    assert shipped(kind, profile) == shipped(kind, profile)


def test_an_edited_template_is_taken_and_used(focal: Officer) -> None:
    edited = make.changed(OWN, "BÁO CÁO", "BÁO CÁO CỦA XÃ")

    row = add(focal, edited)

    used, data = templates.template_of(make.KIND, make.PROFILE)
    assert used == row
    assert data == edited
    words = docx.Document(io.BytesIO(read(make.made(make.opened(focal)).word)))
    assert any(one.text == "BÁO CÁO CỦA XÃ" for one in words.paragraphs)


def test_a_wrong_name_is_told_with_where_it_stands(focal: Officer) -> None:
    words = said_of(focal, make.changed(OWN, "trich_yeu", "trich_yeo"))

    assert "Không có tên “trich_yeo”. Có phải là “trich_yeu”?" in words
    assert "{{ trich_yeo }}" in words


def test_a_name_unknown_only_inside_a_row_is_found_by_the_trial(focal: Officer) -> None:
    assert "“tenn”" in said_of(focal, make.changed(OWN, "d.ten }}", "d.tenn }}"))


def test_a_loop_left_open_is_told(focal: Officer) -> None:
    assert "chưa đóng" in said_of(focal, make.changed(OWN, "{%p endfor %}", ""))


def test_a_wrong_use_of_a_value_is_told(focal: Officer) -> None:
    assert "sai kiểu" in said_of(focal, make.changed(OWN, "{{ trich_yeu }}", "{{ trich_yeu + 1 }}"))


def test_a_sum_that_cannot_be_is_told(focal: Officer) -> None:
    assert "Điền thử không được" in said_of(focal, make.changed(OWN, "{{ trich_yeu }}", "{{ 1 / 0 }}"))


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{% for a in chu_giai %}" * 9 + "{% endfor %}" * 9, "Mẫu lặp quá 5.000 lần nên đã dừng"),
        (
            "{% set x = 'aaaaaaaa' %}" + "{% set x = x ~ x %}" * 60,
            "Một thẻ ghép ra chuỗi hoặc số lớn quá mức",
        ),
        ("{% for d in nhom %}{{ d }}{% endfor %}", "một thẻ viết thẳng cả danh sách"),
        ("{{ 1 / 0 }}", "như chia cho 0"),
    ],
)
def test_what_only_the_trial_finds_is_told_with_its_paragraph(focal: Officer, tag: str, said: str) -> None:
    words = said_of(focal, make.changed(OWN, "{{ trich_yeu }}", "Việc này: " + tag))

    assert said in words
    assert "Chỗ: “Việc này: " in words


def test_a_tag_of_tables_outside_a_table_is_told(focal: Officer) -> None:
    words = said_of(focal, make.changed(OWN, "BÁO CÁO", "{%tr if ky %}{%tr endif %}"))

    assert "Thẻ {%tr … %} chỉ dùng trong bảng" in words


def test_a_template_refused_leaves_no_file_behind(focal: Officer) -> None:
    before = StoredFile.objects.count()

    said_of(focal, make.changed(OWN, "trich_yeu", "trich_yeo"))

    assert StoredFile.objects.count() == before


def test_margins_off_the_form_are_noted_but_taken(focal: Officer) -> None:
    document = docx.Document(io.BytesIO(OWN))
    document.sections[0].left_margin = Mm(10)
    kept = io.BytesIO()
    document.save(kept)

    row = add(focal, kept.getvalue())

    assert row.warnings == ["Lề trái 10 mm, thể thức là 30 đến 35 mm."]  # type: ignore[attr-defined]


def test_what_is_no_word_file_is_refused(focal: Officer) -> None:
    with pytest.raises(FileRefused):
        add(focal, b"khong phai word")


def test_versions_are_numbered_and_withdrawing_goes_back(focal: Officer) -> None:
    first, second = make.template(focal), make.template(focal)

    templates.withdraw_template(template=second, by=focal, at=make.WHEN)
    after_one = templates.template_of(make.KIND, make.PROFILE)[0]
    templates.withdraw_template(template=first, by=focal, at=make.WHEN)
    templates.withdraw_template(template=first, by=focal, at=make.WHEN)

    assert (first.number, second.number) == (1, 2)
    assert after_one == first
    assert templates.template_of(make.KIND, make.PROFILE) == (None, OWN)


def test_without_a_closed_period_nothing_can_be_tried(cast: Cast) -> None:
    with pytest.raises(templates.NothingToTryWith):
        add(cast.head_of_office, OWN)
    with pytest.raises(templates.NothingToTryWith):
        templates.trial_pdf(kind=make.KIND, profile=make.PROFILE, at=make.WHEN)


def test_only_who_keeps_the_plan_changes_templates(focal: Officer, cast: Cast) -> None:
    row = make.template(focal)
    with pytest.raises(Missing):
        add(cast.chairman, OWN)
    with pytest.raises(Missing):
        templates.withdraw_template(template=row, by=cast.chairman, at=make.WHEN)


def test_notes_before_the_figures_know_them_all(focal: Officer) -> None:
    early = make.changed(OWN, "{{ trich_yeu }}", "{% for c in chu_giai %}{{ c.ma }};{% endfor %}")

    add(focal, early)
    edition = make.made(make.opened(focal))

    words = "\n".join(one.text for one in docx.Document(io.BytesIO(read(edition.word))).paragraphs)
    line = next(one for one in words.splitlines() if "II-01;" in one)
    assert len([one for one in line.split(";") if one]) == len({row["mark"] for row in edition.figures})


def test_words_for_figures_can_be_asked_in_a_template(focal: Officer) -> None:
    asked = (
        '{{ so("II-01") }}|{{ luy_ke("II-01") }}|{{ phan_so("II-01") }}|{{ nguong("II-01") }}|'
        '{{ danh_gia("II-01") }}|{{ ten_so("II-01") }}|{{ bieu_do("dossiers.received") }}'
        '{% for d in bang("ii-6") %}{{ d.ma }},{% endfor %}'
    )

    add(focal, make.changed(OWN, "{{ trich_yeu }}", asked))
    edition = make.made(make.opened(focal))

    words = "\n".join(one.text for one in docx.Document(io.BytesIO(read(edition.word))).paragraphs)
    line = next(one for one in words.splitlines() if "|" in one)
    assert "Tỷ lệ hồ sơ nộp trực tuyến" in line
    assert "II-01," in line
