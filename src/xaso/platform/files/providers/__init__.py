"""Virus scanners."""
