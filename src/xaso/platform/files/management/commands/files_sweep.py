"""`files_sweep`: remove files that no row holds any more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from xaso.kernel.clock import SystemClock

from ...upkeep import sweep


class Command(BaseCommand):
    """Remove orphans older than a day."""

    help = "Xóa các tệp không còn hồ sơ nào giữ, cũ hơn một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --pretend."""
        parser.add_argument("--pretend", action="store_true", help="chỉ liệt kê, không xóa")

    def handle(self, *args: Any, **options: Any) -> None:
        """List, and remove unless told to pretend."""
        removed = sweep(at=SystemClock().now(), pretend=options["pretend"])
        for name in removed:
            self.stdout.write(name)
        self.stdout.write(f"{'Sẽ xóa' if options['pretend'] else 'Đã xóa'} {len(removed)} tệp.")
