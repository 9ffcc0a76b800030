"""How many scanned pages a minute become searchable PDF/A, on one core, beside a floor: Tesseract alone.

Usage: python -m bench.recognition [PAGES]. Prints one JSON object. Needs no database; needs tesseract-ocr-vie.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

django.setup()

from PIL import Image, ImageDraw, ImageFont  # noqa: E402

from xaso.platform.files.providers.tesseract import LANGUAGE, TesseractReader  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
FACE = ROOT / "src/xaso/platform/papers/fonts/LiberationSerif-Regular.ttf"
LINE = "Ủy ban nhân dân xã chứng nhận bản sao này đúng với bản chính, số {} quyển 01/2026"
LINES, DOTS = 32, 200


def page(number: int) -> Image.Image:
    """A page of A4 at 200 dots an inch with 32 lines of print."""
    image = Image.new("RGB", (1654, 2339), "white")
    face, pen = ImageFont.truetype(str(FACE), 32), ImageDraw.Draw(image)
    for line in range(LINES):
        pen.text((140, 150 + line * 62), LINE.format(number * LINES + line), font=face, fill="black")
    return image


def floor(pages: list[Path]) -> float:
    """Seconds of Tesseract alone on the same pages, one core, no PDF."""
    start = time.perf_counter()
    for path in pages:
        command = ["tesseract", str(path), "-", "-l", LANGUAGE]
        one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        subprocess.run(command, capture_output=True, check=True, env=one_core)
    return time.perf_counter() - start


def _children() -> float:
    """CPU seconds of the processes that ended so far; they do not grow with what else runs on the machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(count: int) -> None:
    """Print pages a minute and the floor, or what this machine lacks."""
    reader = TesseractReader()
    if reader.missing():
        print(json.dumps({"missing": ", ".join(reader.missing())}))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = [folder / f"{number}.jpg" for number in range(count)]
        for number, path in enumerate(pages):
            page(number).save(path, "JPEG", quality=85, dpi=(DOTS, DOTS))
        opened = [Image.open(path) for path in pages]
        opened[0].save(folder / "scan.pdf", "PDF", resolution=DOTS, save_all=True, append_images=opened[1:])
        start, before = time.perf_counter(), _children()
        reader.read(folder / "scan.pdf", folder / "made.pdf", seconds=600)
        spent, work = time.perf_counter() - start, _children() - before
        bare = floor(pages)
    print(
        json.dumps(
            {
                "pages": count,
                "seconds a page": round(spent / count, 2),
                "CPU seconds a page": round(work / count, 2),
                "pages a minute": round(count * 60 / spent, 1),
                "floor": {"pages a minute": round(count * 60 / bare, 1)},
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
