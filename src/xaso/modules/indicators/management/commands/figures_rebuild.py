"""Count every monthly figure from nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from xaso.kernel.clock import SystemClock

from ...services import rebuild


class Command(BaseCommand):
    """`figures_rebuild`: after a bulk load, so that the board is right at once."""

    help = "Đếm lại toàn bộ số liệu theo tháng của bảng điều hành."

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and tell how many months of figures were kept."""
        months = rebuild(
            at=SystemClock().now(), tell=lambda percent, stage: self.stdout.write(f"{percent}% {stage}")
        )
        self.stdout.write(f"Đã đếm {months} tháng số liệu.")
