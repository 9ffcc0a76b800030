"""Who does what in the commune, remembered for the length of the run."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.errors import Missing
from xaso.modules.dossiers import queries as dossiers
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.procedures import queries as procedures

if TYPE_CHECKING:
    from xaso.modules.dossiers.models import Dossier
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion, RouteStep


class Office:
    """The officers, each held once, so that roles are read once; and the steps of each route."""

    def __init__(self) -> None:
        self._by_pk = {officer.pk: officer for officer in org.officers()}
        self._steps: dict[int, list[RouteStep]] = {}
        self._able: dict[tuple[int, int, bool], list[Officer]] = {}

    def with_role(self, role: Role) -> list[Officer]:
        """The officers who hold the role. Raises `Missing` when nobody does."""
        found = [officer for officer in self._by_pk.values() if officer.has_role(role)]
        if not found:
            raise Missing(
                f"Chưa có cán bộ giữ vai trò “{role.label}”.", hint="Nạp gói với --demo-officers trước."
            )
        return found

    def steps(self, version: ProcedureVersion) -> list[RouteStep]:
        """The steps of the version's route."""
        if version.route_id not in self._steps:
            self._steps[version.route_id] = procedures.route_steps(version)
        return self._steps[version.route_id]

    def holder(self, dossier: Dossier, rng: Random) -> Officer:
        """Who acts on the dossier now: its holder, or one of those it waits for."""
        if dossier.holder_id is not None:
            return self._by_pk[dossier.holder_id]
        return rng.choice(self._asked(dossier, is_next=False))

    def next_holder(self, dossier: Dossier, rng: Random) -> Officer:
        """Who may get the next step."""
        return rng.choice(self._asked(dossier, is_next=True))

    def _asked(self, dossier: Dossier, *, is_next: bool) -> Sequence[Officer]:
        key = (dossier.step_id or 0, dossier.field_id, is_next)
        if key not in self._able:
            ask = dossiers.who_may_hold_next if is_next else dossiers.who_may_hold
            self._able[key] = [self._by_pk[officer.pk] for officer in ask(dossier, at=dossier.filed_at)]
        return self._able[key]
