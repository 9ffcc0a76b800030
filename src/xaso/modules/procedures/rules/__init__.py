"""What the law and the house ask of procedures and their routes, in plain Python."""
