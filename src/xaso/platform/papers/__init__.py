"""Word and PDF papers made from templates."""
