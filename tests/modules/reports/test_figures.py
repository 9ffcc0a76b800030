"""Figures of a paper: which carry a foot mark, and what the notes say of them."""

from __future__ import annotations

from dataclasses import replace

from tests.factories import reports as make
from xaso.modules.indicators.queries import ClosedPeriod, closed
from xaso.modules.org.models import Officer
from xaso.modules.reports.papers.figures import CUMULATIVE, Figures, has_figure


def typed_for_the_year_only() -> tuple[ClosedPeriod, str]:
    """The quarter, with one figure that was typed for the year so far and not for the quarter itself."""
    period = closed(make.QUARTER)
    assert period is not None
    code = "dossiers.received"
    lines = [
        replace(
            line, source="typed", value=None if line.span == "period" else line.value,
            digest="" if line.span == "period" else line.digest,
            words="chưa nhập riêng cho kỳ này" if line.span == "period" else line.words,
        )
        if line.code == code
        else line
        for line in period.lines
    ]  # fmt: skip
    return replace(period, lines=tuple(lines)), code


def test_words_that_are_no_figure_carry_no_mark(focal: Officer) -> None:
    period, code = typed_for_the_year_only()
    figures = Figures(period)

    said = figures.written(code)
    told = figures.written(code, CUMULATIVE)

    assert said == "chưa nhập riêng cho kỳ này"
    assert told != period.line(code, CUMULATIVE).words
    assert [(one.mark, one.span) for one in figures.shown()] == [(1, CUMULATIVE)]
    assert has_figure(period.line(code, CUMULATIVE))


def test_a_note_names_only_locks_there_are(focal: Officer) -> None:
    period, code = typed_for_the_year_only()
    figures = Figures(period)
    figures.written(code, CUMULATIVE)

    note = next(figures.notes())

    assert note["khoa"] == period.line(code, CUMULATIVE).digest[:12]
