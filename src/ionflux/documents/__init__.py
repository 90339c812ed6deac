"""Files: which there are, what they hold, those beside them, and writing them whole."""
