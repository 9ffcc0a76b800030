"""A small catalogue: fifteen procedures as people name them."""

from __future__ import annotations

from xaso.platform.search.services import Doc

BIRTH, BIRTH_AGAIN, MARRIAGE, SINGLE, DEATH = "khai-sinh", "khai-sinh-lai", "ket-hon", "doc-than", "khai-tu"
LAND, LAND_CHANGE, BUSINESS, PENSION, CARE = "dat", "dat-bien-dong", "ho-kinh-doanh", "huu-tri", "bao-tro"
COPY, FOREST, POOR, STAY, HOUSE = "ban-sao", "lam-nghiep", "ho-ngheo", "tam-tru", "giay-phep"

DOCS = [
    Doc(BIRTH, "Thủ tục đăng ký khai sinh", "khai sinh\nlàm giấy khai sinh\nđẻ con\nHộ tịch", 10),
    Doc(BIRTH_AGAIN, "Thủ tục đăng ký lại khai sinh", "mất giấy khai sinh\nlàm lại khai sinh\nHộ tịch", 8),
    Doc(MARRIAGE, "Thủ tục đăng ký kết hôn", "cưới vợ\nlấy chồng\ngiấy hôn thú\nHộ tịch", 10),
    Doc(
        SINGLE,
        "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
        "xác nhận độc thân\ngiấy độc thân\nHộ tịch",
        9,
    ),
    Doc(DEATH, "Thủ tục đăng ký khai tử", "báo tử\ngiấy chứng tử\nHộ tịch", 9),
    Doc(
        LAND,
        "Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất lần đầu",
        "sổ đỏ\ngiấy tờ nhà đất\nĐất đai",
        9,
    ),
    Doc(LAND_CHANGE, "Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót", "sửa sổ đỏ\nĐất đai", 5),
    Doc(BUSINESS, "Đăng ký thành lập hộ kinh doanh", "mở quán ăn\nmở cửa hàng\nHộ kinh doanh", 9),
    Doc(
        PENSION,
        "Thực hiện trợ cấp hưu trí xã hội",
        "tiền người già\ntiền trợ cấp người già\nBảo trợ xã hội",
        8,
    ),
    Doc(CARE, "Thực hiện trợ cấp xã hội hằng tháng", "trợ cấp khuyết tật\nnuôi người già\nBảo trợ xã hội", 7),
    Doc(COPY, "Chứng thực bản sao từ bản chính giấy tờ", "công chứng\nphô tô công chứng\nChứng thực", 9),
    Doc(FOREST, "Phê duyệt phương án khai thác gỗ rừng trồng", "chặt cây\nLâm nghiệp", 3),
    Doc(POOR, "Công nhận hộ nghèo, hộ cận nghèo", "sổ hộ nghèo\nGiảm nghèo", 8),
    Doc(STAY, "Đăng ký tạm trú", "khai báo ở trọ\nCư trú", 6),
    Doc(HOUSE, "Cấp giấy phép xây dựng nhà ở riêng lẻ", "xin làm nhà\nXây dựng", 7),
]
