"""Verbs of the catalogue: load it from the commune pack, say where a procedure is filed."""

from xaso.modules.procedures.services.entrances import index_catalogue, load_life_events, load_words
from xaso.modules.procedures.services.filing import NoteMissing, set_filing_place
from xaso.modules.procedures.services.procedures import LoadedProcedures, load_procedures
from xaso.modules.procedures.services.route_loading import load_routes
from xaso.modules.procedures.services.structure import load_fields, load_forms
from xaso.modules.procedures.services.versioning import (
    Decision,
    NothingChanged,
    NoVersion,
    StartPast,
    StartTaken,
    new_version,
    record_decision,
)

__all__ = [
    "Decision",
    "LoadedProcedures",
    "NoVersion",
    "NoteMissing",
    "NothingChanged",
    "StartPast",
    "StartTaken",
    "index_catalogue",
    "load_fields",
    "load_forms",
    "load_life_events",
    "load_procedures",
    "load_routes",
    "load_words",
    "new_version",
    "record_decision",
    "set_filing_place",
]
