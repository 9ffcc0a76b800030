"""One change of a draft: locked, checked against what the page showed, told to the journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from xaso.kernel.errors import Conflict, Missing
from xaso.modules.procedures.events import DraftChanged
from xaso.modules.procedures.models import FormDraft, RouteDraft
from xaso.platform.journal.services import record

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

Draft = TypeVar("Draft", RouteDraft, FormDraft)


class DraftOvertaken(Conflict):
    """Somebody changed the draft after the page was shown."""

    code = "draft_overtaken"
    default_sentence = "Bản thảo vừa được người khác sửa. Xem bản mới rồi sửa tiếp."


class DraftGone(Missing):
    """The draft was published or thrown away meanwhile."""

    code = "draft_gone"
    default_sentence = "Bản thảo này không còn: đã ban hành hoặc đã bỏ. Mở lại danh sách để xem."


def kind_of(draft: RouteDraft | FormDraft) -> str:
    """`route` or `form`."""
    return "route" if isinstance(draft, RouteDraft) else "form"


def subject_of(draft: RouteDraft | FormDraft) -> str:
    """What the journal calls it: `route:<code>`, `form:<code>`."""
    return f"{kind_of(draft)}:{draft.code}"


def locked(draft: Draft, *, seen: int) -> Draft:
    """The draft, held until the transaction ends. Raises `DraftGone`, `DraftOvertaken`."""
    held = type(draft)._default_manager.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise DraftGone
    if held.revision != seen:
        raise DraftOvertaken
    return held


@contextmanager
def changing(draft: Draft, *, what: str, by: Officer, at: datetime, seen: int) -> Iterator[Draft]:
    """Lock the draft for one change; save it and tell the journal at the end.

    Raises `DraftGone`, `DraftOvertaken`.
    """
    with transaction.atomic():
        held = locked(draft, seen=seen)
        yield held
        held.revision += 1
        held.changed_at, held.changed_by = at, by
        held.save()
        tell(held, what, by=by, at=at)


def tell(draft: RouteDraft | FormDraft, what: str, *, by: Officer, at: datetime) -> None:
    """Write into the journal what was done to the draft."""
    fact = DraftChanged(kind=kind_of(draft), code=draft.code, what=what)
    record(fact, by=by, at=at, subject=subject_of(draft))
