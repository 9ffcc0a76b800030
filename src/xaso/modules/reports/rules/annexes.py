"""The statistical tables behind a report.

Basis: documents.md 5.1, point 2: tables (a) to (g), recalled and to be checked before use. A line without a
measure has no source in this program yet and says so on paper.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its number, what it tells, in what, and the measure that counts it."""

    code: str
    name: str
    unit: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A statistical table."""

    code: str
    name: str
    lines: tuple[Line, ...]


FORMS: dict[str, tuple[Form, ...]] = {
    "cchc": (
        Form(
            "c", "Thủ tục hành chính",
            (
                Line("c.1", "Hồ sơ tiếp nhận trong kỳ", "hồ sơ", "dossiers.received"),
                Line("c.2", "Tỷ lệ hồ sơ nộp trực tuyến", "%", "dossiers.filed_online"),
                Line("c.3", "Tỷ lệ hồ sơ giải quyết đúng hạn", "%", "dossiers.on_time"),
                Line("c.4", "Tỷ lệ hồ sơ tiếp nhận qua hệ thống một cửa", "%", "dossiers.through_one_stop"),
                Line("c.5", "Tỷ lệ thủ tục giải quyết theo cơ chế một cửa", "%", "procedures.via_one_stop"),
                Line("c.6", "Phản ánh, kiến nghị tiếp nhận, xử lý", "lượt"),
            ),
        ),
        Form(
            "g", "Chính quyền số",
            (
                Line("g.1", "Tỷ lệ hồ sơ luân chuyển nội bộ bằng phương thức điện tử", "%",
                     "dossiers.electronic_handover"),
                Line("g.2", "Tỷ lệ hồ sơ, kết quả được số hóa", "%", "dossiers.digitised_result"),
                Line("g.3", "Mức độ hài lòng về giải quyết thủ tục hành chính", "%", "surveys.satisfaction"),
                Line("g.4", "Tỷ lệ văn bản điện tử, ký số", "%"),
                Line("g.5", "Tỷ lệ thanh toán trực tuyến", "%", "dossiers.fee_online"),
            ),
        ),
    ),
    "cds": (
        Form(
            "g", "Chính quyền số",
            (
                Line("g.1", "Tỷ lệ hồ sơ nộp trực tuyến", "%", "dossiers.filed_online"),
                Line("g.2", "Tỷ lệ hồ sơ luân chuyển nội bộ bằng phương thức điện tử", "%",
                     "dossiers.electronic_handover"),
                Line("g.3", "Tỷ lệ hồ sơ, kết quả được số hóa", "%", "dossiers.digitised_result"),
                Line("g.4", "Tỷ lệ văn bản điện tử, ký số", "%"),
                Line("g.5", "Tỷ lệ thanh toán trực tuyến", "%", "dossiers.fee_online"),
            ),
        ),
    ),
}  # fmt: skip
"""The tables of each subject that this program fills, wholly or in part. Tables (a), (b), (d), (e) and (f)
come with the modules that own their figures."""


def forms_of(subject: str) -> tuple[Form, ...]:
    """Return the statistical tables of a subject. Basis: documents.md 5.1."""
    return FORMS[subject]
