"""What indicators do on request."""

from .counting import REFRESH, rebuild, refresh, refresh_stale, touch

__all__ = ["REFRESH", "rebuild", "refresh", "refresh_stale", "touch"]
