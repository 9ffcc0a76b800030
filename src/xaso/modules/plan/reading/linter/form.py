"""Checks of the paper's form: number and date left blank, opening missing, two issuers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding
from xaso.modules.plan.reading.words.plain import fold

_BLANK_NUMBER = re.compile(
    r"\bsố\s*:?\s*(?:[.…_]|\s{2,}|\s(?=[-/]))[\s.…_]{0,60}[-/–]\s*(?-i:[A-ZĐ]{2,})", re.IGNORECASE
)
_BLANK_DATE = re.compile(r"ngày\s*(?:[.…_]{1,40}|\s{2,40})\s*(?:/|tháng)", re.IGNORECASE)
_OPENS = re.compile(
    r"so\s*:|so\s+\d+\s*-|-?\s*can cu\b"
    r"|thuc hien (?:nghi quyet|quyet dinh|ke hoach|chuong trinh)|cong hoa xa hoi"
    r"|dang cong san|thi hanh"
)
_OWN_SYMBOL = re.compile(r"^\W*số\s*:|kèm theo", re.IGNORECASE)
_SIGNS = 60
_HEAD = 12
_PARTY_SYMBOL = re.compile(
    r"\bKH\s*[-/]\s*(?:ĐU|HU|TU|BTV)\b|của\s+(?:ban chấp hành\s+)?đảng\s+(?:ủy|bộ)", re.IGNORECASE
)
_STATE_SYMBOL = re.compile(r"KH\s*[-/]\s*UBND\b|của\s+(?:UBND|ủy ban nhân dân|chủ tịch)\b", re.IGNORECASE)
_PARTY_SIGNS = re.compile(
    r"^\W*T\s*/?\s*M\.?\s*(?:BAN\s+CHẤP\s+HÀNH|ĐẢNG\s+ỦY|BAN\s+THƯỜNG\s+VỤ)|^\W*(?:PHÓ\s+)?BÍ\s+THƯ\s*$"
)
_STATE_SIGNS = re.compile(
    r"^\W*T\s*/?\s*M\.?\s*(?:ỦY\s+BAN\s+NHÂN\s+DÂN|UBND)|^\W*(?:KT\.\s*)?(?:PHÓ\s+)?CHỦ\s+TỊCH\s*$"
)


def blank_number(context: Context) -> Iterator[Finding]:
    """The number or the date of the paper left blank."""
    places = [
        (line, text)
        for line, text in context.texts
        if len(text) < 300 and (_BLANK_NUMBER.search(text) or _BLANK_DATE.search(text))
    ]
    if places:
        yield finding(
            "thiếu số, ngày văn bản",
            "cao",
            [line for line, _ in places],
            places[0][1],
            "Số hoặc ngày của văn bản để trống. Ghi đủ trước khi ban hành.",
        )


def two_issuers(context: Context) -> Iterator[Finding]:
    """Signs of two issuers in one paper: the Party committee signs, an annex says People's Committee."""
    party: list[tuple[int, str]] = []
    state: list[tuple[int, str]] = []
    for line, text in context.texts:
        for marks, symbol, signs in (
            (party, _PARTY_SYMBOL, _PARTY_SIGNS),
            (state, _STATE_SYMBOL, _STATE_SIGNS),
        ):
            if found := _issuer(text, symbol, signs):
                marks.append((line, found))
    if party and state:
        lines = [line for line, _ in (*party, *state)]
        yield finding(
            "cơ quan ban hành không thống nhất",
            "cao",
            lines,
            f"{party[0][1]} ↔ {state[0][1]}",
            "Có chỗ ghi Đảng ủy, có chỗ ghi UBND ban hành. Xác định một cơ quan ban hành.",
        )


def _issuer(text: str, symbol: re.Pattern[str], signs: re.Pattern[str]) -> str:
    """The mark of an issuer in a line that speaks of this paper itself: its number, its annexes, its
    signature.
    """
    if len(text) > 300:
        return ""
    found = symbol.search(text) if _OWN_SYMBOL.search(text) else None
    found = found or (signs.search(text) if len(text) <= _SIGNS else None)
    return " ".join(found.group().split()) if found else ""


def no_opening(context: Context) -> Iterator[Finding]:
    """No name of the issuer, no number, no legal basis at the head of the paper."""
    head = [item.line.text for item in context.items] + [text for _, text in context.texts[:_HEAD]]
    said = any(_OPENS.match(fold(line[:200])) for text in head for line in text.split("\n"))
    shown = [item.line.number for item in context.items]
    if not said and len(shown) > 20:
        yield finding(
            "thiếu phần đầu văn bản",
            "trung bình",
            shown[:2],
            "",
            "Không thấy quốc hiệu, cơ quan, số, ngày và căn cứ. Có thể tệp bị cắt phần đầu.",
        )


CHECKS = (blank_number, two_issuers, no_opening)
