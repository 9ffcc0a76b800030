"""Technical abilities, each useful to any module and knowing none."""
