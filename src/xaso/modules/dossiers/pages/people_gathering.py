"""Papers gathered for a supplement before it is sent, in the session: a refused file loses nothing."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from xaso.kernel.errors import Refusal
from xaso.kernel.text import clean_lines
from xaso.platform.ui.problems import ErrorLink

from ..queries.own_record import gathered_files
from ..services.papers import StoredPaper, keep

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.platform.files.models import StoredFile

LONGEST_REPLY = 2000
ELECTRONIC = "2"


class Gathering:
    """What a person has put together for one request: a file list for each thing asked, and a reply."""

    def __init__(self, session: MutableMapping[str, Any], key: str, person: Person) -> None:
        self._session = session
        self._key = key
        self._person = person
        kept = session.get(key) or {}
        self.reply: str = kept.get("reply", "")
        self._ids: list[tuple[int, str]] = [(place, pk) for place, pk in kept.get("files", [])]

    def take(
        self, data: QueryDict, files: MultiValueDict[str, Any], *, count: int, at: datetime
    ) -> list[ErrorLink]:
        """Keep the reply and every fit file; take away the one named by `bo`. Return what was refused."""
        self.reply = clean_lines(data.get("reply", self.reply))[:LONGEST_REPLY]
        self._ids = [(place, pk) for place, pk in self._ids if pk != data.get("bo")]
        errors = []
        for place in range(count):
            for upload in files.getlist(f"tep-{place}"):
                try:
                    stored = keep(upload, by=self._person, at=at)
                except Refusal as refused:
                    errors.append(ErrorLink(refused.sentence, f"#tep-{place}"))
                else:
                    self._ids.append((place, str(stored.pk)))
        self._session[self._key] = {"reply": self.reply, "files": self._ids}
        return errors

    def files(self, count: int) -> list[list[StoredFile]]:
        """The files gathered so far for each thing asked."""
        found = gathered_files(self._person, [pk for _, pk in self._ids])
        return [[found[pk] for at, pk in self._ids if at == place and pk in found] for place in range(count)]

    def papers(self, items: Sequence[dict[str, str]]) -> list[StoredPaper]:
        """The gathered files as papers of the things asked."""
        return [
            StoredPaper(int(item["component"] or 0) or None, item["name"], ELECTRONIC, file)
            for item, group in zip(items, self.files(len(items)), strict=True)
            for file in group
        ]

    def clear(self) -> None:
        """Forget it: it was sent."""
        self._session.pop(self._key, None)
