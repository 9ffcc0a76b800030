"""Certified copies as files: one as its page shows it, and those that wait for a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from xaso.kernel.errors import Missing
from xaso.kernel.paging import PAGE_SIZE
from xaso.modules.org.access import Role

from ..access import visible_to
from ..lifecycle import State
from ..models import Dossier, ElectronicCopy, Proof, Result
from ..services.copy_signing import SEALERS

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

    from ..models.electronic import ElectronicCopyQuerySet

MOST = PAGE_SIZE * 3


def seen_copy(officer: Officer, pk: int) -> ElectronicCopy:
    """The copy of an act of the book, for who may see its dossier or gives the office's signature to it.

    Raises `Missing`.
    """
    seen = Q(attestation__dossier__in=visible_to(officer))
    if officer.has_role(*SEALERS):
        seen |= Q(approved_at__isnull=False)
    found = _whole(ElectronicCopy.objects.all()).filter(seen, attestation=pk).first()
    if found is None:
        raise Missing("Không có bản sao điện tử này.")
    return found


def to_sign(officer: Officer) -> list[ElectronicCopy]:
    """The copies whose words name this officer, made and not yet signed, the oldest first, at most sixty."""
    rows = ElectronicCopy.objects.to_sign().filter(attestation__signer=officer)
    return _waiting(rows)


def to_seal(officer: Officer) -> list[ElectronicCopy]:
    """The copies that lack the office's signature, the oldest first, at most sixty; none for others."""
    if not officer.has_role(*SEALERS):
        return []
    return _waiting(ElectronicCopy.objects.to_seal())


def to_sign_count(officer: Officer) -> int:
    """How many copies wait for a signature this officer gives; asks nothing for who gives none."""
    if not officer.has_role(Role.LEADER, *SEALERS):
        return 0
    mine = Q(attestation__signer=officer, paper__isnull=False, approved_at=None)
    if officer.has_role(*SEALERS):
        mine |= Q(approved_at__isnull=False)
    rows = ElectronicCopy.objects.filter(mine, issued_at=None)
    return rows.filter(attestation__dossier__state=State.AWAITING_APPROVAL).count()


def is_approved_by_signing(dossier: Dossier) -> bool:
    """Whether the dossier's approval is a signature on a file, not a button (`NeedsSignatures`)."""
    rows = ElectronicCopy.objects.filter(attestation__dossier=dossier)
    return rows.filter(attestation__dossier__result__outcome=Result.Outcome.GRANTED).exists()


def proof_of_copy(copy: ElectronicCopy) -> Proof | None:
    """The code printed on the copy, and what became of it."""
    return Proof.objects.filter(dossier=copy.attestation.dossier_id).select_related("replaced_by").first()


def _waiting(rows: ElectronicCopyQuerySet) -> list[ElectronicCopy]:
    found = _whole(rows).filter(attestation__dossier__state=State.AWAITING_APPROVAL)
    return list(found.order_by("attestation__entered_at", "pk")[:MOST])


def _whole(rows: ElectronicCopyQuerySet) -> ElectronicCopyQuerySet:
    return rows.select_related(
        "attestation__dossier__applicant",
        "attestation__dossier__version__procedure",
        "attestation__dossier__step",
        "attestation__signer__position",
        "scan",
        "paper",
        "signed",
        "scanned_by",
        "checked_by",
        "approved_by",
        "issued_by",
    )
