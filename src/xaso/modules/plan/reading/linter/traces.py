"""Checks for what was copied from another plan: old terms, other levels of government, work beyond a
commune.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding, Severity

_OLD_TERMS: tuple[tuple[str, str], ...] = (
    (
        r"mức\s+độ\s+(?:3|4)(?:\s*(?:,|và)\s*(?:mức\s+độ\s+)?4)?",
        "“mức độ 3, 4” nay gọi là “toàn trình”, “một phần”",
    ),
    (r"chứng\s+minh\s+(?:nhân\s+dân|thư)|\bCMND\b", "“chứng minh nhân dân” nay là “căn cước”"),
    (r"sổ\s+hộ\s+khẩu|sổ\s+tạm\s+trú", "sổ hộ khẩu, sổ tạm trú giấy không còn dùng"),
    (
        r"Bộ\s+Thông\s+tin\s+và\s+Truyền\s+thông|Sở\s+Thông\s+tin\s+và\s+Truyền\s+thông",
        "ngành Thông tin và Truyền thông đã hợp nhất vào ngành Khoa học và Công nghệ",
    ),
    (
        r"Bộ\s+Kế\s+hoạch\s+và\s+Đầu\s+tư|Sở\s+Kế\s+hoạch\s+và\s+Đầu\s+tư",
        "ngành Kế hoạch và Đầu tư đã hợp nhất vào ngành Tài chính",
    ),
    (
        r"Bộ\s+Tài\s+nguyên\s+và\s+Môi\s+trường|Sở\s+Tài\s+nguyên\s+và\s+Môi\s+trường",
        "ngành Tài nguyên và Môi trường đã hợp nhất vào ngành Nông nghiệp và Môi trường",
    ),
    (
        r"(?:Bộ|Sở)\s+Lao\s+động\s*[-–]\s*Thương\s+binh\s+và\s+Xã\s+hội",
        "ngành Lao động – Thương binh và Xã hội đã hợp nhất vào ngành Nội vụ",
    ),
)
_DISTRICT = re.compile(
    r"\bVPHU\b|\bHuyện\s+ủy\b|\b(?:UBND|HĐND|Ủy\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân|Công\s+an"
    r"|Phòng(?:\s+[\w-]+){1,8}?|Trạm(?:\s+[\w-]+){1,4}?|Trung\s+tâm(?:\s+[\w-]+){1,4}|Bệnh\s+viện(?:\s+\w+){0,3}|Hội(?:\s+\w+){1,3}"
    r"|Ban(?:\s+\w+){1,4}|Tòa\s+án(?:\s+\w+){0,2}|Thanh\s+tra|Kho\s+bạc(?:\s+\w+){0,2}"
    r"|Ngân\s+hàng(?:\s+\w+){1,4})\s+huyện(?!\s+cũ)\b|\bPhòng\s+(?!Cảnh|Công\s+an|PC)(?:[\w-]+\s+){1,7}?(?:thành\s+phố|thị\s+xã)\b|\bcấp\s+huyện\b|\btrên\s+địa\s+bàn\s+huyện\b",
    re.IGNORECASE,
)
_PROVINCE = re.compile(r"trên\s+địa\s+bàn\s+(?:toàn\s+)?tỉnh", re.IGNORECASE)
_BEYOND = re.compile(r"doanh\s+nghiệp\s+nhà\s+nước|hải\s+quan|đối\s+ngoại\s+quốc\s+phòng", re.IGNORECASE)
_LAW = re.compile(
    r"^\s*(?:-\s*)?căn\s+cứ|(?:quyết\s+định|nghị\s+quyết|kế\s+hoạch|chương\s+trình)\s+số", re.IGNORECASE
)
_TWO_LEVELS_SINCE = 2025


def old_terms(context: Context) -> Iterator[Finding]:
    """Terms that are no longer used, each told once with all its lines."""
    for words, says in _OLD_TERMS:
        pattern = re.compile(words, re.IGNORECASE)
        found = [
            (line, match.group())
            for line, text in context.texts
            if (match := pattern.search(text)) and not _LAW.search(text[: match.start()])
        ]
        if found:
            quotes = " / ".join(dict.fromkeys(quote for _, quote in found))
            yield finding(
                "thuật ngữ cũ",
                "trung bình",
                [line for line, _ in found],
                quotes,
                f"Trong văn bản: {says}. Dùng thống nhất từ hiện hành.",
            )


def other_levels(context: Context) -> Iterator[Finding]:
    """The district, which no longer exists, and the province as the place of a commune's work."""
    if context.period is not None and context.period[1] < _TWO_LEVELS_SINCE:
        return
    yield from _told(
        context,
        _DISTRICT,
        "dấu vết văn bản khác",
        "thấp",
        "Cấp huyện không còn trong bộ máy hai cấp. Sửa lại tên cơ quan.",
    )
    if any(re.search(r"\b(?:xã|phường)\b", text, re.IGNORECASE) for _, text in list(context.texts)[:40]):
        yield from _told(
            context,
            _PROVINCE,
            "dấu vết cấp tỉnh",
            "trung bình",
            "Kế hoạch của xã mà phạm vi ghi cả tỉnh. Sửa lại phạm vi.",
        )


def beyond_commune(context: Context) -> Iterator[Finding]:
    """Work that no commune has."""
    yield from _told(
        context,
        _BEYOND,
        "phạm vi vượt cấp xã",
        "thấp",
        "Nội dung này không thuộc cấp xã. Xem có phải chép từ văn bản cấp trên không.",
    )


def _told(
    context: Context, pattern: re.Pattern[str], kind: str, severity: Severity, says: str
) -> Iterator[Finding]:
    found = [
        (line, text, match)
        for line, text in context.texts
        if (match := pattern.search(text)) and not _LAW.search(text)
    ]
    if found:
        _, text, match = found[0]
        quote = text[max(0, match.start() - 40) : match.end() + 10]
        yield finding(kind, severity, [at for at, _, _ in found], quote, says)


CHECKS = (old_terms, other_levels, beyond_commune)
