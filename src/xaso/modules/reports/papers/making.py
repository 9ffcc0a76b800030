"""Make the papers of a report: Word from its template, PDF from that Word, the annexes as Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xaso.modules.indicators.queries import ClosedPeriod
from xaso.platform.papers.filling import Filling
from xaso.platform.papers.guarding import Budget
from xaso.platform.papers.tables import Column, Sheet, workbook
from xaso.platform.papers.wordpdf.laying import pdf_of

from ..rules import naming
from .context import Paper, context
from .figures import CUMULATIVE, PERIOD, Figures, Shown

PICTURE_WIDTH = 150.0
MOST_PASSES = 2
Tell = Callable[[int, str], None]
SPAN_WORDS = {PERIOD: "trong kỳ", CUMULATIVE: "lũy kế"}
SOURCE_WORDS = {"counted": "đếm từ dữ liệu", "typed": "nhập kèm minh chứng", "none": "chưa có nguồn"}


@dataclass(frozen=True, slots=True)
class Made:
    """The files, the figures that stand in them, and the codes that had none."""

    word: bytes
    pdf: bytes
    annex: bytes
    shown: tuple[Shown, ...]
    missing: tuple[str, ...]


def make(paper: Paper, period: ClosedPeriod, template: bytes, *, at: datetime, tell: Tell) -> Made:
    """Return the papers of a report. Equal input gives equal PDF.

    Raises `TemplateBroken` for a template that does not fit, `BrokenPaper` for what cannot be laid out.
    """
    tell(10, "Đang điền số liệu vào mẫu")
    word, figures = write_word(paper, period, template)
    tell(50, "Đang dựng bản PDF")
    pdf = pdf_of(word, at=at, title=title_of(paper, period))
    tell(80, "Đang dựng phụ lục Excel")
    return Made(word, pdf, annex_of(paper, figures), tuple(figures.shown()), tuple(figures.missing))


def title_of(paper: Paper, period: ClosedPeriod) -> str:
    """Return the title the files carry."""
    return f"Báo cáo {naming.about(paper.kind, period.window.label)}"


def write_word(paper: Paper, period: ClosedPeriod, template: bytes) -> tuple[bytes, Figures]:
    """Return the filled Word file and its figures.

    A template may tell the notes before the last figure: then it is filled once more, the marks known.
    Raises `TemplateBroken`.
    """
    figures, budget = Figures(period), Budget()
    word = b""
    for _ in range(MOST_PASSES):
        filling = Filling(template, budget)
        figures.begin()

        def picture(png: bytes, filling: Filling = filling) -> Any:
            return filling.picture(png, width=PICTURE_WIDTH)

        word = filling.fill(context(paper, figures, picture), title=title_of(paper, period))
        if figures.is_complete:
            break
    return word, figures


def annex_of(paper: Paper, figures: Figures) -> bytes:
    """Return the annexes as an Excel file: the targets told, every other figure of the period, the notes."""
    period = figures.closed
    title = naming.about(paper.kind, period.window.label)
    told = [code for codes in paper.codes_of.values() for code in codes]
    columns = (
        Column("Mã", 14), Column("Mục của kế hoạch", 28), Column("Số liệu", 50), Column("Trong kỳ", 16),
        Column("Tử số/mẫu số", 14), Column("Lũy kế", 16), Column("Tử số/mẫu số lũy kế", 14),
        Column("Ngưỡng năm", 16), Column("Đánh giá", 22), Column("Phụ trách", 22), Column("Nguồn", 16),
        Column("Điều chỉnh", 30),
    )  # fmt: skip
    notes = (
        Column("Dấu", 8), Column("Mã", 14), Column("Số liệu", 44), Column("Kỳ", 12), Column("Giá trị", 14),
        Column("Tử số/mẫu số", 14), Column("Cách đếm", 60), Column("Căn cứ", 40),
        Column("Mã khóa (SHA-256)", 60), Column("Khóa lúc", 20),
    )  # fmt: skip
    codes = dict.fromkeys(line.code for line in period.lines)
    sheets = [
        Sheet(f"Chỉ tiêu {title}", columns, _rows(figures, [code for code in codes if code in told])),
        Sheet("Số liệu khác của kỳ", columns, _rows(figures, [code for code in codes if code not in told])),
        Sheet("Chú giải số liệu", notes, _note_rows(figures)),
    ]
    return workbook(title, sheets)


def _rows(figures: Figures, codes: list[str]) -> Iterator[tuple[Any, ...]]:
    for code in codes:
        now, year = figures.line(code, PERIOD), figures.line(code, CUMULATIVE)
        line = now or year
        if line is None:
            continue
        yield (
            code, line.section, line.name, now.words if now else "", now.fraction if now else "",
            year.words if year else "", year.fraction if year else "", line.threshold,
            (year or line).judged_words, line.owner,
            SOURCE_WORDS.get(line.source, ""),
            "; ".join(dict.fromkeys(one.adjusted_words for one in (now, year) if one and one.adjusted_words)),
        )  # fmt: skip


def _note_rows(figures: Figures) -> Iterator[tuple[Any, ...]]:
    for one in figures.shown():
        line = one.line
        yield (
            one.mark, line.code, line.name, SPAN_WORDS[one.span], line.words, line.fraction, line.definition,
            line.basis, line.digest, line.frozen_at,
        )  # fmt: skip
