"""Why a file is not taken. Every sentence names the file and says what to do."""

from __future__ import annotations

from typing import ClassVar

from xaso.kernel.errors import Invalid, Refusal


class FileRefused(Invalid):
    """A file that is not taken (422)."""

    code = "file_refused"


class FileTooLarge(FileRefused):
    """Heavier than the field allows."""

    code = "file_too_large"


class FileTypeRefused(FileRefused):
    """Of a kind the field does not take, or not the kind its name says."""

    code = "file_type_refused"


class FileBroken(FileRefused):
    """Empty, cut off, locked with a password, or too big once opened."""

    code = "file_broken"


class ArchiveRefused(FileRefused):
    """A Word or Excel file that would swell beyond measure, or carries macros."""

    code = "archive_refused"


class FileActive(FileRefused):
    """A PDF that runs something when opened."""

    code = "file_active"


class FileInfected(FileRefused):
    """The virus scanner knows it."""

    code = "file_infected"


class ScannerDown(Refusal):
    """The scanner this installation requires does not answer (503)."""

    code = "scanner_down"
    status: ClassVar[int] = 503
    default_sentence: ClassVar[str] = (
        "Chưa kiểm tra được vi-rút cho tệp này. Hãy gửi lại sau vài phút; các phần đã điền vẫn còn."
    )


class NotReadable(FileRefused):
    """Of a kind no text can be read from."""

    code = "file_not_readable"


class ReadingFailed(Refusal):
    """The reader of scans gave no copy; the sentence says why."""

    code = "reading_failed"


class AlreadyReadable(Refusal):
    """The PDF has its text already; the reader leaves it as it is."""

    code = "already_readable"
    default_sentence: ClassVar[str] = "Tệp này đã có chữ sẵn, không cần nhận dạng."
