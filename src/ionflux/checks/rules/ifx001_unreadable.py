"""The document is not readable, not UTF-8, over the size limit, or binary.

The message names the first byte that is not UTF-8, or the limit. The document is not read: its
agents are missing from the output.

Why it matters: the run misses every agent in it, and `import` does not write anything.

How to fix: save the file as UTF-8 (`iconv -f latin1 -t utf-8`), split it, or leave it out with
`exclude` in the configuration.

Bad:

    Epíteto saved as Latin-1: the byte 0xED where UTF-8 has two bytes

Good:

    the same file after `iconv -f latin1 -t utf-8 old.md > new.md`
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
