"""The tables of case handling, by noun."""

from .dossier import Dossier, DossierSeries
from .draft import Draft, DraftFile
from .group import DossierGroup, GroupMember
from .origin import Origin
from .pace import DayDigest, Forecast, Pace
from .papers import Paper, Result
from .path import Handover, Involvement, Postponement, StepRun, Supplement
from .scanning import Scan
from .search import enable

__all__ = [
    "DayDigest",
    "Dossier",
    "DossierGroup",
    "DossierSeries",
    "Draft",
    "DraftFile",
    "GroupMember",
    "Forecast",
    "Handover",
    "Involvement",
    "Origin",
    "Pace",
    "Paper",
    "Postponement",
    "Result",
    "Scan",
    "StepRun",
    "Supplement",
]

enable(Dossier._meta.get_field("folded"))
