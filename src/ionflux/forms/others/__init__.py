"""Documents that are not blueprints: what they are, and what to do with them."""
