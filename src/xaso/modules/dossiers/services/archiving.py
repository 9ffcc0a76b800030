"""Handing ended dossiers over to the archive: choose them, pack them with a list of hashes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict
from xaso.modules.org.queries import commune
from xaso.platform.files import services as files
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record

from ..models import ArchiveEntry, ArchivePackage, Dossier, Result
from ..queries.archiving import due_dossiers
from .archive_facts import ArchivePacked

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile
    from xaso.platform.jobs.models import Job

PACK = "dossiers.archive_pack"
MOST = 200
MOST_BYTES = 60 * 1024 * 1024
FORMAT = "xaso-archive-1"
SOMEBODY_FIRST = "Có người vừa lập gói. Tải lại trang để xem."


class NothingDue(Conflict):
    """No ended dossier has waited long enough."""

    code = "nothing_due"
    default_sentence = "Chưa có hồ sơ nào đến hạn giao nộp."


def start_package(*, by: Officer, at: datetime) -> tuple[ArchivePackage, Job]:
    """Choose the dossiers that ended longest ago, at most 200 and 60 MB, and queue the making of the package.

    Raises `NothingDue`. Basis: TT 13/2023/TT-BNV Đ.3 to 5 (named by the report, text not read, onestop.md
    6.11); Luật Lưu trữ 33/2024.
    """
    try:
        with transaction.atomic():
            return _start(by, at)
    except IntegrityError:  # somebody packed the same dossiers at the same moment
        raise NothingDue(SOMEBODY_FIRST) from None


def _start(by: Officer, at: datetime) -> tuple[ArchivePackage, Job]:
    chosen = list(_fitting(due_dossiers(today=local_date(at)).select_for_update(of=("self",))[:MOST]))
    if not chosen:
        raise NothingDue
    last = ArchivePackage.objects.aggregate(last=Max("number"))["last"] or 0
    package = ArchivePackage.objects.create(
        number=last + 1,
        title=f"Gói giao nộp số {last + 1}, {len(chosen)} hồ sơ",
        made_by=by,
        asked_at=at,
    )
    ArchiveEntry.objects.bulk_create(ArchiveEntry(package=package, dossier=one) for one in chosen)
    owner = by.user.get_username()
    job = enqueue(PACK, {"package": package.pk}, at=at, owner=owner, title=package.title)
    return package, job


def pack(*, package: ArchivePackage, at: datetime) -> ArchivePackage:
    """Make the package's file: for each dossier what it says, its story, its papers and result; then the list
    of all with sizes and SHA-256. Made once; repeated it changes nothing.
    """
    if package.file_id is not None:
        return package
    made, digest = _zip(package, at)
    name = f"giao-nop-luu-tru-{package.number:04d}.zip"
    stored = files.store_bytes(made, name=name, content_type="application/zip", by=package.made_by, at=at)
    with transaction.atomic():
        locked = ArchivePackage.objects.select_for_update(of=("self",)).get(pk=package.pk)
        if locked.file_id is None:
            locked.file, locked.made_at, locked.manifest_sha256 = stored, at, digest
            locked.save(update_fields=["file", "made_at", "manifest_sha256"])
            event = ArchivePacked(number=locked.number, dossiers=locked.entries.count(), sha256=stored.sha256)
            record(event, by=package.made_by, at=at, subject=f"archive:{locked.number}")
    return locked


def _fitting(dossiers: Any) -> Iterator[Dossier]:
    """As many as fit into one package; one that is too large alone goes alone."""
    room = MOST_BYTES
    for number, dossier in enumerate(dossiers):
        size = sum(stored.size for _, stored in _files(dossier))
        if number and size > room:
            return
        room -= size
        yield dossier


def _zip(package: ArchivePackage, at: datetime) -> tuple[bytes, str]:
    listed: list[dict[str, Any]] = []
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = Dossier.objects.filter(archive_entry__package=package).select_related(
            "version__procedure", "applicant", "submitter", "field", "form"
        )
        for dossier in rows.order_by("code"):
            for name, data in _contents(dossier):
                path = f"{dossier.code}/{name}"
                archive.writestr(path, data)
                listed.append({"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        manifest = _json(
            {
                "format": FORMAT,
                "title": package.title,
                "agency": commune().committee_name,
                "made_at": at.isoformat(),
                "dossiers": rows.count(),
                "files": listed,
            }
        )
        archive.writestr("manifest.json", manifest)
    return made.getvalue(), hashlib.sha256(manifest).hexdigest()


def _contents(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    yield "ho-so.json", _json(_facts(dossier))
    story = [
        {"at": entry.at.isoformat(), "event": entry.event, "by": entry.actor_name, "unit": entry.actor_unit,
         "data": entry.data, "digest": entry.digest}
        for entry in timeline(dossier.subject)
    ]  # fmt: skip
    yield "dien-bien.json", _json(story)
    for name, stored in _files(dossier):
        yield name, files.read(stored)


def _facts(dossier: Dossier) -> dict[str, Any]:
    result = getattr(dossier, "result", None)
    return {
        "code": dossier.code,
        "procedure": {"code": dossier.version.procedure.code, "name": dossier.version.name},
        "field": dossier.field.name,
        "applicant": {"name": dossier.applicant.full_name, "id_number": dossier.applicant.id_number},
        "submitter": dossier.submitter.full_name,
        "channel": dossier.get_channel_display(),
        "state": dossier.state_words,
        "filed_at": dossier.filed_at.isoformat(),
        "received_at": dossier.received_at.isoformat() if dossier.received_at else None,
        "finished_at": dossier.finished_at.isoformat() if dossier.finished_at else None,
        "returned_at": dossier.returned_at.isoformat() if dossier.returned_at else None,
        "ended_reason": dossier.ended_reason,
        "answers": dossier.answers,
        "papers": [
            {"name": one.name, "medium": one.get_medium_display(), "has_file": one.file_id is not None}
            for one in dossier.papers.order_by("pk")
        ],
        "result": _result(result) if result else None,
    }


def _result(result: Result) -> dict[str, str]:
    outcome = result.get_outcome_display()
    return {"number": result.number, "outcome": outcome, "summary": result.summary}


def _files(dossier: Dossier) -> Iterator[tuple[str, StoredFile]]:
    papers = dossier.papers.filter(file__isnull=False).select_related("file").order_by("pk")
    for number, paper in enumerate(papers, 1):
        if paper.file is not None:
            yield f"giay-to-{number:02d}-{files.safe_name(paper.file.name)}", paper.file
    result = getattr(dossier, "result", None)
    if result is not None and result.file is not None:
        yield f"ket-qua-{files.safe_name(result.file.name)}", result.file


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()
