"""What `make fuzz` does: inputs that nobody would write, for every reader of the program.

`targets` are the readers, `vocabulary` is what hostile texts are made of. The suite tries a few of
them (`test_fuzz.py`), and everything in `corpus`, where each input that was found to break a reader
is kept as a file.
"""
