"""Old results: listed from a sheet, scanned in batches, checked by a second person, taken out of force."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Refusal
from xaso.kernel.text import clean, fold, shorten, slug
from xaso.modules.procedures.queries import fields
from xaso.platform.files import recognition
from xaso.platform.journal.services import record

from .. import access, rules
from ..events import OldResultChecked, OldResultScanned, OldResultsListed, OldResultVoided
from ..models import OldResult
from ..reading.old_results import ListedResult
from .papers import keep

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile

REGISTER = "old_results:register"
CODE = re.compile(r"kq(\d{6,9})")
State = OldResult.State
CHECK_LIST = tuple(rules.SCAN_CHECKS)
"""Everything a second person looks at, by code."""


class OldResultMoved(Conflict):
    """The result is not where the officer saw it."""

    code = "old_result_moved"
    default_sentence = "Kết quả này vừa có người ghi. Tải lại trang để xem."


class SamePerson(Conflict):
    """Whoever scanned it cannot check it."""

    code = "old_result_same_person"
    default_sentence = "Anh chị đã quét kết quả này nên người khác phải kiểm tra."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of a batch: its result, or why it was not taken."""

    name: str
    result: OldResult | None = None
    refusal: str = ""


@transaction.atomic
def list_results(*, rows: Sequence[ListedResult], source: StoredFile, by: Officer, at: datetime) -> int:
    """Write the rows of a sheet into the register, those it has already left alone; how many were new.

    Raises `NotYours`. Basis: plan III.2-06 (the archive has to be counted first).
    """
    _require(by)
    fresh = [row for row in rows if row.key not in known_keys(rows)]
    by_name = {field.name: field for field in fields()}
    OldResult.objects.bulk_create(
        [
            OldResult(
                kind=row.kind, number=row.number, issued_on=row.issued_on, issuer=row.issuer,
                holder=row.holder, holder_id=row.holder_id, field=by_name.get(row.field), place=row.place,
                valid_to=row.valid_to, folded=shorten(fold(f"{row.number} {row.kind} {row.holder}"), 400),
                listed_by=by, listed_at=at,
            )
            for row in fresh
        ],
        batch_size=500,
    )  # fmt: skip
    if fresh:
        fact = OldResultsListed(count=len(fresh), file=str(source.pk), sha256=source.sha256)
        record(fact, by=by, at=at, subject=REGISTER)
    return len(fresh)


def known_keys(rows: Sequence[ListedResult]) -> set[tuple[str, str, date]]:
    """Of these rows, those the register has already."""
    found: set[tuple[str, str, date]] = set()
    numbers = sorted({row.number for row in rows})
    for start in range(0, len(numbers), 500):
        kept = OldResult.objects.filter(number__in=numbers[start : start + 500])
        found |= set(kept.values_list("kind", "number", "issued_on"))
    return found & {row.key for row in rows}


def scan_batch(*, uploads: Sequence[UploadedFile], by: Officer, at: datetime) -> list[Outcome]:
    """Put each file to the result its name tells, by code (KQ000123.pdf) or number (12-2019-GKS.pdf).

    Each on its own: what cannot be placed is named with the reason, the rest goes. Raises `NotYours`.
    """
    _require(by)
    return [_scan_named(upload, by, at) for upload in uploads]


def scan_old(*, result: OldResult, upload: UploadedFile, by: Officer, at: datetime) -> OldResult:
    """Put a scan in; it waits for a second person. Raises `NotYours`, `OldResultMoved`, refusals of files."""
    _require(by)
    if result.state == State.CHECKED:
        raise OldResultMoved("Kết quả này đã số hóa xong. Muốn quét lại, ghi lỗi ở phần kiểm tra trước.")
    file = keep(upload, by=by, at=at, accept=("pdf", "jpg", "png"))
    with _locked(result) as fresh:
        if fresh.state == State.CHECKED:
            raise OldResultMoved
        fresh.state, fresh.file = State.SCANNED, file
        fresh.scanned_by, fresh.scanned_at = by, at
        fresh.checked_by = fresh.checked_at = fresh.pages_on_paper = None
        fresh.checks, fresh.fault = [], ""
        fresh.save()
        recognition.ask(file, by=by, at=at)
        fact = OldResultScanned(code=fresh.code, file=str(file.pk), sha256=file.sha256)
        record(fact, by=by, at=at, subject=fresh.subject)
    return fresh


def check_old(
    *,
    result: OldResult,
    pages: int,
    noted: int,
    checked: Collection[str],
    fault: str,
    by: Officer,
    at: datetime,
) -> OldResult:
    """Pass a scan by its check list, as somebody who did not make it; with a `fault` it is made again.

    Raises `NotYours`, `SamePerson`, `OldResultMoved`, and `Invalid` with all that keeps it from passing.
    Basis: TT 01/2023/TT-VPCP Đ.8 k.2 (onestop.md 6.4) for the list; two people are our own rule.
    """
    _require(by)
    wrong = clean(fault)[:300]
    with _locked(result) as fresh:
        may_fail = fresh.state == State.CHECKED and bool(wrong)
        if fresh.file_id != result.file_id or not (fresh.state == State.SCANNED or may_fail):
            raise OldResultMoved
        if fresh.scanned_by_id == by.pk:
            raise SamePerson
        images = (fresh.file.pages or 1) if fresh.file else 0
        faults = rules.scan_faults(pages=pages, noted=noted, images=images, checked=checked)
        if faults and not wrong:
            raise Invalid(" ".join(faults), field="checks")
        fresh.state = State.FAULTY if wrong else State.CHECKED
        fresh.pages_on_paper, fresh.fault = pages or None, wrong
        fresh.checks = sorted(set(checked) & set(rules.SCAN_CHECKS))
        fresh.checked_by, fresh.checked_at = by, at
        fresh.save()
        fact = OldResultChecked(code=fresh.code, outcome=fresh.state, fault=wrong)
        record(fact, by=by, at=at, subject=fresh.subject)
    return fresh


def void_old(*, result: OldResult, on: date, note: str, by: Officer, at: datetime) -> OldResult:
    """Note that a result is no longer in force from a day, and why. Raises `NotYours`, `Invalid`."""
    _require(by)
    why = clean(note)[:200]
    if not rules.is_fit_reason(why):
        raise Invalid("Ghi vì sao hết hiệu lực: bị thu hồi, được thay bằng văn bản nào…", field="note")
    if not result.issued_on <= on <= local_date(at):
        raise Invalid("Ngày hết hiệu lực phải từ ngày cấp đến hôm nay.", field="on")
    with _locked(result) as fresh:
        fresh.void_on, fresh.void_note = on, why
        fresh.save(update_fields=["void_on", "void_note"])
        fact = OldResultVoided(code=fresh.code, on=on.isoformat(), note=why)
        record(fact, by=by, at=at, subject=fresh.subject)
    return fresh


def _scan_named(upload: UploadedFile, by: Officer, at: datetime) -> Outcome:
    name = upload.name or ""
    found = _named(name)
    if len(found) != 1:
        why = (
            "nhiều kết quả cùng số này; đặt tên tệp theo mã KQ"
            if found
            else "không có kết quả mang mã hoặc số này"
        )
        return Outcome(name, refusal=why[0].upper() + why[1:] + ".")
    if found[0].state in (State.SCANNED, State.CHECKED):
        return Outcome(name, found[0], "Kết quả này đã có bản quét.")
    try:
        return Outcome(name, scan_old(result=found[0], upload=upload, by=by, at=at))
    except Refusal as refusal:
        return Outcome(name, found[0], refusal.sentence)


def _named(name: str) -> list[OldResult]:
    stem = slug(PurePath(name).stem)
    by_code = CODE.fullmatch(stem)
    if by_code:
        return list(OldResult.objects.filter(pk=int(by_code[1])))
    digits = re.search(r"\d+", stem)
    if digits is None:
        return []
    near = OldResult.objects.filter(number__contains=digits[0])[:500]
    return [one for one in near if slug(one.number) == stem]


def _require(by: Officer) -> None:
    if not by.has_role(*access.DIGITISES):
        raise access.NotYours("Việc số hóa kết quả cũ do bộ phận một cửa và văn thư làm.")


@contextmanager
def _locked(result: OldResult) -> Iterator[OldResult]:
    with transaction.atomic():
        rows = OldResult.objects.select_for_update(of=("self",)).select_related("file")
        yield rows.get(pk=result.pk)
