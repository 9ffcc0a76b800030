"""Questions to the catalogue: what a procedure asks on a day, how it is found, how it is handled."""

from xaso.modules.procedures.queries.catalogue import (
    Filters,
    PlaceChoice,
    catalogue,
    example_words,
    fields,
    filing_places,
    find,
    life_event,
    life_events,
    officers_catalogue,
    popular,
    state_counts,
)
from xaso.modules.procedures.queries.versions import (
    current_version,
    form_definition,
    forms,
    of_versions,
    procedure,
    route_steps,
    version_page,
    versions_of,
)

__all__ = [
    "Filters",
    "PlaceChoice",
    "catalogue",
    "current_version",
    "example_words",
    "fields",
    "filing_places",
    "find",
    "form_definition",
    "forms",
    "life_event",
    "life_events",
    "of_versions",
    "officers_catalogue",
    "popular",
    "procedure",
    "route_steps",
    "state_counts",
    "version_page",
    "versions_of",
]
