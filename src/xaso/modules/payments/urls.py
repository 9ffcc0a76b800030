"""Addresses of fees and charges; the sites include them."""

from __future__ import annotations

from .pages import bank_addresses

bank_desk_patterns = bank_addresses.desk_patterns
"""Statements, orders and reconciliation, under /ban-lam-viec/thu-phi/ (`payments_bank`)."""

people_patterns = bank_addresses.people_patterns
"""Paying without signing in (`payments_people`)."""
