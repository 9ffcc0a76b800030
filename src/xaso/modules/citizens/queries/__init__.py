"""Questions about people and their store."""

from ..rules import is_of_one_event, kind_of
from .people import (
    people_like,
    person_by_id,
    person_by_number,
    person_of,
    subject_of,
    user_of,
)
from .store import StoreOffer, StoreRow, offers, own_item, same_kind, store_items, store_page, uses_of

__all__ = [
    "StoreOffer",
    "StoreRow",
    "is_of_one_event",
    "kind_of",
    "offers",
    "own_item",
    "people_like",
    "person_by_id",
    "person_by_number",
    "person_of",
    "same_kind",
    "store_items",
    "store_page",
    "subject_of",
    "user_of",
    "uses_of",
]
