"""What officers fill in about the plan."""
