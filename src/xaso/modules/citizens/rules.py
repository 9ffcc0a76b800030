"""What a person's data must look like, and what a paper of the store is worth.

The number's make-up is our own loose reading.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from xaso.kernel.codes import is_citizen_id, is_phone, phone_digits
from xaso.kernel.errors import Problem
from xaso.kernel.text import clean, fold, is_vietnamese_name, shorten

OLDEST_YEARS = 130
YOUNGEST_ACCOUNT_YEARS = 14
KIND_LIMIT = 300
SHORTEST_KIND = 3
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")


def digits_of(text: str) -> str:
    """The text without spaces, dots and hyphens; +84 becomes 0. Basis: design (grade D)."""
    plain = re.sub(r"[ .\-()]", "", clean(text))
    return f"0{plain[3:]}" if plain.startswith("+84") else plain


def name_problem(name: str) -> Problem | None:
    """What is wrong with a full name; Basis: design of this program (grade D)."""
    if not name:
        return Problem("full_name", "Hãy nhập họ và tên.")
    if not is_vietnamese_name(name):
        return Problem("full_name", "Họ và tên chỉ gồm chữ cái, viết như trên thẻ, ví dụ Giàng Thị Mỷ.")
    return None


def id_number_problem(number: str) -> Problem | None:
    """What is wrong with a personal number; Basis: Luật Căn cước 26/2023/QH15, make-up grade D."""
    if not number:
        return Problem("id_number", "Hãy nhập 12 số trên thẻ căn cước.")
    if not is_citizen_id(number):
        return Problem("id_number", "Số định danh gồm đúng 12 chữ số trên thẻ căn cước. Hãy xem lại từng số.")
    return None


def birth_problem(born: date | None, today: date, *, at_least: int = 0) -> Problem | None:
    """What is wrong with a date of birth; `at_least` years old today; Basis: design (grade D)."""
    if born is None:
        return Problem("date_of_birth", "Hãy nhập ngày sinh.")
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if born > today or years > OLDEST_YEARS:
        return Problem("date_of_birth", "Ngày sinh không thể ở tương lai hoặc quá xa. Hãy xem lại năm sinh.")
    if years < at_least:
        return Problem(
            "date_of_birth",
            f"Tài khoản dành cho người từ {at_least} tuổi. Cha, mẹ hoặc người giám hộ nộp thay cho trẻ.",
        )
    return None


def phone_problem(phone: str, *, required: bool) -> Problem | None:
    """What is wrong with a phone number; Basis: design of this program (grade D)."""
    if not phone:
        return Problem("phone", "Hãy nhập số điện thoại.") if required else None
    if not is_phone(phone):
        sentence = "Số điện thoại gồm 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09, ví dụ 0912 345 678."
        return Problem("phone", sentence)
    return None


def email_problem(email: str) -> Problem | None:
    """What is wrong with an e-mail address, which may be left out; Basis: design (grade D)."""
    if email and not _EMAIL.fullmatch(email):
        return Problem("email", "Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn. Không có thì để trống.")
    return None


def account_problems(
    number: str, name: str, born: date | None, phone: str, email: str, *, today: date
) -> list[Problem]:
    """All that is wrong with the data of a new account, in the order of the form. Basis: design (grade D)."""
    found = (
        id_number_problem(digits_of(number)),
        name_problem(clean(name)),
        birth_problem(born, today, at_least=YOUNGEST_ACCOUNT_YEARS),
        phone_problem(phone_digits(phone), required=True),
        email_problem(clean(email)),
    )
    return [problem for problem in found if problem]


def same_person(known_name: str, known_birth: date | None, name: str, birth: date) -> bool:
    """Whether what was typed agrees with the record; an unknown birth date never does.

    Accents and case do not count. Basis: design of this program (grade D).
    """
    return known_birth == birth and fold(known_name) == fold(name)


def contact_changes(old_phone: str, old_email: str, phone: str, email: str) -> bool:
    """Whether codes and notices would go elsewhere, which asks for the password. Basis: design (grade D)."""
    return (phone_digits(phone), clean(email)) != (old_phone, old_email)


def is_of_one_event(name: str, kinds: Iterable[str]) -> bool:
    """Whether a paper tells of one event only, so that an earlier one of that name is another paper.

    `kinds` as `kind_of` writes them. Basis: design, setting store.one_event_papers.
    """
    kind = kind_of(name)
    return any(kind == one or kind.startswith((f"{one} ", f"{one};", f"{one},")) for one in kinds)


class Standing(StrEnum):
    """What a paper of the store is worth today."""

    VALID = "valid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


STANDING_WORDS = {
    Standing.VALID: "Dùng được",
    Standing.EXPIRED: "Hết hạn",
    Standing.REPLACED: "Đã thay bằng bản mới",
    Standing.WITHDRAWN: "Đã thu hồi",
}
_LEADING = re.compile(r"^(?:[(]?[0-9ivx]{1,4}[).]\s*|(?:ban sao|ban chinh|ban chup)\s+(?:cua\s+)?)+")


def kind_of(name: str) -> str:
    """The name of a paper without accents, numbering and "bản sao, bản chính" before it, to know it again.

    Basis: design of this program (grade D).
    """
    return shorten(_LEADING.sub("", fold(name)), KIND_LIMIT).rstrip("…")


def may_stand_for(kind: str, wanted: str) -> bool:
    """Whether a paper of that kind may be what is wanted: the same name, or the wanted name begins with it.

    "Giấy chứng nhận kết hôn" may stand for "Bản sao Giấy chứng nhận kết hôn của cha mẹ"; a person looks at it
    and decides. A name of fewer than three words begins too many others. Basis: design (grade D).
    """
    asked = kind_of(wanted)
    return asked == kind or (len(kind.split()) >= SHORTEST_KIND and asked.startswith(f"{kind} "))


def standing_of(*, is_ended: bool, is_replaced: bool, valid_to: date | None, today: date) -> Standing:
    """What a paper of the store is worth on a day; valid through the last day written on it.

    Basis: NĐ 45/2020 Đ.16, amended by NĐ 118/2025 (quoted, onestop.md 6.6, 6.10): validity and replacement.
    """
    if is_ended:
        return Standing.REPLACED if is_replaced else Standing.WITHDRAWN
    if valid_to is not None and valid_to < today:
        return Standing.EXPIRED
    return Standing.VALID


def valid_until(kind: str, issued_on: date | None, months: Mapping[str, int]) -> date | None:
    """The last day of a paper of a kind with a limited life; None without a limit or without its date.

    `months` by name, as the commune's setting says them. Basis: design, setting store.validity_months.
    """
    life = next((count for name, count in months.items() if kind_of(name) == kind), None)
    if life is None or issued_on is None:
        return None
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + life, 12)
    day = min(issued_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)
