"""A person's own store: what the commune keeps for them, until when it holds, what it was used for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from xaso.kernel.clock import local_date
from xaso.kernel.paging import page_number
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest

from .. import queries
from ..access import person_page
from ..models import Person

if TYPE_CHECKING:
    from uuid import UUID


@never_cache
@require_GET
@person_page
def store(request: TimedRequest, person: Person) -> HttpResponse:
    """Every paper kept for me."""
    page = queries.store_page(person, page_number(request.GET.get("trang")), today=local_date(request.now))
    return render(request, "citizens/store.html", {"page": page})


@never_cache
@require_GET
@person_page
def item(request: TimedRequest, person: Person, item_id: UUID) -> HttpResponse:
    """One paper, and each time it was used again."""
    row = queries.own_item(person, item_id, today=local_date(request.now))
    return render(request, "citizens/store_item.html", {"row": row, "uses": queries.uses_of(row.item)})


@never_cache
@require_GET
@person_page
def file(request: TimedRequest, person: Person, item_id: UUID) -> HttpResponseBase:
    """The file of one paper."""
    row = queries.own_item(person, item_id, today=local_date(request.now))
    return files.response(row.item.file, inline=True)
