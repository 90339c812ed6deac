"""The language server: what `validate` and `fix` know, in an editor, as one types.

`program` and `features` speak the protocol, with pygls; `workspace` keeps documents and what is
found in them; the other modules answer one kind of question each, from a document as it is read
and the tables that the command line uses; `messages` and `positions` turn answers into types of
the protocol.
"""
