"""The outside channels of this installation, and where each reaches a user."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from xaso.platform.identity.models import User

from .ports import NoticeProvider

EMAIL, SMS = "email", "sms"
LABELS = {EMAIL: "Thư điện tử", SMS: "Tin nhắn"}


def provider_of(channel: str) -> NoticeProvider:
    """The provider the settings name for the channel. Raises KeyError when they name none."""
    provider: NoticeProvider = import_string(settings.NOTICE_PROVIDERS[channel])()
    return provider


def addresses_of(user: User) -> dict[str, str]:
    """The user's address in each channel that is set up and reaches the user."""
    known = {SMS: user.phone, EMAIL: user.email}
    return {
        channel: address
        for channel, address in known.items()
        if address and settings.NOTICE_PROVIDERS.get(channel)
    }
