"""The columns of the catalogue's file: what stands in a cell, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xaso.kernel.text import fold

from ..models import Procedure, ProcedureVersion

YES, NO = "có", "không"
MOST = 2_000_000_000


class WrongCell(Exception):  # noqa: N818 - told to the person as a row's problem
    """What stands in a cell cannot be taken; the sentence says what should."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Column:
    """A part by its code word, its head in Excel, and what it holds.

    `kind`: text, lines (a list, one a line), number, yes (true or false), choice (a word of `choices`).
    `empty`: what an empty cell means; without it the cell must be filled.
    """

    key: str
    head: str
    kind: str = "text"
    width: int = 20
    choices: Mapping[str, str] = field(default_factory=dict)
    empty: Any = ""
    needed: bool = False
    longest: int = 20_000

    def cell(self, value: Any) -> Any:
        """What is written into Excel."""
        if self.kind == "lines":
            return "\n".join(value)
        if self.kind == "yes":
            return "" if value is None else YES if value else NO
        if self.kind == "choice":
            return self.choices.get(value, value)
        return value

    def value(self, cell: Any) -> Any:
        """What a cell of Excel means. Raises `WrongCell`."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            if self.needed:
                raise WrongCell("không được để trống")
            return [] if self.kind == "lines" else self.empty
        return self.checked(_READ[self.kind](self, cell))

    def checked(self, value: Any) -> Any:
        """The value when it can be kept, as JSON holds it. Raises `WrongCell`."""
        if self.needed and value in (None, ""):
            raise WrongCell("không được để trống")
        if not self.needed and value == self.empty and self.kind != "lines":
            return value
        if not _FITS[self.kind](self, value):
            raise WrongCell(self._wanted())
        return value

    def _wanted(self) -> str:
        if self.kind == "choice":
            return f"phải là một trong: {', '.join(self.choices.values())}"
        told = {"yes": f"phải là “{YES}” hoặc “{NO}”", "number": "phải là số tròn từ 0 trở lên"}
        return told.get(self.kind, f"quá dài hoặc không phải chữ (nhiều nhất {self.longest} chữ)")


def _read_text(column: Column, cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _read_lines(column: Column, cell: Any) -> list[str]:
    return [line for line in str(cell).split("\n") if line.strip()]


def _read_number(column: Column, cell: Any) -> Any:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    text = str(cell).strip().replace(".", "") if isinstance(cell, str) else cell
    return int(text) if isinstance(text, str) and text.isdecimal() else text


def _read_yes(column: Column, cell: Any) -> Any:
    return {fold(YES): True, "true": True, "1": True, fold(NO): False, "false": False, "0": False}.get(
        fold(str(cell)), cell
    )


def _read_choice(column: Column, cell: Any) -> Any:
    by_words = {fold(words): code for code, words in column.choices.items()}
    return by_words.get(fold(str(cell)), str(cell))


def _is_text(column: Column, value: Any) -> bool:
    return isinstance(value, str) and len(value) <= column.longest


def _is_lines(column: Column, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


def _is_number(column: Column, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _is_yes(column: Column, value: Any) -> bool:
    return isinstance(value, bool)


def _is_choice(column: Column, value: Any) -> bool:
    return isinstance(value, str) and value in column.choices


_READ = {
    "text": _read_text,
    "lines": _read_lines,
    "number": _read_number,
    "yes": _read_yes,
    "choice": _read_choice,
}
_FITS = {
    "text": _is_text,
    "lines": _is_lines,
    "number": _is_number,
    "yes": _is_yes,
    "choice": _is_choice,
}
GRADES = {grade: grade for grade in "ABCRD"}
PLACES = {place.value: str(place.label) for place in Procedure.FilingPlace}
UNITS = {unit.value: str(unit.label) for unit in ProcedureVersion.TimeUnit}
STATES = {"verified": "đã kiểm chứng", "partial": "một phần"}
LEVELS = {"full": "toàn trình", "partial": "một phần"}

IDENTITY = (
    Column("code", "Mã thủ tục", width=14, needed=True, longest=20),
    Column("code_is_local", "Mã tạm", "yes", 8, empty=False),
    Column("field", "Mã lĩnh vực", width=16, needed=True, longest=40),
    Column("filing_place", "Nơi nộp", "choice", 18, PLACES, needed=True),
    Column("filing_note", "Ghi chú nơi nộp", width=30, longest=300),
    Column("via_one_stop", "Qua một cửa", "yes", 10, empty=True),
    Column("via_one_stop_note", "Lý do không qua một cửa", width=24, longest=300),
    Column("is_hidden", "Ẩn", "yes", 8, empty=False),
    Column("hidden_reason", "Lý do ẩn", width=24, longest=300),
)
"""What is true of a procedure whatever its version."""
VERSION = (
    Column("name", "Tên thủ tục", width=50, needed=True, longest=1000),
    Column("authority", "Cơ quan thực hiện", width=24, longest=200),
    Column("authority_level", "Cấp thực hiện", width=14, longest=40),
    Column("subjects", "Đối tượng", width=24),
    Column("time_value", "Thời hạn", "number", 10, empty=None),
    Column("time_unit", "Đơn vị thời hạn", "choice", 14, UNITS),
    Column("time_note", "Ghi chú thời hạn", width=24),
    Column("fee_amount", "Phí, lệ phí (đồng)", "number", 14, empty=None),
    Column("fee_note", "Ghi chú phí, lệ phí", width=24),
    Column("fee_set_by_province", "Phí do tỉnh quy định", "yes", 12, empty=False),
    Column("result", "Kết quả", width=30),
    Column("gives_paper_result", "Trả kết quả bản giấy", "yes", 12, empty=True),
    Column("four_on_the_spot", "4 tại chỗ", "yes", 10, empty=False),
    Column("four_on_the_spot_certainty", "Độ chắc của dấu 4 tại chỗ", "choice", 12, GRADES, empty="D"),
    Column("service_level", "Mức dịch vụ công trực tuyến", "choice", 14, LEVELS),
    Column("online_submission", "Nộp trực tuyến được", "yes", 12, empty=None),
    Column("channels", "Cách thức nộp", "lines", 14),
    Column("steps", "Trình tự thực hiện", "lines", 50),
    Column("steps_kind", "Nguồn của trình tự", width=20, longest=40),
    Column("legal_basis", "Căn cứ pháp lý", "lines", 30),
    Column("decision_number", "Quyết định công bố", width=18, longest=80),
    Column("source", "Nguồn", width=24, longest=300),
    Column("source_url", "Trang nguồn", width=24, longest=300),
    Column("as_of", "Thời điểm của nguồn", width=12, longest=60),
    Column("confidence", "Mức kiểm chứng", "choice", 14, STATES, needed=True),
    Column("flags", "Chỗ chưa rõ", "lines", 24),
    Column("conflicts", "Chỗ nguồn nói khác nhau", "lines", 24),
    Column("note", "Ghi chú", width=24),
    Column("form_code", "Mã tờ khai điện tử", width=18, longest=60),
    Column("route", "Mã quy trình", width=18, needed=True, longest=40),
)
"""What a version says; the papers stand on a sheet of their own."""
PAPER = (
    Column("code", "Mã giấy tờ", width=12, needed=True, longest=60),
    Column("name", "Giấy tờ", width=60, needed=True),
    Column("originals", "Số bản chính", "number", 10, empty=0),
    Column("copies", "Số bản sao", "number", 10, empty=0),
    Column("required", "Ai cũng phải nộp", "yes", 12, empty=True),
    Column("case", "Trường hợp phải nộp", width=30),
    Column("form_template", "Theo mẫu", width=20, longest=120),
)
COLUMNS = (*IDENTITY, *VERSION)
