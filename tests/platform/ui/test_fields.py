"""From Django fields to boxes on the page."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.template import engines

from xaso.kernel.errors import Invalid, Missing, Problem
from xaso.platform.ui.date_input import ThreePartDateField, ThreePartDateWidget
from xaso.platform.ui.fields import field_view
from xaso.platform.ui.problems import ErrorLink, errors_of, form_errors, problem_links, refusal_links


class Sample(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên thẻ.", max_length=50)
    born_on = ThreePartDateField(label="Ngày sinh")
    gender = forms.ChoiceField(
        label="Giới tính", choices=[("nam", "Nam"), ("nu", "Nữ")], widget=forms.RadioSelect
    )
    village = forms.ChoiceField(label="Thôn", choices=[("", "Chọn"), ("Nhóm", [("1", "Một")])])
    papers = forms.MultipleChoiceField(
        label="Giấy tờ", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple, required=False
    )
    fee = forms.IntegerField(label="Lệ phí", required=False)
    secret = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput, required=False)
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)
    scan = forms.FileField(label="Ảnh")
    agreed = forms.BooleanField(label="Tôi đồng ý")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


TYPED: dict[str, Any] = {
    "name": '<b>"Mẫu"</b>',
    "born_on-ngay": "31",
    "born_on-thang": "2",
    "born_on-nam": "2026",
    "gender": "nu",
    "village": "1",
    "papers": ["b"],
    "fee": "abc",
    "secret": "s3cret",
    "note": "dòng",
    "agreed": "on",
    "token": "t",
}


def drawn(form: forms.Form) -> str:
    page = engines["jinja2"].from_string(
        '{% from "ui/forms.html" import field, error_summary %}{{ error_summary(form_errors(form)) }}'
        "{% for bound in form %}{{ field(bound) }}{% endfor %}"
    )
    return page.render({"form": form})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", "input"),
        ("born_on", "date"),
        ("gender", "radios"),
        ("village", "select"),
        ("papers", "checkboxes"),
        ("fee", "input"),
        ("note", "textarea"),
        ("scan", "file"),
        ("agreed", "checkboxes"),
        ("token", "hidden"),
    ],
)
def test_each_field_has_its_component(name: str, kind: str) -> None:
    assert field_view(Sample()[name]).kind == kind


def test_what_was_typed_stays_and_a_password_does_not() -> None:
    html = drawn(Sample(TYPED))

    assert 'value="&lt;b&gt;&#34;Mẫu&#34;&lt;/b&gt;"' in html
    assert 'name="born_on-ngay" type="text" value="31"' in html
    assert 'value="abc"' in html
    assert "s3cret" not in html


def test_choices_keep_what_was_chosen() -> None:
    form = Sample(TYPED)

    assert [one["checked"] for one in field_view(form["gender"]).params["items"]] == [False, True]
    assert [one["checked"] for one in field_view(form["papers"]).params["items"]] == [False, True]
    assert [one["selected"] for one in field_view(form["village"]).params["items"]] == [False, True]
    assert field_view(form["agreed"]).params["items"][0]["checked"] is True


def test_every_line_of_the_summary_leads_to_a_box_that_exists() -> None:
    form = Sample({})

    html = drawn(form)

    links = [one.href for one in form_errors(form)]
    assert len(links) == 6
    assert all(f'id="{href.removeprefix("#")}"' in html for href in links)


def test_an_empty_field_is_answered_with_what_to_do() -> None:
    told = [one.text for one in form_errors(Sample({}))]

    assert told == [
        "Hãy nhập họ và tên.",
        "Hãy nhập ngày, tháng, năm vào ô “Ngày sinh”.",
        "Hãy chọn giới tính.",
        "Hãy chọn thôn.",
        "Hãy tải lên ảnh.",
        "Hãy đánh dấu vào ô “Tôi đồng ý”",
    ]


def test_a_question_left_empty_is_asked_again_in_its_own_words() -> None:
    class Asking(forms.Form):
        reply = forms.CharField(label="Bà con đã nộp thêm gì?")

    assert [one.text for one in form_errors(Asking({}))] == ["Hãy trả lời câu “Bà con đã nộp thêm gì?”"]


def test_a_fields_own_sentence_is_kept() -> None:
    class Own(forms.Form):
        name = forms.CharField(label="Tên", error_messages={"required": "Cần tên của trẻ."})

    assert form_errors(Own({}))[0].text == "Cần tên của trẻ."


def test_a_name_in_capitals_stays_in_capitals() -> None:
    class Own(forms.Form):
        code = forms.CharField(label="CCCD")

    assert form_errors(Own({}))[0].text == "Hãy nhập CCCD."


def test_what_is_not_required_says_so() -> None:
    assert field_view(Sample()["note"]).params["label"]["text"] == "Ghi chú (không bắt buộc)"


def test_a_label_can_be_the_heading_of_the_page() -> None:
    assert field_view(Sample()["name"], heading=True).params["label"]["isPageHeading"] is True
    assert field_view(Sample()["gender"], heading=True).params["fieldset"]["legend"]["isPageHeading"] is True


def test_digits_are_asked_for_without_spinners() -> None:
    params = field_view(Sample()["fee"], suffix="đồng").params

    assert (params["type"], params["inputmode"], params["suffix"]) == ("text", "numeric", {"text": "đồng"})


def test_mistakes_from_elsewhere_become_the_same_lines() -> None:
    assert [(one.text, one.href) for one in errors_of({"id_a": ["Một.", "Hai."], "": "Ba."})] == [
        ("Một.", "#id_a"),
        ("Hai.", "#id_a"),
        ("Ba.", ""),
    ]
    assert [(one.text, one.href) for one in problem_links([Problem("a", "Một."), Problem("", "Hai.")])] == [
        ("Một.", "#id_a"),
        ("Hai.", ""),
    ]


def test_a_refusal_becomes_the_same_lines() -> None:
    named = Invalid(problems=[Problem("a", "Một."), Problem("", "Hai.")])

    assert refusal_links(named) == [ErrorLink("Một.", "#id_a"), ErrorLink("Hai.")]
    assert refusal_links(named, prefix=None) == [ErrorLink("Một."), ErrorLink("Hai.")]
    assert refusal_links(Missing("Không có.", hint="Xem lại mã.")) == [ErrorLink("Không có. Xem lại mã.")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("31", "2", "2026"), "Không có ngày 31/2/2026 trong lịch. Hãy xem lại."),
        (("1", "", "2026"), "Còn thiếu tháng."),
        (("1", "", ""), "Còn thiếu tháng và năm."),
        (("một", "2", "2026"), "Ngày, tháng, năm chỉ gồm chữ số, ví dụ 27 3 1985."),
        (("1", "2", "26"), "Hãy nhập năm đủ 4 chữ số, ví dụ 1985."),
        (("1", "2", "0000"), "Không có ngày 1/2/0000 trong lịch. Hãy xem lại."),
        (("²", "2", "2026"), "Ngày, tháng, năm chỉ gồm chữ số, ví dụ 27 3 1985."),
    ],
)
def test_a_wrong_date_is_told_what_is_wrong(typed: tuple[str, str, str], sentence: str) -> None:
    field = ThreePartDateField()

    with pytest.raises(forms.ValidationError) as caught:
        field.clean(typed)

    assert caught.value.messages == [sentence]


def test_a_right_date_is_a_date_and_an_empty_one_is_nothing() -> None:
    assert ThreePartDateField().clean(("1", "02", "2026")) == dt.date(2026, 2, 1)
    assert ThreePartDateField(required=False).clean(("", "", "")) is None


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (dt.date(2026, 2, 1), ("1", "2", "2026")),
        ("2026-02-01", ("1", "2", "2026")),
        (("x", "", "1"), ("x", "", "1")),
        (None, ("", "", "")),
    ],
)
def test_the_three_boxes_are_filled_from_any_form_of_a_date(
    value: object, parts: tuple[str, str, str]
) -> None:
    assert ThreePartDateWidget.parts(value) == parts
