"""Read the file of a plan and say what it promises and what is doubtful in it. Changes nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xaso.kernel.errors import Refusal
from xaso.kernel.text import shorten
from xaso.modules.org import queries as org
from xaso.modules.plan.reading import Reading, open_plan, read


class Command(BaseCommand):
    """`plan_read FILE [--json] [--check-owners]`."""

    help = "Đọc tệp kế hoạch (.docx, .txt): chỉ tiêu, nhiệm vụ, phụ lục, chỗ cần xem lại. Không ghi gì."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, the form of the answer, and whether owners are compared with the commune's units."""
        parser.add_argument("file", type=Path, help="tệp .docx hoặc .txt")
        parser.add_argument("--json", action="store_true", help="in ra JSON")
        parser.add_argument(
            "--check-owners", action="store_true", help="đối chiếu cơ quan chủ trì với danh mục đơn vị của xã"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the reading; a file that cannot be read ends with one sentence that says what to do."""
        try:
            document = open_plan(options["file"])
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        owners = [unit.name for unit in org.units()] if options["check_owners"] else []
        reading = read(document, known_owners=owners)
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))
        else:
            self._tell(reading)

    def _tell(self, reading: Reading) -> None:
        counts = (
            f"{len(reading.targets)} chỉ tiêu, {len(reading.tasks)} nhiệm vụ, "
            f"{len(reading.matrix_rows)} hoạt động trong phụ lục, "
            f"{len(reading.indicator_rows)} chỉ tiêu theo năm, {len(reading.findings)} chỗ cần xem lại."
        )
        self.stdout.write(counts)
        for target in reading.targets:
            when = f" (năm {target.year})" if target.year else ""
            self.stdout.write(f"  {target.section or '–'}{when}: {shorten(target.quote, 150)}")
        for finding in reading.findings:
            self.stdout.write(f"  [{finding.severity}] {finding.kind} – {finding.where}. {finding.says}")
