"""Routes as keepers of the catalogue see them: published, being drawn, held by whom, used by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.procedures.models import ProcedureVersion, Route, RouteDraft
from xaso.modules.procedures.rules.routes import Fault, Step, faults

from .versions import in_force


@dataclass(frozen=True)
class Family:
    """A route's code with the number in force, one that will follow, the draft, and how many use it."""

    code: str
    route: Route | None
    coming: Route | None
    draft: RouteDraft | None
    used: int = 0

    @property
    def name(self) -> str:
        """As it is called now."""
        named = self.route or self.coming or self.draft
        return named.name if named else self.code


class Holders:
    """Who can hold steps: the roles of active officers, in their units. Asked once."""

    def __init__(self) -> None:
        rows = org.officers().order_by().values_list("user__grants__role", "unit__code")
        self.places = {(role, unit) for role, unit in rows if role}
        self.roles = {role for role, _ in self.places}

    def is_held(self, step: Step) -> bool:
        """Whether anybody of the commune holds its role: a dossier goes there when its office has nobody."""
        return step.role in self.roles

    def lacking(self, step: Step, offices: Sequence[str]) -> list[str]:
        """The units in which nobody holds its role; of `offices` when it is for the field's office."""
        units = [step.unit] if step.unit else offices
        return [unit for unit in units if (step.role, unit) not in self.places]


def families(on: date) -> list[Family]:
    """Every family of routes with its draft, by name."""
    used = _used(on)
    now: dict[str, Route] = {}
    coming: dict[str, Route] = {}
    for route in Route.objects.order_by("number"):
        (coming if route.valid_from and route.valid_from > on else now)[route.code] = route
    drafts = {draft.code: draft for draft in RouteDraft.objects.select_related("changed_by")}
    codes = {*now, *coming, *drafts}
    found = [
        Family(code, now.get(code), coming.get(code), drafts.get(code), used.get(code, 0)) for code in codes
    ]
    return sorted(found, key=lambda family: (family.name, family.code))


def _used(on: date) -> dict[str, int]:
    rows = ProcedureVersion.objects.filter(in_force(on), procedure__is_hidden=False)
    return dict(rows.order_by().values_list("route__code").annotate(number=Count("pk")))


def route(code: str, number: int | None = None, *, on: date) -> Route:
    """The route of that number, or the one in force on the day, else the first to come. Raise Missing."""
    rows = Route.objects.filter(code=code)
    if number is not None:
        found = rows.filter(number=number).first()
    else:
        begun = rows.filter(Q(valid_from=None) | Q(valid_from__lte=on))
        found = begun.order_by("-number").first() or rows.order_by("number").first()
    if found is None:
        raise Missing("Không có quy trình này. Mở danh sách quy trình để xem.")
    return found


def route_numbers(code: str) -> list[Route]:
    """Every number of the family, the latest first."""
    return list(Route.objects.filter(code=code).order_by("-number"))


def route_draft(code: str) -> RouteDraft:
    """The draft of the family. Raise Missing when there is none."""
    found = RouteDraft.objects.select_related("changed_by", "based_on").filter(code=code).first()
    if found is None:
        raise Missing("Quy trình này không có bản thảo. Mở danh sách quy trình để xem.")
    return found


def has_route_draft(code: str) -> bool:
    """Whether somebody is drawing the family's next number."""
    return RouteDraft.objects.filter(code=code).exists()


def versions_on_route(code: str) -> QuerySet[ProcedureVersion]:
    """The latest versions of procedures that stand on a number of the family, by name."""
    rows = ProcedureVersion.objects.filter(route__code=code, valid_to=None, procedure__is_hidden=False)
    return rows.select_related("procedure__field__unit", "route").order_by("sort_name", "pk")


def offices_on_route(code: str) -> list[str]:
    """Codes of the offices that answer for the fields of procedures on the family."""
    rows = versions_on_route(code).order_by().values_list("procedure__field__unit__code", flat=True)
    return sorted(set(rows))


@dataclass(frozen=True)
class Checked:
    """What a draft's steps are worth: why it cannot be published, and what it is good to know."""

    steps: list[Step]
    faults: list[Fault]
    cautions: list[Fault]


def check_route(draft: RouteDraft) -> Checked:
    """Check the draft's steps against who works in the commune today. In two queries."""
    steps = [Step.of(row) for row in draft.steps]
    holders = Holders()
    offices = offices_on_route(draft.code)
    cautions = []
    for place, step in enumerate(steps):
        lacking = [org.unit(unit).short_name for unit in holders.lacking(step, offices)]
        if lacking and holders.is_held(step):
            names = ", ".join(lacking)
            sentence = (
                f"Bước “{step.name}”: {names} chưa có ai giữ vai trò này; hồ sơ sẽ sang người đơn vị khác."
            )
            cautions.append(Fault(sentence, place))
    return Checked(steps, faults(steps, holders.is_held), cautions)
