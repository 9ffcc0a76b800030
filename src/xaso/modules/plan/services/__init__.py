"""What the plan does on request."""

from .loading import load_plan
from .obligations import load_activities

__all__ = ["load_activities", "load_plan"]
