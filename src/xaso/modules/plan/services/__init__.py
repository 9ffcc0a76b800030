"""What the plan does on request."""

from .loading import load_plan

__all__ = ["load_plan"]
