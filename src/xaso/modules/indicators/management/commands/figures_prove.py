"""Prove closed periods: every frozen figure against the journal, its list and the records of today."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from xaso.kernel.clock import SystemClock
from xaso.platform.journal.actors import SYSTEM

from ...queries.closings import closed_codes
from ...rules.findings import Proof
from ...rules.proving import Verdict
from ...rules.windows import Window
from ...services import prove, read_chain


class Command(BaseCommand):
    """`figures_prove [CODE …]`: all closed windows, or those named. Ends with 1 when something is broken."""

    help = "Chứng minh số liệu đã khóa còn nguyên; nêu tên bản ghi bị đổi mà nhật ký không ghi."

    def add_arguments(self, parser: CommandParser) -> None:
        """Codes of windows, as 2026-Q1."""
        parser.add_argument(
            "codes", nargs="*", metavar="KỲ", help="mã kỳ, ví dụ 2026-Q1; trống: mọi kỳ đã khóa"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prove each, print every finding, exit with 1 when the journal does not tell all."""
        windows = [Window.parse(code) for code in options["codes"] or closed_codes()]
        if not windows:
            self.stdout.write("Chưa khóa kỳ nào.")
            return
        chain = read_chain()
        self.stdout.write(
            f"Nhật ký hỏng từ {chain.broken}."
            if chain.broken
            else f"Nhật ký nguyên vẹn: {chain.entries} mục nối nhau từ mục đầu."
        )
        now = SystemClock().now()
        proofs = [prove(window=window, by=SYSTEM, at=now, chain=chain) for window in windows]
        for proof in proofs:
            self._print(proof, wordy=options["verbosity"] > 1)
        if not all(proof.holds for proof in proofs):
            sys.exit(1)

    def _print(self, proof: Proof, *, wordy: bool) -> None:
        """What a reader must act on; with -v 2 also what the journal explains."""
        counts = ", ".join(f"{verdict.label.lower()} {proof.count(verdict)}" for verdict in Verdict)
        state = "Còn nguyên" if proof.holds else "KHÔNG KHỚP"
        self.stdout.write(
            f"{proof.window.label}: {state}. {proof.figures} số, {proof.records} lượt bản ghi "
            f"({proof.rerun} lượt chạy lại định nghĩa trên giá trị đã khóa), {proof.typed} số nhập, "
            f"{proof.adjustments} điều chỉnh; {counts}."
        )
        for one in proof.findings:
            if wordy or one.verdict is not Verdict.EXPLAINED:
                self.stdout.write(f"  {one.verdict.label}: {one.words}")
