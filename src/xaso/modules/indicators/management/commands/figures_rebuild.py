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

        def tell(percent: int, stage: str) -> None:
            self.stdout.write(f"{percent}% {stage}")

        months = rebuild(at=SystemClock().now(), past_of_stocks=True, tell=tell)
        self.stdout.write(f"Đã đếm {months} tháng số liệu.")
