"""Files: finding and reading them, the files beside them, and writing them atomically."""
