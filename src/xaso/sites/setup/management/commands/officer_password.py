"""Give an officer a new one-time password, told once, to be changed at the next sign-in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xaso.kernel.clock import SystemClock
from xaso.kernel.errors import Refusal
from xaso.modules.org import services as org
from xaso.platform.journal.actors import SYSTEM


class Command(BaseCommand):
    """`officer_password USERNAME`."""

    help = "Đặt mật khẩu dùng một lần cho một cán bộ. In ra một lần; phải đổi khi đăng nhập."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the sign-in name."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the password and print it."""
        now = SystemClock().now()
        try:
            password = org.reset_officer_password(username=options["username"], by=SYSTEM, at=now)
        except Refusal as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"{options['username']}  {password}")
