"""Questions about reports; page-facing ones take the officer first."""

from .listing import Filters, ReportRow, listing
from .record import FigureRow, PartRow, Record, edition_file, parts_of, record, seen_part, seen_report
from .waiting import WaitingRow, waiting_for

__all__ = [
    "FigureRow",
    "Filters",
    "PartRow",
    "Record",
    "ReportRow",
    "WaitingRow",
    "edition_file",
    "listing",
    "parts_of",
    "record",
    "seen_part",
    "seen_report",
    "waiting_for",
]
