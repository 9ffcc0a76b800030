"""Addresses as they may be shown."""

from __future__ import annotations

from xaso.kernel.codes import mask_phone


def mask_address(address: str) -> str:
    """`a•••@example.vn`, `091••••678`."""
    name, at, host = address.partition("@")
    return f"{name[:1]}•••@{host}" if at else mask_phone(address)
