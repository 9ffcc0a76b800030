"""Papers a person need not bring again: those of an earlier dossier of theirs that came to its result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import rules
from ..access import visible_to
from ..lifecycle import State
from ..models import Paper, Result

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import Component
    from xaso.platform.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class EarlierPaper:
    """A paper of the same name, scanned for an earlier dossier: its code, what was handed in, the file."""

    dossier_code: str
    medium: str
    file: StoredFile


def earlier_papers(
    officer: Officer, person: Person, components: Iterable[Component]
) -> dict[int, EarlierPaper]:
    """The newest scanned paper of each component's name in the person's dossiers that were granted, by the
    component's id; only of dossiers the officer may see, and no request or declaration, which is written anew
    each time. One query, none when nothing is asked for.

    Basis: NĐ 224/2026 Đ.18 k.4 (what was accepted before is not asked for again), by onestop.md 6.8; the
    plan's III.2-20.
    """
    wanted = {one.pk: one.name for one in components if not rules.is_written_anew(one.name)}
    if not wanted:
        return {}
    done = visible_to(officer).filter(
        applicant=person, state__in=[State.READY, State.RETURNED], result__outcome=Result.Outcome.GRANTED
    )
    rows = Paper.objects.filter(
        dossier__in=done, file__isnull=False, component__name__in=set(wanted.values())
    ).select_related("dossier", "component", "file")
    newest: dict[str, EarlierPaper] = {}
    for paper in rows.order_by("added_at", "pk"):
        if paper.component is not None and paper.file is not None:
            newest[paper.component.name] = EarlierPaper(paper.dossier.code, paper.medium, paper.file)
    return {pk: newest[name] for pk, name in wanted.items() if name in newest}
