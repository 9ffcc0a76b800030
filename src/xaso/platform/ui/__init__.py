"""Base pages, components, charts and static files."""
