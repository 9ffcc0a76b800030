"""Uploads that outlive a refused form: kept at once, carried to the next try as a signed mark."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from xaso.kernel.errors import Problem
from xaso.platform.files import scanfolder
from xaso.platform.files import services as files
from xaso.platform.files.models import StoredFile
from xaso.platform.files.refusals import FileRefused
from xaso.platform.ui.middleware import TimedRequest

from ..models import Scan
from ..services.papers import keep

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SALT = "dossiers.desk.upload"
LASTS = 8 * 3600
CAMERA = "camera"
SCANNER = "may-quet"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file held for the next try: what the form carries, and what the page shows."""

    mark: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was sent as a scan and by which way; `taken` lies in the scanner's folder until all went well."""

    files: list[UploadedFile]
    way: str
    taken: Path | None = None

    def clear(self) -> None:
        """Take the file out of the scanner's folder."""
        if self.taken is not None:
            with suppress(OSError):
                self.taken.unlink()


class Uploads:
    """The files sent with one request, and those kept from the tries before it."""

    def __init__(self, request: TimedRequest, officer: Officer, at: datetime) -> None:
        self.request = request
        self.officer = officer
        self.at = at
        self._held: dict[str, list[StoredFile]] = {}

    def all(self, name: str) -> list[UploadedFile]:
        """Every file of one box, kept ones first."""
        kept: list[UploadedFile] = [_again(stored) for stored in self._kept(name)]
        return kept + self._sent(name)

    def one(self, name: str) -> UploadedFile | None:
        """The file of a box that takes one: the one just sent before the kept one."""
        found = self._sent(name) or self.all(name)
        return found[-1] if found else None

    def scans(self, name: str) -> Scanned:
        """Files chosen and pictures taken, or one file of the scanner's folder. Raises `NotInFolder`."""
        chosen, pictures = self.all(name), self._sent(CAMERA)
        key = self.request.POST.get(SCANNER, "")
        if key and not chosen and not pictures:
            upload, taken = scanfolder.take(key, self.officer.user.get_username(), at=self.at)
            return Scanned([upload], Scan.Way.FOLDER, taken)
        way = Scan.Way.CAMERA if pictures and not chosen else Scan.Way.FILE
        return Scanned([*chosen, *pictures], way)

    def names(self) -> set[str]:
        """The boxes that hold anything."""
        return {*self.request.FILES.keys(), *(key[:-5] for key in self.request.POST if key.endswith("-kept"))}

    def hold(self, names: Iterable[str], *, many: str = "") -> tuple[dict[str, list[Kept]], list[Problem]]:
        """Keep what was sent in these boxes, for the page shown again; and say what cannot be kept, and why.

        A box holds one file, the last, unless its name is `many`.
        """
        held: dict[str, list[Kept]] = {}
        problems: list[Problem] = []
        for name in names:
            rows = list(self._kept(name))
            for upload in self._sent(name):
                try:
                    upload.seek(0)
                    rows.append(keep(upload, by=self.officer, at=self.at))
                except FileRefused as refusal:
                    problems.append(Problem(name, refusal.sentence))
            rows = rows if name == many else rows[-1:]
            if rows:
                held[name] = [Kept(self._mark(row), row.name, row.size) for row in rows]
        return held, problems

    def drop(self) -> None:
        """Take away what was kept, once the dossier has its own copy."""
        for name in self.names():
            for stored in self._kept(name):
                files.discard(stored)

    def _sent(self, name: str) -> list[UploadedFile]:
        return [one for one in self.request.FILES.getlist(name) if isinstance(one, UploadedFile)]

    def _mark(self, stored: StoredFile) -> str:
        return signing.dumps([str(stored.pk), self.officer.pk], salt=SALT)

    def _kept(self, name: str) -> list[StoredFile]:
        if name not in self._held:
            keys = [self._key(mark) for mark in self.request.POST.getlist(f"{name}-kept")]
            rows = {
                str(row.pk): row for row in StoredFile.objects.filter(pk__in=[key for key in keys if key])
            }
            self._held[name] = [rows[key] for key in keys if key and key in rows]
        return self._held[name]

    def _key(self, mark: str) -> str | None:
        try:
            key, officer = signing.loads(mark, salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            return None
        return str(key) if officer == self.officer.pk else None


def _again(stored: StoredFile) -> UploadedFile:
    return SimpleUploadedFile(stored.name, files.read(stored), stored.content_type)
