"""From what was read to what is proposed: targets with thresholds by year, owner, the target they continue.

A proposal never decides: what the text leaves open stays open, with a note that says so.
Face: `propose`, `propose_activities`, `as_plain`, `plain_number`, `Proposal`, `ActivityProposal`, `Standing`,
`standing_of`, `UnitName`, `section_names`.
"""

from xaso.modules.plan.reading.proposing.activities import (
    ActivityProposal,
    Lead,
    propose_activities,
    standing_of,
)
from xaso.modules.plan.reading.proposing.homes import section_names
from xaso.modules.plan.reading.proposing.levels import Level, as_plain, plain_number
from xaso.modules.plan.reading.proposing.matching import Standing
from xaso.modules.plan.reading.proposing.proposals import Proposal, propose
from xaso.modules.plan.reading.proposing.units import UnitName

__all__ = [
    "ActivityProposal",
    "Lead",
    "Level",
    "Proposal",
    "Standing",
    "UnitName",
    "as_plain",
    "plain_number",
    "propose",
    "propose_activities",
    "section_names",
    "standing_of",
]
