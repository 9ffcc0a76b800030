"""The papers of handing a package over: the record of giving and taking, and the list of its dossiers."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xaso.kernel.clock import local, local_date
from xaso.kernel.errors import Missing
from xaso.modules.org.queries import commune
from xaso.platform.files.models import StoredFile
from xaso.platform.papers.services import pdf

from ..models import ArchivePackage, Dossier

SMALL_PRINT = (
    "Tên cột, bố cục của biên bản giao nhận và mục lục hồ sơ nộp lưu: theo trí nhớ về Nghị định "
    "30/2020/NĐ-CP, chưa đối chiếu văn bản. Lập từ hệ thống một cửa của xã."
)
HEADS = (
    "STT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian", "Thời hạn bảo quản", "Số tệp", "Ghi chú",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier of the package: what it is, from when until when, how many files it has in it, how large."""

    code: str
    title: str
    first: date
    last: date | None
    state: str
    files: int
    size: int


def listed(package: ArchivePackage) -> list[Listed]:
    """The dossiers of a package in the order of their codes, files counted as the package lists them.

    One query, and the list read from the file. Raises `Missing` while the package is made.
    """
    counts = _counts(_made(package))
    rows = Dossier.objects.filter(archive_entry__package=package).select_related("version", "applicant")
    return [
        Listed(
            code=one.code,
            title=f"{one.version.name}: {one.applicant.full_name}",
            first=local_date(one.filed_at),
            last=local_date(one.finished_at) if one.finished_at else None,
            state=one.state_words,
            files=len(counts.get(one.code, ())),
            size=sum(counts.get(one.code, ())),
        )
        for one in rows.order_by("code")
    ]


def record_pdf(package: ArchivePackage, *, at: datetime) -> bytes:
    """The record of giving and taking, to be signed by both sides. Raises `Missing` before it is drawn up.

    Basis: biên bản giao nhận (documents.md part 1, layout recalled); onestop.md 6.11 (manifest, hashes).
    """
    if package.recorded_at is None:
        raise Missing("Gói này chưa có biên bản. Ghi hai bên giao, nhận rồi lập biên bản.")
    file, rows = _made(package), listed(package)
    day = local(package.recorded_at).date()
    data = _house(day) | {
        "number": package.receipt_number,
        "giver": _side(commune().committee_name, package.giver, package.giver_position),
        "receiver": _side(package.receiver, package.receiver_person, package.receiver_position),
        "package": package.title,
        "name": file.name,
        "dossiers": len(rows),
        "files": sum(one.files for one in rows),
        "bytes": file.size,
        "sha256": _spaced(file.sha256),
        "manifest_sha256": _spaced(package.manifest_sha256),
        "years": _years(rows),
    }
    return pdf("dossiers/bien-ban-giao-nop.typ", data, at=at)


def list_pdf(package: ArchivePackage, *, at: datetime) -> bytes:
    """The list of the dossiers handed over (mục lục hồ sơ nộp lưu). Raises `Missing` while it is made.

    How long each is to be kept is left to the archive. Basis: documents.md part 1 (seven columns; recalled).
    """
    rows = listed(package)
    data = _house(local(package.made_at or at).date()) | {
        "number": package.number,
        "record": package.receipt_number,
        "manifest_sha256": _spaced(package.manifest_sha256),
        "heads": list(HEADS),
        "rows": [_row(number, one) for number, one in enumerate(rows, 1)],
    }
    return pdf("dossiers/muc-luc-nop-luu.typ", data, at=at)


def _row(number: int, one: Listed) -> list[str]:
    span = f"{one.first:%d/%m/%Y}" + (f" đến {one.last:%d/%m/%Y}" if one.last else "")
    return [str(number), one.code, one.title, span, "", str(one.files), one.state]


def _years(rows: list[Listed]) -> str:
    if not rows:
        return ""
    first = min(one.first for one in rows).year
    last = max(one.last or one.first for one in rows).year
    return str(first) if first == last else f"{first} đến {last}"


def _house(day: date) -> dict[str, Any]:
    home = commune()
    return {
        "agency": home.committee_name,
        "dated": f"{home.name}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "day": f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "small_print": SMALL_PRINT,
    }


def _side(agency: str, person: str, position: str) -> dict[str, str]:
    return {"agency": agency, "person": person, "position": position}


def _made(package: ArchivePackage) -> StoredFile:
    if package.file is None:
        raise Missing("Gói này chưa lập xong.")
    return package.file


def _counts(file: StoredFile) -> dict[str, list[int]]:
    """The sizes of the files of each dossier, by its code: the first part of every path in the list."""
    found: dict[str, list[int]] = {}
    for path, size in _manifest(file):
        found.setdefault(path.partition("/")[0], []).append(size)
    return found


def _manifest(file: StoredFile) -> Iterator[tuple[str, int]]:
    with file.content.open("rb") as opened, zipfile.ZipFile(opened) as archive:
        for one in json.loads(archive.read("manifest.json"))["files"]:
            yield str(one["path"]), int(one["bytes"])


def _spaced(digest: str) -> str:
    """Eight signs at a time, so that the eye can follow."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
