"""What org tells the platform at start: which choices its forms may offer, and when to doubt its memory.

And whom it tells that somebody stands in for somebody.
"""

from datetime import date

from django.core.signals import request_started
from django.urls import reverse

from xaso.kernel.wording import day_words
from xaso.modules.org import events, queries
from xaso.modules.org.models import Officer, Role
from xaso.modules.org.queries.cache import doubt
from xaso.platform.eforms import sources
from xaso.platform.journal.listeners import on
from xaso.platform.journal.models import Entry
from xaso.platform.notices.services import notify

request_started.connect(doubt, dispatch_uid="org.doubt")
sources.register("village", queries.village_options)
sources.register("ethnicity", queries.ethnic_groups)
sources.register("province", queries.provinces)
sources.register("commune", queries.communes)
sources.register("home", queries.home)


@on(events.DelegationGiven)
def delegation_given(event: events.DelegationGiven, entry: Entry) -> None:
    """The substitute and the giver know from when to when."""
    days = f"từ ngày {_day(event.starts_on)} đến hết ngày {_day(event.ends_on)}"
    who = f"{event.substitute_name} làm thay {event.giver_name} việc “{_role(event)}”"
    body = f"{who} {days}. Lý do: {event.reason}"
    _tell_both(event, entry, "Có người làm thay", body)


@on(events.DelegationWithdrawn)
def delegation_withdrawn(event: events.DelegationWithdrawn, entry: Entry) -> None:
    """Both know that it is over."""
    body = f"{event.substitute_name} thôi làm thay {event.giver_name} việc “{_role(event)}”."
    _tell_both(event, entry, "Thôi làm thay", body)


def _tell_both(event: events.DelegationFact, entry: Entry, title: str, body: str) -> None:
    """One notice inside the program to each of the two, not to whoever did it."""
    people = Officer.objects.select_related("user").filter(pk__in=[event.giver, event.substitute])
    for officer in people:
        if (entry.actor_kind, entry.actor_key) == ("officer", str(officer.pk)):
            continue
        notify(
            officer.user,
            title=title,
            body=body,
            link=reverse("org_desk:delegations"),
            subject=entry.subject,
            key=f"delegation:{entry.seq}:{officer.user_id}",
            at=entry.at,
            outside=(),
        )


def _role(event: events.DelegationFact) -> str:
    return Role(event.role).label


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))
