"""Statements as CSV."""

from __future__ import annotations

import csv
import io
import unicodedata

from .statement import Statement, UnreadableStatement
from .tables import HEAD_WITHIN, statement_of_rows

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t|"


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with a mark, or the Windows code page of Vietnamese; composed."""
    if data.startswith(_UTF16):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1258", errors="replace")
    return unicodedata.normalize("NFC", text)


def statement_of_csv(text: str) -> Statement:
    """The statement in a CSV text, whichever of ``, ; tab |`` parts its cells. Raises `UnreadableStatement`.

    The mark is the one under which the head is found, so that commas inside words do not mislead.
    """
    try:
        for delimiter in _by_number(text):
            found = statement_of_rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
            if found is not None:
                return found
    except csv.Error as problem:
        raise UnreadableStatement from problem
    raise UnreadableStatement(
        "Không thấy hàng tiêu đề có ngày, số tiền và nội dung. "
        "Tải lại sao kê từ ngân hàng, lưu dạng CSV UTF-8."
    )


def _by_number(text: str) -> list[str]:
    """The marks, the most frequent in the first lines first."""
    head = "".join(text.splitlines(keepends=True)[:HEAD_WITHIN])
    return sorted(_DELIMITERS, key=head.count, reverse=True)
