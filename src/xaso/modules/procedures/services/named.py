"""Procedures named by their codes on a page that publishes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xaso.kernel.errors import Invalid
from xaso.modules.procedures.models import Procedure, ProcedureVersion
from xaso.modules.procedures.queries.versions import in_force


class UnknownProcedures(Invalid):
    """Codes that name no procedure in force."""

    code = "procedures_unknown"


def named_procedures(codes: Sequence[str], day: date) -> list[Procedure]:
    """The procedures with these codes; all must be in force on the day, else `UnknownProcedures`."""
    rows = ProcedureVersion.objects.filter(in_force(day), procedure__is_hidden=False)
    wanted = rows.filter(procedure__code__in=codes).select_related("procedure")
    found = {row.procedure.code: row.procedure for row in wanted}
    unknown = [code for code in codes if code not in found]
    if unknown:
        sentence = f"Không có thủ tục đang dùng mang mã {', '.join(unknown)}. Kiểm tra lại."
        raise UnknownProcedures(sentence, field="codes")
    return list(found.values())
