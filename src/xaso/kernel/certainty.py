"""How sure we are of a fact of law or procedure; shown beside the fact, never hidden."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """The grade of a source: A and B were read, C, R and D still need checking."""

    A = "A"
    B = "B"
    C = "C"
    R = "R"
    D = "D"

    @property
    def label(self) -> str:
        """The grade in words, as shown on the screen."""
        return _LABELS[self]

    @property
    def is_verified(self) -> bool:
        """True when the text itself, or a published quotation of it, was read."""
        return self in (Certainty.A, Certainty.B)


_LABELS = {
    Certainty.A: "đã đọc văn bản gốc",
    Certainty.B: "trích dẫn lại từ nguồn khác",
    Certainty.C: "theo tài liệu kỹ thuật",
    Certainty.R: "theo trí nhớ, chưa kiểm chứng",
    Certainty.D: "do phần mềm đề xuất",
}
