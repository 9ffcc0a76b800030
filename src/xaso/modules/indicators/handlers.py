"""Work was done: the months it belongs to are to be counted again."""

from __future__ import annotations

from datetime import date, timedelta

from xaso.kernel.clock import local_date
from xaso.kernel.periods import Period
from xaso.modules.dossiers import events as dossiers
from xaso.modules.plan import events as plan
from xaso.modules.surveys import events as surveys
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.listeners import on
from xaso.platform.journal.models import Entry

from .services import REBUILD, touch

LONGEST_WAY = timedelta(days=3 * 366)
LONGEST_WAIT_FOR_AN_ANSWER = timedelta(days=92)

FIGURES_MOVE_WITH: tuple[type[dossiers.DossierEvent], ...] = (
    dossiers.Received,
    dossiers.SupplementRequested,
    dossiers.SupplementProvided,
    dossiers.Extended,
    dossiers.StepStarted,
    dossiers.Assigned,
    dossiers.SentBack,
    dossiers.Ready,
    dossiers.Returned,
    dossiers.PaperScanned,
    dossiers.ScanChecked,
    dossiers.ScanWaived,
    dossiers.FeeAsked,
    dossiers.WorkResumed,
    dossiers.FeePaid,
    dossiers.FeeRefunded,
    dossiers.Refused,
    dossiers.Withdrawn,
    dossiers.Stopped,
)
"""Facts after which a figure may differ; a filing that waits and a draft of a result move none."""


def dossier_moved(event: dossiers.DossierEvent, entry: Entry) -> None:
    """Touch every month from the reception to the end, or to now: in one of them it may have fallen due.

    The first and the last day of each calendar month on the way lie in every report month on it too.
    """
    moved_on = local_date(entry.at)
    received_on = date.fromisoformat(event.received_on) if event.received_on else moved_on
    ended_on = date.fromisoformat(event.finished_on) if event.finished_on else moved_on
    last = max(received_on, ended_on, moved_on)
    pieces = Period(max(received_on, last - LONGEST_WAY), last).months()
    days = [day.isoformat() for piece in pieces for day in (piece.start, piece.end)]
    touch(module="dossiers", days=days, at=entry.at)
    if event.finished_on:  # what people say is told of the dossiers with a result, too
        touch(module="surveys", days=[event.finished_on], at=entry.at)


for kind in FIGURES_MOVE_WITH:
    on(kind)(dossier_moved)


def old_results_moved(event: dossiers.OldResultEvent, entry: Entry) -> None:
    """Touch this month: the register of old results counts as it stands at a period's end."""
    touch(module="dossiers", days=[local_date(entry.at).isoformat()], at=entry.at)


for result_fact in (
    dossiers.OldResultsListed,
    dossiers.OldResultScanned,
    dossiers.OldResultChecked,
    dossiers.OldResultVoided,
):
    on(result_fact)(old_results_moved)


@on(surveys.Rated)
def service_rated(event: surveys.Rated, entry: Entry) -> None:
    """Touch the month of the answer, and those before it in which the result may have come.

    The event does not tell about which dossier it is; an answer later than this is counted in the night.
    """
    rated_on = date.fromisoformat(event.rated_on)
    pieces = Period(rated_on - LONGEST_WAIT_FOR_AN_ANSWER, rated_on).months()
    days = [day.isoformat() for piece in pieces for day in (piece.start, piece.end)]
    touch(module="surveys", days=days, at=entry.at)


@on(plan.PlanLoaded)
def plan_loaded(event: plan.PlanLoaded, entry: Entry) -> None:
    """Count everything once: the plan may cover years, or name measures, never counted before."""
    enqueue(REBUILD, {}, at=entry.at, key=REBUILD, title="Đếm toàn bộ số liệu")


def task_moved(event: plan.TaskEvent, entry: Entry) -> None:
    """Touch the months of both deadlines and of the end; what counts a year so far is touched to its end.

    A deadline that moved leaves the month it stood in before, which the event tells too.
    """
    told = [event.first_deadline, event.deadline, event.finished_on, getattr(event, "before", "")]
    days = [date.fromisoformat(text) for text in told if text]
    last = max(*days, local_date(entry.at))
    pieces = Period(max(min(days), last - LONGEST_WAY), last).months()
    touch(
        module="plan",
        days=[day.isoformat() for piece in pieces for day in (piece.start, piece.end)],
        at=entry.at,
    )


for fact in (
    plan.TaskGiven,
    plan.ProductConfirmed,
    plan.ProductReturned,
    plan.ProductSent,
    plan.ExtensionDecided,
    plan.TaskPaused,
    plan.TaskResumed,
    plan.TaskCancelled,
):
    on(fact)(task_moved)
