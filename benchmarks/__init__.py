"""Measurements of the whole hub, run by `hub bench`. They print; they never judge."""
