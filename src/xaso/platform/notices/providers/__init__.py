"""Ways for notices to leave the house."""
