"""Reports, the parts offices write, what was made of them, and the templates."""
