"""Setup: commands that compose the modules, to load a commune pack, make a demo year, serve."""
