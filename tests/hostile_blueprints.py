"""Blueprints with text that Markdown and YAML may misread, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from ionflux.yaml.quoting import as_yaml

LINES = (
    "# heading", "#### KPIs", "### 7 ▸ Files", "#", "```", "~~~", "```yaml", "---", "***", "===",
    "<!-- c -->", "<!--", "-->", "<!-- ionflux: ignore IFX203 -->", "<div>", "<pre>", "</pre>",
    "<b>x</b>", "<?", "**Epithet:** x", "**Punch:** y", "Arquétipo: z", "**Epitet:** near", "TBD",
    "(no specific content)", "Fill in. Refine. Launch.", "Preencha. Refine. Lance.", "“quoted”",
    '"q"', "“x”.", "“a", "*em*", "**bold** text", "_a_b_", "`code`", "``x``", "\\", "\\*", "a\\",
    "[x](y)", "![i](u)", "[ ] task", "[x] done", "x {#id}", "~~struck~~", "> quote", "| a | b |",
    "|---|---|", "| x |", "- item", "* item: value", "  1. one", "    indented", "\tTab",
    "trailing  ", " ", "", "a: b", "- ", "{a: 1}", "&a", "*b", "!tag", "%x", "@y", "null", "None",
    "true", "0.10", "1e3", "2024-01-01", "yes", "text,", "text;", "é", "🐺", "\u00a0", "\u200b",
    "\u2028x", "**⚡ Punch final**", "Redis", "Postgres (x)", "* Queue: Kafka or SQS",
    "namespace `foo`", "every 5 minutes", "plain words", "$name", "C#", "x #", "(remark)", "a / b",
    "assets/schema.sql", "├── a.py  # remark",
)  # fmt: skip
TITLES = (
    "Header", "0 ▸ Narrative Header", "Introduction", "Introdução (3 linhas)", "Essence",
    "Capabilities", "Essence 22.22", "Purpose", "IPO Flow", "Strategic Integrations",
    "Stack & APIs", "Stack (Redis)", "Files & Paths", "Data Store", "Data Store (Postgres)",
    "Scheduling & Triggers", "KPIs", "KPIs of it", "Failure", "Example", "Expansion", "Escape",
    "Final Punch", "Preamble", "Foo", "2024 plan", "Bar, baz!", "Memory description", "Remarks",
    "Subtitle", "unknown_keys", "Stack extra", "***", "Notes (abc)",
)  # fmt: skip
HEADINGS = (
    "AGENT 001 — EMAIL WIZARD / The sub", "AGENTE 7 - X", "AGENT 3: *Foo* (bar)",
    "AGENT 1 — A / B / C", 'AGENT 001 — E-MAIL / "q" *x*', "AGENT 2 — X / TBD", "AGENT 9 – C #",
)  # fmt: skip
NAMES = (
    "EmailWizard", "A / B", "x (y)", "C #", "*n*", "“q”", "null", "Ação", "a_b", "- d", "AGENT 3",
    "5", "yes", "a: b", "🐺",
)  # fmt: skip
IDS = ("agent_001", "agent_001_x", "agent_000007", f"agent_{'9' * 30}",
       "123e4567-e89b-12d3-a456-426614174000")  # fmt: skip
TEXT_KEYS = (
    "description", "epithet", "tagline", "introduction_text", "archetype", "dna_phrase",
    "essence_punch", "essence_interpretation", "scheduling_and_triggers_summary",
    "kpis_definition", "failure_fallback_strategy", "example_integration_flow",
    "dynamic_expansion_notes", "escape_the_obvious_feature", "category",
)  # fmt: skip
OTHER_KEYS = (
    "foo", "stack.foo", "inputs[a].foo", "outputs[x].z", "bar baz", "Tipo", "type", "memory.q",
    "# x", "a: b", "nome2", "config", "",
)  # fmt: skip

lines = st.sampled_from(LINES) | st.text(
    st.characters(exclude_categories=["Cc", "Cs"]), max_size=12
)
long_lines = st.lists(st.sampled_from(LINES), min_size=1, max_size=3).map(" ".join)
texts = st.lists(lines | long_lines, min_size=1, max_size=5).map("\n".join)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
values = st.recursive(
    scalars.filter(lambda value: value not in {float("inf"), float("-inf")}),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(lines, inner, max_size=3),
    max_leaves=4,
)
settings = st.dictionaries(st.sampled_from(OTHER_KEYS), values, max_size=2)


def _mappings(**optional: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=optional)


triggers = st.one_of(
    st.just({"type": "schedule", "cron": "0 * * * *", "timezone": "Europe/Lisbon"}),
    st.just({"type": "webhook", "path": "/x/y", "method": "put"}),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["event", "stream", "manual"])},
        optional={"config": settings, "description": texts, "topic": values},
    ),
)
entries = {
    "required": st.booleans(),
    "description": texts,
    "foo": values,
    "name": values,
    "schema": st.sampled_from([{}, {"type": "object", "required": ["a"]}]),
}
inputs = st.fixed_dictionaries(
    {"key": st.sampled_from(["a", "b c", "é:x", "*k"]), "type": st.just("json")},
    optional={**entries, "default": values},
)
outputs = st.fixed_dictionaries(
    {"key": st.sampled_from(["x", "y"]), "type": st.sampled_from(["md", "json"])},
    optional={key: entries[key] for key in ("description", "schema", "foo")},
)
technologies = st.sampled_from(["Redis", "Postgres (main)", "Kafka", "a (b)", "x ()"]) | lines
stacks = _mappings(
    language=lines,
    runtime=texts,
    models=st.lists(technologies, max_size=3),
    databases=st.lists(technologies, max_size=3),
    queues=st.lists(technologies, max_size=2),
    foo=values,
)
memories = _mappings(
    type=lines, namespace=st.sampled_from(["a/{{x}}", "n", ""]), description=values, q=values
)
structure = _mappings(
    core_capabilities=st.lists(texts, max_size=3),
    services=st.lists(st.sampled_from(["LLM", "Email", "Shopify"]), max_size=3),
    status=st.sampled_from(["draft", "active", "deprecated"]),
    triggers=st.lists(triggers, max_size=3),
    inputs=st.lists(inputs, max_size=3, unique_by=lambda entry: str(entry["key"])),
    outputs=st.lists(outputs, max_size=2, unique_by=lambda entry: str(entry["key"])),
    stack=stacks,
    memory=memories,
)
definitions = st.builds(
    lambda *parts: {key: value for part in parts for key, value in part.items()},
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(IDS),
            "name": st.sampled_from(NAMES),
            "version": st.sampled_from(["0.1", "0.10", "1.0.0-rc.1"]),
        }
    ),
    structure,
    st.dictionaries(st.sampled_from(TEXT_KEYS), texts, max_size=4),
    settings,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return a document with one agent, hostile in all of its texts."""
    level = draw(st.integers(1, 3))
    code = as_yaml(draw(definitions))
    block = f"{'#' * (level + 1)} YAML\n{draw(st.just('') | texts)}\n\n``````yaml\n{code}\n``````"
    sections = [
        f"{'#' * (level + draw(st.integers(1, 3)))} {title}\n{text}"
        for title, text in draw(st.lists(st.tuples(st.sampled_from(TITLES), texts), max_size=6))
    ]
    # Anything left open before the definition includes it, so it is mostly the first section.
    sections.insert(draw(st.sampled_from([0, 0, 0, 1, 9])), block)
    heading = f"{'#' * level} {draw(st.sampled_from(HEADINGS))}"
    return "\n\n".join([heading, draw(st.just("") | texts), *sections])


@st.composite
def damaged(draw: st.DrawFn, sources: tuple[str, ...]) -> str:
    """Return one of some documents with lines inserted, removed or changed at their ends."""
    rows = draw(st.sampled_from(sources)).split("\n")
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(rows) - 1))
        kind = draw(st.sampled_from(["line", "line", "heading", "end", "gone"]))
        if kind == "line":
            rows.insert(at, draw(st.sampled_from(LINES)))
        elif kind == "heading":
            rows.insert(at, f"{'#' * draw(st.integers(2, 5))} {draw(st.sampled_from(TITLES))}")
        elif kind == "end":
            rows[at] += draw(st.sampled_from(["  ", "\\", " #", "*", "`", '"', " <!--", " (y)"]))
        elif len(rows) > 1:
            rows.pop(at)
    return "\n".join(rows)
