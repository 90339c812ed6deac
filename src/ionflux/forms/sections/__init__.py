"""Documents with a section for each agent: headings, labelled fields, lists, a YAML block."""
