import json
from collections import UserDict
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.certainty import Certainty
from xaso.kernel.codes import (
    canonical_json,
    check_template,
    date_parts,
    digest,
    is_citizen_id,
    is_phone,
    mask_id,
    mask_name,
    mask_phone,
    phone_digits,
    render_code,
    spelled,
    unspelled,
)
from xaso.kernel.errors import Invalid

DAY = date(2026, 3, 9)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_a_public_number_is_rendered_from_its_template() -> None:
    code = render_code("{identifier}-{yymmdd}-{seq:04d}", identifier="H38.99.01", seq=7, **date_parts(DAY))

    assert code == "H38.99.01-260309-0007"


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{seq}/{yyyy}/{kind}-{unit}", "7/2026/TB-UBND"),
        ("{yyyymmdd}{seq:d}", "202603097"),
        ("{yy}{mm}{seq:03d}", "2603007"),
        ("{{{seq}}}", "{7}"),
    ],
)
def test_templates_join_the_known_parts(template: str, code: str) -> None:
    assert render_code(template, seq=7, kind="TB", unit="UBND", **date_parts(DAY)) == code


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{sequence}", "không có tên “sequence”"),
        ("{}", "không có tên “”"),
        ("{seq.real}", "không có tên “seq.real”"),
        ("{seq[0]}", "không có tên “seq[0]”"),
        ("{seq!r}", "không có tên “seq”"),
        ("{seq:>9}", "không dùng được"),
        ("{seq:{yy}}", "không dùng được"),
        ("{seq:999999999d}", "không dùng được"),
        ("{seq", "dấu ngoặc nhọn"),
        ("seq}", "dấu ngoặc nhọn"),
    ],
)
def test_a_template_outside_the_closed_set_is_refused(template: str, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_template(template)

    assert told in refused.value.sentence
    assert refused.value.field == "template"


@pytest.mark.parametrize(
    ("template", "told"), [("{identifier}-{seq}", "cần identifier"), ("{kind:04d}-{seq}", "phần chữ")]
)
def test_a_part_missing_or_of_the_wrong_kind_is_refused(template: str, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        render_code(template, seq=7, kind="TB")

    assert told in refused.value.sentence


@pytest.mark.parametrize(
    ("text", "plausible"),
    [
        ("010123456789", True),
        ("096323456789", True),
        ("000123456789", False),
        ("110123456789", False),
        ("010423456789", False),
        ("01012345678", False),
        ("0101234567890", False),
        ("01012345678a", False),
        ("０10123456789", False),
        (" 010123456789", False),
        ("010123456789\n", False),
    ],
)
def test_a_personal_number_is_checked_without_zeal(text: str, plausible: bool) -> None:
    assert is_citizen_id(text) is plausible


def test_personal_data_is_masked_to_what_its_owner_recognises() -> None:
    assert mask_id("010123456789") == "010•••••6789"
    assert mask_id("123456789") == "•••••••89"
    assert mask_phone("0912345678") == "091••••678"
    assert mask_phone("12345") == "•••45"
    assert mask_name("Giàng Thị Mây") == "G••• T••• M•••"
    assert mask_name("") == ""


@given(st.text("0123456789", max_size=14))
def test_a_mask_keeps_the_length_and_always_hides_something(number: str) -> None:
    for masked in (mask_id(number), mask_phone(number)):
        assert len(masked) == len(number)
        assert "•" in masked or not number


def test_equal_data_has_one_spelling() -> None:
    data: dict[str, Any] = {
        "ten": "Lùng Phình",
        "at": datetime(2026, 3, 9, 8, tzinfo=timezone(timedelta(hours=7))),
        "on": DAY,
        "share": Decimal("12.50"),
        "id": UUID(int=1),
        "more": UserDict({"b": (1, 2), "a": None}),
        "sure": Certainty.A,
    }

    assert canonical_json(data) == (
        '{"at":"2026-03-09T01:00:00+00:00","id":"00000000-0000-0000-0000-000000000001",'
        '"more":{"a":null,"b":[1,2]},"on":"2026-03-09","share":"12.5","sure":"A","ten":"Lùng Phình"}'
    )


def test_one_moment_in_two_zones_has_one_digest() -> None:
    here = {"at": datetime(2026, 3, 9, 8, tzinfo=timezone(timedelta(hours=7)))}
    there = {"at": datetime(2026, 3, 9, 1, tzinfo=UTC)}

    assert digest(here) == digest(there)


def test_the_digest_is_the_sha256_of_the_canonical_text() -> None:
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (datetime(2026, 3, 9), ValueError),  # noqa: DTZ001
        (float("nan"), ValueError),
        (Decimal("NaN"), TypeError),
        (b"bytes", TypeError),
        ({1, 2}, TypeError),
    ],
)
def test_data_without_a_plain_form_has_no_digest(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        digest({"value": value})


@given(st.dictionaries(st.text(), plain_json, max_size=4))
def test_data_stored_and_read_back_keeps_its_digest(data: dict[str, Any]) -> None:
    stored = json.loads(json.dumps(data))
    reordered = dict(reversed(data.items()))

    assert canonical_json(stored) == canonical_json(data) == canonical_json(reordered)


@given(st.dictionaries(st.sampled_from("abc"), st.integers(), min_size=1))
def test_any_change_changes_the_digest(data: dict[str, int]) -> None:
    key = next(iter(data))

    assert digest(data) != digest({**data, key: data[key] + 1})


def test_a_code_is_printed_in_fours_and_read_however_it_is_typed() -> None:
    assert spelled("K7QM2F9X04BC") == "K7QM-2F9X-04BC"
    assert unspelled(" k7qm 2f9x-o4bc ") == "K7QM2F9X04BC"
    assert unspelled("IL" * 20) == "1" * 12


@pytest.mark.parametrize(
    "typed", ["0912 000 901", "+84 912000901", "0912.000.901", "84912000901", "0084 (0)912-000-901"]
)
def test_a_phone_is_read_as_it_is_dialled_at_home(typed: str) -> None:
    assert phone_digits(typed) == "0912000901"


@pytest.mark.parametrize(
    ("digits", "can_be"),
    [
        ("0912000901", True),
        ("02143000901", True),
        ("0112000901", False),
        ("912000901", False),
        ("09120009012", False),
        ("０912000901", False),
        ("", False),
    ],
)
def test_a_phone_is_a_mobile_or_a_fixed_line(digits: str, can_be: bool) -> None:
    assert is_phone(digits) is can_be
