"""Work was done: the months it belongs to are to be counted again."""

from __future__ import annotations

from xaso.kernel.clock import local_date
from xaso.modules.dossiers import events as dossiers
from xaso.modules.surveys import events as surveys
from xaso.platform.journal.listeners import on
from xaso.platform.journal.models import Entry

from .services import touch


@on(dossiers.Received)
@on(dossiers.SupplementProvided)
@on(dossiers.StepStarted)
@on(dossiers.Assigned)
@on(dossiers.SentBack)
@on(dossiers.Ready)
@on(dossiers.Returned)
@on(dossiers.Refused)
@on(dossiers.Withdrawn)
@on(dossiers.Stopped)
def dossier_moved(event: dossiers.DossierEvent, entry: Entry) -> None:
    """Touch the months in which the dossier was received and finished, and the month of the move."""
    days = [event.received_on or "", event.finished_on or "", local_date(entry.at).isoformat()]
    touch(module="dossiers", days=days, at=entry.at)


@on(surveys.Rated)
def service_rated(event: surveys.Rated, entry: Entry) -> None:
    """Touch the month of the answer."""
    touch(module="surveys", days=[event.rated_on], at=entry.at)
