"""The catalogue as it is published on a day: whole or not, online or not. One row for each procedure."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from xaso.modules.procedures.models import ProcedureVersion

from .versions import open_versions

GENERIC_STEPS = "generic_template"
NATIONAL_PORTAL = "dichvucong.gov.vn"
PARTS = {
    "steps": "trình tự thực hiện",
    "channels": "cách thức thực hiện",
    "components": "thành phần hồ sơ",
    "time": "thời hạn",
    "subjects": "đối tượng",
    "authority": "cơ quan thực hiện",
    "result": "kết quả",
    "fee": "phí, lệ phí",
    "legal_basis": "căn cứ pháp lý",
}
"""What a published procedure must say beside its name (NĐ 63/2010 Đ.8 k.2, by onestop.md 5.6)."""


TAKEN_ONLINE = Q(online_submission=True) | Q(service_level__in=("partial", "full"))
"""The source says that it can be sent online, wholly or in part; unknown is not online."""
ON_NATIONAL_DATABASE = Q(procedure__code_is_local=False, source_url__icontains=NATIONAL_PORTAL)
"""With a verified national code and a page of its own on the national portal."""


def published(on: date) -> QuerySet[ProcedureVersion]:
    """The version in force on the day of every procedure that is shown."""
    return open_versions(on)


def told_whole(rows: QuerySet[ProcedureVersion]) -> Q:
    """The condition that a version of these says all of `PARTS`. Steps written for all alike are not its own.

    A fee that the province sets is told; a procedure of which the source says that no paper is due has its
    papers told.
    """
    texts = Q()
    for name in ("subjects", "authority", "result", "time_unit"):
        texts |= Q(**{name: ""})
    empty = Q(channels=[]) | Q(legal_basis=[]) | Q(steps=[]) | Q(steps_kind=GENERIC_STEPS)
    papers = Q(components__isnull=False) | Q(flags__icontains="no_dossier_needed")
    fee = Q(fee_amount__isnull=False) | Q(fee_set_by_province=True)
    whole = rows.exclude(texts).exclude(empty).filter(papers, fee, time_value__isnull=False)
    return Q(pk__in=whole.order_by().values("pk"))


def parts_lacking(version: ProcedureVersion, *, has_papers: bool) -> list[str]:
    """The parts that the version does not tell, in words: the same test as `told_whole`, for one row."""
    told = {
        "steps": bool(version.steps) and version.steps_kind != GENERIC_STEPS,
        "channels": bool(version.channels),
        "components": has_papers or "no_dossier_needed" in version.flags,
        "time": bool(version.time_unit) and version.time_value is not None,
        "subjects": bool(version.subjects),
        "authority": bool(version.authority),
        "result": bool(version.result),
        "fee": version.fee_amount is not None or version.fee_set_by_province,
        "legal_basis": bool(version.legal_basis),
    }
    return [words for name, words in PARTS.items() if not told[name]]
