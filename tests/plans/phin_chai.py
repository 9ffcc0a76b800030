"""A programme of the Party committee of an invented commune as a Word file: years that open a list, cells merged
downwards, headings in everyday words, units in the names. Nothing in it is wrong.
"""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.table import Table

BODY = [
    "ĐẢNG ỦY XÃ PHÌN CHẢI",
    "Số 08-CTr/ĐU",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Phìn Chải, ngày 05 tháng 3 năm 2026",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG",
    "thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia",
    "-----",
    "Thực hiện Nghị quyết số 57-NQ/TW, Ban Chấp hành Đảng bộ xã xây dựng Chương trình hành động giai đoạn 2026 - 2030 với những nội dung sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Quán triệt sâu sắc, tạo thống nhất về nhận thức trong cán bộ, đảng viên và Nhân dân.",
    "2. Cụ thể hóa nhiệm vụ, bảo đảm rõ người, rõ việc, rõ thời gian, rõ sản phẩm.",
    "II. CHỈ TIÊU CHỦ YẾU",
    "1. Đến cuối năm 2026: 100% chi bộ ứng dụng Sổ tay đảng viên điện tử; ít nhất 80% cuộc họp của Đảng ủy sử dụng tài liệu điện tử; 13/13 thôn có Tổ công nghệ số cộng đồng hoạt động thường xuyên.",
    "2. Đến năm 2028",
    "2.1. Trên 75% hồ sơ thủ tục hành chính được nộp trực tuyến, trong đó hồ sơ của người dân tộc thiểu số đạt tối thiểu 55%.",
    "2.2. Tỷ lệ cán bộ, công chức được bồi dưỡng kỹ năng số hằng năm đạt 95% trở lên.",
    "2.3. Thời gian xử lý trung bình một hồ sơ chứng thực không quá 30 phút.",
    "2.4. Số lượt giao dịch thanh toán không dùng tiền mặt tại Trung tâm Phục vụ hành chính công đạt 6.000 lượt/năm.",
    "3. Đến năm 2030",
    "3.1. Chỉ số chuyển đổi số của xã thuộc 1/3 xã đứng đầu tỉnh.",
    "3.2. 85% dân số từ 15 tuổi trở lên có tài khoản định danh điện tử mức độ 2; 10% dân số trưởng thành có chữ ký số cá nhân.",
    "3.3. Giảm ít nhất 25% thời gian giải quyết thủ tục hành chính so với quy định.",
    "3.4. Mỗi năm có từ 02 sáng kiến ứng dụng công nghệ trở lên được công nhận.",
    "3.5. Bố trí tối thiểu 3% tổng chi ngân sách hằng năm của xã cho khoa học, công nghệ và chuyển đổi số.",
    "III. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM",
    "1. Nâng cao nhận thức",
    "- Tổ chức học tập, quán triệt Nghị quyết trong quý I/2026 tới 100% chi bộ.",
    "- Đưa nội dung chuyển đổi số vào sinh hoạt chi bộ định kỳ.",
    "2. Phát triển hạ tầng số",
    "- Rà soát, đề xuất doanh nghiệp viễn thông xóa các điểm lõm sóng tại thôn Sín Chải A, Lao Phú Sáng.",
    "- Trang bị máy quét, máy tính bảo đảm tiêu chuẩn tại Trung tâm Phục vụ hành chính công.",
    "3. Phát triển nhân lực số",
    "- Cử cán bộ tham gia các lớp bồi dưỡng do tỉnh tổ chức.",
    "- Phát động phong trào “Bình dân học vụ số” tại các thôn.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Ủy ban nhân dân xã ban hành kế hoạch thực hiện trước ngày 31/3/2026; bố trí kinh phí.",
    "2. Văn phòng Đảng ủy theo dõi, đôn đốc, tham mưu sơ kết hằng năm, tổng kết vào năm 2030.",
    "3. Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tuyên truyền, vận động hội viên.",
    "T/M BAN CHẤP HÀNH",
    "BÍ THƯ",
    "PHỤ LỤC",
    "Nhiệm vụ cụ thể (kèm theo Chương trình hành động)",
]  # fmt: skip
WORK = [
    ("Stt", "Nhóm việc", "Việc cần làm", "Ai làm", "Cùng làm", "Khi nào xong", "Kết quả phải có"),
    ("1", "Nhận thức", "Hội nghị quán triệt Nghị quyết", "Văn phòng Đảng ủy", "Các chi bộ", "Quý I/2026", "Báo cáo kết quả hội nghị"),
    ("2", "Nhận thức", "Chuyên mục chuyển đổi số trên loa truyền thanh", "Phòng Văn hóa - Xã hội", "Các thôn", "Hằng tháng", "Bản tin"),
    ("3", "Hạ tầng", "Danh sách điểm lõm sóng gửi doanh nghiệp", "Phòng Kinh tế", "Các thôn", "30/6/2026", "Văn bản đề nghị"),
    ("4", "Hạ tầng", "Máy quét cho quầy tiếp nhận", "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công", "2026", "Biên bản nghiệm thu"),
    ("5", "Nhân lực", "Lớp kỹ năng số cho người dân", "Phòng Văn hóa - Xã hội", "Đoàn Thanh niên", "Hằng năm", "Danh sách người học"),
]  # fmt: skip
YEARS = [
    ("TT", "Chỉ tiêu (đơn vị)", "KH 2026", "KH 2027", "KH 2028", "KH 2029", "KH 2030", "Cơ quan tham mưu"),
    ("1", "Hồ sơ nộp trực tuyến (%)", "60", "68", "> 75", "80", "85", "Trung tâm Phục vụ hành chính công"),
    ("2", "Cán bộ được bồi dưỡng kỹ năng số (%)", "≥ 85", "≥ 90", "≥ 95", "≥ 95", "≥ 95", "Văn phòng HĐND và UBND"),
    ("3", "Lượt thanh toán không dùng tiền mặt (lượt)", "2.500", "4.000", "6.000", "7.000", "8.000", "Trung tâm Phục vụ hành chính công"),
    ("4", "Sáng kiến được công nhận (sáng kiến)", "2", "2", "2", "3", "3", "Văn phòng Đảng ủy"),
    ("5", "Thời gian chứng thực (phút)", "45", "40", "30", "30", "25", "Trung tâm Phục vụ hành chính công"),
]  # fmt: skip


def build() -> bytes:
    """Return the programme as a .docx file."""
    document = docx.Document()
    for text in BODY:
        document.add_paragraph(text)
    work = _filled(document.add_table(rows=0, cols=7), WORK)
    for first in (1, 3):
        group = work.cell(first, 1).text
        work.cell(first, 1).merge(work.cell(first + 1, 1)).text = group
    document.add_paragraph("PHỤ LỤC 2")
    document.add_paragraph("Chỉ tiêu theo dõi hằng năm")
    _filled(document.add_table(rows=0, cols=8), YEARS)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _filled(table: Table, rows: Sequence[Sequence[str]]) -> Table:
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table
