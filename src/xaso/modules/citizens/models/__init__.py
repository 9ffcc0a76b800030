"""The tables of citizens, by noun."""

from .people import Organization, Person
from .store import StoreItem, StoreUse

__all__ = ["Organization", "Person", "StoreItem", "StoreUse"]
