"""Answers to any e-form, made so that they pass its own checks; nothing in them is anybody's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from xaso.kernel.errors import Problem
from xaso.platform.eforms import sources
from xaso.platform.eforms.answers import check_all, visible_fields
from xaso.platform.eforms.definition import Field, Form

from . import names, numbers

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

NOBODY_ELSE = frozenset({"agent", "other", "relative_by_paper"})
YES_MEANS_TROUBLE = frozenset({"by_authorisation", "has_pension"})
PLAIN_CHOICES: Mapping[str, tuple[str, ...]] = {
    "special_case": ("none",),
    "relation": ("self", "child", "mother", "father", "spouse", "family", "guardian"),
    "on_behalf": ("self",),
    "disputed": ("no",),
    "other_support": ("no",),
    "has_pension": ("no",),
    "request": ("start",),
    "status": ("never", "never", "divorced", "widowed"),
    "purpose": ("loan", "property"),
    "work_kind": ("new",),
    "founded_by": ("individual",),
    "category": ("single_parent", "student", "hiv"),
    "bride_history": ("never",),
    "groom_history": ("never",),
    "benefit": ("social_allowance", "social_pension"),
}
"""Choices kept to the usual case, so that what is drawn hangs together."""
NUMBERS: Mapping[str, tuple[int, int]] = {
    "land_area": (400, 900),
    "area_now": (300, 380),
    "area_certificate": (150, 280),
    "residential_area_now": (100, 200),
    "residential_area": (120, 300),
    "ground_area": (80, 110),
    "floor_area": (120, 220),
    "floors": (1, 3),
    "height": (4, 9),
    "certificate_year": (1995, 2003),
    "use_since": (1985, 2000),
    "capital": (20_000_000, 300_000_000),
    "employees": (1, 4),
    "copies": (1, 5),
    "pages": (1, 12),
    "months": (4, 12),
    "bride_times": (1, 1),
    "groom_times": (1, 1),
}
TEXTS: Mapping[str, tuple[str, ...]] = {
    "head_relation": ("Vợ", "Chồng", "Con", "Cháu", "Em"),
    "birth_time": ("5 giờ 20", "9 giờ 45", "14 giờ", "21 giờ 10"),
    "death_time": ("3 giờ 15", "8 giờ", "16 giờ 30", "22 giờ"),
    "request": (
        "Đề nghị xem xét, giải quyết theo quy định để gia đình ổn định cuộc sống.",
        "Gia đình cần giấy này để làm thủ tục vay vốn sản xuất.",
        "Đề nghị xác nhận để bổ sung hồ sơ cho con đi học.",
    ),
    "document_name": ("Bằng tốt nghiệp", "Sổ hộ khẩu cũ", "Hợp đồng lao động", "Học bạ", "Giấy ra viện"),
    "document_issuer": ("Trường học trên địa bàn", "Cơ quan cấp huyện cũ", "Công ty nơi làm việc"),
    "register_place": ("UBND xã", "UBND xã cũ trước khi sắp xếp"),
    "death_cause": ("Tuổi già", "Bệnh"),
    "birth_facility": ("Trạm y tế xã", "Bệnh viện đa khoa khu vực"),
    "business_name": ("Hộ kinh doanh tạp hóa Bản Mới", "Quán ăn Dốc Đá", "Cửa hàng vật tư Suối Trong"),
    "trade_detail": ("Bán hàng tạp hóa, đồ dùng gia đình.", "Bán hàng ăn uống trong ngày."),
    "reason": ("Đo lại thấy diện tích thực tế lớn hơn giấy cũ, ranh giới không đổi.",),
    "situation": ("Hoàn cảnh khó khăn, không có nguồn thu nhập ổn định.",),
    "purpose": ("Làm hồ sơ vay vốn", "Làm hồ sơ nhập học cho con", "Bổ sung hồ sơ lao động"),
}
ANY_TEXT = "Nội dung giả lập"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who fills in the form, and on which day."""

    person: Person
    today: date


def fill(form: Form, asker: Asker, rng: Random) -> dict[str, Any]:
    """Answers to every question that is asked, made up from the person and by chance."""
    answers: dict[str, Any] = {}
    for _ in range(6):
        left = [
            one
            for one in visible_fields(form, answers, today=asker.today)
            if not one.is_file and one.code not in answers and _is_told(one, rng)
        ]
        if not left:
            break
        for one in left:
            answers[one.code] = _answer(one, asker, rng)
    return answers


def problems_of(form: Form, answers: Mapping[str, Any], today: date) -> list[Problem]:
    """What the form's own checks say of the answers, every paper taken as sent."""
    papers = {one.code: [one.code] for one in form.fields() if one.is_file}
    return check_all(form, answers, today=today, files=papers)


def papers_of(form: Form, answers: Mapping[str, Any], today: date) -> list[Field]:
    """The papers that must be sent with these answers."""
    return [one for one in visible_fields(form, answers, today=today) if one.is_file and one.required]


def _is_told(one: Field, rng: Random) -> bool:
    return one.required or (
        one.type in ("text", "textarea", "village") and not one.pattern and rng.random() < 0.2
    )


def _answer(one: Field, asker: Asker, rng: Random) -> Any:
    return _ANSWERS.get(one.type, _text)(one, asker, rng)


def _text(one: Field, asker: Asker, rng: Random) -> str:
    person = asker.person
    match one.pattern:
        case "name":
            own = one.code in ("applicant_name", "bank_holder", "certificate_holder")
            return person.full_name if own else names.invent(rng).full
        case "id_number":
            return (person.id_number or "") if one.code == "applicant_id" else numbers.stray_id(rng)
        case "phone":
            return person.phone or numbers.phone(0)
        case "email":
            return "vi-du@example.vn"
    text = rng.choice(TEXTS[one.code]) if one.code in TEXTS else _counted(one, rng)
    return text[: one.max_length or 200]


def _counted(one: Field, rng: Random) -> str:
    """A number where a short text is wanted (sheet, parcel, serial), else a plain remark."""
    return str(rng.randint(10, 999)) if (one.max_length or 200) <= 60 else ANY_TEXT


def _number(one: Field, asker: Asker, rng: Random) -> int:
    low, high = NUMBERS.get(one.code, (1, 5))
    floor = int(one.min) if one.min is not None else low
    ceiling = int(one.max) if one.max is not None else high
    return rng.randint(max(low, floor), max(low, floor, min(high, ceiling)))


def _date(one: Field, asker: Asker, rng: Random) -> str:
    if one.code.endswith("dob") or one.code == "date_of_birth":
        return (asker.person.date_of_birth or date(1990, 1, 1)).isoformat()
    ahead = one.code == "start_date"
    days = rng.randint(3, 40)
    return (asker.today + timedelta(days=days if ahead else -days)).isoformat()


def _choice(one: Field, asker: Asker, rng: Random) -> str:
    known = [option.value for option in one.options]
    usual = [value for value in PLAIN_CHOICES.get(one.code, ()) if value in known]
    return rng.choice(usual or [value for value in known if value not in NOBODY_ELSE] or known)


def _choices(one: Field, asker: Asker, rng: Random) -> list[str]:
    known = [option.value for option in one.options if option.value != "history"]
    return [rng.choice(known)]


def _bool(one: Field, asker: Asker, rng: Random) -> bool:
    return one.required or (one.code not in YES_MEANS_TROUBLE and rng.random() < 0.3)


def _address(one: Field, asker: Asker, rng: Random) -> dict[str, str]:
    province, commune = sources.home()
    village = asker.person.village.code if asker.person.village else ""
    return {"province": province, "commune": commune, "village": village, "detail": ""}


def _person(one: Field, asker: Asker, rng: Random) -> dict[str, Any]:
    women, men = ("mother", "bride"), ("father", "groom")
    gender = names.FEMALE if one.code in women else names.MALE if one.code in men else ""
    old = one.code in ("deceased", "beneficiary")
    years = rng.randint(76, 92) if old else rng.randint(22, 45)
    born = asker.today - timedelta(days=years * 366)
    return {
        "name": names.invent(rng, gender=gender).full,
        "id_number": numbers.stray_id(rng),
        "date_of_birth": born.isoformat(),
        "address": _address(one, asker, rng),
    }


def _listed(pairs: Callable[[], Any]) -> Callable[[Field, Asker, Random], str]:
    def draw(one: Field, asker: Asker, rng: Random) -> str:
        known = list(pairs())
        return str(rng.choice(known)[0]) if known else ANY_TEXT

    return draw


_ANSWERS: Mapping[str, Callable[[Field, Asker, Random], Any]] = {
    "number": _number,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "bool": _bool,
    "address": _address,
    "person": _person,
    "village": _listed(sources.villages),
    "ethnicity": lambda one, asker, rng: (
        asker.person.ethnicity or _listed(sources.ethnicities)(one, asker, rng)
    ),
}
