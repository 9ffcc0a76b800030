"""Is everything alive: asked by machines every few seconds, so it says little and costs little."""

from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from xaso.platform.jobs.models import Slot
from xaso.platform.ui.middleware import TimedRequest
from xaso.sites.portal.jobs import HEARTBEAT

WORKER_SILENT = timedelta(minutes=15)


@never_cache
@require_safe
def health(request: TimedRequest) -> HttpResponse:
    """200 when the database answers and a worker has been at work in the last quarter of an hour; else 503.

    Without a worker people are still served: `?cho=web` asks for the pages and the database only.
    """
    found = {"database": _database(), "worker": _worker(request.now)}
    asked = ("database",) if request.GET.get("cho") == "web" else ("database", "worker")
    is_well = all(found[name] == "ok" for name in asked)
    return JsonResponse({"status": "ok" if is_well else "failing", **found}, status=200 if is_well else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "silent"
    return "ok"


def _worker(now: datetime) -> str:
    """Whether a worker has queued its own heartbeat lately."""
    try:
        beat = Slot.objects.filter(name=HEARTBEAT).values_list("taken", flat=True).first()
    except DatabaseError:
        return "unknown"
    return "ok" if beat is not None and now - beat < WORKER_SILENT else "silent"
