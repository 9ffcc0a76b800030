"""What keeps a route from being published, and each step's part of the time."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.procedures.rules.routes import Step, faults, shares, step_codes


def step(kind: str, hours: str = "8", name: str = "", **more: str) -> Step:
    return Step(kind=kind, name=name or kind, role=more.get("role", "specialist"), hours=Decimal(hours), **{
        key: value for key, value in more.items() if key != "role"
    })  # fmt: skip


SOUND = [
    step("receive", "4", "Tiếp nhận"),
    step("assign", "4", "Phân công"),
    step("handle", "112", "Thụ lý"),
    step("check", "24", "Kiểm tra"),
    step("approve", "16", "Ký"),
    step("issue", "8", "Cấp số"),
    step("return", "0", "Trả"),
]


def said(steps: list[Step], *, held: bool = True) -> str:
    return " | ".join(fault.sentence for fault in faults(steps, lambda one: held))


def test_the_pattern_of_a_communes_route_is_sound() -> None:
    assert faults(SOUND, lambda one: True) == []


def test_an_empty_route_asks_for_its_first_step() -> None:
    assert "chưa có bước nào" in said([])


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("receive", "Bước đầu phải là bước tiếp nhận"),
        ("return", "chưa có lối ra"),
        ("handle", "ít nhất một bước thụ lý"),
        ("approve", "cần một bước phê duyệt"),
    ],
)
def test_a_route_lacks_what_lets_a_dossier_get_through(left_out: str, sentence: str) -> None:
    steps = [one for one in SOUND if one.kind != left_out]

    assert sentence in said(steps)


def test_what_comes_after_the_return_is_never_reached() -> None:
    steps = [*SOUND, step("check", name="Xem lại")]

    found = faults(steps, lambda one: True)

    assert [(fault.step, fault.sentence) for fault in found] == [
        (7, "Bước “Xem lại” phải đứng trước bước “Trả”.")
    ]


def test_only_one_step_approves() -> None:
    steps = [*SOUND[:5], step("approve", name="Ký lần hai"), *SOUND[5:]]

    assert said(steps) == "Quy trình chỉ có một bước phê duyệt. Bỏ bớt bước này."


def test_a_step_without_holder_or_time_is_named() -> None:
    steps = [replace(one, hours=Decimal(0)) if one.kind == "check" else one for one in SOUND]

    assert said(steps) == "Bước “Kiểm tra” chưa có thời gian. Ghi số giờ làm việc."
    assert "Bước “Trả” chưa có ai giữ" in said(SOUND, held=False)


@pytest.mark.parametrize(
    ("kind", "output", "output_kind", "sentence"),
    [
        ("handle", "Biên bản", "", "ghi phải có “Biên bản” mà chưa chọn loại"),
        ("handle", "", "paper", "chưa ghi tên giấy"),
        ("approve", "Biên bản", "verification", "Đặt yêu cầu này ở bước thụ lý"),
        ("assign", "Phiếu", "paper", "Đặt yêu cầu này ở bước thụ lý"),
        ("check", "Ý kiến", "opinion", ""),
        ("issue", "Dự thảo", "result", ""),
    ],
)
def test_what_a_step_must_have_can_be_told_and_seen_to(
    kind: str, output: str, output_kind: str, sentence: str
) -> None:
    steps = [
        replace(one, output=output, output_kind=output_kind) if one.kind == kind else one for one in SOUND
    ]

    assert sentence in said(steps)
    assert bool(said(steps)) == bool(sentence)


def test_parts_are_those_of_the_pattern_and_returning_has_none() -> None:
    parts = shares(SOUND)

    assert parts == [
        Decimal(part) for part in ("0.0238", "0.0238", "0.6668", "0.1428", "0.0952", "0.0476", "0")
    ]


@given(st.lists(st.decimals(min_value=0, max_value=5000, places=2), min_size=1, max_size=30))
def test_parts_add_up_to_one_whatever_the_hours(hours: list[Decimal]) -> None:
    parts = shares([replace(SOUND[2], hours=each) for each in hours])

    assert sum(parts) == (1 if sum(hours) > 0 else 0)
    assert all(part >= 0 for part in parts)


def test_codes_are_kept_or_made_of_names_and_none_is_twice() -> None:
    names = [
        ("Thụ lý, thẩm tra", ""),
        ("x", "thu-ly"),
        ("Thụ lý, thẩm tra", ""),
        ("Thụ lý, thẩm tra", ""),
        ("…", ""),
    ]
    steps = [step("check", name=name, code=code) for name, code in names]

    assert step_codes(steps) == [
        "thu-ly-tham-tra",
        "thu-ly",
        "thu-ly-tham-tra-2",
        "thu-ly-tham-tra-3",
        "buoc",
    ]


def test_a_step_is_kept_as_plain_values_and_read_again() -> None:
    one = replace(SOUND[2], unit="vp", may_return=True, output="Biên bản", code="thu-ly")

    assert Step.of(one.as_row()) == one
