"""Desk: what officers meet."""
