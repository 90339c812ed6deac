"""The YAML block is not YAML; the place is the one in the Markdown document.

Why it matters: nothing of the block can be understood, so the agent cannot be compiled.

How to fix: look at the place named and the line above it. The usual causes: a tab, a colon in
text without quotes, a quote that is not closed, an item that is not indented like its
neighbours.

Bad:

    description: sends mail: fast
    triggers:
      - type: webhook
       path: "/run"

Good:

    description: "sends mail: fast"
    triggers:
      - type: webhook
        path: "/run"
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
