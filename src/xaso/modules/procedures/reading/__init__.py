"""The catalogue as a file: Excel or JSON becomes plain records, and records become Excel or JSON."""
