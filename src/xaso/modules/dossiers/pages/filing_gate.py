"""The gate of the pages of a draft, and of a group: whose it is, and whether it was filed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from xaso.kernel.clock import local_date
from xaso.modules.citizens.access import person_page

from ..queries import own_draft
from ..queries.filing_path import FilingPath, filed_from
from ..queries.group_path import GroupPath, own_group, path_of, sent_from

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

P = ParamSpec("P")
DraftPage = Callable[Concatenate[Any, "Person", FilingPath, P], HttpResponse]
Page = Callable[..., HttpResponse]


def draft_page(page: DraftPage[P]) -> Page:
    """`@draft_page def page(request, person, path, …)`: the owner's draft as a row of pages.

    A draft that was filed leads to its receipt, so that sending twice, or going back, does no harm. Raises
    `Missing` for strangers.
    """

    @wraps(page)
    def gate(request: Any, person: Person, draft_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        filed = filed_from(person, draft_id)
        if filed is not None:
            return redirect("dossiers:filed", filed.code)
        draft = own_draft(person, draft_id)
        path = path_of(draft, today=local_date(request.now))
        return page(request, person, path, *args, **kwargs)

    guarded: Page = person_page(gate)
    return guarded


def in_turn(page: DraftPage[P]) -> DraftPage[P]:
    """Under `draft_page`: in a group a form waits until those before it are done: nothing is asked twice."""

    @wraps(page)
    def gate(
        request: Any, person: Person, path: FilingPath, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        first = path.waits_for
        if first is None:
            return page(request, person, path, *args, **kwargs)
        messages.info(
            request, f"Làm xong “{first.draft.version.name}” trước, để chỗ trùng không phải điền lại."
        )
        return to_group(path)

    return gate


def to_group(path: FilingPath) -> HttpResponse:
    """The list of the filings of the draft's group."""
    assert path.draft.group is not None
    return redirect("dossiers:group_draft", path.draft.group.public_id)


def group_page(page: Callable[Concatenate[Any, Person, GroupPath, P], HttpResponse]) -> Page:
    """`@group_page def page(request, person, path, …)`: the owner's group in the making.

    One that was sent leads to its receipt. Raises `Missing` for strangers.
    """

    @wraps(page)
    def gate(request: Any, person: Person, group_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        sent = sent_from(person, group_id)
        if sent is not None:
            return redirect("dossiers:group_filed", sent.code)
        path = GroupPath(own_group(person, group_id), today=local_date(request.now))
        return page(request, person, path, *args, **kwargs)

    guarded: Page = person_page(gate)
    return guarded
