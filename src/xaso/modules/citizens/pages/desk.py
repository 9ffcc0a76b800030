"""The one-stop helps a person who forgot the password: find, look at the card, give a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xaso.kernel.codes import mask_id
from xaso.kernel.paging import PAGE_SIZE
from xaso.modules.org.access import Role, officer_page
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest

from .. import services
from ..queries import people_like, person_by_id, subject_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

PURPOSE = "Đặt lại mật khẩu tại quầy"


@never_cache
@require_GET
@officer_page(Role.RECEIVER, Role.CENTRE_HEAD)
def people(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Find the person; numbers are masked, so that a search opens nobody's data."""
    text = request.GET.get("q", "")
    rows = [(person, mask_id(person.id_number or "")) for person in people_like(text, PAGE_SIZE)]
    return render(request, "citizens/desk_people.html", {"rows": rows, "text": text})


@never_cache
@require_http_methods(["GET", "POST"])
@officer_page(Role.RECEIVER, Role.CENTRE_HEAD)
def password(request: TimedRequest, officer: Officer, public_id: UUID) -> HttpResponse:
    """Show whose password it is, to be compared with the card; by the button, give a new one."""
    person = person_by_id(public_id)
    if request.method == "POST":
        fresh = services.reset_password(person=person, by=officer, at=request.now)
        return render(request, "citizens/desk_password_given.html", {"person": person, "password": fresh})
    whom = subject_of(person)
    log_access(by=officer, whom=whom, purpose=PURPOSE, where=request.path, at=request.now)
    return render(request, "citizens/desk_password.html", {"person": person})
