"""Write a synthetic year of work into a demonstration: invented people, true clockwork."""

from argparse import ArgumentParser
from datetime import date
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xaso.kernel.clock import SystemClock, local_date
from xaso.kernel.errors import Refusal
from xaso.kernel.wording import day_words
from xaso.sites.setup.demo.pieces import begun, runs_so_far
from xaso.sites.setup.demo.year import FULL, SMALL, MadeYear, make_year

SEED = 20_260_101


class Command(BaseCommand):
    """`demo_year [--small] [--today DATE] [--seed N] [--again]`."""

    help = "Ghi một năm làm việc giả lập (người dân, hồ sơ đều do máy đặt ra). Chỉ chạy ở bản trình diễn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size, the day the year ends before, the seed, and whether to add a second year."""
        parser.add_argument("--small", action="store_true", help="60 hồ sơ, để thử")
        parser.add_argument("--today", type=date.fromisoformat, help="coi như hôm nay là ngày này")
        parser.add_argument("--seed", type=int, default=SEED, help="số gieo; cùng số thì cùng kết quả")
        parser.add_argument("--again", action="store_true", help="ghi thêm một năm nữa dù đã có")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the year unless it is there, or what lacks of one that was stopped; tell the accounts once."""
        if runs_so_far() and begun() is None and not options["again"]:
            self.stdout.write("Năm giả lập đã có sẵn, không ghi gì thêm.")
            return
        now = SystemClock().now()
        try:
            made = make_year(
                size=SMALL if options["small"] else FULL,
                today=options["today"] or local_date(now),
                seed=options["seed"],
                now=now,
                tell=self.stdout.write,
                rest=sleep,
            )
        except Refusal as refused:
            raise CommandError(" ".join(filter(None, [refused.sentence, refused.hint]))) from refused
        self._tell(made)

    def _tell(self, made: MadeYear) -> None:
        self.stdout.write(f"\nDữ liệu GIẢ LẬP từ {day_words(made.first)} đến {day_words(made.last)}:")
        self.stdout.write(f"  {made.people} người dân, {sum(made.states.values())} hồ sơ.")
        for words, count in made.states.items():
            self.stdout.write(f"  {words}: {count}")
        if made.accounts:
            self.stdout.write("\nTài khoản người dân trình diễn. Mật khẩu chỉ hiện một lần này:")
        for one in made.accounts:
            self.stdout.write(f"  {one.id_number}  {one.password}   {one.full_name}")
