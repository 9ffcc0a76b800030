"""Write the description of the interface into docs/openapi.json, or check that it is up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from xaso.sites.api.openapi import text_of
from xaso.sites.api.v1 import api

PLACE = Path("docs") / "openapi.json"


class Command(BaseCommand):
    """`api_schema [--check]`."""

    help = "Ghi mô tả OpenAPI 3.1 vào docs/openapi.json; --check chỉ xem đã đúng bản mới chưa."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to check only."""
        parser.add_argument("--check", action="store_true", help="không ghi; khác bản mới thì báo lỗi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare or write."""
        path = settings.BASE_DIR / PLACE
        text = text_of(api)
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"Đã ghi {PLACE}." if text != kept else f"{PLACE} đã đúng bản mới.")
        elif text != kept:
            raise CommandError(f"{PLACE} đã cũ. Chạy `manage.py api_schema` rồi ghi lại.")
