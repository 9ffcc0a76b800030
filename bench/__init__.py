"""Load and cost measurements, each against a floor taken in the same run."""
