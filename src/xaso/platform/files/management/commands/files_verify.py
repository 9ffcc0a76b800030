"""`files_verify`: prove that every stored file is what it was."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...upkeep import verify


class Command(BaseCommand):
    """Hash every stored file again."""

    help = "Tính lại mã băm của mọi tệp đã lưu, nêu tên tệp bị mất hoặc bị đổi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name what is wrong; fail when anything is."""
        wrong = 0
        for fault in verify():
            wrong += 1
            word = "MẤT" if fault.is_missing else "ĐÃ ĐỔI"
            self.stdout.write(f"{word}: {fault.stored.id} {fault.stored.name} ({fault.stored.content.name})")
        if wrong:
            raise CommandError(f"{wrong} tệp không còn đúng. Lấy lại từ bản sao lưu.")
        self.stdout.write("Mọi tệp còn nguyên.")
