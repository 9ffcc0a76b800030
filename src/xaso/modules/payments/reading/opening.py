"""Opens a statement, or says in one sentence why it cannot be read."""

from __future__ import annotations

from .excel import statement_of_excel
from .plain_text import decoded, statement_of_csv
from .statement import Statement, UnreadableStatement
from .swift import is_mt940, statement_of_mt940

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def read_statement(data: bytes) -> Statement:
    """The statement in ``data``, whose kind its own bytes tell. Raises `UnreadableStatement`."""
    if data.startswith(_ZIP):
        return _with_lines(statement_of_excel(data))
    if data.startswith(_OLE):
        raise UnreadableStatement("Tệp Excel kiểu cũ (.xls). Mở bằng Excel, lưu thành .xlsx rồi nạp lại.")
    if data.startswith(_PDF):
        raise UnreadableStatement("Sao kê PDF không đọc được. Tải sao kê dạng Excel, CSV hoặc MT940.")
    text = decoded(data)
    return _with_lines(statement_of_mt940(text) if is_mt940(text) else statement_of_csv(text))


def _with_lines(statement: Statement) -> Statement:
    if not statement.lines and statement.problems:
        first = statement.problems[0].sentence
        raise UnreadableStatement(f"Không dòng nào của sao kê đọc được. {first} Tải lại tệp từ ngân hàng.")
    return statement
