"""The document named on the command line holds no agent section (in a directory walk: info).

An agent section starts at a heading with the word `AGENT` or `AGENTE`, a number, a dash or
colon, and a title; a document whose front matter is a definition is one agent. Files of other
tools (Claude Code, Copilot, Agent Skills, Prompty, CrewAI) and plain YAML are named as such.

Why it matters: who names a document expects agents in it. A heading with a typing error would
leave a blueprint out without a word.

How to fix: correct the heading, or name another file. In a directory, files without agents are
expected, and this is only an info.

Bad:

    ## Email Wizard

Good:

    ## AGENT 001 — Email Wizard
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
