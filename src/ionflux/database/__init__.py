"""Tables for the four entities, and the stores that hold them."""
