"""What indicators do on request."""

from .counting import REBUILD, REFRESH, rebuild, refresh, refresh_month, refresh_stale, touch

__all__ = ["REBUILD", "REFRESH", "rebuild", "refresh", "refresh_month", "refresh_stale", "touch"]
