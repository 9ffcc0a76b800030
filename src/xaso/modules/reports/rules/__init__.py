"""What the law and practice fix about a report."""
