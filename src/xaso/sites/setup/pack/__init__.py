"""The commune pack: reading its files with their line numbers, checking them, loading them."""
