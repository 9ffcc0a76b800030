"""The rest of the audience table: who stands in for whom, and the one-stop as its leaders see it."""

from __future__ import annotations

from tests.architecture.audience import ASSIGNERS, CLERK, EVERYONE, LEADER, UNIT_HEAD, WORKERS, Page

PAGES: dict[str, Page] = {
    # the one-stop's work as those see it who answer for it
    "dossiers_steering:workload": Page(ASSIGNERS),
    "dossiers_steering:workload_export": Page(ASSIGNERS, lambda world: {"kind": "csv"}),
    "dossiers_steering:risks": Page(ASSIGNERS),
    "dossiers_steering:bottlenecks": Page(ASSIGNERS),
    "dossiers_steering:digest": Page(ASSIGNERS),
    # what everybody may know of it
    "portal:punctuality": Page(EVERYONE),
    "portal:punctuality_data": Page(EVERYONE, lambda world: {"kind": "json"}),
    # who stands in for whom
    "org_desk:delegations": Page(WORKERS),
    "org_desk:delegate": Page(WORKERS),
    "org_desk:withdraw_delegation": Page(
        frozenset({CLERK, UNIT_HEAD, LEADER}), lambda world: {"number": world.delegation.pk}
    ),
}
