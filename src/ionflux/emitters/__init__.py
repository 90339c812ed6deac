"""Definitions to text: one module per format, found by its name."""
