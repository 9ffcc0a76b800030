"""The figures of one paper: each with a foot mark, all of them from one closed period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from xaso.kernel.wording import moment_words
from xaso.modules.indicators.queries import ClosedPeriod, FrozenLine
from xaso.platform.papers.filling import place, raised

PERIOD, CUMULATIVE = "period", "cumulative"
SPANS = (PERIOD, CUMULATIVE)
NONE = "none"
"""The source of a frozen line that has no figure."""
NO_LINE = "[chưa có số liệu: {code}]"


def has_figure(line: FrozenLine) -> bool:
    """Whether the line tells a figure: what is typed may have none for the window itself."""
    return line.has_records or line.value is not None


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that stands in the paper, and the frozen one it was taken from."""

    mark: int
    span: str
    line: FrozenLine

    def as_row(self) -> dict[str, Any]:
        """Plain values, to keep with the edition."""
        return {
            "mark": self.mark,
            "span": self.span,
            "code": self.line.code,
            "name": self.line.name,
            "words": self.line.words,
            "fraction": self.line.fraction,
            "figure": self.line.id,
            "digest": self.line.digest,
            "href": self.line.href,
            "adjusted": self.line.adjusted_words,
        }


class Figures:
    """Gives words of figures and remembers which were given. A mark is one figure, whatever its span."""

    def __init__(self, closed: ClosedPeriod) -> None:
        self.closed = closed
        self._lines = {(line.code, line.span): line for line in closed.lines}
        self._marks: dict[str, int] = {}
        self._shown: dict[tuple[str, str], Shown] = {}
        self.missing: list[str] = []
        self._first_told: int | None = None

    def line(self, code: str, span: str = PERIOD) -> FrozenLine | None:
        """The frozen line, None when the period has none by that code."""
        return self._lines.get((code, span))

    def written(self, code: str, span: str = PERIOD) -> str:
        """The figure's words with its foot mark; where there is no such figure, words that say so."""
        line = self.line(code, span)
        if line is None:
            if code not in self.missing:
                self.missing.append(code)
            return NO_LINE.format(code=code)
        if not has_figure(line):
            return line.words
        mark = self._marks.setdefault(code, len(self._marks) + 1)
        self._shown.setdefault((code, span), Shown(mark, span, line))
        return line.words + raised(str(mark), to=f"so-{mark}")

    def shown(self) -> list[Shown]:
        """Every figure given so far, by mark."""
        return sorted(self._shown.values(), key=lambda one: (one.mark, SPANS.index(one.span)))

    @property
    def is_complete(self) -> bool:
        """Whether the notes, wherever they were written in this pass, knew every figure of the paper."""
        return self._first_told in (None, len(self._shown))

    def begin(self) -> None:
        """Begin to fill a template; the marks given so far stay."""
        self._first_told = None

    def notes(self) -> Iterator[dict[str, str]]:
        """The notes of the foot marks, one a figure, in order; asked for again they tell all given since."""
        if self._first_told is None:
            self._first_told = len(self._shown)
        for code, mark in self._marks.items():
            yield self._note(code, mark)

    def _note(self, code: str, mark: int) -> dict[str, str]:
        lines = [one for span in SPANS if (one := self.line(code, span)) is not None]
        first = lines[0]
        return {
            "so": f"{place(f'so-{mark}')}{mark}",
            "ma": code,
            "ten": first.name,
            "cach_dem": first.definition,
            "can_cu": first.basis,
            "ky_nay": _with_fraction(self.line(code, PERIOD)),
            "luy_ke": _with_fraction(self.line(code, CUMULATIVE)),
            "khoa": "\n".join(dict.fromkeys(line.digest[:12] for line in lines if line.digest)),
            "khoa_luc": moment_words(first.frozen_at),
            "minh_chung": first.evidence,
            "dieu_chinh": _adjusted(lines),
            "giai_thich": _explained(first, _adjusted(lines)),
            "trang": f"{settings.SITE_URL}{first.href}",
        }


class Notes:
    """The notes as a template loops over them: read at the place where they stand."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def __iter__(self) -> Iterator[dict[str, str]]:
        return self._figures.notes()


def _adjusted(lines: Sequence[FrozenLine]) -> str:
    """What was corrected, once where it is one figure in both spans."""
    return "; ".join(dict.fromkeys(line.adjusted_words for line in lines if line.adjusted_words))


def _explained(line: FrozenLine, adjusted: str) -> str:
    """What the figure is and how it was counted or what it stands on, and what was corrected since."""
    said = [_sentence(line.name), _sentence(line.definition)]
    said += [f"Minh chứng: {line.evidence}."] if line.evidence else []
    said += [f"Số {adjusted}."] if adjusted else []
    return " ".join(piece for piece in said if piece)


def _sentence(text: str) -> str:
    """The text with a full stop behind it; nothing stays nothing."""
    return text if not text or text.endswith(".") else f"{text}."


def _first(lines: Sequence[FrozenLine], what: str) -> str:
    """The first that is not empty: a year's threshold is judged by the year so far."""
    return next((said for line in lines if (said := str(getattr(line, what)))), "")


def _with_fraction(line: FrozenLine | None) -> str:
    if line is None:
        return ""
    return f"{line.words} ({line.fraction})" if line.fraction else line.words


def table_rows(figures: Figures, codes: Sequence[str]) -> list[dict[str, str]]:
    """Lines of a table of figures in the order of the codes; unknown codes are left out."""
    return [row for code in codes if (row := table_row(figures, code)) is not None]


def table_row(figures: Figures, code: str) -> dict[str, str] | None:
    """One line of a table, or None where the period has no such figure."""
    lines = [one for span in (CUMULATIVE, PERIOD) if (one := figures.line(code, span)) is not None]
    if not lines:
        return None
    line = lines[-1]
    return {
        "ma": code,
        "ten": line.name,
        "ky_nay": figures.written(code, PERIOD) if figures.line(code, PERIOD) else "",
        "luy_ke": figures.written(code, CUMULATIVE) if figures.line(code, CUMULATIVE) else "",
        "nguong": _first(lines, "threshold"),
        "danh_gia": _first(lines, "judged_words"),
        "phu_trach": line.owner,
        "ghi_chu": _adjusted(lines),
    }
