"""The document named on the command line has no agent section (in a directory walk: info).

An agent section starts at a heading with the word `AGENT` or `AGENTE`, a number, a dash or
colon, and a title; a document whose front matter is a definition is one agent. Files of other
tools (Claude Code, Copilot, Agent Skills, Prompty, CrewAI) and plain YAML are named as such.

Why it matters: a document that is named is expected to have agents. A heading with a typing
error would omit a blueprint silently.

How to fix: correct the heading, or name another file. In a directory, files without agents are
expected, so this is only an info.

Bad:

    ## Email Wizard

Good:

    ## AGENT 001 — Email Wizard
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
