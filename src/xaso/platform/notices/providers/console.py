"""The default provider: one line on the console instead of a message. For trying the program out."""

from __future__ import annotations

import sys

from django.conf import settings

from ..wording import mask_address

HIDDEN = "(nội dung chỉ in ra trong bản trình diễn; đặt kênh gửi thật trước khi dùng)"


class ConsoleProvider:
    """Prints channel, masked address and text; outside a demonstration the text stays hidden."""

    def send(self, address: str, title: str, body: str) -> None:
        """Print the line."""
        channel = "THƯ ĐIỆN TỬ" if "@" in address else "TIN NHẮN"
        text = " ".join(f"{title}: {body}".split()) if settings.DEMO else HIDDEN
        sys.stdout.write(f"[{channel} tới {mask_address(address)}] {text}\n")
        sys.stdout.flush()
