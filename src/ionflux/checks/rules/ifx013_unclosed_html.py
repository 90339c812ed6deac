"""Raw HTML that is never closed: a comment, `<pre>`, `<script>`, `<style>`, `<?`, `<!`, CDATA.

It ends with the document, and all text after it is hidden. If it includes an agent's heading,
it is an error. A comment that is only closed by the end of a later comment is also reported.

Why it matters: headings in raw HTML are not structure: every section and every agent after it is
lost.

How to fix: close it (`-->`, `</pre>`), or write `&lt;` if the character itself is meant.

Bad:

    <!-- draft: revise

    ## AGENT 002 — Stock Keeper

Good:

    <!-- draft: revise -->

    ## AGENT 002 — Stock Keeper
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
