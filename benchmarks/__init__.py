"""Measurements of the whole hub, run by hand: `make bench`."""
