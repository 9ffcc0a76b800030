"""Verbs of the catalogue: load it, change it by versions, draw and publish routes and e-forms."""

from xaso.modules.procedures.rules.routes import Step
from xaso.modules.procedures.services.entrances import index_catalogue, load_life_events, load_words
from xaso.modules.procedures.services.filing import NoteMissing, set_filing_place
from xaso.modules.procedures.services.form_drafting import begin_form, discard_form, name_form, revise_form
from xaso.modules.procedures.services.form_parts import add_field
from xaso.modules.procedures.services.form_publishing import publish_form
from xaso.modules.procedures.services.procedures import LoadedProcedures, load_procedures
from xaso.modules.procedures.services.route_drafting import (
    add_step,
    begin_route,
    change_step,
    discard_route,
    move_step,
    revise_route,
)
from xaso.modules.procedures.services.route_loading import load_routes
from xaso.modules.procedures.services.route_publishing import publish_route
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
    "Step",
    "add_field",
    "add_step",
    "begin_form",
    "begin_route",
    "change_step",
    "discard_form",
    "discard_route",
    "index_catalogue",
    "load_fields",
    "load_forms",
    "load_life_events",
    "load_procedures",
    "load_routes",
    "load_words",
    "move_step",
    "name_form",
    "new_version",
    "publish_form",
    "publish_route",
    "record_decision",
    "revise_form",
    "revise_route",
    "set_filing_place",
]
