"""What an administrator should know before opening the doors."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from .providers import console

CONSOLE = f"{console.ConsoleProvider.__module__}.{console.ConsoleProvider.__qualname__}"


@register(Tags.security, deploy=True)
def real_channels(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn when codes and notices would only be printed on the console of a real installation."""
    silent = [channel for channel, path in settings.NOTICE_PROVIDERS.items() if path == CONSOLE]
    if settings.DEMO or not silent:
        return []
    return [
        Warning(
            f"Kênh {', '.join(silent)} chỉ in ra màn hình máy chủ; bà con không nhận được mã đăng nhập.",
            hint="Đặt XASO_NOTICE_EMAIL, XASO_NOTICE_SMS.",
            id="notices.W001",
        )
    ]
