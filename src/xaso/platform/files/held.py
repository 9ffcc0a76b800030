"""Uploads that outlive a refused form: stored at once, carried to the next try as a signed mark.

The form's template writes a hidden box `<name>-kept` with the mark of each; nobody but the one who sent the
file can use its mark, and only for a working day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from xaso.kernel.errors import Problem

from .models import StoredFile
from .refusals import FileRefused

SALT = "files.held"
LASTS = 8 * 3600


@dataclass(frozen=True, slots=True)
class Held:
    """A file held for the next try: what the form carries, and what the page shows."""

    mark: str
    name: str
    size: int


class HeldFile:
    """The one file of a box: the one just sent before the one kept from an earlier try.

    `store` keeps an upload and returns its row, raising `FileRefused`; `whose` is who may use the mark again.
    """

    def __init__(
        self, request: HttpRequest, name: str, *, whose: int, store: Callable[[UploadedFile], StoredFile]
    ) -> None:
        self.name = name
        self.whose = whose
        self.problem: Problem | None = None
        self.stored = self._sent(request, store) or self._kept(request.POST.get(f"{name}-kept", ""))

    @property
    def held(self) -> Held | None:
        """What the page shown again carries; None when there is no file."""
        if self.stored is None:
            return None
        mark = signing.dumps([str(self.stored.pk), self.whose], salt=f"{SALT}.{self.name}")
        return Held(mark, self.stored.name, self.stored.size)

    def _sent(self, request: HttpRequest, store: Callable[[UploadedFile], StoredFile]) -> StoredFile | None:
        upload = request.FILES.get(self.name)
        if not isinstance(upload, UploadedFile):
            return None
        try:
            return store(upload)
        except FileRefused as refusal:
            self.problem = Problem(self.name, refusal.sentence)
            return None

    def _kept(self, mark: str) -> StoredFile | None:
        if not mark:
            return None
        try:
            key, whose = signing.loads(mark, salt=f"{SALT}.{self.name}", max_age=LASTS)
        except signing.BadSignature:
            return None
        return StoredFile.objects.filter(pk=key).first() if whose == self.whose else None
