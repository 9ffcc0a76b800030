"""Questions to dossiers. Page-facing ones take who asks first; a stranger gets Missing."""

from .asking import AskedPaper, AskMeter, ask_meter
from .earlier import earlier_papers
from .listing import DUES, GROUPS, SORTS, Filters, export_rows, officer_list
from .opinions import OpinionRow, asked_opinions, opinions_of, seen_opinion
from .own import own_dossier, own_dossiers, own_draft, own_drafts
from .records import Record, record, seen_dossier, who_may_hold, who_may_hold_next
from .register import HEADS as REGISTER_HEADS
from .register import register_of, register_rows
from .resolved import resolved_in
from .rows import ListRow, dossier_clock
from .spot import spot
from .timeline import TimelineLine, timeline
from .tracking import NotTracked, TrackView, track
from .waiting import WaitingRow, inbox, waiting_count, waiting_for

__all__ = [
    "DUES",
    "GROUPS",
    "REGISTER_HEADS",
    "SORTS",
    "AskMeter",
    "AskedPaper",
    "Filters",
    "ListRow",
    "NotTracked",
    "OpinionRow",
    "Record",
    "TimelineLine",
    "TrackView",
    "WaitingRow",
    "ask_meter",
    "asked_opinions",
    "dossier_clock",
    "earlier_papers",
    "export_rows",
    "inbox",
    "officer_list",
    "opinions_of",
    "own_dossier",
    "own_dossiers",
    "own_draft",
    "own_drafts",
    "record",
    "register_of",
    "register_rows",
    "resolved_in",
    "seen_dossier",
    "seen_opinion",
    "spot",
    "timeline",
    "track",
    "waiting_count",
    "waiting_for",
    "who_may_hold",
    "who_may_hold_next",
]
