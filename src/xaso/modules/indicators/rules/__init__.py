"""What indicators compute: forecasts, reporting windows, the lists behind frozen figures, and their proof."""

from .forecasting import METHOD, Forecast, MonthCount, forecast, merge_small

__all__ = ["METHOD", "Forecast", "MonthCount", "forecast", "merge_small"]
