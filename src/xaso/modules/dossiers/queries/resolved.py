"""Dossiers with a result, for figures of higher modules."""

from __future__ import annotations

from xaso.kernel.periods import Period

from ..models import Dossier
from ..models.querysets import DossierQuerySet


def resolved_in(period: Period) -> DossierQuerySet:
    """Dossiers that got a result in the period: ends without a result left out."""
    return Dossier.objects.resolved_in(period)
