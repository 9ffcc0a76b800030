"""One procedure as it stands on a day: its version, papers, e-form and route."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, Prefetch, Q, QuerySet

from xaso.kernel.errors import Missing
from xaso.modules.org.queries.cache import remembered
from xaso.modules.procedures.models import (
    Component,
    FormDefinition,
    Procedure,
    ProcedureVersion,
    RouteStep,
)

GENERIC_FORM = "generic"


def in_force(on: date) -> Q:
    """The rows that hold on the day, by `valid_from` and `valid_to`, both included."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def open_versions(on: date | None) -> QuerySet[ProcedureVersion]:
    """Versions in force on the day of procedures that are shown, with procedure, field, office and route.

    Without a day: the latest version of each.
    """
    period = Q(valid_to=None) if on is None else in_force(on)
    rows = ProcedureVersion.objects.filter(period, procedure__is_hidden=False)
    return rows.select_related("procedure__field__unit", "route")


def current_version(code: str, on: date) -> ProcedureVersion:
    """What is true of the procedure on the day. Raise Missing when it is unknown, hidden or not in force.

    For a hidden procedure the sentence says which one took its place.
    """
    version = open_versions(on).filter(procedure__code=code).first()
    if version is None:
        raise Missing(_why_missing(code))
    return version


def version_page(code: str, on: date) -> ProcedureVersion:
    """`current_version` with its papers in order (`components.all()`), in 2 queries."""
    papers = Prefetch("components", Component.objects.order_by("order"))
    version = open_versions(on).filter(procedure__code=code).prefetch_related(papers).first()
    if version is None:
        raise Missing(_why_missing(code))
    return version


def versions_with_papers(codes: Sequence[str], *, on: date) -> list[ProcedureVersion]:
    """The versions in force of several procedures with their papers, in the order named, in 2 queries.

    Codes that are unknown, hidden or not in force are left out.
    """
    papers = Prefetch("components", Component.objects.order_by("order"))
    found = open_versions(on).filter(procedure__code__in=codes).prefetch_related(papers)
    by_code = {version.procedure.code: version for version in found}
    return [by_code[code] for code in dict.fromkeys(codes) if code in by_code]


def _why_missing(code: str) -> str:
    hidden = Procedure.objects.filter(code=code, is_hidden=True).first()
    if hidden is not None and hidden.hidden_reason:
        return f"Thủ tục {code} không còn dùng ở xã. {hidden.hidden_reason}"
    return "Không có thủ tục này. Kiểm tra lại mã hoặc tìm theo tên."


def procedure(code: str) -> Procedure:
    """The procedure with its field, hidden or not. Raise Missing when there is none."""
    found = Procedure.objects.select_related("field__unit").filter(code=code).first()
    if found is None:
        raise Missing(_why_missing(code))
    return found


def form_definition(version: ProcedureVersion, on: date) -> FormDefinition:
    """The version's e-form that holds on the day, or the generic one. Raise Missing when neither does."""
    wanted = [version.form_code or GENERIC_FORM, GENERIC_FORM]
    rows = FormDefinition.objects.filter(in_force(on), code__in=wanted)
    by_code = {form.code: form for form in rows.order_by("valid_from")}
    found = by_code.get(wanted[0]) or by_code.get(GENERIC_FORM)
    if found is None:
        raise Missing(
            "Thủ tục này chưa có tờ khai điện tử.", hint="Đến Trung tâm Phục vụ hành chính công để nộp."
        )
    return found


def forms(on: date) -> list[FormDefinition]:
    """Every e-form that holds on the day, by code."""
    return list(FormDefinition.objects.filter(in_force(on)).order_by("code"))


def route_steps(version: ProcedureVersion) -> list[RouteStep]:
    """The steps a dossier of this version takes, in order, with the unit of those that name one.

    Kept until a load changes something, as org's answers are.
    """
    return list(remembered(f"procedures.route:{version.route_id}", lambda: _route_steps(version.route_id)))


def _route_steps(route_id: int) -> tuple[RouteStep, ...]:
    return tuple(RouteStep.objects.filter(route_id=route_id).select_related("unit").order_by("order"))


def versions_of(procedure: Procedure) -> list[ProcedureVersion]:
    """Every version of the procedure with its decision, the latest first."""
    rows = ProcedureVersion.objects.filter(procedure=procedure).select_related("decision")
    return list(rows.order_by("-valid_from"))


def coming_version(procedure: Procedure, on: date) -> ProcedureVersion | None:
    """The first version that begins after the day, if one is published already."""
    return (
        ProcedureVersion.objects.filter(procedure=procedure, valid_from__gt=on).order_by("valid_from").first()
    )


def of_versions(used: Exists) -> QuerySet[Procedure]:
    """The procedures of versions for which something exists (its outer ``pk`` is the version), each once,
    hidden or not.
    """
    told = ProcedureVersion.objects.filter(used)
    return Procedure.objects.filter(pk__in=told.values("procedure"))
