"""Opens the file of a plan, or says in one sentence why it cannot be read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from xaso.kernel.errors import Refusal
from xaso.modules.plan.reading.lines import Lines
from xaso.modules.plan.reading.sources.text import lines_of_text
from xaso.modules.plan.reading.sources.word import BrokenWordError, lines_of_word

LARGEST_FILE = 30 * 1024 * 1024
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_BINARY = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadablePlan(Refusal):
    """The file cannot be read as a plan; the sentence says what to do."""

    code = "unreadable_plan"
    status = 422
    default_sentence = "Không đọc được tệp kế hoạch. Lưu lại thành .docx hoặc .txt rồi thử lại."


def open_plan(path: Path) -> Lines:
    """The document in ``path``, a .docx or .txt file. Raises `UnreadablePlan`."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadablePlan(f"Không thấy tệp “{path.name}”. Kiểm tra lại tên và thư mục.") from error
    except OSError as error:
        raise UnreadablePlan(
            f"Không mở được “{path.name}”. Kiểm tra xem đó có phải là tệp và được phép đọc không."
        ) from error
    return open_bytes(data, name=path.name)


def open_bytes(data: bytes, *, name: str) -> Lines:
    """The document in ``data``. The kind is told by its first bytes, not by ``name``. Raises
    `UnreadablePlan`.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadablePlan(f"“{name}” lớn hơn 30 MB. Bỏ bớt hình ảnh trong tệp rồi thử lại.")
    if data.startswith(_ZIP):
        return _word(data, name)
    if data.startswith(_OLE):
        raise UnreadablePlan(
            f"“{name}” là tệp Word kiểu cũ (.doc) hoặc có đặt mật khẩu. Mở bằng Word, bỏ mật khẩu, lưu "
            f"thành .docx rồi thử lại."
        )
    if data.startswith(_PDF):
        raise UnreadablePlan(f"“{name}” là tệp PDF. Dùng tệp Word gốc (.docx), hoặc chép chữ sang tệp .txt.")
    return lines_of_text(_decoded(data, name))


def _word(data: bytes, name: str) -> Lines:
    try:
        return lines_of_word(data)
    except BrokenWordError as error:
        raise UnreadablePlan(
            f"“{name}” không phải tệp Word lành lặn. Mở bằng Word, lưu lại thành .docx rồi thử lại."
        ) from error


def _decoded(data: bytes, name: str) -> str:
    if not data.strip():
        raise UnreadablePlan(f"“{name}” không có chữ nào. Chọn đúng tệp kế hoạch rồi thử lại.")
    if data.startswith(_UTF16):
        text = data.decode("utf-16", errors="replace")
    elif any(byte in _BINARY for byte in data[:65536]):
        raise UnreadablePlan(f"“{name}” không phải tệp chữ. Chọn tệp .docx hoặc .txt.")
    else:
        text = _of_one_byte_or_more(data)
    return unicodedata.normalize("NFC", text)


def _of_one_byte_or_more(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1258", errors="replace")
