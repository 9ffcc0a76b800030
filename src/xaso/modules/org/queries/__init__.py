"""Questions to org: who the commune is, how it works, who may do what. Kept until something changes."""

from xaso.modules.org.queries.cache import clear_caches
from xaso.modules.org.queries.delegations import live_delegations, serving, with_stand_ins
from xaso.modules.org.queries.options import communes, ethnic_groups, home, provinces, village_options
from xaso.modules.org.queries.people import officer_of, officer_user_names, officers, officers_with_role
from xaso.modules.org.queries.reference import (
    calendar,
    calendar_days,
    commune,
    cutoff,
    has_commune,
    setting,
    setting_row,
    settings_rows,
    unit,
    unit_rows,
    units,
    villages,
    working_hours_per_day,
)

__all__ = [
    "calendar",
    "calendar_days",
    "clear_caches",
    "commune",
    "communes",
    "cutoff",
    "ethnic_groups",
    "has_commune",
    "home",
    "live_delegations",
    "officer_of",
    "officer_user_names",
    "officers",
    "officers_with_role",
    "provinces",
    "serving",
    "setting",
    "setting_row",
    "settings_rows",
    "unit",
    "unit_rows",
    "units",
    "village_options",
    "villages",
    "with_stand_ins",
    "working_hours_per_day",
]
