"""Who may change the catalogue."""

from typing import TYPE_CHECKING

from xaso.modules.org.access import Role

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import Review

CATALOGUE_KEEPERS = (Role.CONTROL_OFFICER, Role.CENTRE_HEAD, Role.SYSADMIN)


def may_set_filing_place(officer: "Officer") -> bool:
    """Whether the officer may say where a procedure is filed: one of the `CATALOGUE_KEEPERS`."""
    return officer.has_role(*CATALOGUE_KEEPERS)


def may_keep_catalogue(officer: "Officer") -> bool:
    """Whether the officer may draw and publish routes and e-forms: one of the `CATALOGUE_KEEPERS`."""
    return officer.has_role(*CATALOGUE_KEEPERS)


def may_review(officer: "Officer", review: "Review") -> bool:
    """Whether the officer may write findings and proposals: of the review's office, or a keeper."""
    return officer.unit_id == review.unit_id or may_keep_catalogue(officer)


def may_decide_review(officer: "Officer") -> bool:
    """Whether the officer may decide on a proposal: leaders."""
    return officer.has_role(Role.LEADER)
