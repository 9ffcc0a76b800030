"""The demo shows the catalogue at work."""

import pytest

from tests.cast import NOW
from xaso.modules.procedures.models import CatalogueDecision, NationalPublication, ProcedureVersion, Review
from xaso.sites.setup.demo.catalogue import make_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_decision_a_publication_and_reviews_at_every_step_are_made() -> None:
    make_catalogue(now=NOW)

    assert set(CatalogueDecision.objects.values_list("number", flat=True)) == {"1207/QĐ-UBND", "86/QĐ-UBND"}
    assert ProcedureVersion.objects.filter(decision__number="1207/QĐ-UBND").count() == 2
    assert NationalPublication.objects.count() == 1
    assert {"kept", "proposed", "accepted"} <= set(Review.objects.values_list("state", flat=True))


def test_a_catalogue_too_small_for_it_is_left_alone() -> None:
    ProcedureVersion.objects.update(valid_to="2025-12-31")

    make_catalogue(now=NOW)

    assert not CatalogueDecision.objects.exists()
