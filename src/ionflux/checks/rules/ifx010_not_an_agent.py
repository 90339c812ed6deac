"""Something looks like an agent and is not read as one.

A heading with the word for an agent that lacks its number or its dash, has the number in words or
Roman figures, another separator or a typing slip; bold text, HTML, an underlined line or `##AGENT`
without a blank in place of a heading; and any definition block outside of every agent. It is an
error where a definition block would be lost, a warning where a standard section would be lost, and
an info elsewhere: a prose heading such as `### Agent 1: reuse` is fine.

Why it matters: an agent that is not seen is not in the output, and `import --prune` would mark the
one in the database as deprecated.

How to fix: write the heading as the hint gives it. Where no agent is meant, mark the block as
another language than YAML, or put it into a comment.

Bad:

    ## AGENT 005 Price Hawk

    ### 5 ▸ YAML Definition

Good:

    ## AGENT 005 — Price Hawk

    ### 5 ▸ YAML Definition
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
