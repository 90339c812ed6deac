"""Raw HTML that is never closed: a comment, `<pre>`, `<script>`, `<style>`, `<?`, `<!`, CDATA.

It ends with the document, and all text after it is hidden. Where it takes in an agent's heading,
it is an error. A comment that only the end of a later comment closes is reported as well.

Why it matters: headings in raw HTML are not structure: every section and every agent after it is
invisible.

How to fix: close it (`-->`, `</pre>`), or write `&lt;` where the character itself is meant.

Bad:

    <!-- draft: revise

    ## AGENT 002 — Stock Keeper

Good:

    <!-- draft: revise -->

    ## AGENT 002 — Stock Keeper
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
