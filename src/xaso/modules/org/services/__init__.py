"""Verbs of org: load the pack's reference data, change it at the commune, add officers."""

from xaso.modules.org.services.changing import change_reference
from xaso.modules.org.services.delegating import Absence, delegate, withdraw_delegation
from xaso.modules.org.services.loading import Loaded, Row, announce_load, forget_reference, upsert
from xaso.modules.org.services.officers import add_officer, reset_officer_password
from xaso.modules.org.services.reference import (
    load_calendar,
    load_commune,
    load_divisions,
    load_ethnic_groups,
    load_positions,
    load_settings,
    load_units,
    load_villages,
)

__all__ = [
    "Absence",
    "Loaded",
    "Row",
    "add_officer",
    "announce_load",
    "change_reference",
    "delegate",
    "forget_reference",
    "load_calendar",
    "load_commune",
    "load_divisions",
    "load_ethnic_groups",
    "load_positions",
    "load_settings",
    "load_units",
    "load_villages",
    "reset_officer_password",
    "upsert",
    "withdraw_delegation",
]
