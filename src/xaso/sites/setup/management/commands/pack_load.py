"""Load a commune pack: check it whole, then write what differs from before. Loading twice writes nothing.

What a changed pack changes in the figures is counted at once, so that no page shows a figure not yet counted.
"""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from xaso.kernel.clock import SystemClock
from xaso.kernel.wording import day_words
from xaso.modules.indicators.services import rebuild
from xaso.sites.setup.pack.checking import BrokenPack, sound_pack
from xaso.sites.setup.pack.loading import LoadReport, load


class Command(BaseCommand):
    """`pack_load [PATH] [--valid-from DATE] [--demo-officers]`."""

    help = "Nạp gói dữ liệu của xã. Kiểm tra trước; sai thì không nạp gì. Nạp lại không ghi gì thêm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, the day changed procedures change on, and whether to make demo officers."""
        parser.add_argument("path", nargs="?", type=Path, default=settings.COMMUNE_PACK)
        parser.add_argument("--valid-from", type=date.fromisoformat, help="ngày thủ tục thay đổi có hiệu lực")
        parser.add_argument(
            "--demo-officers", action="store_true", help="tạo tài khoản cho cán bộ trình diễn"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and tell what was written, with the one-time passwords when officers were made."""
        try:
            pack = sound_pack(options["path"])
        except BrokenPack as broken:
            raise CommandError("\n".join([*map(str, broken.faults), broken.sentence])) from broken
        now = SystemClock().now()
        report = load(pack, valid_from=options["valid_from"], is_demo=options["demo_officers"], at=now)
        if report.is_change:
            rebuild(at=now)
        self._tell(report)
        self._tell_passwords(report)

    def _tell(self, report: LoadReport) -> None:
        if not report.is_change:
            self.stdout.write("Dữ liệu của xã đã đúng như gói, không ghi gì.")
            return
        for title, added, changed in report.lines:
            if added or changed:
                self.stdout.write(f"{title}: thêm {added}, đổi {changed}.")
        for code, start in report.catalogue.starts.items():
            self.stdout.write(f"Thủ tục {code}: bản mới có hiệu lực từ {day_words(start)}.")

    def _tell_passwords(self, report: LoadReport) -> None:
        if not report.passwords:
            return
        self.stdout.write(
            "\nTài khoản cán bộ trình diễn. Mật khẩu chỉ hiện một lần này, phải đổi khi đăng nhập:"
        )
        for name, username, password in report.passwords:
            self.stdout.write(f"  {username:<24} {password}   {name}")
