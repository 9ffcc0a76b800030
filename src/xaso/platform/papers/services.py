"""Making papers."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from docxtpl import DocxTemplate

from xaso.kernel.codes import canonical_json

from . import templates
from .guarding import Guarded

FONTS = Path(__file__).parent / "fonts"
_IMAGE = re.compile(r"[a-z0-9][a-z0-9_-]*\.(?:svg|png|jpg)")


class BrokenPaper(Exception):  # noqa: N818 - a template that does not fit its data is a bug, told in full
    """A template and its data do not fit; the message names the template and the place in it."""


def pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    images: Mapping[str, bytes] | None = None,
    at: datetime | None = None,
    standard: str | None = None,
) -> bytes:
    """The PDF of a typst template, e.g. ``pdf("dossiers/mau-01.typ", {...}, images={"qr.svg": svg(url)})``.

    ``data`` are plain values (dates become ISO texts); in the template `#import "/base.typ": data`.
    ``images`` are there as `image("/images/qr.svg")`. ``at`` fixes the date of making, so that equal input
    gives equal bytes. ``standard`` is typst's name of a PDF standard (setting PDF_STANDARD, "a-2b"). Only the
    fonts shipped here are used. Raises `NoTemplate` and `BrokenPaper`.
    """
    templates.find(template)
    with tempfile.TemporaryDirectory(prefix="xaso-paper-") as folder:
        root = Path(folder)
        templates.lay_out(root)
        _lay_images(root / "images", images or {})
        compiler = typst.Compiler(
            input=str(root / template),
            root=str(root),
            font_paths=shipped_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": canonical_json(data)},
            package_path=str(root / "packages"),
            package_cache_path=str(root / "packages"),
        )
        wanted: Any = standard or settings.PDF_STANDARD
        try:
            made = compiler.compile(format="pdf", pdf_standards=wanted, timestamp=_fixed(at))
        except typst.TypstError as problem:
            raise BrokenPaper(f"{template}: {problem.diagnostic or problem}") from problem
    if not isinstance(made, bytes):
        raise BrokenPaper(f"{template}: no bytes were made")
    return made


def word(template: str, data: Mapping[str, Any]) -> bytes:
    """The Word file of a .docx template with `{{ names }}`; text is escaped, a missing name is an error.

    Raises `NoTemplate`; jinja2's TemplateError when template and data do not fit.
    """
    document = DocxTemplate(str(templates.find(template)))
    document.render(dict(data), jinja_env=Guarded(), autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _fixed(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())


@lru_cache(maxsize=1)
def shipped_fonts() -> typst.Fonts:
    """The shipped fonts, read once by each process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _lay_images(folder: Path, images: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in images.items():
        if not _IMAGE.fullmatch(name):
            raise ValueError(f"not a name for an image of a paper: {name!r}")
        (folder / name).write_bytes(data)
