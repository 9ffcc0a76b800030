"""OCRmyPDF with Tesseract's Vietnamese: a scan becomes PDF/A-2b with a layer of text.

It runs as a process of its own, in a group that is ended as a whole when the time is over. Without
`--skip-text`: Ghostscript 10.0 spoils pages that have text, so such PDFs are left as they are.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from PIL import Image, ImageOps

from ..refusals import AlreadyReadable, ReadingFailed

LANGUAGE = "vie"
SMALLEST_SIDE = 200
"""Dots; a smaller picture holds no line of print."""
A4_INCHES = (8.27, 11.69)
_HAS_TEXT, _LOCKED = 6, 8


class TesseractReader:
    """Calls ``python -m ocrmypdf`` on this machine; the programs may be named otherwise for a trial."""

    def __init__(self, tesseract: str = "tesseract", ghostscript: str = "gs") -> None:
        self.tesseract = tesseract
        self.ghostscript = ghostscript

    def missing(self) -> tuple[str, ...]:
        """Of tesseract, its Vietnamese and Ghostscript, what is not installed."""
        lacking = []
        if shutil.which(self.tesseract) is None:
            lacking.append("tesseract-ocr")
        elif LANGUAGE not in _languages(self.tesseract):
            lacking.append("tesseract-ocr-vie")
        if shutil.which(self.ghostscript) is None:
            lacking.append("ghostscript")
        return tuple(lacking)

    def read(self, source: Path, target: Path, *, seconds: int) -> None:
        """Read the scan; see `ports.TextReader`."""
        with tempfile.TemporaryDirectory() as folder:
            page = source if source.suffix == ".pdf" else _upright(source, Path(folder) / "trang.jpg")
            code, said = _run(_command(page, target), seconds)
        if code == _HAS_TEXT:
            raise AlreadyReadable
        if code != 0 or not target.exists():
            raise ReadingFailed(_why(code, said))


def _command(source: Path, target: Path) -> list[str]:
    return [
        sys.executable, "-m", "ocrmypdf", "--quiet", "-l", LANGUAGE, "--output-type", "pdfa-2",
        "--rotate-pages", "--deskew", "--optimize", "1", "--jobs", "1", "--tesseract-timeout", "180",
        str(source), str(target),
    ]  # fmt: skip


def _run(command: list[str], seconds: int) -> tuple[int, str]:
    """The exit code and the last words. Raises `ReadingFailed` when the time is over."""
    one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command, the paths are our own too
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=one_core, start_new_session=True
    ) as process:
        try:
            _, said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as late:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise ReadingFailed(
                f"Nhận dạng quá {seconds} giây nên đã dừng. Tách tệp thành nhiều phần nhỏ rồi làm lại."
            ) from late
    return process.returncode, said.decode("utf-8", "replace")[-2000:]


def _upright(source: Path, target: Path) -> Path:
    """A picture as the eye sees it, as JPEG, with the dots an inch it has if it is a page of A4."""
    try:
        with Image.open(source, formats=("JPEG", "PNG")) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except OSError as broken:
        raise ReadingFailed("Không mở được ảnh. Hãy chụp hoặc quét lại.") from broken
    if min(image.size) < SMALLEST_SIDE:
        raise ReadingFailed("Ảnh quá nhỏ để đọc chữ. Hãy quét lại ở 200 điểm ảnh một inch trở lên.")
    short, long = sorted(image.size)
    dots = max(72, round(max(short / A4_INCHES[0], long / A4_INCHES[1])))
    image.save(target, "JPEG", quality=90, dpi=(dots, dots))
    return target


def _why(code: int, said: str) -> str:
    if "signature" in said.lower():
        return "Tệp có chữ ký số; nhận dạng sẽ làm mất chữ ký nên giữ nguyên."
    if code == _LOCKED:
        return "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi quét lại."
    return f"Bộ nhận dạng chữ không đọc được tệp này (mã {code}). Hãy quét lại rõ hơn."


@cache
def _languages(program: str) -> frozenset[str]:
    told = subprocess.run(  # noqa: S603 - the name comes from this file or a test
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20
    )
    return frozenset(told.stdout.split())
