"""Xã Số: one program in which a commune does its work and its plan is measured by that work."""

__version__ = "0.1.0"
