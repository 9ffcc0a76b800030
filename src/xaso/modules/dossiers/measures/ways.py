"""What the figures of dossiers share: the ways they are divided."""

from typing import Any

from xaso.platform.measuring.registry import Split

BY_VILLAGE = Split("village", "Thôn, bản", "village__name", "Ngoài xã hoặc chưa rõ")
BY_FIELD = Split("field", "Lĩnh vực", "field__name")
BY_CHANNEL = Split("channel", "Kênh nộp", "channel_words")
SHARED: dict[str, Any] = {"splits": (BY_VILLAGE, BY_FIELD, BY_CHANNEL)}
"""Divided by village, field and channel: what nearly every figure of dossiers is."""
