"""Statements as Excel files."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from .statement import Statement, UnreadableStatement
from .tables import statement_of_rows


def statement_of_excel(data: bytes) -> Statement:
    """The statement on the first sheet that has one. Raises `UnreadableStatement`.

    Formulas count by the value the bank's program left beside them.
    """
    try:
        found = _first_found(data)
    except UnreadableStatement:
        raise
    except Exception as problem:  # a torn package fails wherever the library happens to look
        raise UnreadableStatement from problem
    if found is None:
        raise UnreadableStatement(
            "Không thấy hàng tiêu đề có ngày, số tiền và nội dung trong tệp Excel. "
            "Tải lại sao kê từ ngân hàng."
        )
    return found


def _first_found(data: bytes) -> Statement | None:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            found = statement_of_rows(sheet.iter_rows(values_only=True))
            if found is not None:
                return found
    finally:
        book.close()
    return None
