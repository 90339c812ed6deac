"""The second copy of the graph, or of a schema, differs from the first.

The column `flux_graph_dsl_yaml` repeats the graph, and `input_schema_json` and
`output_schema_json` its schemas. Comments, the order of keys and of required names do not
count. One finding per copy reports the first difference.

Why it matters: the definition follows the first copy, but the platform's database the second.

How to fix: copy the first over the second, or correct the first.

Bad:

    input_schema:
      properties:
        chart_cid: { type: string }

    { "properties": { "chart_id": { "type": "string" } } }

Good:

    input_schema:
      properties:
        chart_cid: { type: string }

    { "properties": { "chart_cid": { "type": "string" } } }
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
