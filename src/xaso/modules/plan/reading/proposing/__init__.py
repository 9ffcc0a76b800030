"""From what was read to what is proposed: targets with thresholds by year, owner, the target they continue.

A proposal never decides: what the text leaves open stays open, with a note that says so.
Face: `propose`, `as_plain`, `Proposal`, `Standing`, `UnitName`, `section_names`.
"""

from xaso.modules.plan.reading.proposing.homes import section_names
from xaso.modules.plan.reading.proposing.levels import as_plain
from xaso.modules.plan.reading.proposing.matching import Standing
from xaso.modules.plan.reading.proposing.proposals import Proposal, propose
from xaso.modules.plan.reading.proposing.units import UnitName

__all__ = ["Proposal", "Standing", "UnitName", "as_plain", "propose", "section_names"]
