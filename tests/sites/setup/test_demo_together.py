"""Neighbours of the demonstration file several procedures in one go."""

from __future__ import annotations

from random import Random

import pytest

from tests.cast import NOW, PEOPLE, Cast
from tests.factories import groups
from xaso.modules.dossiers.models import Dossier, DossierGroup, GroupDraft, Paper
from xaso.modules.dossiers.queries.group_path import GroupPath
from xaso.modules.procedures.models import Procedure
from xaso.sites.setup.demo.accounts import DemoAccount
from xaso.sites.setup.demo.together import make_together

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ACCOUNTS = [DemoAccount(PEOPLE[who][1], PEOPLE[who][0], "khong-dung") for who in ("citizen", "village_head")]


def test_one_group_is_sent_and_one_is_left_half_way(cast: Cast) -> None:
    event = groups.load_event()

    made = make_together(ACCOUNTS, now=NOW, rng=Random(7), event=event)

    sent = Dossier.objects.filter(membership__group=DossierGroup.objects.get())
    begun = GroupPath(GroupDraft.objects.get(), today=NOW.date())
    assert made == 2
    assert [one.version.procedure.code for one in sent.order_by("membership__order")] == list(groups.CODES)
    assert Paper.objects.filter(dossier__in=sent).values("file").distinct().count() == 1
    assert [one.is_done for one in begun.paths] == [True, False]


def test_a_pack_without_the_event_or_with_too_little_filed_here_gets_none(cast: Cast) -> None:
    event = groups.load_event()
    Procedure.objects.filter(code=groups.CODES[1]).update(filing_place="counter")

    missing = make_together(ACCOUNTS, now=NOW, rng=Random(7))
    too_few = make_together(ACCOUNTS, now=NOW, rng=Random(7), event=event)

    assert (missing, too_few) == (0, 0)
    assert not GroupDraft.objects.exists()
