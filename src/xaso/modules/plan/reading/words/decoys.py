"""Numbers that promise nothing: dates, document numbers, standards, slogans, levels, articles, phones.

`masked` puts spaces over them, so every position stays what it was.
"""

from __future__ import annotations

import re

_NUMBERS = r"\d+(?:\s*(?:,|và|-|–|đến|/)\s*\d+)*"
_NOT_SHARE = r"(?![\d.,]*\s*(?:%|phần\s+trăm))"
_DOCUMENT = (
    r"(?:nghị\s+quyết|quyết\s+định|nghị\s+định|thông\s+tư|chỉ\s+thị|kết\s+luận|kế\s+hoạch|công\s+văn"
    r"|đề\s+án|chương\s+trình|luật|pháp\s+lệnh|hướng\s+dẫn"
    r"|thông\s+báo|văn\s+bản|quy\s+định|quy\s+chế|tờ\s+trình|báo\s+cáo|công\s+điện|QĐ|NQ|NĐ|TT|KH|CV|CT)"
)
_PATTERNS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bsố\s*:?\s*\d+\s*[/-][^\s,;.]*[^\W\d_][^\s,;.]*",
        r"(?<![\w.,])\d+\s*(?:/\s*\d{4}\s*)?[/-]\s*(?-i:[A-ZĐ]{2,8}(?:[-–/&.][A-ZĐ\d]{1,12})*(?![a-zà-ỹ]))",
        rf"{_DOCUMENT}\s+(?:số\s*:?\s*)?\d[\d/.-]*(?:[/-][A-ZĐ\d-]+)*{_NOT_SHARE}(?!\s*(?:tỷ|triệu|mô"
        rf"|lớp|hội|hồ|văn))",
        r"\b(?:TCVN|ISO|QCVN|IEC|TCN|IPv)[\s/A-Z]*\d+(?:[:.-]\d+)*",
        rf"\b(?:mức\s+độ|mức(?=\s+[1-5](?!\d))|cấp\s+độ|(?<!cung\s)cấp(?=\s+[1-5](?!\d))|hạng|lớp|bậc|loại|(?<!thuộc\s)(?<!trong\s)(?<!vào\s)nhóm|khối|giai\s+đoạn"
        rf"|đợt|lần|kỳ|khóa|bước|phiên\s+bản|version|thế\s+hệ)\s+(?:thứ\s+)?{_NUMBERS}"
        rf"(?:\s*(?:,|và)?\s*(?:mức\s+độ\s+)?\d+)*(?!\d|[.,]\d){_NOT_SHARE}(?!\s*(?:điểm|người|hộ|lớp"
        rf"|mô|năm|triệu|tỷ|xã|phường|đơn\s+vị|địa\s+phương))",
        rf"\b(?:điều|khoản|mục|chương|phần|phụ\s+lục|biểu(?:\s+mẫu)?|bảng|mẫu|trang|tiêu\s+chí"
        rf"|chỉ\s+tiêu|nội\s+dung|nhiệm\s+vụ|hình)\s+(?:số\s*)?{_NUMBERS}(?:\.\d+)*"
        rf"{_NOT_SHARE}(?=\s*(?:[,.;:)]|$|của|điều|khoản|luật|nghị|thông|quyết|tại|trong|và))",
        rf"\b(?:thôn|bản|tổ|tổ\s+dân\s+phố|khu(?:\s+phố)?|xóm|ấp|đội|đường|ngõ|số\s+nhà|quốc\s+lộ"
        rf"|tỉnh\s+lộ|QL|ĐT|lô|ô)\s*\.?\s*{_NUMBERS}{_NOT_SHARE}(?=\s*(?:[,.;:)]|$))",
        r"\b(?:điện\s+thoại|ĐT|SĐT|hotline|tổng\s+đài|đường\s+dây\s+nóng|fax|số\s+máy"
        r"|zalo)[^\d\n]{0,30}\+?\d[\d .\-]{2,16}\d",
        r"(?<![\d.,])(?:\+84|0)\d{1,3}[ .\-]?\d{3}[ .\-]?\d{3,4}(?!\d)",
        r"\b1[89]00[ .\-]?\d{2,4}(?:[ .\-]?\d{2,4})?",
        r"\b24\s*/\s*(?:7|24)\b",
        r"\b(?:trên\s+)?thang(?:\s+(?:đo|điểm))?\s+(?:từ\s+)?\d+(?:\s*(?:-|–|đến)\s*\d+)?(?:\s*điểm)?",
        r"\b\d(?:\s*(?:-|đến)\s*\d)?\s+sao\b(?:\s+trở\s+lên)?",
        r"\b[2-6]G\b",
        r"\bvới\s+tốc\s+độ\s+(?:[^\W\d_]+\s+){0,3}[\d.,]+\s*[KMGT]b(?:/s|ps|it/s)?\b",
        r"(?:công\s+nghiệp|công\s+nghệ|cách\s+mạng(?:\s+công\s+nghiệp)?(?:\s+lần\s+thứ)?|web"
        r"|chính\s+phủ)\s+\d(?:\.\d)?(?!\s*%)",
        r"\b\d+\s+(?:tại\s+chỗ|không\b(?!\s+(?:quá|dưới))|rõ\b|biết\b|dám\b|trụ\s+cột|cùng\b"
        r"|sẵn\s+sàng|công\s+khai|nhất\b|xin\b|luôn\b|hơn\b(?=\s*[,.”]))",
        r"\b(?:mô\s+hình\s+)?chính\s+quyền(?:\s+địa\s+phương)?\s+0?\d\s+cấp|\b0?2\s+cấp\b",
        r"\b\d{1,2}\s*(?:giờ|h)\s*\d{0,2}\s*(?:phút)?\s*(?=(?:ngày|hằng\s+ngày|hàng\s+ngày|thứ|đến\s+\d))",
        r"(?:chậm\s+nhất|trước|vào|đến|hết|từ)?\s*ngày\s+(?:mùng\s+"
        r"|mồng\s+)?\d{1,2}(?:\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*(?:20)?\d\d)?"
        r"|(?:\s+tháng\s+\d{1,2})?(?:\s+năm\s+\d{4})?)(?!\d|\s*%)(?:\s+(?:hằng|hàng|của)\s+tháng)?",
        r"(?<![\d/])\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}",
        r"(?:trước|đến|hết|từ|sau|vào)\s+\d{1,2}/\d{1,2}(?![\d/])(?!\s*(?:thôn|bản|xã|tiêu|chỉ|đơn|hộ"
        r"|trường|cơ|phòng|hồ|TTHC|thủ))",
        r"\btháng\s*(?:\d{1,2}\s*(?:,|và|-|đến)\s*)*(?:0?[1-9]|1[0-2])(?!\d|\s*%)(?:\s*(?:/|-|năm)\s*\d{4})?",
        r"\bquý\s*(?:[IVX]+|\d)(?:\s*(?:/|-|năm)\s*\d{4})?",
        r"(?<![\d/])\d{1,2}\s*/\s*(?:19|20)\d\d(?!\d)",
        r"(?<![\d.,])(?:19|20)\d\d\s*(?:[-–—]|đến|tới)\s*(?:năm\s+)?(?:19|20)\d\d(?!\d)",
        r"\bnăm\s+(?:19|20)\d\d(?!\d)(?:\s*(?:,|và)\s*(?:năm\s+)?(?:19|20)\d\d)*",
        r"(?<![\d.,])(?:19|20)\d\d(?!\d)(?!\s*(?:%|hồ\s+sơ|người|hộ|triệu|tỷ|lượt|m2|m²|km|ha"
        r"|thủ\s+tục|lao\s+động|tài\s+khoản))(?![.,]\d)",
        r"\b\d+\s+(?:tháng|năm)\s+(?:đầu|cuối|một\s+lần|qua|trước|tới|gần|liền|\d{4})",
        r"\b(?:định\s+kỳ\s+)?\d+\s*(?:tháng|tuần|ngày|năm|quý)\s*/\s*(?:\d+\s*)?lần",
        r"\b(?:trước|sớm(?:\s+hơn)?|sau)\s+\d+\s+(?:tháng|tuần|ngày|năm|quý)\b(?!\s+\d)",
        r"\bđịnh\s+kỳ\s+\d+\s+(?:tháng|tuần|ngày)\b",
        r"\b\d+\s+(?:tháng|năm)(?=\s*(?:,|và)\s+(?:\d+\s+tháng|hằng|hàng|cả|năm|quý))",
        r"(?<=\s)\(\d{1,2}\)(?=\s)",
        r"\btrên\s+(?:0?1|một|mỗi)\s*(?:ha|héc\s*ta|m2|m²|km2|km²|đơn\s+vị)(?![^\W\d_])",
        r"(?<!ít\snhất\s)(?<!tối\sthiểu\s)(?<!không\sdưới\s)(?<!trên\s)(?<!hơn\s)(?<!đạt\s)(?<![\d/.,])"
        r"[1-9]\s*/\s*[2-9](?=\s+(?:số|tổng|lượng|diện\s+tích|thời\s+gian)\b)",
        r"\b\d+\s+(?:dân\s+tộc|anh\s+em)\b",
        r"\b(?:bình\s+quân|trên|mỗi|cứ)\s+\d[\d.]*\s+dân\b",
        r"\bcả\s+0?\d\b(?!\s*%)",
        r"\(\s*\d{1,2}\s+(?:chỉ\s+tiêu|tiêu\s+chí|nhiệm\s+vụ|nhóm|mục\s+tiêu|nội\s+dung|giải\s+pháp)\s*\)",
        r"\b(?!k?m[23]\b)[A-Za-zĐđ]+\d+\b|\bCOVID-\d+",
    )
)
_AGE = re.compile(
    rf"(?:(?:dưới|trên|từ(?:\s+đủ)?|đủ|đến)\s+)?(?<![\d.,]){_NUMBERS}\s+(?:tháng\s+)?tuổi\b"
    r"(?!\s+(?:đảng|nghề))(?:\s+trở\s+(?:lên|xuống))?",
    re.IGNORECASE,
)
_LIFE = re.compile(r"tuổi\s+thọ|(?:độ\s+)?tuổi\s+(?:bình\s+quân|trung\s+bình)", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"‘'«]([^”\"’'»“\n%]{1,160})[”\"’'»]")
_ROUND = re.compile(r"\(\s*\d+\s*/\s*\d+[^)%]*\)")


def masked(text: str) -> str:
    """``text`` with spaces over every number that promises nothing; the length stays."""
    hidden = _QUOTED.sub(_if_numbered, text)
    for pattern in _PATTERNS:
        hidden = pattern.sub(_spaces, hidden)
    hidden = _AGE.sub(_if_of_people, hidden) if "tuổi" in hidden else hidden
    return _ROUND.sub(_spaces, hidden) if "%" in hidden else hidden


def _if_numbered(found: re.Match[str]) -> str:
    return _spaces(found) if any(char.isdigit() for char in found[1]) else found.group()


def _if_of_people(found: re.Match[str]) -> str:
    """An age says whom a figure is about; a length of life is a figure."""
    before = found.string[max(0, found.start() - 60) : found.start()]
    return found.group() if _LIFE.search(before) else _spaces(found)


def _spaces(found: re.Match[str]) -> str:
    return "\x00" * len(found.group())
