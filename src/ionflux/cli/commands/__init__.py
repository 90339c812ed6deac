"""The commands, one module each.

A command whose run must begin at once leaves its annotations as they are: as text, each would be
compiled when it is typed.
"""
