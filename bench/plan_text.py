"""How long reading a plan of 2 MB takes, as text and as Word, beside a floor: opening the same bytes.

Usage: python -m bench.plan_text. Prints one JSON object. Needs no database.
"""

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document

from xaso.modules.plan.reading import open_bytes, read

PLANS = Path(__file__).resolve().parents[1] / "tests" / "plans"
SIZE = 2 * 1024 * 1024


def long_text() -> str:
    """An invented plan, said again and again under new numbers until it is 2 MB long."""
    whole = (PLANS / "doi_sim_2026_2030.txt").read_text(encoding="utf-8")
    times = SIZE // len(whole.encode()) + 1
    return "\n".join(f"Phần {number}. Nội dung\n{whole}" for number in range(1, times + 1))


def as_word(text: str) -> bytes:
    """The same paragraphs as a Word file."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph("".join(char for char in line if char.isprintable() or char == "\t"))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def best(act: Callable[[], Any], times: int = 3) -> float:
    """Seconds of the fastest of a few runs."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    return round(min(spent), 3)


def main() -> None:
    """Print sizes, seconds and what was found."""
    text = long_text()
    plain, word = text.encode(), as_word(text)
    found = read(open_bytes(plain, name="plan.txt"))
    print(
        json.dumps({
            "bytes": len(plain),
            "targets": len(found.targets),
            "findings": len(found.findings),
            "read_text_s": best(lambda: read(open_bytes(plain, name="plan.txt"))),
            "floor_decode_s": best(lambda: plain.decode("utf-8").splitlines()),
            "word_bytes": len(word),
            "read_word_s": best(lambda: read(open_bytes(word, name="plan.docx")), 1),
            "floor_open_word_s": best(lambda: Document(io.BytesIO(word)), 1),
        })
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
