"""The shapes of documents; each finds the agents of a document and reads them."""
