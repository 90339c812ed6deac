"""Definitions for people: a table of agents, one agent as a card, a drawn file tree.

Everything that comes from a document passes through `printable`: no markup is interpreted, and no
control character reaches the terminal.
"""
