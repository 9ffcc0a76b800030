"""The tables of case handling, by noun."""

from .archive import ArchiveEntry, ArchivePackage
from .asking import AskOnce, PaperOrigin
from .attesting import Attestation, AttestationSeries
from .dossier import Dossier, DossierSeries
from .draft import Draft, DraftFile, GroupDraft
from .electronic import ElectronicCopy, Stage
from .fees import FeeRequest
from .group import DossierGroup, GroupMember
from .old_results import OldResult
from .opinions import Opinion, Verification
from .origin import Origin
from .pace import DayDigest, Forecast, Pace
from .papers import Paper, Result
from .path import Handover, Involvement, Postponement, StepRun, Supplement
from .proofs import Proof
from .scanning import Scan
from .search import enable

__all__ = [
    "ArchiveEntry",
    "ArchivePackage",
    "AskOnce",
    "Attestation",
    "AttestationSeries",
    "DayDigest",
    "Dossier",
    "DossierGroup",
    "DossierSeries",
    "Draft",
    "DraftFile",
    "ElectronicCopy",
    "FeeRequest",
    "Forecast",
    "GroupDraft",
    "GroupMember",
    "Handover",
    "Involvement",
    "OldResult",
    "Opinion",
    "Origin",
    "Pace",
    "Paper",
    "PaperOrigin",
    "Postponement",
    "Proof",
    "Result",
    "Scan",
    "Stage",
    "StepRun",
    "Supplement",
    "Verification",
]

enable(Dossier._meta.get_field("folded"))
