"""The charts of pages as pictures for papers: the same SVG, in the papers' typeface, as PNG."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from .services import BrokenPaper, shipped_fonts

STYLE = """<style>
text { font-family: "Liberation Serif"; font-size: 15px; fill: #1b1b1f }
.c-soft { fill: #55555e } .c-strong { font-weight: bold }
.c-grid { stroke: #d9d5cb; stroke-width: 1 } .c-axis { stroke: #55555e; stroke-width: 1 }
.c-line { fill: none; stroke: #2b3a8c; stroke-width: 2.5 }
.c-point { fill: #fff; stroke: #2b3a8c; stroke-width: 2.5 } .c-point--last { fill: #2b3a8c }
.c-threshold { stroke: #b3261e; stroke-width: 1.75; stroke-dasharray: 6 4 }
.c-threshold-text { fill: #b3261e; font-weight: bold }
.c-bar { fill: #2b3a8c } .c-bar--below { fill: #fff; stroke: #2b3a8c; stroke-width: 2 }
.c-part { stroke: #fff; stroke-width: 1.5 }
</style>"""
"""The look of the pages' charts on paper: the same classes, the papers' typeface."""

_SOURCE = (
    '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("chart.svg", width: 160mm)\n'
)


def png_of(svg: str, *, dots_per_inch: float = 200.0) -> bytes:
    """A chart of `ui.charts` as PNG, 160 mm wide. Raises `BrokenPaper` for markup that is no picture."""
    with TemporaryDirectory(prefix="xaso-chart-") as folder:
        root = Path(folder)
        head, mark, tail = svg.partition(">")
        (root / "chart.svg").write_text(f"{head}{mark}{STYLE}{tail}", encoding="utf-8")
        (root / "chart.typ").write_text(_SOURCE, encoding="utf-8")
        compiler = typst.Compiler(
            input=str(root / "chart.typ"),
            root=str(root),
            font_paths=shipped_fonts(),
            ignore_system_fonts=True,
        )
        try:
            made = compiler.compile(format="png", ppi=dots_per_inch)
        except typst.TypstError as problem:
            raise BrokenPaper(f"chart: {problem}") from problem
    if not isinstance(made, bytes):
        raise BrokenPaper("chart: more than one picture was made")
    return made
