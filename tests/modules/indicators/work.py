"""Work already done, put straight into the tables: dossiers and ratings by month, for tests of figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from xaso.kernel.clock import at, local_date
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier
from xaso.modules.indicators.rules.slots import slots_between
from xaso.modules.indicators.services.counting import refresh
from xaso.modules.org.models import Unit, Village
from xaso.modules.plan.models import (
    Activity,
    ActivityLead,
    BudgetLine,
    MoneyEntry,
    Plan,
    PlanVersion,
    Section,
    Target,
    Threshold,
)
from xaso.modules.procedures.models import Field, FormDefinition, Procedure, ProcedureVersion, Route
from xaso.modules.surveys.models import Rating
from xaso.platform.measuring.registry import registry

_numbers = count(1)
NOON = time(12)


@dataclass
class Office:
    """A commune small enough for a test: one unit, two villages, two fields with one procedure each."""

    unit: Unit
    villages: list[Village]
    versions: dict[str, ProcedureVersion]
    form: FormDefinition
    person: Person


def open_office() -> Office:
    """Make the least that dossiers stand on, beside the cast's commune; its plan is put away."""
    for rows in (MoneyEntry, BudgetLine, ActivityLead, Activity, Target, PlanVersion, Plan):
        rows.objects.all().delete()
    unit = Unit.objects.create(
        code="phong-thu", name="Phòng Thử", short_name="Phòng Thử", kind="office", order=1
    )
    villages = [Village.objects.create(code=f"thon-{name}", name=f"Thôn {name}") for name in ("A", "B")]
    route = Route.objects.create(code="thu", name="Thử", certainty="D")
    form = FormDefinition.objects.create(
        code="thu", title="Tờ khai", valid_from=date(2025, 1, 1), definition={"sections": []}, certainty="D"
    )
    versions = {}
    for code, name, sector in (("ho-tich", "Hộ tịch", ""), ("dat-dai", "Đất đai", "land")):
        field = Field.objects.create(code=f"thu-{code}", name=name, unit=unit, sector=sector)
        procedure = Procedure.objects.create(code=f"1.{code}", field=field)
        versions[code] = ProcedureVersion.objects.create(
            procedure=procedure,
            valid_from=date(2025, 1, 1),
            name=f"Thủ tục {name}",
            confidence="partial",
            form_code="thu",
            route=route,
        )
    person = Person.objects.create(
        full_name="Giàng Thị Mẫu",
        folded_name="giang thi mau",
        id_number="099190000999",
        created_at=noon(2025, 1, 1),
    )
    return Office(unit, villages, versions, form, person)


def noon(year: int, month: int, day: int) -> datetime:
    """Noon of a day in Vietnam."""
    return at(date(year, month, day), NOON)


def dossier(
    office: Office,
    received: datetime,
    *,
    field: str = "ho-tich",
    online: bool = False,
    late: bool | None = False,
    village: int = 0,
    state: str = "returned",
) -> Dossier:
    """Make a dossier received then and, unless ``late`` is None, finished and returned the day after."""
    number = next(_numbers)
    version = office.versions[field]
    ended = None if late is None else received + timedelta(days=1)
    return Dossier.objects.create(
        code=f"THU-{number:06d}",
        version=version,
        field=version.procedure.field,
        form=office.form,
        applicant=office.person,
        submitter=office.person,
        village=office.villages[village],
        folded=f"thu-{number:06d} giang thi mau",
        channel="2" if online else "1",
        state=state if ended else "in_process",
        filed_at=received,
        received_at=received,
        finished_at=ended,
        returned_at=ended if state == "returned" else None,
        is_late=late,
        unit=office.unit,
        filing_key=f"thu-{number}",
    )


def rating(office: Office, given: datetime, level: str = "satisfied", *, field: str = "ho-tich") -> Rating:
    """Make a dossier returned that day and its rating."""
    about = dossier(office, given - timedelta(days=1), field=field)
    return Rating.objects.create(dossier=about, field=about.field, level=level, at=given)


def promise(
    code: str, measure: str, threshold: str, *, year: int = 2026, owner: Unit | None = None
) -> Target:
    """Make a target of the plan with a threshold (at least) for one year."""
    plan, _ = Plan.objects.get_or_create(
        code="ke-hoach-thu", defaults={"name": "Kế hoạch thử", "year_from": 2025, "year_to": 2030}
    )
    section, _ = Section.objects.get_or_create(
        plan=plan, code="I", defaults={"name": "Dịch vụ công", "order": 1}
    )
    target = Target.objects.create(
        section=section,
        code=code,
        order=Target.objects.count() + 1,
        name=f"Chỉ tiêu {code}",
        unit="percent",
        source="A",
        owner=owner,
        measure=measure,
    )
    if threshold:
        Threshold.objects.create(target=target, year=year, comparator=">=", value=threshold)
    return target


def count_promises(now: datetime) -> None:
    """Count the months of the measures that targets of the plan name, as each night counts all of them."""
    named = set(Target.objects.exclude(measure="").values_list("measure", flat=True))
    first = date(min([*Plan.objects.values_list("year_from", flat=True), local_date(now).year]) - 1, 1, 1)
    refresh([registry.get(code) for code in sorted(named)], slots_between(first, local_date(now)), at=now)
