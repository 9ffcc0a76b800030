"""What can be done to a dossier, one file per phase of its life."""
