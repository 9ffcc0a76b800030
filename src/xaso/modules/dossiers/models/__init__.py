"""The tables of case handling, by noun."""

from .dossier import Dossier, DossierSeries
from .draft import Draft, DraftFile
from .papers import Paper, Result
from .path import Handover, Involvement, StepRun, Supplement

__all__ = [
    "Dossier",
    "DossierSeries",
    "Draft",
    "DraftFile",
    "Handover",
    "Involvement",
    "Paper",
    "Result",
    "StepRun",
    "Supplement",
]
