"""Validation of raw values, rules, and which findings count."""
