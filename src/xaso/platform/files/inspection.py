"""Looking inside a file before it is kept. Every limit is here; every refusal names the file."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from .refusals import ArchiveRefused, FileActive, FileBroken

MOST_PAGES = 300
MOST_PIXELS = 80_000_000
"""About twice an A4 page scanned at 600 dots an inch; phones of today stay below."""
MOST_ENTRIES = 3000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 150
RATIO_COUNTS_FROM = 1024 * 1024
_MOST_ANNOTATIONS = 2000
_RUNS = frozenset({"/JavaScript", "/Launch", "/ImportData"})
_MACROS = ("vbaproject.bin", "activex/", "macrosheets/")
_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def inspect(kind: str, stream: IO[bytes], name: str) -> int | None:
    """Refuse what is broken or harmful; the number of pages of a PDF, None for other kinds.

    Raises `FileBroken`, `FileActive`, `ArchiveRefused`. Leaves the stream at its start.
    """
    stream.seek(0)
    pages = _INSPECTIONS[kind](stream, name)
    stream.seek(0)
    return pages


def _pdf(stream: IO[bytes], name: str) -> int:
    try:
        reader = PdfReader(stream, strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
        active = not locked and any(_runs(action) for action in _actions(reader, pages))
    except Exception as problem:
        raise FileBroken(
            f"Không mở được tệp PDF “{name}”. Tệp có thể bị hỏng: hãy mở thử trên máy, lưu lại rồi gửi."
        ) from problem
    if locked:
        raise FileBroken(f"Tệp PDF “{name}” có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
    if pages == 0:
        raise FileBroken(f"Tệp PDF “{name}” không có trang nào. Hãy chọn lại tệp.")
    if pages > MOST_PAGES:
        raise FileBroken(
            f"Tệp PDF “{name}” có {pages} trang, quá {MOST_PAGES} trang. Hãy tách thành nhiều tệp."
        )
    if active:
        raise FileActive(
            f"Tệp PDF “{name}” có lệnh tự chạy nên không nhận được. Hãy in tệp đó ra PDF mới, "
            "hoặc gửi ảnh chụp."
        )
    return pages


def _actions(reader: PdfReader, pages: int) -> Iterator[Any]:
    """Every action a viewer might run by itself or at a touch."""
    catalog = reader.root_object
    yield catalog.get("/OpenAction")
    yield from _triggers(catalog)
    names = _plain(catalog.get("/Names"))
    if isinstance(names, DictionaryObject) and "/JavaScript" in names:
        yield DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    for page in reader.pages[: min(pages, MOST_PAGES)]:
        yield from _triggers(page)
        annotations = _plain(page.get("/Annots"))
        for annotation in list(annotations or [])[:_MOST_ANNOTATIONS]:
            one = _plain(annotation)
            if isinstance(one, DictionaryObject):
                yield one.get("/A")
                yield from _triggers(one)


def _triggers(owner: DictionaryObject) -> Iterator[Any]:
    actions = _plain(owner.get("/AA"))
    if isinstance(actions, DictionaryObject):
        yield from actions.values()


def _runs(action: Any) -> bool:
    for _ in range(20):
        action = _plain(action)
        if isinstance(action, ArrayObject):
            return any(_runs(one) for one in list(action)[:20] if isinstance(_plain(one), DictionaryObject))
        if not isinstance(action, DictionaryObject):
            return False
        if str(_plain(action.get("/S"))) in _RUNS:
            return True
        action = action.get("/Next")
    return True


def _plain(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _image(stream: IO[bytes], name: str) -> None:
    broken = FileBroken(
        f"Không mở được ảnh “{name}”. Ảnh có thể bị hỏng hoặc chưa tải xong: hãy chụp hoặc gửi lại."
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(stream, formats=("JPEG", "PNG"))
        width, height = image.size
    except Image.DecompressionBombError as problem:
        raise _too_many_pixels(name) from problem
    except Exception as problem:
        raise broken from problem
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(name)
    try:
        if image.format == "PNG":
            image.verify()
        else:
            image.draft("RGB", (max(width // 8, 1), max(height // 8, 1)))
            image.load()
    except Exception as problem:
        raise broken from problem


def _too_many_pixels(name: str) -> FileBroken:
    return FileBroken(f"Ảnh “{name}” quá lớn (hơn 80 triệu điểm ảnh). Hãy giảm kích thước ảnh rồi gửi lại.")


def _archive(kind: str) -> Callable[[IO[bytes], str], None]:
    def opened(stream: IO[bytes], name: str) -> None:
        try:
            with zipfile.ZipFile(stream) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
            raise FileBroken(
                f"Không mở được tệp “{name}”. Hãy mở thử trên máy, lưu lại rồi gửi."
            ) from problem
        _measure(entries, name)
        names = {entry.filename for entry in entries}
        if "[Content_Types].xml" not in names or _MAIN_PARTS[kind] not in names:
            raise FileBroken(f"“{name}” không phải tệp Word, Excel thật. Hãy mở tệp gốc, lưu lại rồi gửi.")
        if any(part in entry.lower() for entry in names for part in _MACROS):
            raise ArchiveRefused(f"“{name}” có macro nên không nhận được. Hãy lưu lại không kèm macro.")

    return opened


def _measure(entries: list[zipfile.ZipInfo], name: str) -> None:
    swelling = any(
        entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    unpacked = sum(entry.file_size for entry in entries)
    if swelling or unpacked > MOST_UNPACKED or len(entries) > MOST_ENTRIES:
        raise ArchiveRefused(
            f"“{name}” phình ra quá lớn khi mở nên không nhận được. Hãy lưu lại thành PDF rồi gửi."
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileBroken(f"“{name}” có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")


def _text(stream: IO[bytes], name: str) -> None:
    """Nothing in plain text can run; it is never shown inside a page of ours (`services.SHOWN_IN_PAGE`)."""


_INSPECTIONS: Mapping[str, Callable[[IO[bytes], str], int | None]] = {
    "pdf": _pdf,
    "jpg": _image,
    "png": _image,
    "docx": _archive("docx"),
    "xlsx": _archive("xlsx"),
    "txt": _text,
    "csv": _text,
    "sta": _text,
}
