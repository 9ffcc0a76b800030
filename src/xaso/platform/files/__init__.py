"""Stored files with their hash, type, size and virus checks."""
