"""Pages every site shares."""
