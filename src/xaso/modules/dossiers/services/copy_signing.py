"""Certified copies as files, from the signing tool to the person: take what was signed, look, give out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Refusal
from xaso.modules.org.access import Role
from xaso.platform.files import services as files
from xaso.platform.signing.documents import Signature, check_same, signatures

from .. import access, rules
from ..events import Approved
from ..lifecycle import MoveRefused, State
from ..models import ElectronicCopy
from ..queries.attesting import book_numbers
from .changing import Change, changing
from .copy_facts import CopySigned
from .copy_paper import signatures_wanted
from .copying import CannotCopy
from .papers import max_mb
from .resolving import finish
from .routing import involve

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile

SEALERS = (Role.CLERK, Role.CENTRE_HEAD)
"""Who holds an office's signature: văn thư (onestop.md 3.6), and the centre with its own seal (3.1)."""


ROOM_MB = 3
"""So much larger than a scan may be the copy made of it, with its words and signatures."""


class NotAwaited(Invalid):
    """The file is none of those that wait to be signed by this officer."""

    code = "not_awaited"
    default_sentence = (
        "Không phải bản nào đang chờ ở đây. Nạp tệp mà công cụ ký ghi ra từ bản vừa tải về; công cụ ký phải "
        "ký thêm vào tệp, không lưu lại hay in lại tệp."
    )


class WrongSigner(Invalid):
    """The signatures are not those that lack."""

    code = "wrong_signer"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: the copy it is, or why it was not taken."""

    name: str
    copy: ElectronicCopy | None
    refusal: str = ""


def take_many(
    *, uploads: Sequence[UploadedFile], copies: Sequence[ElectronicCopy], by: Officer, at: datetime
) -> list[Taken]:
    """Take each file that came back from the signing tool; one refused does not keep the others out."""
    done = []
    for upload in uploads:
        try:
            done.append(Taken(upload.name or "", take_signed(upload=upload, copies=copies, by=by, at=at)))
        except Refusal as refusal:
            done.append(Taken(upload.name or "", None, refusal.sentence))
    return done


def take_signed(
    *, upload: UploadedFile, copies: Sequence[ElectronicCopy], by: Officer, at: datetime
) -> ElectronicCopy:
    """Take one signed PDF for the copy of `copies` it is; with the last signature the copy is given out.

    The file must be what went out, byte by byte, with signatures added, each fitting the bytes. First the
    certifier's, whose name the certificate must carry: that is the approval. Then the office's, of another
    certificate; none out of its dates. Whether they may be trusted is not looked at; the page says so. Raises
    `NotAwaited`, `NotThisDocument`, `NotProperlySigned`, `WrongSigner`, `NotYours`, `MoveRefused`,
    `CannotCopy`, and the refusals of storing a file. Basis: NĐ 45/2020 Đ.9, 10 (named by onestop.md 6.7).
    """
    data = upload.read()
    upload.seek(0)
    copy, base = _matched(data, copies)
    check_same(files.read(base), data)
    found = signatures(data)
    _check_dates(found, at)
    stored = files.store_upload(upload, by=by, at=at, accept=("pdf",), max_mb=max_mb() + ROOM_MB)
    with changing(copy.attestation.dossier, by=by, at=at) as change:
        rows = ElectronicCopy.objects.select_related("attestation__signer", "paper", "signed")
        fresh = rows.get(pk=copy.pk)
        if _base(fresh) != base:
            raise CannotCopy
        if change.dossier.state != State.AWAITING_APPROVAL:
            raise MoveRefused("Hồ sơ không còn ở bước chờ duyệt. Tải lại trang để xem.")
        _check_signer(change, fresh, found, by)
        if fresh.approved_at is None:
            fresh.approved_by, fresh.approved_at = by, at
            change.tell(Approved, outcome=change.dossier.result.outcome, note="")
        fresh.signed, fresh.signers = stored, [_told(one) for one in found]
        _go_on(change, fresh, stored, by)
        fresh.save()
    return fresh


def _matched(data: bytes, copies: Sequence[ElectronicCopy]) -> tuple[ElectronicCopy, StoredFile]:
    """The copy whose last file stands at the beginning of these bytes. Raises `NotAwaited`."""
    for copy in copies:
        base = _base(copy)
        if base is None or len(data) <= base.size:
            continue
        if hashlib.sha256(data[: base.size]).hexdigest() == base.sha256:
            return copy, base
    raise NotAwaited


def _base(copy: ElectronicCopy) -> StoredFile | None:
    """What went out to be signed last."""
    return copy.signed or copy.paper


def _check_dates(found: list[Signature], at: datetime) -> None:
    for one in found:
        if not one.signer.valid_from <= at <= one.signer.valid_to:
            days = (
                f"{local_date(one.signer.valid_from):%d/%m/%Y} đến {local_date(one.signer.valid_to):%d/%m/%Y}"
            )
            raise WrongSigner(f"Chứng thư của {one.signer.name} chỉ dùng được từ {days}. Gia hạn rồi ký lại.")


def _check_signer(change: Change, copy: ElectronicCopy, found: list[Signature], by: Officer) -> None:
    if copy.approved_at is not None:
        if not by.has_role(*SEALERS):
            raise access.NotYours("Chữ ký số của cơ quan do văn thư hoặc lãnh đạo Trung tâm nạp.")
        if {one.signer.serial for one in found} <= {one["serial"] for one in copy.signers}:
            raise WrongSigner("Tệp chưa có chữ ký số của cơ quan. Ký bằng chứng thư của cơ quan rồi nạp.")
        return
    access.require(by, change.dossier, "approve")
    signer = copy.attestation.signer
    if signer.pk != by.pk:
        raise access.NotYours(f"Lời chứng ghi người ký là {signer.full_name}. Đổi người ký trước khi ký.")
    if not any(rules.names_signer(one.signer.name, signer.full_name) for one in found):
        names = ", ".join(one.signer.name or "không tên" for one in found)
        raise WrongSigner(f"Chứng thư trong tệp mang tên {names}, không phải {signer.full_name}.")


def _go_on(change: Change, copy: ElectronicCopy, stored: StoredFile, by: Officer) -> None:
    """With all signatures the copy is the result of its dossier, ready for the person."""
    dossier, act = change.dossier, copy.attestation
    has_all = rules.has_all_signatures((one["serial"] for one in copy.signers), signatures_wanted())
    change.tell(
        CopySigned,
        file=str(stored.pk),
        sha256=stored.sha256,
        signers=[one["name"] for one in copy.signers],
        has_all=has_all,
    )
    involve(dossier, unit=by.unit, officers=[by])
    if not has_all:
        return
    copy.issued_by, copy.issued_at = by, change.at
    result, (number, book) = dossier.result, book_numbers(act)
    result.approved_by, result.approved_at = copy.approved_by, copy.approved_at
    result.number, result.issued_on = f"{number}, quyển {book}"[:60], local_date(act.entered_at)
    result.file = stored
    result.save(update_fields=["approved_by", "approved_at", "number", "issued_on", "file"])
    finish(change, result, "")


def _told(found: Signature) -> dict[str, Any]:
    signer = found.signer
    return {
        "name": signer.name or signer.organisation,
        "organisation": signer.organisation,
        "issuer": signer.issuer,
        "serial": signer.serial,
        "valid_to": signer.valid_to.date().isoformat(),
    }
