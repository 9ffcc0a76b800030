"""The gate of a draft's pages: whose it is, and whether it was filed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from xaso.kernel.clock import local_date
from xaso.modules.citizens.access import person_page

from ..queries import own_draft
from ..queries.filing_path import FilingPath, filed_from

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
        path = FilingPath(draft, today=local_date(request.now))
        return page(request, person, path, *args, **kwargs)

    guarded: Page = person_page(gate)
    return guarded
