"""Api: what other programs meet."""
