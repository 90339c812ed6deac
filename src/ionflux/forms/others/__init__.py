"""Documents that are not blueprints: recognising them, and advice on them."""
