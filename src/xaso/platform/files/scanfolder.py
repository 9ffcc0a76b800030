"""The folder into which the counter's scanners write: what waits in it, and taking one file out of it.

Only the folder itself and the sub-folder named after the officer are looked at; never links, hidden files or
files still being written. A file is named by its listing alone, so no path of a stranger is ever opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from xaso.kernel.errors import Missing

from .kinds import named_kind
from .uploads import MOST_BYTES

KINDS = frozenset({"pdf", "jpg", "png"})
MOST_SHOWN = 40
SETTLES = timedelta(seconds=2)
"""A file changed later than this ago may still be growing."""


class NotInFolder(Missing):
    """The file was taken meanwhile, or never lay there."""

    code = "not_in_folder"
    default_sentence = "Tệp này không còn trong thư mục máy quét. Tải lại trang rồi chọn tệp khác."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file the scanner left: `key` names it on a form, `name` to the reader."""

    key: str
    name: str
    size: int
    changed_at: datetime
    path: Path


def folder() -> Path | None:
    """The folder of this installation (setting SCAN_FOLDER), or None when it has none."""
    return Path(settings.SCAN_FOLDER) if settings.SCAN_FOLDER else None


def waiting(username: str, *, at: datetime) -> list[Waiting]:
    """What the scanner left for this officer, newest first, at most 40; empty without a folder."""
    found = sorted(_files(username, at), key=lambda one: one.changed_at, reverse=True)
    return found[:MOST_SHOWN]


def take(key: str, username: str, *, at: datetime) -> tuple[SimpleUploadedFile, Path]:
    """The file of that key as an upload, and where it lies, to be removed once kept. Raises `NotInFolder`."""
    found = next((one for one in _files(username, at) if one.key == key), None)
    if found is None:
        raise NotInFolder
    try:
        return SimpleUploadedFile(found.name, found.path.read_bytes()), found.path
    except OSError as gone:
        raise NotInFolder from gone


def _files(username: str, at: datetime) -> Iterator[Waiting]:
    root = folder()
    if root is None:
        return
    own = Path(username).name
    for place, prefix in ((root, ""), (root / own, f"{own}/")):
        try:
            entries = list(place.iterdir())
        except OSError:
            continue
        for path in entries:
            one = _seen(path, prefix, at)
            if one is not None:
                yield one


def _seen(path: Path, prefix: str, at: datetime) -> Waiting | None:
    if path.name.startswith(".") or path.is_symlink() or not path.is_file():
        return None
    try:
        facts = path.stat()
    except OSError:
        return None
    changed = datetime.fromtimestamp(facts.st_mtime, tz=UTC)
    is_fit = named_kind(path.name) in KINDS and 0 < facts.st_size <= MOST_BYTES
    if not is_fit or changed > at - SETTLES:
        return None
    return Waiting(f"{prefix}{path.name}", path.name, facts.st_size, changed, path)
