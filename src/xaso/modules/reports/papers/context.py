"""What a template of reports is given: the words of `rules.words`, filled for one report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xaso.kernel.wording import day_words, moment_words
from xaso.modules.indicators.queries import ClosedPeriod, closed
from xaso.platform.papers.filling import NEW_PARAGRAPH, plain
from xaso.platform.papers.pictures import png_of
from xaso.platform.ui.charts import bar_chart, trend_chart

from ..models import Report
from ..rules import annexes, naming, words
from ..rules.outline import Kind
from .figures import CUMULATIVE, PERIOD, Figures, Notes, table_row, table_rows

AS_ABOVE = "Như trên"
"""The receiver that points at the line Kính gửi; without that line it points at nothing."""
EMPTY = "[Chưa có nội dung]"
PERIODS_IN_A_CHART = 6
Picture = Callable[[bytes], Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything of a report but its figures: what the head, the words and the foot of the paper say."""

    kind: Kind
    profile: str
    year: int
    above: str
    agency: str
    agency_on_top: str
    agency_sign: str
    number: str
    dated_on: date | None
    place: str
    recipient: str
    grounds: tuple[str, ...]
    receivers: tuple[str, ...]
    drafting_unit: str
    signer_right: str
    signer_title: str
    signer_name: str
    texts: Mapping[str, str]
    headings: tuple[str, ...]
    codes_of: Mapping[str, tuple[str, ...]]
    """The targets told under each heading, in the plan's order."""

    def signed(self, report: Report) -> Paper:
        """The same paper with what the report itself says: to whom, its number, its date, who signs."""
        return replace(
            self,
            recipient=report.recipient,
            receivers=tuple(one for one in self.receivers if report.recipient or one != AS_ABOVE),
            number=report.number,
            dated_on=report.issued_on,
            signer_right=report.signer_right or self.signer_right,
            signer_title=report.signer_title or self.signer_title,
            signer_name=report.signer_name,
        )


def context(paper: Paper, figures: Figures, picture: Picture) -> dict[str, Any]:
    """Return the data of the template; ``picture`` makes a PNG fit to stand in it."""
    return _head(paper, figures.closed) | {
        "nhom": groups(figures, paper),
        "thong_ke": statistics(figures, paper.kind.subject),
        "chu_giai": Notes(figures),
        "so": lambda code: figures.written(code, PERIOD),
        "luy_ke": lambda code: figures.written(code, CUMULATIVE),
        "phan_so": lambda code: _of(figures, code, "fraction"),
        "nguong": lambda code: _of(figures, code, "threshold"),
        "danh_gia": lambda code: _of(figures, code, "state", CUMULATIVE),
        "ten_so": lambda code: _of(figures, code, "name"),
        "phan": lambda heading: text_of(figures, paper.texts.get(heading, "")),
        "bang": lambda heading: table_rows(figures, paper.codes_of.get(heading, ())),
        "bieu_do": lambda code: picture(png_of(trend_of(figures, code))),
        "bieu_do_nhom": lambda heading: picture(png_of(bars_of(figures, paper.codes_of.get(heading, ())))),
    }


def _head(paper: Paper, period: ClosedPeriod) -> dict[str, Any]:
    window = period.window
    return {
        "co_quan_tren": paper.above,
        "co_quan": paper.agency,
        "co_quan_dau_trang": paper.agency_on_top,
        "ky_hieu": naming.sign(paper.profile, paper.number, paper.agency_sign),
        "so_ky_hieu": naming.number_line(paper.profile, paper.number, paper.agency_sign),
        "dia_danh_ngay": naming.place_and_date(paper.place, paper.dated_on, period.closed_at.year),
        "trich_yeu": naming.about(paper.kind, window.label),
        "kinh_gui": paper.recipient,
        "ky": naming.window_words(window.label),
        "tu_ngay": day_words(window.period.start),
        "den_ngay": day_words(window.period.end),
        "khoa_luc": moment_words(period.closed_at),
        "nguoi_khoa": period.closed_by,
        "can_cu": list(paper.grounds),
        "noi_nhan": list(paper.receivers),
        "quyen_han": paper.signer_right,
        "chuc_vu": paper.signer_title,
        "nguoi_ky": paper.signer_name,
        "don_vi_soan": paper.drafting_unit,
    }


def text_of(figures: Figures, text: str) -> str:
    """Return an office's words with the figures named in them put in, paragraph after paragraph."""
    if not text.strip():
        return EMPTY
    written = "".join(
        plain(piece)
        if isinstance(piece, str)
        else figures.written(piece.code, CUMULATIVE if piece.is_cumulative else PERIOD)
        for piece in words.pieces(text)
    )
    return NEW_PARAGRAPH.join(line.strip() for line in written.splitlines() if line.strip())


def groups(figures: Figures, paper: Paper) -> list[dict[str, Any]]:
    """Return the figures of the plan's sections that the report tells, in the plan's order."""
    wanted = {code for codes in paper.codes_of.values() for code in codes}
    found: dict[str, list[str]] = {}
    for line in figures.closed.of_span(PERIOD):
        if line.code in wanted:
            found.setdefault(line.section, []).append(line.code)
    return [{"ten": name, "dong": _Lazy(figures, codes)} for name, codes in found.items()]


class _Lazy:
    """Rows made where the template loops over them, so that marks follow the order of the paper."""

    def __init__(self, figures: Figures, codes: list[str]) -> None:
        self._figures, self._codes = figures, codes

    def __iter__(self) -> Any:
        return iter(table_rows(self._figures, self._codes))


def statistics(figures: Figures, subject: str) -> list[dict[str, Any]]:
    """Return the statistical tables; a line no measure fills says so."""
    return [
        {"ten": f"Biểu {form.code}. {form.name}", "dong": _LazyForm(figures, form)}
        for form in annexes.forms_of(subject)
    ]


class _LazyForm:
    """The lines of one statistical table, made where they stand."""

    def __init__(self, figures: Figures, form: annexes.Form) -> None:
        self._figures, self._form = figures, form

    def __iter__(self) -> Any:
        return iter([self._line(line) for line in self._form.lines])

    def _line(self, line: annexes.Line) -> dict[str, str]:
        row = table_row(self._figures, line.measure) if line.measure else None
        blank = {"ky_nay": "chưa có nguồn số liệu", "luy_ke": "", "ghi_chu": ""}
        return {**(row or blank), "ma": line.code, "ten": line.name, "don_vi": line.unit}


def _of(figures: Figures, code: str, what: str, span: str = PERIOD) -> str:
    line = figures.line(code, span)
    return str(getattr(line, what)) if line is not None else figures.written(code)


def bars_of(figures: Figures, codes: tuple[str, ...]) -> str:
    """Return the shares among the figures as bars, named by their codes."""
    lines = [line for code in codes if (line := figures.line(code)) is not None]
    shares = [(line.code, line.value) for line in lines if line.unit == "percent" and line.value is not None]
    return str(bar_chart(shares, title="Tỷ lệ đạt được trong kỳ theo chỉ tiêu", unit="%"))


def trend_of(figures: Figures, code: str) -> str:
    """Return one figure over the closed periods of the same kind that lead up to this one."""
    line = figures.line(code)
    points = []
    for period in _periods_before(figures.closed):
        one = next((row for row in period.of_span(PERIOD) if row.code == code), None)
        points.append((period.window.label, one.value if one else None))
    unit = "%" if line is not None and line.unit == "percent" else ""
    return str(trend_chart(points, title=line.name if line else code, unit=unit))


def _periods_before(period: ClosedPeriod) -> list[ClosedPeriod]:
    """This period and those before it that were closed, oldest first."""
    found, window = [period], period.window
    for _ in range(PERIODS_IN_A_CHART - 1):
        window = (
            replace(window, number=window.number - 1)
            if window.number > 1
            else replace(window, year=window.year - 1, number=window.kind.per_year)
        )
        earlier = closed(window.code)
        if earlier is not None:
            found.insert(0, earlier)
    return found
