"""The rest of the audience table: who stands in for whom, and the one-stop as its leaders see it."""

from __future__ import annotations

from tests.architecture.audience import CLERK, LEADER, UNIT_HEAD, WORKERS, Page

PAGES: dict[str, Page] = {
    # who stands in for whom
    "org_desk:delegations": Page(WORKERS),
    "org_desk:delegate": Page(WORKERS),
    "org_desk:withdraw_delegation": Page(
        frozenset({CLERK, UNIT_HEAD, LEADER}), lambda world: {"number": world.delegation.pk}
    ),
}
