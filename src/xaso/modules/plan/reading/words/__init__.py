"""The words of Vietnamese plans: comparators, units, times, and numbers that promise nothing."""
