"""Tell users, and let them say that they have read it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from xaso.kernel.errors import Missing
from xaso.kernel.text import shorten
from xaso.platform.identity.models import User
from xaso.platform.jobs.services import enqueue

from .channels import EMAIL, SMS, addresses_of
from .models import Delivery, Notice

DELIVER = "notices.deliver"


def notify(
    user: User,
    *,
    title: str,
    body: str,
    link: str = "",
    subject: str = "",
    key: str,
    at: datetime,
    outside: Collection[str] = (EMAIL, SMS),
) -> Notice:
    """Tell one user: in the program at once, by the channels of `outside` through jobs.

    The same `key` tells only once and returns the notice that is there. `link` is a path of this site,
    `subject` the "kind:code" it is about.
    """
    told = Notice.objects.filter(key=key).first()
    if told is not None:
        return told
    notice = Notice(recipient=user, body=body, link=link, subject=subject, key=key, created_at=at)
    notice.title = shorten(title, 160)
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
            for channel, address in addresses_of(user).items():
                if channel in outside:
                    _queue(notice, channel, address, at)
    except IntegrityError:
        return Notice.objects.get(key=key)
    return notice


def mark_read(user: User, notice_id: int, *, at: datetime) -> Notice:
    """Note that the user has read the notice. Raises Missing for anyone else's."""
    notice = Notice.objects.filter(pk=notice_id, recipient=user).first()
    if notice is None:
        raise Missing
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(user: User, *, at: datetime) -> int:
    """Note that the user has read everything; return how many were unread."""
    return Notice.objects.filter(recipient=user, read_at=None).update(read_at=at)


def _queue(notice: Notice, channel: str, address: str, at: datetime) -> None:
    delivery = Delivery.objects.create(notice=notice, channel=channel, address=address)
    enqueue(DELIVER, {"delivery_id": delivery.pk}, at=at, title=f"Gửi thông báo: {notice.title}"[:160])
