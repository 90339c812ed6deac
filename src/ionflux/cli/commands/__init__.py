"""The commands, one module each.

A module `name` has the command `name`; an underscore at the end (`import_`) is not part of the
command's name. Modules import the rest of the program inside that function, so that `--version`,
`--help` and completion stay quick.
"""
