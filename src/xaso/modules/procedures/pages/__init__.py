"""Pages of the catalogue: people's (list, detail, checklist) and officers' (verification, filing place)."""
