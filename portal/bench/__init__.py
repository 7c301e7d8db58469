"""Measures the goals of speed, on sites of its own that it makes and removes."""
