"""Lines that say who does a work and when, and lines that only name an office: neither is a work itself."""

from __future__ import annotations

import re

from xaso.modules.plan.reading.words.plain import fold

_SAYS_WHO_OR_WHEN = re.compile(
    r"(?:(?:don vi|co quan|bo phan|phong, ban|ca nhan)\s+(?:duoc giao\s+)?)?"
    r"(?:chu tri|phoi hop|phu trach|dau moi|giao thuc hien|tham muu|thuc hien)\b[^:.;]{0,40}:"
    r"|(?:thoi gian|thoi han|tien do|han|moc)"
    r"\s+(?:thuc hien|hoan thanh|trien khai|bao cao|bat dau|ket thuc)[^:.;]{0,20}:"
    r"|(?:thoi gian|thoi han|tien do|san pham|dau ra|kinh phi|nguon kinh phi|nguon luc)(?:\s+[a-z, ]{0,30})?:"
)
_OFFICE = re.compile(
    r"(?:các\s+)?(?:văn\s+phòng|phòng|ban(?!\s+hành)|trung\s+tâm|công\s+an|trạm|trường(?!\s+hợp)"
    r"|hội(?!\s+(?:nghị|thi|thảo|chợ|diễn|đồng\s+thi))|đoàn|ủy\s+ban|uỷ\s+ban|ubnd|hđnd|ubmttq|mặt\s+trận"
    r"|khoa(?!\s+học)|hạt|đồn|bộ(?!\s+(?:tài\s+liệu|tiêu\s+chí|chỉ\s+số))|sở|chi\s+cục|đảng\s+ủy|chi\s+bộ|ngân\s+hàng|bưu\s+điện"
    r"|tổ(?!\s+chức))\b[\w\s,()&/-]*"
)
_DOES = re.compile(
    r"\b(?:chủ\s+trì|phối\s+hợp|tham\s+mưu|triển\s+khai|hướng\s+dẫn|tổng\s+hợp|xây\s+dựng\s+(?:và|kế)|kiểm\s+tra"
    r"|rà\s+soát|công\s+khai|thực\s+hiện|tổ\s+chức|cập\s+nhật|theo\s+dõi|được|của|cho|về|lập|mở|đưa)\b"
)
_MOST_WORDS = 14
_OPENING = 90


def is_assignment(text: str) -> bool:
    """Whether a line gives a work its lead, helpers, time, product or money: "Đơn vị phối hợp: …"."""
    return _SAYS_WHO_OR_WHEN.match(fold(text[:_OPENING]).strip(" -+*•")) is not None


def is_office(text: str) -> bool:
    """Whether a line is the bare name of one or several offices, over what they shall do."""
    plain = " ".join(text.lower().split()).strip(" -+*•:")
    if plain.endswith(".") or len(plain.split()) > _MOST_WORDS or any(char.isdigit() for char in plain):
        return False
    return _OFFICE.fullmatch(plain) is not None and _DOES.search(plain) is None
