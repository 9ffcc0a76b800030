"""Portal: what people meet."""
