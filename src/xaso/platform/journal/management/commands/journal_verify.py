"""Reads the whole journal and says whether its chain holds."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import broken_entry


class Command(BaseCommand):
    """Names the first broken entry; ends with an error then."""

    help = "Kiểm tra chuỗi băm của nhật ký; nêu mục hỏng đầu tiên."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify every entry."""
        broken = broken_entry()
        if broken:
            raise CommandError(f"Nhật ký hỏng từ mục {broken.seq}: {broken.reason}.")
        self.stdout.write(f"Nhật ký nguyên vẹn: {Entry.objects.count()} mục.")
