"""YAML as nodes that know where they stand; the only importer of ruamel.yaml."""
