"""What must lie in the drawer."""

from __future__ import annotations


def expected_cash(*, opening: int, taken: int, given_back: int) -> int:
    """Return what the books say lies in the drawer. Basis: onestop.md 10.8, cash has its receipt."""
    return opening + taken - given_back


def difference(*, expected: int, counted: int) -> int:
    """Return counted less expected: above zero too much, below zero too little. Basis: onestop.md 10.8."""
    return counted - expected
