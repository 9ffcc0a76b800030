"""Ways for people to sign in."""
