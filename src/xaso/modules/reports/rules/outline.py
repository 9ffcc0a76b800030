"""Kinds of reports, the two official forms, and the headings of each report.

Basis: documents.md 5.1 (outline of the report on administrative reform, after CV 725/BNV-CCHC, recalled) and
1.7, 1.9 (the forms). No text we know prescribes an outline for digital transformation: that one is ours and
follows the parts of a plan's annex on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from xaso.kernel.certainty import Certainty
from xaso.kernel.errors import Missing


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its mark (``II.2``), its words, and whether words are written under it."""

    code: str
    mark: str
    name: str
    is_written: bool = True

    @property
    def depth(self) -> int:
        """1 for a roman heading, 2 for one under it."""
        return 1 if "-" not in self.code else 2


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report. ``windows``: the kinds of reporting periods it is made for."""

    code: str
    subject: str
    name: str
    about: str
    windows: frozenset[str]
    frequency: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An official form, with how sure we are of it."""

    code: str
    name: str
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings of a subject, with how sure we are of them."""

    headings: tuple[Heading, ...]
    certainty: Certainty
    source: str


STATE, PARTY = "state", "party"
PROFILES = (
    Profile(
        STATE, "Cơ quan nhà nước", Certainty.A,
        "Nghị định 30/2020/NĐ-CP, Phụ lục I (đọc từ bản lưu công khai, không phải Công báo)",
    ),
    Profile(
        PARTY, "Cơ quan Đảng", Certainty.B,
        "Hướng dẫn 05-HD/VPTW và 36-HD/VPTW, theo các bản tóm tắt; chưa đọc văn bản gốc",
    ),
)  # fmt: skip

_SUBJECTS = {"cchc": "cải cách hành chính", "cds": "chuyển đổi số"}
_FREQUENCIES = (
    ("quy", "hằng quý", frozenset({"quarter"})),
    ("6-thang", "6 tháng", frozenset({"half"})),
    ("nam", "năm", frozenset({"year"})),
)
KINDS = tuple(
    Kind(
        code=f"{subject}-{code}",
        subject=subject,
        name=f"Báo cáo {words} {frequency}",
        about=f"Kết quả thực hiện công tác {words}",
        windows=windows,
        frequency=frequency,
    )
    for subject, words in _SUBJECTS.items()
    for code, frequency, windows in _FREQUENCIES
)

_AFTER = (
    Heading("iii", "III", "Đánh giá chung", is_written=False),
    Heading("iii-1", "1", "Kết quả đạt được"),
    Heading("iii-2", "2", "Tồn tại, hạn chế"),
    Heading("iii-3", "3", "Nguyên nhân"),
    Heading("iv", "IV", "Phương hướng, nhiệm vụ kỳ tới"),
    Heading("v", "V", "Kiến nghị, đề xuất"),
)
_CCHC = (
    Heading("i", "I", "Công tác chỉ đạo, điều hành", is_written=False),
    Heading("i-1", "1", "Kế hoạch cải cách hành chính"),
    Heading("i-2", "2", "Hội họp, báo cáo"),
    Heading("i-3", "3", "Kiểm tra cải cách hành chính"),
    Heading("i-4", "4", "Tuyên truyền cải cách hành chính"),
    Heading("i-5", "5", "Sáng kiến, giải pháp mới"),
    Heading("i-6", "6", "Thực hiện nhiệm vụ được giao"),
    Heading("ii", "II", "Kết quả thực hiện theo lĩnh vực", is_written=False),
    Heading("ii-1", "1", "Cải cách thể chế"),
    Heading("ii-2", "2", "Cải cách thủ tục hành chính"),
    Heading("ii-3", "3", "Cải cách tổ chức bộ máy hành chính"),
    Heading("ii-4", "4", "Cải cách chế độ công vụ"),
    Heading("ii-5", "5", "Cải cách tài chính công"),
    Heading("ii-6", "6", "Xây dựng và phát triển chính quyền điện tử, chính quyền số"),
    *_AFTER,
)
_CDS = (
    Heading("i", "I", "Công tác chỉ đạo, điều hành"),
    Heading("ii", "II", "Kết quả thực hiện", is_written=False),
    Heading("ii-1", "1", "Phát triển hạ tầng số"),
    Heading("ii-2", "2", "Phát triển nguồn lực"),
    Heading("ii-3", "3", "Khoa học, công nghệ"),
    Heading("ii-4", "4", "Đổi mới sáng tạo"),
    Heading("ii-5", "5", "Chuyển đổi số"),
    *_AFTER,
)
OUTLINES = {
    "cchc": Outline(
        _CCHC, Certainty.R, "Đề cương theo Công văn 725/BNV-CCHC, ghi theo trí nhớ; cần kiểm tra lại"
    ),
    "cds": Outline(_CDS, Certainty.D, "Đề cương do phần mềm đề xuất, theo các phần của kế hoạch"),
}


def kind_of(code: str) -> Kind:
    """Return the kind of that code. Raises `Missing`."""
    found = next((one for one in KINDS if one.code == code), None)
    if found is None:
        raise Missing(f"Không có loại báo cáo “{code[:40]}”.")
    return found


def profile_of(code: str) -> Profile:
    """Return the form of that code. Raises `Missing`."""
    found = next((one for one in PROFILES if one.code == code), None)
    if found is None:
        raise Missing(f"Không có thể thức “{code[:40]}”.")
    return found


def outline_of(kind: str) -> Outline:
    """Return the headings of a kind of report. Raises `Missing`. Basis: documents.md 5.1."""
    return OUTLINES[kind_of(kind).subject]


def heading_of(kind: str, code: str) -> Heading:
    """Return one heading words are written under. Raises `Missing`. Basis: documents.md 5.1."""
    headings = outline_of(kind).headings
    found = next((one for one in headings if one.code == code and one.is_written), None)
    if found is None:
        raise Missing(f"Báo cáo này không có đề mục “{code[:20]}”.")
    return found


def written_headings(kind: str) -> tuple[Heading, ...]:
    """Return the headings that offices write under, in order. Basis: documents.md 5.1."""
    return tuple(one for one in outline_of(kind).headings if one.is_written)
