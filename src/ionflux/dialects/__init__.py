"""Sections to raw blueprints: a dialect is tables of titles and keys."""
