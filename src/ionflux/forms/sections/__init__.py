"""Sections to raw blueprints: what a document's words and YAML mean, with every place kept."""
