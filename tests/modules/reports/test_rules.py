"""How reports are named, outlined, checked: plain rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.errors import Missing
from xaso.modules.reports.papers.checking import unread
from xaso.modules.reports.rules import annexes, drafting, form, naming, outline, words
from xaso.modules.reports.rules.outline import PARTY, STATE

QUARTERLY = outline.kind_of("cchc-quy")
GIVEN = {"codes": {"dossiers.received", "III.2-01"}, "headings": {"ii-2"}, "unread": unread}


@pytest.mark.parametrize(("typed", "number"), [("5", "05"), ("05", "05"), ("12", "12"), (" 120 ", "120")])
def test_numbers_below_ten_get_a_zero(typed: str, number: str) -> None:
    assert naming.number_of(typed) == number


@pytest.mark.parametrize("typed", ["", "0", "5a", "-1", "5/BC", "١٢"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        naming.number_of(typed)


def test_the_two_forms_sign_differently() -> None:
    assert naming.number_line(STATE, "05", "UBND") == "Số: 05/BC-UBND"
    assert naming.number_line(PARTY, "05", "ĐU") == "Số 05-BC/ĐU"
    assert naming.sign(STATE, "", "UBND") == "……/BC-UBND"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 2, 5), "Suối Mây, ngày 05 tháng 02 năm 2026"),
        (date(2026, 11, 24), "Suối Mây, ngày 24 tháng 11 năm 2026"),
        (date(2026, 3, 15), "Suối Mây, ngày 15 tháng 3 năm 2026"),
        (None, "Suối Mây, ngày …… tháng …… năm 2026"),
    ],
)
def test_days_and_the_first_months_get_a_zero(day: date | None, said: str) -> None:
    assert naming.place_and_date("Suối Mây", day, 2026) == said


def test_a_report_says_what_it_is_about() -> None:
    assert naming.about(QUARTERLY, "Quý III/2026") == (
        "Kết quả thực hiện công tác cải cách hành chính quý III năm 2026"
    )


def test_codes_tell_kind_period_form_and_the_time_it_was_made_again() -> None:
    assert naming.code_of(QUARTERLY, STATE, "2026-Q3", 0) == "cchc-2026-q3-quy"
    assert naming.code_of(QUARTERLY, PARTY, "2026-Q3", 1) == "cchc-2026-q3-quy-dang-2"


def test_every_kind_has_an_outline_that_says_how_sure_it_is() -> None:
    for kind in outline.KINDS:
        found = outline.outline_of(kind.code)

        assert not found.certainty.is_verified
        assert len({one.code for one in found.headings}) == len(found.headings)
        assert annexes.forms_of(kind.subject)
        assert {one.depth for one in found.headings} == {1, 2}


def test_only_written_headings_take_words() -> None:
    assert outline.heading_of("cchc-quy", "ii-2").name == "Cải cách thủ tục hành chính"
    with pytest.raises(Missing):
        outline.heading_of("cchc-quy", "ii")


@pytest.mark.parametrize(("ask", "code"), [(outline.kind_of, "x"), (outline.profile_of, "y")])
def test_an_unknown_kind_or_form_is_missing(ask: object, code: str) -> None:
    with pytest.raises(Missing):
        ask(code)  # type: ignore[operator]


NOTES = "{% for c in chu_giai %}{{ c.so }}{% endfor %}"


def says(*lines: str) -> list[str]:
    found = words.faults([*lines, NOTES], **GIVEN)  # type: ignore[arg-type]
    return [fault.says for fault in found]


def test_a_template_that_fits_has_no_fault() -> None:
    assert says(
        "{{ co_quan }}", '{{ so(“dossiers.received”) }} {{ phan("ii-2") }}',
        "{%tr for g in nhom %}", "{{ g.ten }}", "{%tr endfor %}", "{%p if kinh_gui %}", "{%p endif %}",
        "{% for i in [1, 2] if i > 1 %}{{ loop.index }}{{ ',' if loop.last else '' }}{% endfor %}",
        "{% set x = co_quan|upper ~ ' ' ~ ky|default('') %}{{ x }}{% if x is defined %}{% endif %}",
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ co_quam }}", "Không có tên “co_quam”. Có phải là “co_quan”?"),
        ('{{ so("dossiers.recieved") }}', "Có phải là “dossiers.received”?"),
        ('{{ phan("ii-9") }}', "Không có đề mục mang mã “ii-9”"),
        ("{{ so() }}", "cần một mã"),
        ("{{ co_quan }", "Thẻ thiếu dấu"),
        ("co_quan }}", "Thẻ thiếu dấu"),
        ("{% for x in nhom %}", "chưa đóng"),
        ("{% lap x %}", "Không có thẻ “lap”"),
        ("{{ co_quan quan }}", "Thẻ viết sai"),
        ("{% for i in range(99999) %}{% endfor %}", "Không có tên “range”"),
        ("{{ co_quan|dich }}", "Không có bộ lọc “dich”"),
        ("{{ co_quan|replace('a', 'b') }}", "Dùng được: abs, capitalize"),
        ("{{ 1 if co_quan is lalala }}", "Không có phép thử “lalala”"),
        ("{% include 'x' %}", "Không dùng được thẻ “include”. Chỉ dùng for, if"),
        ("{% macro m() %}{% endmacro %}", "Không dùng được thẻ “macro”"),
        ("{% for d in nhom recursive %}{% endfor %}", "Không dùng được thẻ “for … recursive”"),
        ("{{ co_quan.ljust(9) }}", "Không gọi được “ljust(…)”. Chỉ gọi: so, luy_ke"),
        ("{{ 9**9 }}", "Không dùng được “**”"),
        ("{{ [co_quan] }}", "Không dùng được “[…]”"),
        ('{{ so("dossiers.received", "lalala") }}', "so(…) chỉ nhận một mã. Bỏ phần sau dấu phẩy."),
        ("{{ so }}", "“so” cần một mã"),
        ("{{ nhom }}", "“nhom” là một danh sách. Viết {% for d in nhom %}"),
        ("a" * 20_001, "quá dài"),
    ],
)
def test_each_fault_is_told_in_words(line: str, said: str) -> None:
    assert said in " ".join(says(line))


def test_a_fault_names_the_words_it_stands_in() -> None:
    (fault,) = words.faults(["Kính gửi {{ kinh_gưi }}" + " dài" * 60, NOTES], **GIVEN)  # type: ignore[arg-type]

    assert fault.near.startswith("Kính gửi {{ kinh_gưi }}")
    assert fault.near.endswith("…")


def test_every_fault_names_its_own_paragraph() -> None:
    found = words.faults(["{{ ky|dich }}", "{{ ky }}", "{{ ky is lalala }}", NOTES], **GIVEN)  # type: ignore[arg-type]

    assert [fault.near for fault in found] == ["{{ ky|dich }}", "{{ ky is lalala }}"]


def test_a_template_without_the_notes_is_not_taken() -> None:
    (fault,) = words.faults(["{{ co_quan }}"], **GIVEN)  # type: ignore[arg-type]

    assert "chu_giai" in fault.says


def test_figures_named_in_words_are_found_in_order() -> None:
    text = "Đạt [kỳ: III.2-01], lũy kế [lũy kế: dossiers.received]. [ghi chú]"

    assert words.mentions(text) == [
        words.Mention("III.2-01", False), words.Mention("dossiers.received", True),
    ]  # fmt: skip
    assert words.pieces(text)[0] == "Đạt "
    assert words.pieces(text)[-1] == ". [ghi chú]"


@given(st.text(max_size=60), st.text(max_size=60), st.booleans())
def test_cutting_words_at_figures_loses_nothing(before: str, behind: str, cumulative: bool) -> None:
    text = f"{before}{words.token_of('III.2-01', is_cumulative=cumulative)}{behind}"

    joined = "".join(
        piece if isinstance(piece, str) else words.token_of(piece.code, is_cumulative=piece.is_cumulative)
        for piece in words.pieces(text)
    )

    assert joined.replace(" ", "") == text.replace(" ", "") or "[" in before + behind


def test_first_words_name_what_there_is_and_what_there_is_not() -> None:
    facts = [
        drafting.Fact("A", "Tỷ lệ một", "tối thiểu 90%", "đạt", has_figure=True),
        drafting.Fact("B", "Tỷ lệ hai", "", "", has_figure=True, has_of_window=False),
        drafting.Fact("C", "Tỷ lệ ba", "", "", has_figure=False),
        drafting.Fact("D", "Tỷ lệ bốn", "năm 2030: tối thiểu 90%", "", has_figure=True),
    ]

    assert drafting.first_words(facts).splitlines() == [
        "- Tỷ lệ một: trong kỳ [kỳ: A], lũy kế [lũy kế: A]; kế hoạch năm: tối thiểu 90% (đạt).",
        "- Tỷ lệ hai: lũy kế [lũy kế: B].",
        "- Tỷ lệ bốn: trong kỳ [kỳ: D], lũy kế [lũy kế: D]; kế hoạch năm 2030: tối thiểu 90%.",
        "- Chưa có nguồn số liệu cho 1 chỉ tiêu: Tỷ lệ ba.",
    ]


@pytest.mark.parametrize(
    ("profile", "margins", "count"),
    [(STATE, (20, 20, 20, 30), 0), (STATE, (25, 15, 25, 35), 0), (STATE, (10, 20, 20, 20), 2),
     (PARTY, (20, 15, 20, 30), 0), (PARTY, (20, 20, 20, 30), 1)],
)  # fmt: skip
def test_margins_outside_the_form_are_told(
    profile: str, margins: tuple[float, float, float, float], count: int
) -> None:
    found = form.page_faults(profile, size=(210, 297), margins=margins, typeface="Times New Roman")

    assert len(found) == count


def test_another_paper_or_typeface_is_told() -> None:
    found = form.page_faults(STATE, size=(297, 210), margins=(20, 20, 20, 30), typeface="Arial")

    assert ["A4" in found[0], "Arial" in found[1]] == [True, True]
