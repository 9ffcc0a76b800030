"""The tables of case handling, by noun."""

from .dossier import Dossier, DossierSeries
from .draft import Draft, DraftFile
from .origin import Origin
from .papers import Paper, Result
from .path import Handover, Involvement, Postponement, StepRun, Supplement
from .scanning import Scan
from .search import enable

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
    "Scan",
    "StepRun",
    "Supplement",
]

enable(Dossier._meta.get_field("folded"))
