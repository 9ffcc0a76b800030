"""Take in several dossiers of one person in one go, each paper handed in once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from xaso.kernel.errors import Invalid
from xaso.kernel.text import shorten
from xaso.platform.journal.services import record

from ..events import GroupTakenIn
from ..models import Dossier, DossierGroup, GroupMember, Paper
from ..rules import key_of
from .intake import take_in_at_counter
from .papers import StoredPaper, keep

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import Component, ProcedureVersion
    from xaso.platform.files.models import StoredFile

FEWEST, MOST = 2, 6


class UnfitGroup(Invalid):
    """The procedures named are no group."""

    code = "unfit_group"


@dataclass(frozen=True, slots=True)
class SharedPaper:
    """A paper that came, under the names of components it stands for; its scan when there is one."""

    key: str
    medium: str = "1"
    upload: UploadedFile | None = None


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """One paper of a group: its name, which procedures ask for it, and whether everyone must bring it."""

    key: str
    name: str
    procedures: tuple[str, ...]
    is_due: bool
    components: tuple[int, ...]


def needs_of(versions: Sequence[ProcedureVersion]) -> list[PaperNeed]:
    """The papers of all procedures, those of one name once; the ones asked for by most come first.

    Basis: design; NĐ 224/2026 Đ.18 k.4 (nobody brings twice what the commune already has).
    """
    asked: dict[str, list[tuple[ProcedureVersion, Component]]] = {}
    for version in versions:
        for component in version.components.all():
            asked.setdefault(key_of(component.name), []).append((version, component))
    found = [_need(key, rows) for key, rows in asked.items()]
    return sorted(found, key=lambda one: (-len(one.procedures), not one.is_due))


def take_in_group(
    *,
    by: Officer,
    applicant: Person,
    submitter: Person | None = None,
    relation: str = "",
    versions: Sequence[ProcedureVersion],
    name: str,
    papers: Sequence[SharedPaper],
    filing_key: str,
    at: datetime,
) -> DossierGroup:
    """Take in one dossier for each version, all or none, and keep them together.

    A paper that several procedures ask for is stored once and noted as reused from the second on. Sent twice
    with one `filing_key`, the second returns the same group. Raises `UnfitGroup`, and what
    `take_in_at_counter` raises. Basis: NĐ 118/2025 Đ.17; onestop.md part 4 (liên thông), 6.8.
    """
    if not FEWEST <= len({version.pk for version in versions}) <= MOST:
        raise UnfitGroup(f"Chọn từ {FEWEST} đến {MOST} thủ tục cho một nhóm hồ sơ.", field="procedure")
    known = DossierGroup.objects.filter(filing_key=filing_key).first()
    if known is not None:
        return known
    files = {one.key: keep(one.upload, by=by, at=at) for one in papers if one.upload is not None}
    case = _Case(by, applicant, submitter or applicant, relation, papers, files, filing_key, at)
    try:
        with transaction.atomic():
            return _open(case, versions, name)
    except IntegrityError:
        known = DossierGroup.objects.filter(filing_key=filing_key).first()
        if known is None:
            raise
        return known


@dataclass(frozen=True, slots=True)
class _Case:
    """What every dossier of the group shares."""

    by: Officer
    applicant: Person
    submitter: Person
    relation: str
    papers: Sequence[SharedPaper]
    files: Mapping[str, StoredFile]
    filing_key: str
    at: datetime


def _open(case: _Case, versions: Sequence[ProcedureVersion], name: str) -> DossierGroup:
    used: set[str] = set()
    dossiers = [
        _one(case, version, f"{case.filing_key}-{order}", used) for order, version in enumerate(versions, 1)
    ]
    group = DossierGroup.objects.create(
        code=f"N-{dossiers[0].code}",
        name=shorten(name, 200),
        applicant=case.applicant,
        opened_by=case.by,
        opened_at=case.at,
        filing_key=case.filing_key,
    )
    GroupMember.objects.bulk_create(
        GroupMember(group=group, dossier=dossier, order=order) for order, dossier in enumerate(dossiers, 1)
    )
    event = GroupTakenIn(group=group.code, group_name=group.name, codes=[one.code for one in dossiers])
    record(event, by=case.by, at=case.at, subject=group.subject)
    return group


def _one(case: _Case, version: ProcedureVersion, key: str, used: set[str]) -> Dossier:
    """Take one dossier in with those of the papers its procedure asks for."""
    wanted = {key_of(component.name): component for component in version.components.all()}
    kept = []
    for paper in case.papers:
        component = wanted.get(paper.key)
        if component is not None:
            kept.append(_paper(paper, component, case.files.get(paper.key), is_again=paper.key in used))
            used.add(paper.key)
    return take_in_at_counter(
        by=case.by,
        applicant=case.applicant,
        submitter=case.submitter,
        relation=case.relation,
        version=version,
        answers={},
        kept=kept,
        filing_key=key,
        at=case.at,
    )


def _paper(
    paper: SharedPaper, component: Component, file: StoredFile | None, *, is_again: bool
) -> StoredPaper:
    medium = paper.medium if paper.medium in Paper.Medium.values else Paper.Medium.COPY.value
    return StoredPaper(component.pk, "", medium, file, shared=is_again)


def _need(key: str, rows: Iterable[tuple[ProcedureVersion, Component]]) -> PaperNeed:
    asked = list(rows)
    return PaperNeed(
        key=key,
        name=asked[0][1].name,
        procedures=tuple(dict.fromkeys(version.procedure.code for version, _ in asked)),
        is_due=any(component.required for _, component in asked),
        components=tuple(component.pk for _, component in asked),
    )
