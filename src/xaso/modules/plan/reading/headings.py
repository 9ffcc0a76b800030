"""What the heading of a column means, by its words; where it stands does not matter."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from xaso.modules.plan.reading.words.plain import fold

Meaning = Literal[
    "no",
    "group",
    "objective",
    "task",
    "activity",
    "output",
    "lead",
    "coordinating",
    "time",
    "budget",
    "unit",
    "name",
    "value",
    "baseline",
    "year",
    "note",
    "content",
]

# The first that fits wins: the more particular words stand before the general ones.
_WORDS: tuple[tuple[Meaning, str], ...] = (
    ("no", r"(?:so )?(?:stt|tt|s\.?\s*t\.?\s*t|t\.\s*t|so thu tu|no|#|ma so|ma|so hieu|ky hieu)"),
    ("note", r".*\bghi chu\b.*|.*\bgiai trinh\b.*|minh chung|can cu.*"),
    ("unit", r".*\b(?:don vi tinh|dvt|dv tinh|don vi do(?: luong)?)\b.*|don vi"),
    ("lead", r".*\bchu tri\b.*\bphoi hop\b.*"),
    ("time", r"(?:thoi gian|thoi han|tien do|thoi diem)\b.*"),
    ("coordinating", r".*\b(?:phoi hop|phoi, ket hop|cung thuc hien|cung lam|lam cung|tham gia)\b.*"),
    (
        "budget",
        r".*\b(?:kinh phi|du toan|nguon von|so tien|von dau tu|ngan sach|thanh tien|nguon luc"
        r"|ns|nsnn|nstw|nguon (?:huy dong|xa hoi|hop phap|khac|tai tro|vien tro|dong gop)|von khac"
        r"|chi phi|nguon tien|nguon chi|tien o dau)\b.*|von|tong von|tien",
    ),
    (
        "baseline",
        r".*\b(?:hien trang|thuc trang|thuc hien nam|thuc hien 20\d\d|uoc thuc hien|uoc th|th "
        r"20\d\d|th nam|nam goc"
        r"|so goc|so lieu nam|so lieu 20\d\d|co so|xuat phat diem|hien co|hien nay|so lieu goc|so lieu hien"
        r"|moc 20\d\d"
        r"|nam co so|ket qua thuc hien|hien tai|ket qua nam|ket qua 20\d\d|da dat|nam truoc)\b.*",
    ),
    ("output", r"(?:san pham|dau ra|ket qua(?! nam| 20))\b.*"),
    (
        "time",
        r".*\b(?:thoi gian|thoi han|tien do|hoan thanh|thoi diem|lo trinh|han xong|khi nao|bao "
        r"gio|bat dau|khoi cong|ket thuc|quy thuc hien|thang thuc hien|ky han|han chot"
        r"|xong truoc|ngay)\b.*|han|moc",
    ),
    (
        "lead",
        r".*\b(?:chu tri|phu trach|dau moi|chiu trach nhiem|co quan thuc hien|don vi thuc hien|bo "
        r"phan thuc hien"
        r"|phan cong|giao cho|trach nhiem|nguoi thuc hien|don vi duoc giao|co quan theo doi|don vi theo "
        r"doi|theo doi|ai lam"
        r"|cung cap so lieu|don vi chu quan|co quan tham muu|don vi tham muu|tham muu|to chuc thuc hien)\b.*"
        r"|thuc hien|co quan|co quan, don vi",
    ),
    (
        "output",
        r".*\b(?:san pham|dau ra|lam ra gi|ra cai gi|ket qua dat duoc|ket qua du kien|ket qua "
        r"can dat|ket qua, san pham)\b.*|ket qua.*|(?:dang|hinh thuc|loai|the loai) van ban"
        r"|van ban (?:ban hanh|trinh|phai co)",
    ),
    (
        "group",
        r"(?:nhom(?: [a-z]+){0,3}|linh vuc|tru cot|mang viec|chuong trinh"
        r"|de muc|hop phan)",
    ),
    (
        "value",
        r"(?:muc|gia tri|nguong|so luong|khoi luong|muc phan dau|muc can dat|chi tieu giao|ke "
        r"hoach giao|muc giao"
        r"|muc chi tieu|muc tieu phan dau|muc dat|muc phai dat|can dat|ke hoach|phan dau|con so"
        r"|chi tieu ke hoach)",
    ),
    (
        "activity",
        r".*\b(?:hoat dong|cong viec|viec lam|viec can lam|dau viec|viec phai lam|noi dung "
        r"thuc hien|bien phap|buoc thuc hien"
        r"|nhiem vu cu the|cach lam|viec cu the|phan viec|hanh dong)\b.*",
    ),
    ("task", r".*\b(?:nhiem vu|giai phap)\b.*"),
    ("name", r".*\b(?:chi tieu|chi so|tieu chi|thuoc do)\b.*"),
    ("objective", r".*\b(?:muc tieu|muc dich|yeu cau|dich den)\b.*"),
    ("content", r".*\b(?:noi dung|ten|danh muc|dien giai|hang muc|viec|du an|cong trinh)\b.*"),
)
_BASELINE = re.compile(
    r"\b(?:hien trang|thuc trang|nam goc|so goc|hien nay|uoc thuc hien|thuc hien|uoc th|th|da dat)\b"
)
_COMPILED = tuple((meaning, re.compile(words)) for meaning, words in _WORDS)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBERED = re.compile(r"^\(?\d{1,2}\)?\s*[-.):]\s*|^\(\d{1,2}\)\s*|^[a-i]\)\s*")
_REMARK = re.compile(r"\([^)]*\)")
_LONGEST = 90


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning | None:
    """The meaning of a heading, None where its words say nothing known."""
    text = plain_heading(heading)
    if not text or len(text) > _LONGEST:
        return None
    if text in {"nam", "nam thuc hien", "nam ke hoach", "moc nam", "nam danh gia"}:
        return "year"
    first = next((meaning for meaning, words in _COMPILED if words.fullmatch(text)), None)
    if first in {"baseline", "no", "note", "unit", "coordinating", "budget", "time", "lead"}:
        return first
    if year_of(heading) is None:
        return first
    return "baseline" if _BASELINE.search(fold(heading)) else "year"


def plain_heading(heading: str) -> str:
    """The words of a heading: folded, without its own number and remarks in brackets."""
    text = _REMARK.sub(" ", fold(heading))
    return " ".join(_NUMBERED.sub("", text.strip()).split()).strip(" .:*/-")


def year_of(heading: str) -> int | None:
    """The year that a heading names, of a span the last; None for none, for several, for something else."""
    text = fold(heading)
    years = _YEAR.findall(text)
    if not years or len(text) > 60:
        return None
    if len(set(years)) > 1 and not (re.search(r"den (?:het )?nam", text) or spans_years(heading)):
        return None
    return int(years[-1])


def spans_years(heading: str) -> bool:
    """Whether a heading names a span of years: "Giai đoạn 2026-2028"."""
    return re.search(r"20\d\d\s*(?:[-–—]|đến)\s*20\d\d", heading) is not None


def heads_columns(heading: str) -> bool:
    """Whether a heading is of a kind that stands over columns of years: "Lộ trình", "Mục tiêu các năm"."""
    plain = plain_heading(heading)
    words = (
        r".*\b(?:lo trinh|nam|giai doan|cac nam|theo nam|muc tieu|ke hoach|phan ky|chi tieu|tien "
        r"do|muc phan dau)\b.*"
    )
    return (
        re.fullmatch(words, plain) is not None
        and meaning_of(heading) not in {"no", "lead", "unit", "output"}
        and plain not in {"chi tieu", "muc tieu", "ten chi tieu"}
    )


def unit_in(heading: str) -> str | None:
    """The unit that a heading gives in brackets: "Tỷ lệ số hóa (%)"; None where it gives none."""
    found = re.search(
        r"\((?:ĐVT|đvt|đơn vị(?: tính)?)?\s*:?\s*([^()\d]{1,24})\)\s*$",
        " ".join(heading.split()),
        re.IGNORECASE,
    )
    return found[1].strip() if found and found[1].strip() else None
