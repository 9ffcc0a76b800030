"""Secrets of the second factor are sealed with the installation's secret before they reach the database."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class SealingAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth.mfa asks when it stores a secret."""

    def encrypt(self, text: str) -> str:
        """The sealed text."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text behind the seal; raises InvalidToken when the installation's secret has changed."""
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> Fernet:
    key = hashlib.sha256(b"xaso.identity.second-factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))
