"""What surveys do on request."""

from .rating import rate

__all__ = ["rate"]
