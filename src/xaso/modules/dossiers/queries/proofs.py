"""What the code on a result proves, to whoever holds the paper; and the officer's side of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from xaso.kernel.codes import spelled, unspelled
from xaso.kernel.errors import Missing
from xaso.modules.org.queries import commune

from ..models import Proof
from ..services.storing import result_name

if TYPE_CHECKING:
    from xaso.platform.files.models import StoredFile


class Standing(StrEnum):
    """What a result is worth."""

    GENUINE = "genuine"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class NotProven(Missing):
    """No result carries this code, or it is not given yet."""

    code = "not_proven"
    default_sentence = (
        "Không có kết quả nào mang mã này. Xem lại từng ký tự in trên giấy. Nếu đúng mà vẫn không có, giấy "
        "có thể không phải do xã cấp; hỏi Trung tâm Phục vụ hành chính công xã."
    )


@dataclass(frozen=True, slots=True)
class ProofView:
    """What the public page says: what stands on the paper itself, and whether it still holds."""

    code: str
    standing: Standing
    name: str
    number: str
    issued_on: date | None
    issuer: str
    signer: str
    holder: str
    issued_at: datetime
    ended_at: datetime | None
    replaced_by_number: str
    sha256: str


def proof_view(code: str) -> ProofView:
    """What the code proves. One query. Raises `NotProven` alike for an unknown code and a result not given.

    Says nothing that is not on the paper; not why it was withdrawn. The page limits how often one asks.
    Basis: onestop.md 6.9 (MaKetQuaThayThe), 6.10 (replaced-by).
    """
    rows = Proof.objects.filter(code=unspelled(code), issued_at__isnull=False).select_related(
        "dossier__applicant",
        "dossier__version",
        "dossier__result__file",
        "dossier__result__approved_by",
        "replaced_by__dossier__result",
    )
    proof = rows.first()
    if proof is None or proof.issued_at is None:
        raise NotProven
    result = proof.dossier.result
    newer = proof.replaced_by.dossier.result if proof.replaced_by else None
    return ProofView(
        code=spelled(proof.code),
        standing=_standing(proof),
        name=proof.title or result_name(proof.dossier),
        number=result.number,
        issued_on=result.issued_on,
        issuer=commune().committee_name,
        signer=result.approved_by.full_name if result.approved_by else "",
        holder=proof.dossier.applicant.full_name,
        issued_at=proof.issued_at,
        ended_at=proof.ended_at,
        replaced_by_number=newer.number if newer else "",
        sha256=_digest(result.file),
    )


def proof_of(dossier_id: int) -> Proof | None:
    """The code of a dossier's result, for those who may see the dossier."""
    rows = Proof.objects.select_related("written_by", "ended_by", "replaced_by__dossier")
    return rows.filter(dossier=dossier_id).first()


def _standing(proof: Proof) -> Standing:
    if proof.ended_at is None:
        return Standing.GENUINE
    return Standing.REPLACED if proof.replaced_by_id else Standing.WITHDRAWN


def _digest(file: StoredFile | None) -> str:
    return file.sha256 if file else ""
