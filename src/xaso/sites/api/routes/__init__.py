"""The operations, by who they are for."""
