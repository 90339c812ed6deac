"""The language server: findings of `validate` and fixes of `fix` in an editor, while typing.

`program` and `features` speak the protocol, with pygls; `workspace` keeps documents and their
findings; each other module handles one kind of request, from a parsed document and the tables
that the command line uses; `messages` and `positions` turn the results into types of the
protocol.
"""
