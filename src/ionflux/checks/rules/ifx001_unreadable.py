"""The document is not readable, not UTF-8, over the size limit, or binary.

The message names the byte where UTF-8 ends, or the limit. Nothing of the document is read: its
agents are missing from the output.

Why it matters: every agent in it is lost to the run, and `import` writes nothing at all.

How to fix: save the file as UTF-8 (`iconv -f latin1 -t utf-8`), split it, or leave it out with
`exclude` in the configuration.

Bad:

    Epíteto saved as Latin-1: the byte 0xED is where UTF-8 needs two

Good:

    the same file after `iconv -f latin1 -t utf-8 old.md > new.md`
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
