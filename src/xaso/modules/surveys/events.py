"""What surveys announce. Nothing here tells who answered, nor about which dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True)
class Rated(Event):
    """Someone rated a returned dossier of a field (confidential: NĐ 224/2026 Đ.10.3b; onestop.md 8.7)."""

    name: ClassVar[str] = "surveys.rated"

    level: str
    field_code: str
    rated_on: str
