"""The tables of the catalogue, by noun."""

from .catalogue import Component, Procedure, ProcedureVersion
from .decisions import CatalogueDecision
from .designs import FormDraft, RouteDraft
from .entrances import LifeEvent, LifeEventProcedure, SearchWords
from .importing import CatalogueImport
from .publications import NationalPublication
from .reviews import Review, ReviewPlan
from .structure import CERTAINTY_CHOICES, Field, FormDefinition, Route, RouteStep

__all__ = [
    "CERTAINTY_CHOICES",
    "CatalogueDecision",
    "CatalogueImport",
    "Component",
    "Field",
    "FormDefinition",
    "FormDraft",
    "LifeEvent",
    "LifeEventProcedure",
    "NationalPublication",
    "Procedure",
    "ProcedureVersion",
    "Review",
    "ReviewPlan",
    "Route",
    "RouteDraft",
    "RouteStep",
    "SearchWords",
]
