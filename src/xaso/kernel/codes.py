"""Public numbers from templates, masks for personal data, digests of records."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from string import Formatter
from typing import Any
from uuid import UUID

from xaso.kernel.clock import require_aware
from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean

CODE_NAMES = frozenset({"identifier", "kind", "unit", "seq", "yymmdd", "yyyymmdd", "yyyy", "yy", "mm"})
"""The closed set of names a template of public numbers may use."""

_WIDTH = re.compile(r"0?\d{0,2}d?")
_CITIZEN_ID = re.compile(r"0(?!00)\d\d[0-3]\d{8}", re.ASCII)
_PHONE = re.compile(r"0(?:[35789]\d{8}|2\d{9})", re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[ .\-()]")
_HOME_CODE = re.compile(r"^(?:\+84|0084|84(?=\d{9}$))0?")
_DOT = "•"
SPELLED_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's signs: none is taken for another when a code is read aloud or copied by hand."""
SPELLED_LENGTH = 12


def check_template(template: str) -> None:
    """Refuse (`Invalid`) a template with a name outside `CODE_NAMES`, a conversion, or broken braces."""
    try:
        pieces = list(Formatter().parse(template))
    except ValueError:
        raise Invalid(f"Mẫu số “{template}” thiếu hoặc thừa dấu ngoặc nhọn.", field="template") from None
    for _, name, spec, conversion in pieces:
        if name is None:
            continue
        if name not in CODE_NAMES or conversion:
            known = ", ".join(sorted(CODE_NAMES))
            raise Invalid(f"Mẫu số không có tên “{name}”. Chỉ dùng: {known}.", field="template")
        if not _WIDTH.fullmatch(spec or ""):
            raise Invalid(f"Mẫu số: cách viết “{spec}” không dùng được. Viết như 04d.", field="template")


def render_code(template: str, **parts: str | int) -> str:
    """A public number, e.g. ``render_code("{identifier}-{yymmdd}-{seq:04d}", …)``.

    Raises `Invalid` for an unknown name, a missing part, or a number's format put on a text.
    """
    check_template(template)
    try:
        return template.format(**parts)
    except KeyError as missing:
        raise Invalid(f"Mẫu số “{template}” cần {missing.args[0]} mà chưa có.", field="template") from None
    except ValueError:
        raise Invalid(f"Mẫu số “{template}” định dạng số cho phần chữ.", field="template") from None


def date_parts(day: date) -> dict[str, str]:
    """The parts of a template that come from a day."""
    names = {"yymmdd": "%y%m%d", "yyyymmdd": "%Y%m%d", "yyyy": "%Y", "yy": "%y", "mm": "%m"}
    return {name: day.strftime(form) for name, form in names.items()}


def is_citizen_id(text: str) -> bool:
    """Whether it can be a 12-digit personal number: place 001 to 099, then century and sex 0 to 3.

    Our own reading of the number's make-up (grade D), kept loose so that no true number is refused.
    """
    return _CITIZEN_ID.fullmatch(text) is not None


def phone_digits(typed: str) -> str:
    """The number as dialled at home, without the spaces and dots people put in; +84, 0084 become 0."""
    return _HOME_CODE.sub("0", _BETWEEN_DIGITS.sub("", clean(typed)))


def is_phone(digits: str) -> bool:
    """Whether it can be a telephone: ten digits from 03, 05, 07, 08, 09, or a fixed line, eleven from 02.

    Recalled from the national numbering plan (grade R); no text was read.
    """
    return _PHONE.fullmatch(digits) is not None


def mask_id(number: str) -> str:
    """``010•••••6789``; shorter numbers keep only their last two characters."""
    return _mask(number, 3, 4) if len(number) > 9 else _mask(number, 0, 2)


def mask_phone(number: str) -> str:
    """``091••••678``; shorter numbers keep only their last two characters."""
    return _mask(number, 3, 3) if len(number) > 8 else _mask(number, 0, 2)


def mask_name(name: str) -> str:
    """``G••• T••• M•••``: first letters only, the lengths hidden."""
    return " ".join(f"{word[0]}{_DOT * 3}" for word in name.split())


def _mask(text: str, head: int, tail: int) -> str:
    hidden = len(text) - head - tail
    return text[:head] + _DOT * hidden + text[-tail:] if hidden > 0 else _DOT * len(text)


def canonical_json(data: Mapping[str, Any]) -> str:
    """One spelling for equal data: sorted keys, no spaces, UTF-8 text, ISO dates, moments in UTC.

    Raises TypeError for values with no plain form, ValueError for NaN and moments without a zone.
    """
    return json.dumps(
        data, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def digest(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def _plain(value: object) -> object:
    match value:
        case datetime():
            return require_aware(value).astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal() if value.is_finite():
            return format(value.normalize(), "f")
        case UUID():
            return str(value)
        case Mapping():
            return dict(value)
        case _:
            raise TypeError(f"no plain form for {type(value).__name__}")


def spelled(code: str) -> str:
    """A code in groups of four, as it is printed: ``K7QM-2F9X-04BC``."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def unspelled(text: str, length: int = SPELLED_LENGTH) -> str:
    """A code of `SPELLED_SIGNS` as it is kept, however typed: no spaces or dashes, O, I, L as digits."""
    plain = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
    return plain.translate(str.maketrans("OIL", "011"))[:length]
