"""Admit a device that gives numbers, and close it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean
from xaso.platform.journal.services import record

from ..events import KioskAdded, KioskClosed
from ..models import Kiosk
from ..rules import mark_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

_DIGITS = 8


class WrongKioskCode(Invalid):
    """The code opens no device, or was used."""

    code = "wrong_kiosk_code"
    default_sentence = "Mã nhận máy không đúng hoặc đã dùng. Xin cán bộ mã khác."


class KioskIsClosed(Conflict):
    """The device was closed before."""

    code = "kiosk_closed"
    default_sentence = "Máy này đã ngừng từ trước. Tải lại trang để xem."


@transaction.atomic
def add_kiosk(*, name: str, by: Officer, at: datetime) -> Kiosk:
    """Add a device; its `code` is typed in once on the device itself. Raises `Invalid` without a name."""
    said = clean(name)[:60]
    if not said:
        raise Invalid("Đặt tên cho máy, ví dụ: Máy ở cửa chính.", field="name")
    code = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
    kiosk = Kiosk.objects.create(name=said, code=code, key=secrets.token_hex(16), added_at=at)
    record(KioskAdded(device=said), by=by, at=at, subject=f"kiosk:{kiosk.pk}")
    return kiosk


@transaction.atomic
def join_kiosk(*, code: str, at: datetime) -> str:
    """Return the key for the device's session; only its mark is kept. Raises `WrongKioskCode`."""
    digits = "".join(char for char in code if char.isdigit())
    kiosk = Kiosk.objects.select_for_update().filter(code=digits or "-", closed_at=None).first()
    if kiosk is None:
        raise WrongKioskCode(field="code")
    key = secrets.token_urlsafe(32)
    kiosk.code, kiosk.key, kiosk.joined_at = "", mark_of(key), at
    kiosk.save(update_fields=["code", "key", "joined_at"])
    return key


@transaction.atomic
def close_kiosk(*, kiosk: Kiosk, by: Officer, at: datetime) -> Kiosk:
    """Let the device give no more numbers. Raises `KioskIsClosed`."""
    locked = Kiosk.objects.select_for_update().get(pk=kiosk.pk)
    if locked.closed_at is not None:
        raise KioskIsClosed
    locked.closed_at, locked.code = at, ""
    locked.save(update_fields=["closed_at", "code"])
    record(KioskClosed(device=locked.name), by=by, at=at, subject=f"kiosk:{locked.pk}")
    return locked
