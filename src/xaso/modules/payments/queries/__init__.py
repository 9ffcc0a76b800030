"""Questions to payments."""
