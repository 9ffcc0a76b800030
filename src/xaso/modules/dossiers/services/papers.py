"""Papers on their way into a dossier: stored first, written as rows after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean, fold
from xaso.modules.org.queries import setting
from xaso.platform.files.kinds import CONTENT_TYPES, named_kind
from xaso.platform.files.services import store_upload
from xaso.platform.journal.actors import Actor, ActsAs

from ..models import Dossier, Paper, Scan, Supplement

if TYPE_CHECKING:
    from xaso.modules.citizens.models import StoreItem
    from xaso.modules.procedures.models import Component
    from xaso.platform.files.models import StoredFile


class TooManyFiles(Invalid):
    """More files than a dossier may have."""

    code = "too_many_files"


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A paper handed in: of a component of the procedure or named freely, with its scan when there is one.

    `item` is a paper of the applicant's store, taken again unless a newer one is handed in; `why` a code of
    `PaperOrigin.Reason` when one is handed in though the commune holds it.
    `medium` is "0" original, "1" copy, "2" electronic (national exchange, onestop.md 11.8).
    """

    component_id: int | None = None
    name: str = ""
    medium: str = "2"
    upload: UploadedFile | None = None
    item: StoreItem | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper whose file, if any, is already stored; `item` when it was taken from the applicant's store,
    `shared` when it was brought once for several dossiers and is noted in another.
    """

    component_id: int | None
    name: str
    medium: str
    file: StoredFile | None
    item: StoreItem | None = None
    why: str = ""
    shared: bool = False

    @property
    def reused(self) -> bool:
        """Whether nobody had to bring it again."""
        return self.shared or self.item is not None


def accepted_types() -> tuple[str, ...]:
    """The kinds of file the commune takes; names of the setting that the house does not know are left out."""
    named = (named_kind(f"x.{name}") for name in setting("files.types", ["pdf", "jpg", "png"]))
    return tuple(dict.fromkeys(kind for kind in named if kind in CONTENT_TYPES))


def max_mb() -> int:
    """The largest file the commune takes, in megabytes."""
    return int(setting("files.max_mb", 10))


def max_files() -> int:
    """How many files one dossier may have."""
    return int(setting("files.max_per_dossier", 40))


def keep(upload: UploadedFile, *, by: Actor | ActsAs, at: datetime, accept: Sequence[str] = ()) -> StoredFile:
    """Store one upload by the commune's limits. Raises the refusals of `files.services.store_upload`."""
    return store_upload(upload, by=by, at=at, accept=tuple(accept) or accepted_types(), max_mb=max_mb())


def keep_all(papers: Sequence[PaperIn], *, by: Actor | ActsAs, at: datetime) -> list[StoredPaper]:
    """Store the files of papers, before any transaction of the dossier. Raises `TooManyFiles`."""
    if len(papers) > max_files():
        raise TooManyFiles(f"Một hồ sơ nhận nhiều nhất {max_files()} tệp. Bớt tệp hoặc gộp lại rồi gửi.")
    return [
        StoredPaper(
            paper.component_id,
            clean(paper.name),
            paper.medium if paper.medium in Paper.Medium.values else Paper.Medium.COPY,
            _file(paper, by, at),
            item=paper.item if paper.upload is None else None,
            why=paper.why,
        )
        for paper in papers
    ]


def _file(paper: PaperIn, by: Actor | ActsAs, at: datetime) -> StoredFile | None:
    if paper.upload is not None:
        return keep(paper.upload, by=by, at=at)
    return paper.item.file if paper.item is not None else None


def add_papers(
    dossier: Dossier, papers: Sequence[StoredPaper], *, at: datetime, supplement: Supplement | None = None
) -> list[Paper]:
    """Write papers into the dossier, in order; a name left empty is the component's, then the file's."""
    components: dict[int, Component] = {c.pk: c for c in dossier.version.components.all()} if papers else {}
    return Paper.objects.bulk_create(
        Paper(
            dossier=dossier,
            component=components.get(paper.component_id or 0),
            name=_name(paper, components),
            medium=paper.medium,
            file=paper.file,
            needs_digitising=_needs_scan(paper, components),
            was_reused=paper.reused,
            added_at=at,
            supplement=supplement,
        )
        for paper in papers
    )


def digitising_pairs(dossier: Dossier) -> list[tuple[bool, bool]]:
    """Of each paper: must it be digitised, and has it a scan that was not found faulty."""
    papers = dossier.papers.select_related("scan")
    return [(one.needs_digitising, one.file_id is not None and not _is_faulty(one)) for one in papers]


def _is_faulty(paper: Paper) -> bool:
    scan = getattr(paper, "scan", None)
    return scan is not None and scan.outcome == Scan.Outcome.FAILED


def _name(paper: StoredPaper, components: dict[int, Component]) -> str:
    component = components.get(paper.component_id or 0)
    if paper.name:
        return paper.name
    if component is not None:
        return component.name
    return paper.file.name if paper.file else "Giấy tờ khác"


def _needs_scan(paper: StoredPaper, components: dict[int, Component]) -> bool:
    """Electronic papers and papers only to be shown are not scanned (TT 03/2025 Đ.5 k.2, quoted)."""
    component = components.get(paper.component_id or 0)
    only_shown = component is not None and "xuat trinh" in fold(component.case)
    return paper.medium != Paper.Medium.ELECTRONIC and not only_shown
