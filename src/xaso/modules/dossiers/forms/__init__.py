"""What people and officers type."""
