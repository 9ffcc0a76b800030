"""A condition of a measure, run again on values that were kept: does it hold, as far as they tell?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from django.db.models import F, Q

from xaso.kernel.clock import local_date

Values = Mapping[str, Any]
_ORDERS: dict[str, Callable[[Any, Any], bool]] = {"gt": gt, "gte": ge, "lt": lt, "lte": le}
_NUMBERS = (int, Decimal)
_LISTS = (list, tuple, set, frozenset)
_VALUES = (str, int, Decimal, date, type(None))


def holds(condition: Q, values: Values, *, given: Sequence[Any] = ()) -> bool | None:
    """Whether the condition holds for these values; None when they do not tell.

    ``values`` are by the paths of fields, moments and days as text or as they are. ``given`` are pieces of
    conditions known to hold. Like the database: nothing is larger, smaller or equal to what is empty.
    """
    parts = [_part(child, values, given) for child in condition.children]
    found = _joined(parts, condition.connector)
    return found if found is None or not condition.negated else not found


def pieces(condition: Q) -> list[Any]:
    """The pieces of a condition that each hold where it holds."""
    if condition.negated or (condition.connector != Q.AND and len(condition.children) > 1):
        return [condition]
    return list(condition.children)


def _joined(parts: Iterable[bool | None], connector: str) -> bool | None:
    known = list(parts)
    decisive = connector == Q.OR
    if connector in (Q.AND, Q.OR) and decisive in known:
        return decisive
    if None in known:
        return None
    return not decisive if connector in (Q.AND, Q.OR) else bool(sum(map(bool, known)) % 2)


def _part(child: Any, values: Values, given: Sequence[Any]) -> bool | None:
    if any(child is one or child == one for one in given):
        return True
    if isinstance(child, Q):
        return holds(child, values, given=given)
    if not isinstance(child, tuple):
        return None
    path, wanted = child
    return _looked_up(path, wanted, values)


def _looked_up(path: str, wanted: Any, values: Values) -> bool | None:
    name, lookup = _split(path, values)
    if isinstance(wanted, F):
        if wanted.name not in values:
            return None
        wanted = values[wanted.name]
    if name is None or not _is_plain(wanted):
        return None
    return _compared(values[name], lookup, wanted)


def _split(path: str, values: Values) -> tuple[str | None, str]:
    """The longest known path and what is asked of it."""
    if path in values:
        return path, "exact"
    name, _, lookup = path.rpartition("__")
    return (name if name in values else None), lookup


def _is_plain(wanted: Any) -> bool:
    if isinstance(wanted, _LISTS):
        return all(isinstance(one, _VALUES) for one in wanted)
    return isinstance(wanted, _VALUES)


def _compared(value: Any, lookup: str, wanted: Any) -> bool | None:
    if lookup == "isnull":
        return (value is None) is bool(wanted)
    if lookup == "exact":
        return _equal(value, wanted)
    if lookup == "in":
        return any(one is not None and _equal(value, one) for one in wanted)
    if lookup not in _ORDERS:
        return None
    if value is None or wanted is None:
        return False
    return _ORDERS[lookup](_comparable(value, wanted), _comparable(wanted, value))


def _equal(value: Any, wanted: Any) -> bool:
    if value is None or wanted is None:
        return value is wanted
    return bool(_comparable(value, wanted) == _comparable(wanted, value))


def _comparable(value: Any, other: Any) -> Any:
    """The value as it is compared with the other: text that tells a moment or a day as that."""
    if isinstance(value, str):
        value = _read(value)
    if isinstance(other, str):
        other = _read(other)
    if isinstance(value, datetime) and isinstance(other, date) and not isinstance(other, datetime):
        return local_date(value)
    if isinstance(value, date):
        return value
    return value if isinstance(value, _NUMBERS) and isinstance(other, _NUMBERS) else str(value)


def _read(text: str) -> str | date | datetime:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text
