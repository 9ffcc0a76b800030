"""What the plan keeps: the plan itself with its targets."""

from .targets import Plan, Section, Target, Threshold

__all__ = ["Plan", "Section", "Target", "Threshold"]
