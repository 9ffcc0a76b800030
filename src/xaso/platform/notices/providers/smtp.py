"""E-mail through the mail server of the settings EMAIL_*."""

from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection

from ..ports import NotSent

TIMEOUT_SECONDS = 10


class SmtpProvider:
    """Sends plain text."""

    def send(self, address: str, title: str, body: str) -> None:
        """Send one letter. Raises NotSent."""
        subject = " ".join(title.split())
        letter = EmailMessage(subject, body, to=[address], connection=get_connection(timeout=TIMEOUT_SECONDS))
        try:
            letter.send()
        except (SMTPException, OSError) as trouble:
            raise NotSent(f"máy chủ thư: {trouble}") from trouble
