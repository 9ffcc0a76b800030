"""Sources: how a Word file or a text export becomes `Lines`."""
