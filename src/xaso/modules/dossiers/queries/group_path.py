"""The way through several filings sent in one go: each form in turn, what is shared told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch

from xaso.kernel.errors import Missing
from xaso.platform.eforms.display import SummarySection

from ..models import DossierGroup, Draft, DraftFile, GroupDraft
from .filing_path import FilingPath, Obstacle

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

GONE = "Nhóm hồ sơ soạn dở này đã được nộp, đã xóa, hoặc không phải của bà con."


@dataclass(frozen=True, slots=True)
class GroupObstacle:
    """One thing that stands in the way of sending the group, and in which filing."""

    draft: Draft
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class GroupCard:
    """One filing on the last look: what it says beyond what was told in an earlier one."""

    path: FilingPath
    sections: list[SummarySection]
    told_before: list[str]


class GroupPath:
    """The filings of a group, in order, as rows of pages on a day. Three queries, however many they are."""

    def __init__(self, group: GroupDraft, *, today: date) -> None:
        self.group = group
        self.today = today
        self.paths = paths_of(group.pk, today=today)

    @property
    def current(self) -> FilingPath | None:
        """The first filing that is not done; None when all are."""
        return next((one for one in self.paths if not one.is_done), None)

    @property
    def is_begun(self) -> bool:
        """Whether any page was filled in."""
        return any(one.draft.done_sections for one in self.paths)

    def obstacles(self) -> list[GroupObstacle]:
        """All that still stands in the way of sending, filing by filing."""
        return [GroupObstacle(path.draft, obstacle) for path in self.paths for obstacle in _in_the_way(path)]

    def cards(self) -> list[GroupCard]:
        """Each filing in words, without what an earlier one says already."""
        return [_card(path) for path in self.paths]


def paths_of(group_id: int, *, today: date) -> list[FilingPath]:
    """The filings of a group in order, each knowing those before it. Three queries."""
    related = ("version__procedure__field__unit", "form", "owner", "group")
    drafts = list(
        Draft.objects.filter(group=group_id)
        .select_related(*related)
        .prefetch_related("version__components")
        .order_by("group_order")
    )
    held: dict[int, list[DraftFile]] = {draft.pk: [] for draft in drafts}
    for one in DraftFile.objects.filter(draft__group=group_id).select_related("file", "item").order_by("pk"):
        held[one.draft_id].append(one)
    paths: list[FilingPath] = []
    for draft in drafts:
        paths.append(FilingPath(draft, today=today, earlier=tuple(paths), held=held[draft.pk]))
    return paths


def path_of(draft: Draft, *, today: date) -> FilingPath:
    """A draft as a row of pages; one of a group knows the forms before it."""
    if draft.group_id is None:
        return FilingPath(draft, today=today)
    return next(one for one in paths_of(draft.group_id, today=today) if one.draft.pk == draft.pk)


def own_group(person: Person, public_id: UUID) -> GroupDraft:
    """The person's group in the making. Raise Missing for strangers, and once it was sent or thrown away."""
    found = GroupDraft.objects.filter(owner=person, public_id=public_id).first()
    if found is None:
        raise Missing(GONE)
    return found


def own_groups(person: Person) -> list[GroupDraft]:
    """The person's groups in the making with their filings' versions, the newest first. Two queries."""
    filings = Prefetch("drafts", Draft.objects.select_related("version").order_by("group_order"))
    return list(
        GroupDraft.objects.filter(owner=person).prefetch_related(filings).order_by("-started_at", "-pk")
    )


def group_lives(group: GroupDraft) -> bool:
    """Whether the group is still in the making."""
    return GroupDraft.objects.filter(pk=group.pk).exists()


def sent_from(person: Person, public_id: UUID) -> DossierGroup | None:
    """The group of dossiers that this group in the making became; None while it is not sent."""
    rows = DossierGroup.objects.filter(filing_key=str(public_id), members__dossier__submitter=person)
    return rows.first()


def _in_the_way(path: FilingPath) -> list[Obstacle]:
    """Pages nobody has filled in, each told once, then what is wrong elsewhere."""
    done = set(path.draft.done_sections)
    undone = {one.code: one.title for one in path.sections if one.code not in done}
    pages = [Obstacle(f"Chưa làm phần “{title}”.", code, is_paper=False) for code, title in undone.items()]
    return pages + [one for one in path.obstacles() if one.is_paper or one.code not in undone]


def _card(path: FilingPath) -> GroupCard:
    before = path.answered_before
    told = [one.label for one in path.questions.fields() if one.code in before]
    if not before:
        return GroupCard(path, path.summary(), told)
    return GroupCard(path, path.summary_of_own(), told)
