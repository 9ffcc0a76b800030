"""Pages about figures: gate, one query or service, render."""
