"""A page of print as a scanner gives it."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from xaso.platform.files import models

FONT = Path(models.__file__).parents[1] / "papers" / "fonts"
LINE = "Ủy ban nhân dân xã chứng nhận bản sao giấy khai sinh"


def printed_page(line: str = LINE, *, lines: int = 4, kind: str = "JPEG") -> bytes:
    """A white page of 120 dots an inch with one line of print, several times."""
    image = Image.new("RGB", (992, 1403), "white")
    face = ImageFont.truetype(str(sorted(FONT.rglob("*Regular*"))[0]), 30)
    pen = ImageDraw.Draw(image)
    for number in range(lines):
        pen.text((80, 90 + number * 60), line, font=face, fill="black")
    made = io.BytesIO()
    image.save(made, kind, dpi=(120, 120))
    return made.getvalue()
