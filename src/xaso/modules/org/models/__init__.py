"""What org keeps: the commune and its people, and who stands in for whom."""

from xaso.modules.org.models.commune import (
    CERTAINTY_CHOICES,
    OF_ONE_OFFICE,
    Calendar,
    CalendarDay,
    Commune,
    Division,
    EthnicGroup,
    Officer,
    Position,
    ReferenceVersion,
    Role,
    Setting,
    StandIn,
    Unit,
    Village,
)
from xaso.modules.org.models.delegations import Delegation

__all__ = [
    "CERTAINTY_CHOICES",
    "OF_ONE_OFFICE",
    "Calendar",
    "CalendarDay",
    "Commune",
    "Delegation",
    "Division",
    "EthnicGroup",
    "Officer",
    "Position",
    "ReferenceVersion",
    "Role",
    "Setting",
    "StandIn",
    "Unit",
    "Village",
]
