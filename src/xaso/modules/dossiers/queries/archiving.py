"""What is due to be handed over to the archive, and what was."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Count, QuerySet

from xaso.kernel.clock import at
from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.org.queries import setting

from ..lifecycle import ENDS
from ..models import ArchivePackage, Dossier

WAIT_YEARS = 1


def wait_years() -> int:
    """How many years an ended dossier stays with the office (setting archive.wait_years)."""
    return int(setting("archive.wait_years", WAIT_YEARS))


def due_dossiers(*, today: date) -> QuerySet[Dossier]:
    """Ended dossiers whose years with the office are over and that are in no package, the oldest first.

    Basis: Luật Lưu trữ 33/2024 (recalled: a year after the work ended), setting archive.wait_years.
    """
    rows = Dossier.objects.filter(
        state__in=sorted(ENDS), finished_at__lt=_years_before(today, wait_years()), archive_entry=None
    )
    return rows.order_by("finished_at", "pk")


def archive_page(number: int) -> Page[ArchivePackage]:
    """The packages, the newest first, twenty a page, each with its count of dossiers. One query."""
    rows = ArchivePackage.objects.select_related("file", "made_by").annotate(dossiers=Count("entries"))
    return Page.cut(list(rows.order_by("-number")[window(number)]), number)


def archive_package(number: int) -> ArchivePackage:
    """One package by its number. Raises `Missing`."""
    rows = ArchivePackage.objects.select_related("file", "made_by", "handed_by", "signed_record")
    found = rows.annotate(dossiers=Count("entries")).filter(number=number).first()
    if found is None:
        raise Missing("Không có gói giao nộp này.")
    return found


def _years_before(today: date, years: int) -> datetime:
    """The first moment of the day so many years before; 29 February counts as 1 March."""
    try:
        return at(today.replace(year=today.year - years), time())
    except ValueError:
        return at(date(today.year - years, 3, 1), time())
