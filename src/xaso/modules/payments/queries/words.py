"""Codes of kinds, moments and groups, for who names them from outside."""

from ..rules import GROUPS, KINDS, MOMENTS

__all__ = ["GROUPS", "KINDS", "MOMENTS", "group_codes", "group_options", "kind_codes", "moment_codes"]


def kind_codes() -> tuple[str, ...]:
    """Codes of phí and lệ phí."""
    return tuple(code for code, _ in KINDS)


def moment_codes() -> tuple[str, ...]:
    """Codes of the moments of collection."""
    return tuple(code for code, _ in MOMENTS)


def group_codes() -> tuple[str, ...]:
    """Codes of the groups of payers."""
    return tuple(code for code, _ in GROUPS)


def group_options() -> list[tuple[str, str]]:
    """Code and words of the groups of payers."""
    return list(GROUPS)
