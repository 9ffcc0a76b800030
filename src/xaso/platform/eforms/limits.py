"""How long answers may be when a definition says nothing."""

from __future__ import annotations

from collections.abc import Mapping

DEFAULT_LENGTHS: Mapping[str, int] = {"text": 200, "textarea": 2000}
LONGEST_DETAIL = 200
EARLIEST_YEAR, LATEST_YEAR = 1880, 2100
