"""Give a user a token for programs, told once."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from xaso.kernel.clock import SystemClock, local_date
from xaso.kernel.errors import Refusal
from xaso.kernel.wording import day_words
from xaso.platform.identity.models import User
from xaso.platform.identity.services.tokens import Scope, make_token, revoke_tokens
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.services import record
from xaso.sites.api.events import ApiTokenMade, ApiTokensRevoked


class Command(BaseCommand):
    """`api_token USERNAME [--days 90] [--scope read --scope file] [--revoke]`."""

    help = "Cấp mã truy cập API cho một tài khoản. In ra một lần; --revoke thu hồi mọi mã của tài khoản."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the sign-in name, how long, what for, or that all are taken away."""
        parser.add_argument("username")
        parser.add_argument("--days", type=int, default=90, help="số ngày dùng được, nhiều nhất 366")
        parser.add_argument("--scope", action="append", choices=[scope.value for scope in Scope])
        parser.add_argument("--revoke", action="store_true", help="thu hồi mọi mã đã cấp")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the token and print it, or revoke."""
        now = SystemClock().now()
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"Không có tài khoản nào tên “{options['username'][:60]}” đang dùng được.")
        with transaction.atomic():
            if options["revoke"]:
                self._revoke(user, now)
            else:
                self._make(user, options["days"], options["scope"] or [Scope.READ.value], now)

    def _make(self, user: User, days: int, scopes: list[str], now: datetime) -> None:
        try:
            token = make_token(user=user, days=days, scopes=scopes, at=now)
        except Refusal as refused:
            raise CommandError(refused.sentence) from refused
        fact = ApiTokenMade(username=user.username, scopes=sorted(set(scopes)), days=days)
        record(fact, by=SYSTEM, at=now, subject=f"user:{user.username}")
        self.stdout.write(token)
        self.stderr.write(f"Chỉ hiện một lần. Dùng được {days} ngày kể từ {day_words(local_date(now))}.")

    def _revoke(self, user: User, now: datetime) -> None:
        count = revoke_tokens(user=user, at=now)
        fact = ApiTokensRevoked(username=user.username, count=count)
        record(fact, by=SYSTEM, at=now, subject=f"user:{user.username}")
        self.stdout.write(f"Đã thu hồi {count} mã truy cập.")
