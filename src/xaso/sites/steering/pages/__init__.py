"""The leaders' pages: gate, one query, render."""
