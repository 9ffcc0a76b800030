"""The demo's certified copies as files: each at another point of its way."""

from __future__ import annotations

from random import Random

import pytest

from tests.cast import Cast
from tests.factories import copies
from tests.factories import dossiers as make
from xaso.modules.dossiers.models import ElectronicCopy, Proof, Stage
from xaso.sites.setup.demo.certified_files import make_copies
from xaso.sites.setup.demo.signing import ISSUER

pytestmark = pytest.mark.django_db
LATER = make.moment(3, 16)


def test_some_are_given_out_one_withdrawn_and_one_waits_for_each_thing(cast: Cast) -> None:
    copies.counter()

    make_copies([cast.citizen], until=LATER, rng=Random(1))

    found = list(ElectronicCopy.objects.order_by("pk"))
    assert [one.stage for one in found] == [*[Stage.ISSUED] * 4, Stage.SEAL, Stage.SIGN, Stage.SCAN]
    assert Proof.objects.exclude(ended_at=None).count() == 1
    assert {one["issuer"] for copy in found for one in copy.signers} == {ISSUER}


def test_without_somebody_at_the_counter_who_also_appraises_none_is_made(cast: Cast) -> None:
    make_copies([cast.citizen], until=LATER, rng=Random(1))

    assert not ElectronicCopy.objects.exists()
