"""Whether one answer fits its field; every refusal is a sentence that says what to change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from xaso.kernel.codes import is_citizen_id, is_phone
from xaso.kernel.errors import Problem
from xaso.kernel.text import LONGEST_NAME, is_vietnamese_name

from . import sources
from .definition import Field
from .limits import DEFAULT_LENGTHS, EARLIEST_YEAR, LATEST_YEAR, LONGEST_DETAIL
from .numbers import number_words
from .values import DATE_PARTS, day_of, is_empty


def check_field(field: Field, value: Any) -> list[Problem]:
    """Problems of one visible field, by box; a missing required answer gives exactly one."""
    if field.type == "bool":
        return [_missing(field)] if field.required and value is not True else []
    if is_empty(value):
        return [_missing(field)] if field.required else []
    return [Problem(f"{field.code}{suffix}", sentence) for suffix, sentence in _check(field, value)]


def missing_file(field: Field) -> Problem:
    """The problem of a required paper that was not sent."""
    return _missing(field)


_MISSING = {
    "choice": "Hãy chọn “{}”.",
    "ethnicity": "Hãy chọn “{}”.",
    "village": "Hãy chọn “{}”.",
    "choices": "Hãy chọn ít nhất một ý ở “{}”.",
    "bool": "Hãy đánh dấu vào ô “{}”.",
    "file": "Hãy gửi kèm “{}”.",
}


def _missing(field: Field) -> Problem:
    return Problem(field.code, _MISSING.get(field.type, "Hãy điền “{}”.").format(field.label))


def _check(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    yield from _CHECKS.get(field.type, _text)(field, value)


def _text(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    limit = field.max_length or DEFAULT_LENGTHS.get(field.type, 200)
    if not isinstance(value, str):
        yield "", f"“{field.label}” phải là chữ."
        return
    sentence = pattern_problem(field.pattern, value)
    if sentence:
        yield "", sentence
    elif len(value) > limit:
        yield "", f"“{field.label}” dài {len(value)} ký tự. Hãy rút còn {limit} ký tự trở xuống."


def pattern_problem(pattern: str | None, value: str) -> str | None:
    """What is wrong with a name, personal number, telephone or e-mail address; None when nothing is."""
    match pattern:
        case "name":
            return _name(value)
        case "id_number":
            return _id_number(value)
        case "phone":
            return None if is_phone(value) else _phone(value)
        case "email":
            return _email(value)
        case _:
            return None


def _name(value: str) -> str | None:
    if is_vietnamese_name(value):
        return None
    if any(char.isdigit() for char in value):
        return "Họ tên không có chữ số. Hãy viết lại họ tên như trên giấy tờ."
    foreign = next((char for char in value if char.isalpha() and not is_vietnamese_name(char * 2)), None)
    if foreign:
        return f"Họ tên có chữ “{foreign}” không thuộc bảng chữ cái La-tinh. Hãy viết bằng chữ quốc ngữ."
    if len(value) > LONGEST_NAME:
        return f"Họ tên dài quá {LONGEST_NAME} ký tự. Hãy viết lại như trên giấy tờ."
    if len(value) < 2:
        return "Họ tên cần ít nhất 2 chữ cái. Hãy viết đủ họ và tên."
    return "Họ tên chỉ gồm chữ cái và dấu cách. Hãy bỏ các dấu khác."


def _id_number(value: str) -> str | None:
    if is_citizen_id(value):
        return None
    if not (value.isascii() and value.isdigit()):
        return "Số định danh chỉ gồm chữ số. Hãy ghi 12 số trên thẻ căn cước."
    if len(value) == 9:
        return "Đây là số chứng minh nhân dân cũ (9 số). Hãy ghi 12 số trên thẻ căn cước."
    if len(value) != 12:
        return f"Số định danh có 12 chữ số, bà con đã ghi {len(value)} số. Hãy xem lại thẻ căn cước."
    return "Số định danh này không đúng cách đánh số. Hãy xem lại từng chữ số trên thẻ căn cước."


def _phone(value: str) -> str:
    if not value.isascii() or not value.isdigit():
        return "Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678."
    return "Số điện thoại chưa đúng. Số di động có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09."


def _email(value: str) -> str | None:
    try:
        validate_email(value)
    except ValidationError:
        return "Thư điện tử chưa đúng. Hãy viết như ten@vidu.vn."
    return None


def _number(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        yield "", f"“{field.label}” phải là số, ví dụ 5 hoặc 1.250,5."
    elif field.min is not None and value < field.min:
        yield "", f"“{field.label}” ít nhất là {number_words(field.min)}."
    elif field.max is not None and value > field.max:
        yield "", f"“{field.label}” nhiều nhất là {number_words(field.max)}."
    elif field.decimals == 0 and value != int(value):
        yield "", f"“{field.label}” phải là số tròn, không có phần lẻ."


def date_problems(value: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with a date, typed in three boxes or given as ISO text."""
    day = day_of(value)
    if day is not None:
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            yield "", f"Năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}. Hãy xem lại năm."
    elif isinstance(value, Mapping):
        yield "", _typed_date(*(str(value.get(part) or "") for part, _ in DATE_PARTS))
    else:
        yield "", "Ngày chưa đúng. Hãy ghi ngày, tháng, năm."


def _typed_date(day: str, month: str, year: str) -> str:
    missing = [word for text, (_, word) in zip((day, month, year), DATE_PARTS, strict=True) if not text]
    if missing:
        return f"Còn thiếu {' và '.join(missing)}. Hãy điền đủ ngày, tháng, năm."
    if not all(text.isascii() and text.isdigit() for text in (day, month, year)):
        return "Ngày, tháng, năm chỉ gồm chữ số, ví dụ 27 3 1985."
    if len(year) != 4:
        return "Hãy ghi năm đủ 4 chữ số, ví dụ 1985."
    return _no_such_day(int(day), int(month), int(year))


def _no_such_day(day: int, month: int, year: int) -> str:
    if not 1 <= month <= 12:
        return f"Không có tháng {month}. Tháng từ 1 đến 12."
    if not 1 <= day <= 31:
        return f"Không có ngày {day}. Ngày từ 1 đến 31."
    if year == 0:
        return f"Năm phải từ {EARLIEST_YEAR} đến {LATEST_YEAR}. Hãy xem lại năm."
    within = f" năm {year}" if month == 2 else ""
    return f"Tháng {month}{within} không có ngày {day}."


def _choices(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    known = {option.value for option in field.options}
    chosen = value if isinstance(value, list) and field.type == "choices" else [value]
    if not all(isinstance(one, str) and one in known for one in chosen):
        yield "", f"“{field.label}”: hãy chọn trong danh sách."


def _listed(pairs: sources.Pairs, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str) or (pairs and value not in dict(pairs)):
        yield "", "Hãy chọn trong danh sách."


def _address(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        yield "", "Địa chỉ chưa đúng. Hãy chọn tỉnh, xã."
        return
    if len(str(value.get("detail") or "")) > LONGEST_DETAIL:
        yield "-detail", f"Số nhà, đường, thôn dài quá {LONGEST_DETAIL} ký tự. Hãy viết gọn lại."
    if value.get("place") == "khac":
        yield from _elsewhere(str(value.get("province") or ""), str(value.get("commune_name") or ""))
    elif value.get("place") == "tinh":
        yield "-commune", "Hãy chọn xã, phường."
    else:
        yield from _division(value)


def _elsewhere(province: str, commune_name: str) -> Iterator[tuple[str, str]]:
    if province not in dict(sources.provinces()):
        yield "-province", "Hãy chọn tỉnh, thành phố."
        return
    if not commune_name:
        yield "-commune_name", "Hãy ghi tên xã, phường."
        return
    _, near = sources.match_division(sources.communes(province), commune_name)
    name = sources.label(sources.provinces(), province)
    ending = f"Có phải {', '.join(near)}?" if near else "Hãy ghi tên xã, phường hiện nay (từ 01/07/2025)."
    yield "-commune_name", f"{name} không có xã, phường “{commune_name}”. {ending}"


def _division(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    province, commune, village = (value.get(key) or "" for key in ("province", "commune", "village"))
    provinces = dict(sources.provinces())
    if not province and not commune:
        yield "-place", "Hãy chọn nơi ở trong xã, xã khác trong tỉnh hay tỉnh khác."
    elif provinces and province not in provinces:
        yield "-place", "Hãy chọn tỉnh, thành phố trong danh sách."
    elif not commune or (provinces and commune not in dict(sources.communes(province))):
        yield "-commune", "Hãy chọn xã, phường trong danh sách."
    elif commune == sources.home()[1] and village and village not in dict(sources.villages()):
        yield "-village", "Hãy chọn thôn trong danh sách."


def _person(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        yield "", "Phần khai về người này chưa đúng."
        return
    name = value.get("name") or ""
    wrong = (pattern_problem("name", name) if isinstance(name, str) else None) if name else "Hãy điền họ tên."
    if wrong or not isinstance(name, str):
        yield "-name", wrong or "Họ tên phải là chữ."
    born = value.get("date_of_birth")
    if is_empty(born):
        yield "-date_of_birth", "Hãy điền ngày sinh."
    else:
        yield from ((f"-date_of_birth{suffix}", sentence) for suffix, sentence in date_problems(born))
    number = value.get("id_number")
    if not is_empty(number):
        wrong = pattern_problem("id_number", str(number))
        if wrong:
            yield "-id_number", wrong
    if not is_empty(value.get("address")):
        yield from ((f"-address{suffix}", sentence) for suffix, sentence in _address(value["address"]))


_CHECKS: Mapping[str, Callable[[Field, Any], Iterator[tuple[str, str]]]] = {
    "number": _number,
    "date": lambda field, value: date_problems(value),
    "choice": _choices,
    "choices": _choices,
    "ethnicity": lambda field, value: _listed(sources.ethnicities(), value),
    "village": lambda field, value: _listed(sources.villages(), value),
    "address": lambda field, value: _address(value),
    "person": lambda field, value: _person(value),
}
