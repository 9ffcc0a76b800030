"""Steering: what leaders meet."""
