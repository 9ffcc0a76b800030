"""A person's own dossiers and drafts. A stranger finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window

from ..models import Dossier, Draft

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person


def own_dossiers(person: Person, page: int = 1) -> Page[Dossier]:
    """The person's dossiers, as applicant or as the one who filed, newest first, 20 a page, with version and
    names.

    One query.
    """
    mine = Dossier.objects.filter(Q(applicant=person) | Q(submitter=person))
    rows = mine.select_related("version__procedure", "applicant", "submitter", "step", "unit", "holder")
    return Page.cut(list(rows.order_by("-filed_at", "-pk")[window(page)]), page)


def own_dossier(person: Person, code: str) -> Dossier:
    """The person's dossier of that code, with what its page needs. Raises `Missing` for a stranger. One
    query.
    """
    rows = Dossier.objects.filter(Q(applicant=person) | Q(submitter=person), code=code).select_related(
        "version__procedure",
        "field__unit",
        "form",
        "applicant",
        "submitter",
        "village",
        "step",
        "unit",
        "holder",
    )
    found = rows.first()
    if found is None:
        raise Missing("Không tìm thấy hồ sơ này trong tài khoản của bà con. Kiểm tra lại mã hồ sơ.")
    return found


def own_drafts(person: Person) -> list[Draft]:
    """The person's filings in progress that are no part of a group, the one last touched first."""
    rows = Draft.objects.filter(owner=person, group=None).select_related("version__procedure", "form")
    return list(rows.order_by("-saved_at", "-pk"))


def own_draft(person: Person, public_id: UUID) -> Draft:
    """The person's draft. Raises `Missing` for a stranger, and once it was filed or thrown away."""
    rows = Draft.objects.filter(owner=person, public_id=public_id)
    found = rows.select_related("version__procedure__field__unit", "form", "owner", "group").first()
    if found is None:
        raise Missing("Hồ sơ soạn dở này đã được nộp, đã xóa, hoặc không phải của bà con.")
    return found
