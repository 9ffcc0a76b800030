"""The linter: a registry of small checks. Nothing is corrected; every finding waits for a person's ruling."""
