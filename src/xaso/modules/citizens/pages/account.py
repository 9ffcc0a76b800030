"""A person's own page: my data, who has read it, what I may correct."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from xaso.kernel.errors import Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org import queries as org
from xaso.platform.identity.answers import add_refusal, address_of, status_of
from xaso.platform.identity.services import check_own_password
from xaso.platform.journal.queries import accesses_of
from xaso.platform.notices.queries import unread_count
from xaso.platform.ui.middleware import TimedRequest

from .. import services
from ..access import person_page
from ..forms import ContactForm
from ..models import Person
from ..queries import subject_of, user_of
from ..rules import contact_changes


@never_cache
@require_GET
@person_page
def account(request: TimedRequest, person: Person) -> HttpResponse:
    """What the commune keeps about me, and who has read it."""
    reads = accesses_of(subject_of(person), page_number(request.GET.get("trang")))
    context = {"person": person, "reads": reads, "unread": unread_count(user_of(person))}
    return render(request, "citizens/account.html", context)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@person_page
def contact(request: TimedRequest, person: Person) -> HttpResponse:
    """Correct phone, e-mail, address, village."""
    villages = {village.code: village for village in org.villages()}
    form = ContactForm(
        request.POST or None,
        villages=[(code, village.name) for code, village in villages.items()],
        initial=_initial(person),
    )
    if form.is_valid():
        typed = dict(form.cleaned_data)
        password = typed.pop("password")
        typed["village"] = villages.get(typed["village"])
        try:
            if contact_changes(person.phone, person.email, typed["phone"], typed["email"]):
                check_own_password(
                    user=user_of(person),
                    password=password,
                    address=address_of(request),
                    at=request.now,
                    field="password",
                )
            services.correct_contact(person=person, **typed, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu thông tin liên hệ.")
            return HttpResponseRedirect(reverse("citizens:account"))
    return render(request, "citizens/contact.html", {"form": form}, status=status_of(form))


def _initial(person: Person) -> dict[str, str]:
    return {
        "phone": person.phone,
        "email": person.email,
        "address": person.address,
        "village": person.village.code if person.village else "",
    }
