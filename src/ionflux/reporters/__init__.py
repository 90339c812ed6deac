"""Diagnostics and changes to text: one module per format, found by its name."""
