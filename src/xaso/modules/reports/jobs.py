"""Making papers in the background."""
