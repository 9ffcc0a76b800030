"""The tables of case handling, by noun."""

from .dossier import Dossier, DossierSeries
from .draft import Draft, DraftFile
from .origin import Origin
from .papers import Paper, Result
from .path import Handover, Involvement, Postponement, StepRun, Supplement
from .search import enable
from .scanning import Scan

__all__ = [
    "Dossier",
    "DossierSeries",
    "Draft",
    "DraftFile",
    "Handover",
    "Involvement",
    "Origin",
    "Paper",
    "Postponement",
    "Result",
    "StepRun",
    "Supplement",
]

    "Scan",
enable(Dossier._meta.get_field("folded"))
