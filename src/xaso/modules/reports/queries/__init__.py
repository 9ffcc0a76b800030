"""Questions about reports; page-facing ones take the officer first."""
