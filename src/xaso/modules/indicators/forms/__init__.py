"""What people type about figures."""
