"""Validation of raw values, rules, and the selection of findings."""
