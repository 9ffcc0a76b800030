"""Asked once: what a new dossier took from the store, what came again though the commune held it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.modules.citizens.queries import is_of_one_event, kind_of, offers
from xaso.modules.citizens.services import use_items
from xaso.modules.org.queries import setting
from xaso.platform.eforms.definition import parse
from xaso.platform.eforms.prefilling import left_and_retyped, prefill
from xaso.platform.journal.actors import Actor, ActsAs

from .. import rules
from ..models import AskOnce, Dossier, Paper, PaperOrigin
from .accounts import account_of

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.citizens.queries import StoreOffer
    from xaso.modules.procedures.models import Component
    from xaso.platform.eforms.definition import Section

    from ..models import Draft
    from .papers import StoredPaper

Came = Sequence[tuple[Paper, "StoredPaper"]]


def weigh(dossier: Dossier, papers: Came, *, by: Actor | ActsAs, at: datetime) -> AskOnce:
    """Write, for a dossier just opened, where each paper the commune held came from, and which answers were
    filled in from the account; and in the store, what was used. In the caller's transaction.

    Raises citizens' NotUsable for a paper of the store that ended meanwhile. Basis: NĐ 224/2026 Đ.18 k.4 (by
    onestop.md 6.8); 6.9 and 6.10: flags of reuse, each use logged with its purpose.
    """
    components = [paper.component for paper, _ in papers if paper.component is not None]
    known = held_papers(dossier.applicant, components, today=local_date(at))
    origins = [one for one in (_origin(dossier, *pair, known) for pair in papers) if one is not None]
    PaperOrigin.objects.bulk_create(origins)
    items = [came.item for _, came in papers if came.item is not None]
    purpose = f"Dùng lại trong hồ sơ {dossier.code}: {dossier.version.name}"
    use_items(items=items, purpose=purpose, subject=dossier.subject, by=by, at=at)
    reused = sum(one.how == PaperOrigin.How.REUSED for one in origins)
    filled, retyped = _fields(dossier)
    return AskOnce.objects.create(
        dossier=dossier,
        held=len(origins),
        reused=reused,
        asked_again=len(origins) - reused,
        filled=filled,
        retyped=retyped,
        filled_count=len(filled),
        retyped_count=len(retyped),
    )


def held_papers(person: Person, components: Iterable[Component], *, today: date) -> dict[int, StoreOffer]:
    """The paper of the person's store for each component, by its id; no request or declaration, which is
    written anew each time, and no paper that tells of one birth or one death (setting
    store.one_event_papers). One query, none when nothing is asked for.

    Basis: NĐ 224/2026 Đ.18 k.4 (what was accepted before is not asked for again), by onestop.md 6.8; the
    plan's III.2-20.
    """
    once = [kind_of(name) for name in setting("store.one_event_papers", [])]
    wanted = {
        one.pk: one.name
        for one in components
        if not rules.is_written_anew(one.name) and not is_of_one_event(one.name, once)
    }
    return offers(person, wanted, today=today)


def note_request(dossier: Dossier, component_ids: Sequence[int], *, at: datetime) -> None:
    """Count the papers a supplement request asks for although the commune holds them under the same name.

    In the caller's transaction. Basis: NĐ 224/2026 Đ.18 k.4 (by onestop.md 6.8); plan III.2-20: none asked
    again.
    """
    counts = AskOnce.objects.select_for_update().filter(dossier=dossier).first()
    if counts is None or not component_ids:
        return
    components = list(dossier.version.components.filter(pk__in=component_ids))
    known = held_papers(dossier.applicant, components, today=local_date(at))
    asked = {pk for pk, offer in known.items() if offer.is_same}
    if not asked:
        return
    came = PaperOrigin.objects.filter(paper__dossier=dossier, paper__component__in=asked)
    counts.held += len(asked) - came.values("paper__component").distinct().count()
    counts.requested_again += len(asked)
    counts.save(update_fields=["held", "requested_again"])


def filled_in(draft: Draft, section: Section) -> list[str]:
    """The labels of a page's fields that hold what the account told, so that nobody types them again."""
    given = prefill(parse(draft.form.definition), account_of(draft.owner))
    return [one.label for one in section.fields if given.get(one.code) == draft.answers.get(one.code, "")]


def _origin(
    dossier: Dossier, paper: Paper, came: StoredPaper, known: dict[int, StoreOffer]
) -> PaperOrigin | None:
    """Where a paper came from; None for one the commune did not hold under the same name."""
    if came.item is not None:
        is_good = came.item.verified_at is not None
        return PaperOrigin(paper=paper, how=PaperOrigin.How.REUSED, item=came.item, was_verified=is_good)
    offer = known.get(paper.component_id or 0)
    if offer is None or not offer.is_same or came.shared or came.why == PaperOrigin.Reason.DIFFERENT:
        return None
    return PaperOrigin(
        paper=paper,
        how=PaperOrigin.How.AGAIN,
        reason=_reason(dossier, came),
        item=offer.item,
        was_verified=offer.item.verified_at is not None,
    )


def _reason(dossier: Dossier, came: StoredPaper) -> str:
    if came.why in PaperOrigin.Reason.values:
        return came.why
    is_own = dossier.applicant_id == dossier.submitter_id
    return PaperOrigin.Reason.WISH if is_own else PaperOrigin.Reason.OTHER


def _fields(dossier: Dossier) -> tuple[list[str], list[str]]:
    """Fields filled in from the account and left as they were, and those the person typed anew."""
    given = prefill(parse(dossier.form.definition), account_of(dossier.submitter))
    return left_and_retyped(given, dossier.answers)
