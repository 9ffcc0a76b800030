"""Check a commune pack and name every fault with file, line and field. Changes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from xaso.sites.setup.pack.checking import BrokenPack, read_pack


class Command(BaseCommand):
    """`pack_check [PATH]`."""

    help = "Kiểm tra gói dữ liệu của xã, nêu mọi chỗ sai kèm tệp, dòng, mục. Không ghi gì."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of the pack."""
        parser.add_argument("path", nargs="?", type=Path, default=settings.COMMUNE_PACK)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every fault; fail when there is one."""
        try:
            pack = read_pack(options["path"])
        except BrokenPack as broken:
            raise CommandError("\n".join(map(str, broken.faults))) from broken
        for fault in pack.faults:
            self.stderr.write(str(fault))
        if pack.faults:
            raise CommandError(f"Có {len(pack.faults)} chỗ sai.")
        self.stdout.write(f"Gói {pack.folder.name}: không có chỗ nào sai.")
