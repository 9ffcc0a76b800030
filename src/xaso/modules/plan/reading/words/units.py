"""Units after a number: shares, money, counted things, measures; each maybe per year, per month."""

from __future__ import annotations

import re

NUMBER = r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,6})?(?!\d)|\d{1,15}(?:[.,]\d{1,6})?"
_PER = (
    r"(?:\s*/\s*(?:năm|tháng|quý|tuần|ngày|lần|thôn|bản|hộ|người|xã|đơn vị|vụ|ha|cán bộ|lượt khách|lượt"
    r"|mô hình|sản phẩm|học sinh|hồ sơ|thủ tục|cơ sở|khu phố|lao động|trường hợp|1\.?000\s+dân|k?m[23]"
    r"|k?m[²³]|(?!tổng|số)[^\W\d_]{2,8})(?:\s*/\s*(?:năm|tháng|quý))?)*"
)
_PERCENT = r"%|‰|phần\s+trăm|điểm\s*%|điểm\s+phần\s+trăm"
_MONEY = (
    r"(?:(?:nghìn|ngàn|trăm|triệu|tỷ|tỉ)\s*)+(?:đồng|VNĐ|VND|USD)?(?![^\W\d_])|đồng(?![^\W\d_])"
    r"|VNĐ|USD|đ(?![^\W\d_])"
)
_THINGS = (
    "khu phố|tổ dân phố|khối phố|khu dân cư|xóm|ấp|buôn|bon|làng|khu|cụm|công dân|thanh niên|phụ nữ"
    "|hợp đồng|biểu mẫu|quy trình|bằng sáng chế|sáng chế|đàn|lồng|gốc|trung tâm|bác sĩ"
    "|µg|mg|hạng mục|nhóm hộ|mã|thiết bị|điện thoại|cuốn|lồng bè|bể|giếng"
    "|ngày làm việc|ngày công|giờ làm việc|tiết học|tiết|hồ sơ|thủ tục hành chính|thủ tục|TTHC|dịch vụ công"
    "|dịch vụ|mô hình|lớp|khóa|buổi|hội nghị|hội thảo|cuộc|lượt người"
    "|lượt|lao động|người dân|người|hộ gia đình|hộ nghèo|hộ|thôn|bản|tổ công nghệ số cộng đồng|tổ|nhóm"
    "|điểm|cán bộ|công chức|viên chức|văn bản"
    "|đơn vị|cơ quan|doanh nghiệp|hợp tác xã|HTX|sản phẩm|km2|km²|km|m2|m²|m3|m³|ha|héc ta|tấn|tạ|kg"
    "|giờ|ngày|phút|giây|lần|tin bài|tin|bài viết"
    "|bài|video|phóng sự|trường hợp|trường học|trường"
    "|trạm|nhà|công trình|dự án|camera|máy tính|máy|bộ|tài khoản"
    "|giường bệnh|giường|tuổi|bậc|vụ|xã|phường|tháng"
    "|tiêu chí|chỉ tiêu|sáng kiến|đề tài|giải pháp|kiến nghị|ý kiến|cơ sở|địa điểm|chuyến|đợt|kỳ|chiếc"
    "|cây|con|đề án|kế hoạch|báo cáo|hệ thống"
    "|phần mềm|nền tảng|chữ ký số|thuê bao|Mbps|Gbps|MB|GB|TB|kWh|kW|lít|câu lạc bộ|đội|đoàn|tuyến"
    r"|căn(?!\s+(?:cứ|cước))"
    "|vườn|cửa hàng|chợ|sân|học sinh|học viên|trẻ em|trẻ"
    "|đảng viên|hội viên|đoàn viên|chi bộ|phiên|cuộc thi|cuộc họp|chuyên mục|chuyên đề|pano|áp phích"
    "|tờ rơi|bảng|biển|trang|mục|danh mục|thành viên"
    "|lĩnh vực|ngành nghề|loại|quyết định|nghị quyết|tác phẩm|gia đình|thửa|bữa|bếp|lò|cầu|đập|hồ|mũi"
    "|liều|ca|phòng|bàn|ghế|ki-ốt|kiosk|quầy|cửa"
)
_COUNTED = rf"(?:(?:nghìn|ngàn|vạn|triệu)\s+)?(?:{_THINGS})(?![^\W\d_])"
UNIT = re.compile(rf"\s*[“\"]?(?P<unit>(?:{_PERCENT}|{_COUNTED}|{_MONEY}){_PER})", re.IGNORECASE)
_WORD = re.compile(r"\s+[“\"]?(?P<unit>[^\W\d_]{2,}(?:\s+[^\W\d_]{2,})?)", re.IGNORECASE)
_STOP_WORDS = (
    "trở và là với vào đến tới trong trên dưới của cho các thì được có so để theo tại từ khi nếu như "
    "hoặc năm tháng quý cùng nhưng mà bằng đạt không ít hơn vượt hàng hằng tăng giảm gồm nhằm "
    "tính do về qua ở"
)
_STOP = frozenset(_STOP_WORDS.split())


def unit_after(text: str, end: int) -> tuple[str | None, int, bool]:
    """The unit after the number that ends at ``end``, where it ends, and whether it is a known unit."""
    if found := UNIT.match(text, end):
        unit = " ".join(found["unit"].split())
        return _written(unit), found.end(), True
    if (found := _WORD.match(text, end)) and found["unit"].split()[0].lower() not in _STOP:
        first, *more = found["unit"].split()
        if more and more[0].lower() not in _STOP:
            return f"{first} {more[0]}", found.end("unit"), False
        return first, found.start("unit") + len(first), False
    return None, end, False


def _written(unit: str) -> str:
    """Spellings of one unit as one: "phần trăm" is "%", "tỉ đồng" is "tỷ đồng"."""
    plain = re.sub(r"^phần trăm", "%", unit, flags=re.IGNORECASE)
    plain = re.sub(r"\btỉ\b", "tỷ", plain, flags=re.IGNORECASE)
    return re.sub(r"\s*/\s*", "/", plain)


def is_share(unit: str | None) -> bool:
    """Whether the unit is a percentage."""
    return unit is not None and unit.startswith("%")


def is_money(unit: str | None) -> bool:
    """Whether the unit is an amount of money."""
    return unit is not None and re.fullmatch(rf"(?:{_MONEY}){_PER}", unit, re.IGNORECASE) is not None
