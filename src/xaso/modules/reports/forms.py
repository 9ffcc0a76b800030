"""What officers type about reports."""
