"""The business, one folder per responsibility; a module imports only modules of a lower row."""
