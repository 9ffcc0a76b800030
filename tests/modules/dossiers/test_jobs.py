"""The work of the night."""

from datetime import timedelta

from tests.factories import dossiers as make
from xaso.kernel.clock import SystemClock
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.jobs import KEEP_DAYS
from xaso.modules.dossiers.models import Draft
from xaso.platform.jobs.registry import kind_of, timetable
from xaso.platform.jobs.services import enqueue, run_due


def test_drafts_nobody_goes_on_with_are_thrown_away_at_night(citizen: Person, stranger: Person) -> None:
    now = SystemClock().now()
    make.draft_of(citizen, when=make.MONDAY)
    make.draft_of(stranger, when=make.MONDAY)
    Draft.objects.filter(owner=citizen).update(saved_at=now - timedelta(days=KEEP_DAYS + 1))
    Draft.objects.filter(owner=stranger).update(saved_at=now - timedelta(days=KEEP_DAYS - 1))

    enqueue("dossiers.discard_old_drafts", {}, at=now)
    run_due(at=now)

    assert [draft.owner for draft in Draft.objects.all()] == [stranger]


def test_it_runs_each_night() -> None:
    assert kind_of("dossiers.discard_old_drafts") in [kind for kind, _ in timetable()]
