"""What people and officers see of dossiers."""
