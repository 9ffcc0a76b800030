"""Outside deliveries."""

from __future__ import annotations

from django.conf import settings

from xaso.platform.jobs.registry import Progress, job

from .channels import EMAIL, provider_of
from .models import Delivery
from .ports import NotSent
from .services import DELIVER


@job(DELIVER, max_attempts=6, lease_seconds=60)
def deliver(progress: Progress, *, delivery_id: int) -> None:
    """Hand one delivery to its provider. A failure is shown on the notice and tried again by the queue."""
    delivery = Delivery.objects.select_related("notice").get(pk=delivery_id)
    if delivery.state == Delivery.State.SENT:
        return
    delivery.attempts += 1
    try:
        provider_of(delivery.channel).send(delivery.address, delivery.notice.title, _text(delivery))
    except NotSent as trouble:
        delivery.state, delivery.error = Delivery.State.FAILED, str(trouble)[:300]
        delivery.save(update_fields=["state", "error", "attempts"])
        raise
    delivery.state, delivery.error, delivery.sent_at = Delivery.State.SENT, "", progress.at
    delivery.save(update_fields=["state", "error", "attempts", "sent_at"])


def _text(delivery: Delivery) -> str:
    """The body; letters carry the link too."""
    notice = delivery.notice
    linked = delivery.channel == EMAIL and notice.link
    return f"{notice.body}\n\nXem tại: {settings.SITE_URL}{notice.link}" if linked else notice.body
