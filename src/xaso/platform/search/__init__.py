"""Search that does not mind accents, tone placement or one slip of the finger."""
