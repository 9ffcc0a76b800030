"""Kinds of sums, moments and ways of paying, groups of payers: code and Vietnamese words."""

from enum import StrEnum


class Kind(StrEnum):
    """Phí covers the cost of a service; lệ phí is fixed for an act of the state (Luật 97/2015 Đ.3)."""

    FEE = "phi"
    CHARGE = "le_phi"


class Moment(StrEnum):
    """When it is collected."""

    RECEPTION = "reception"
    SUPPLEMENT = "supplement"
    RETURN = "return"


class Method(StrEnum):
    """How it is paid."""

    CASH = "cash"
    TRANSFER = "transfer"
    GATEWAY = "gateway"


class Group(StrEnum):
    """Who may be exempt or pay less (Luật 97/2015 Đ.10; NQ 66.22/2026/NQ-CP for the last named)."""

    CHILD = "child"
    POOR = "poor"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    MERIT = "merit"
    ETHNIC = "ethnic"
    EID = "eid"
    OTHER = "other"


KIND_WORDS = {Kind.FEE: "Phí", Kind.CHARGE: "Lệ phí"}
MOMENT_WORDS = {
    Moment.RECEPTION: "Khi tiếp nhận",
    Moment.SUPPLEMENT: "Khi bổ sung",
    Moment.RETURN: "Khi trả kết quả",
}
MOMENT_CODES = {Moment.RECEPTION: 1, Moment.SUPPLEMENT: 2, Moment.RETURN: 4}
"""HinhThucThu of national exchange (onestop.md 10.6)."""
METHOD_WORDS = {
    Method.CASH: "Tiền mặt",
    Method.TRANSFER: "Chuyển khoản",
    Method.GATEWAY: "Thanh toán trực tuyến",
}
GROUP_WORDS = {
    Group.CHILD: "Trẻ em",
    Group.POOR: "Hộ nghèo",
    Group.ELDERLY: "Người cao tuổi",
    Group.DISABLED: "Người khuyết tật",
    Group.MERIT: "Người có công với cách mạng",
    Group.ETHNIC: "Đồng bào dân tộc thiểu số ở xã đặc biệt khó khăn",
    Group.EID: "Định danh mức 2, đã tích hợp 5 thông tin trên VNeID",
    Group.OTHER: "Đối tượng khác theo quy định",
}

KINDS = [(kind.value, words) for kind, words in KIND_WORDS.items()]
MOMENTS = [(moment.value, words) for moment, words in MOMENT_WORDS.items()]
METHODS = [(method.value, words) for method, words in METHOD_WORDS.items()]
GROUPS = [(group.value, words) for group, words in GROUP_WORDS.items()]
