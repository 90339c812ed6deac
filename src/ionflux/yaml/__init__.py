"""YAML as nodes that know their places; the only importer of ruamel.yaml."""
