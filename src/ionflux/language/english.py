"""English."""

from ionflux.language import BlueprintText, Language

_TEXTS = {
    "tagline": "Work that waits for nobody, and is never done twice.",
    "introduction_text": """\
Some work comes back every day, and every day it takes somebody's morning.
The agent $name takes over that work: it begins without being asked twice and stops when it is done.
It receives $inputs and checks each value before it does anything else.
It hands over $outputs, always in the same form, so that others can build on it.
What it learns stays in its memory, and what it did stays in the record.
People decide what is asked of it, and people judge what comes out.""",
    "punch_final": """\
A result that nobody can check is a rumour.
What runs by itself must also explain itself.""",
    "archetype": "Craftsman",
    "dna_phrase": "Takes what is given, hands over what was promised.",
    "core_capabilities": """\
Intake: checks every value before work begins and names what is missing.
Work: follows the same steps in the same order and keeps a record of each.
Delivery: hands over $outputs in a form that people and programs can read.
Account: records for every run what it took, what it made and how long it needed.""",
    "essence_punch": "Nothing is lost, nothing is guessed.",
    "essence_interpretation": """\
the agent prefers a clear refusal to a doubtful result, and says which it was.""",
    "ipo_flow": """\
*   **Input:** $inputs.
*   **Processing:** check the values, gather context, let the model work, check what it made.
*   **Output:** $outputs.""",
    "strategic_integrations": """\
*   Platform: the workspace decides who may start the agent and who reads what it hands over.
*   Memory: what earlier runs have learnt is available to the next one.""",
    "stack": """\
*   Runtime: Python 3.12, FastAPI
*   Framework: LangChain
*   LLM: OpenAI GPT-4o
*   Vector DB: Pinecone (context of earlier runs)
*   DB: Postgres (record of the runs)
*   Observability: OpenTelemetry, Grafana""",
    "data_store": """\
Pinecone, namespace `$namespace`, keeps the context of earlier runs.
Postgres keeps the record of every run: what came in, what went out, and how it ended.""",
    "scheduling_and_triggers_summary": """\
$starts
*   Breaker: three failures in a row stop the agent and tell its owner.""",
    "kpis_definition": """\
*   Success: share of runs that end with a usable result; target 98 %.
*   Time: 95 of 100 runs are done within two minutes.
*   Rework: share of results that somebody had to correct; target below 5 %.""",
    "failure_fallback_strategy": """\
*   Model not available: three attempts, each after a longer pause; then the run ends with an error.
*   Missing value: the run does not begin, and the message names the value.
*   Memory not available: the work continues without earlier context, and the record says so.""",
    "example_integration_flow": """\
Scenario: a first run in a new workspace.
1.  Somebody sets up an instance and gives it $inputs.
2.  The agent checks the values, finds no earlier context, and begins.
3.  The model writes a draft; the agent checks it against what was asked.
4.  The owner receives $outputs and finds the run in the record.""",
    "dynamic_expansion_notes": """\
*   v0.2: compares each result with earlier ones and points out what has changed.
*   v1.0: proposes settings of its own, from what owners have corrected.""",
    "escape_the_obvious_feature": """\
Once a month the agent repeats an old run with today's context and shows both results side by side.
Where they differ, the owner learns what has changed; where they agree, that nothing had to.""",
}

LANGUAGE = Language(
    code="en",
    name="English",
    agent=["agent"],
    titles={
        "Header": "header",
        "Narrative Header": "header",
        "Introduction": "introduction",
        "Intro": "introduction",
        "Final Punch": "punch_final",
        "Punch Final": "punch_final",
        "Essence": "essence",
        "Capabilities": "capabilities",
        "Core Capabilities": "capabilities",
        "Key Capabilities": "capabilities",
        "Main Capabilities": "capabilities",
        "Essence 22.22": "essence_detail",
        "PoolDad": "essence_detail",
        "Purpose": "purpose",
        "IPO Flow": "ipo_flow",
        "IPO": "ipo_flow",
        "Input Processing Output": "ipo_flow",
        "Strategic Integrations": "strategic_integrations",
        "YAML": "definition",
        "YAML Definition": "definition",
        "Definition YAML": "definition",
        "Agent Definition": "definition",
        "Definition": "definition",
        "Stack": "stack",
        "Stack & APIs": "stack",
        "Tech Stack": "stack",
        "Technical Stack": "stack",
        "Technology Stack": "stack",
        "Files": "files",
        "Files & Paths": "files",
        "File Structure": "files",
        "File Tree": "files",
        "Folder Structure": "files",
        "Directory Structure": "files",
        "Data Store": "data_store",
        "Data Stores": "data_store",
        "Data Storage": "data_store",
        "Scheduling": "scheduling",
        "Scheduling & Triggers": "scheduling",
        "Schedule & Triggers": "scheduling",
        "Schedule": "scheduling",
        "Triggers": "scheduling",
        "Triggers & Scheduling": "scheduling",
        "KPI": "kpis",
        "KPIs": "kpis",
        "Key Performance Indicators": "kpis",
        "Metrics": "kpis",
        "Success Metrics": "kpis",
        "Failure": "failure",
        "Failures": "failure",
        "Failure & Fallback": "failure",
        "Failure Handling": "failure",
        "Fallback": "failure",
        "Fallback & Failure": "failure",
        "Fallbacks": "failure",
        "Error Handling": "failure",
        "Example": "example",
        "Integrated Example": "example",
        "Integrated Examples": "example",
        "Integration Example": "example",
        "Example Integration": "example",
        "Example Flow": "example",
        "Expansion": "expansion",
        "Dynamic Expansion": "expansion",
        "Escape": "escape",
        "Escape the Obvious": "escape",
        "Escape from the Obvious": "escape",
    },
    standard_titles={
        "header": "Narrative Header",
        "introduction": "Introduction",
        "essence": "Essence",
        "capabilities": "Core Capabilities",
        "essence_detail": "Essence 22.22 %",
        "ipo_flow": "IPO Flow",
        "strategic_integrations": "Strategic Integrations",
        "definition": "YAML Definition",
        "stack": "Stack & APIs",
        "files": "Files & Paths",
        "data_store": "Data Store",
        "scheduling": "Scheduling & Triggers",
        "kpis": "KPIs",
        "failure": "Failure & Fallback",
        "example": "Integrated Example",
        "expansion": "Dynamic Expansion",
        "escape": "Escape the Obvious",
    },
    labels={
        "Epithet": "epithet",
        "Tagline": "tagline",
        "Archetype": "archetype",
        "DNA phrase": "dna_phrase",
        "DNA": "dna_phrase",
        "Punch": "essence_punch",
        "Interpretation": "essence_interpretation",
        "Purpose": "description",
    },
    keys={
        "id": "id",
        "name": "name",
        "version": "version",
        "description": "description",
        "category": "category",
        "status": "status",
        "services": "services",
        "underlying_services_required": "services",
        "triggers": "triggers",
        "triggers_config": "triggers",
        "inputs": "inputs",
        "inputs_schema": "inputs",
        "input_schema": "inputs",
        "outputs": "outputs",
        "outputs_config": "outputs",
        "outputs_schema": "outputs",
        "stack": "stack",
        "stack_details": "stack",
        "memory": "memory",
        "memory_config": "memory",
        "type": "type",
        "config": "config",
        "key": "key",
        "required": "required",
        "default": "default",
        "language": "language",
        "runtime": "runtime",
        "models": "models",
        "models_used": "models",
        "databases": "databases",
        "database_dependencies": "databases",
        "queues": "queues",
        "queue_dependencies": "queues",
        "integrations": "integrations",
        "other_integrations": "integrations",
        "namespace": "namespace",
        "namespace_template": "namespace",
    },
    stack_labels={
        "db": "database_dependencies",
        "database": "database_dependencies",
        "databases": "database_dependencies",
        "data": "database_dependencies",
        "storage": "database_dependencies",
        "vector": "database_dependencies",
        "vectors": "database_dependencies",
        "vector db": "database_dependencies",
        "vector database": "database_dependencies",
        "vector store": "database_dependencies",
        "data store": "database_dependencies",
        "queue": "queue_dependencies",
        "queues": "queue_dependencies",
        "stream": "queue_dependencies",
        "streams": "queue_dependencies",
        "messaging queue": "queue_dependencies",
        "llm": "models",
        "llms": "models",
        "model": "models",
        "models": "models",
        "embeddings": "models",
        "runtime": None,
        "framework": None,
        "frameworks": None,
        "orm": None,
        "dbs": "database_dependencies",
        "vector dbs": "database_dependencies",
        "vector databases": "database_dependencies",
        "vector stores": "database_dependencies",
        "vector storage": "database_dependencies",
        "vectordb": "database_dependencies",
        "data stores": "database_dependencies",
        "datastore": "database_dependencies",
        "datastores": "database_dependencies",
        "streaming": "queue_dependencies",
        "message broker": "queue_dependencies",
        "event bus": "queue_dependencies",
        "message bus": "queue_dependencies",
        "slm": "models",
        "slms": "models",
        "vlm": "models",
        "embed": "models",
        "embeds": "models",
        "embedding": "models",
        "runtimes": None,
        "orms": None,
        "language": None,
        "languages": None,
    },
    stack_nouns={
        "db": "database_dependencies",
        "dbs": "database_dependencies",
        "database": "database_dependencies",
        "databases": "database_dependencies",
        "queue": "queue_dependencies",
        "queues": "queue_dependencies",
        "broker": "queue_dependencies",
        "stream": "queue_dependencies",
        "streams": "queue_dependencies",
        "llm": "models",
        "llms": "models",
        "model": "models",
        "models": "models",
        "embeddings": "models",
    },
    stack_qualifiers=[
        "main",
        "primary",
        "secondary",
        "fallback",
        "backup",
        "default",
        "optional",
        "core",
        "provider",
        "providers",
        "api",
        "apis",
    ],
    stack_remarks=[
        "fallback",
        "as fallback",
        "as a fallback",
        "fallback to",
        "fallback on",
        "for fallback",
        "backup",
        "as backup",
        "as a backup",
        "optional",
        "optionally",
        "potentially",
        "possibly",
        "maybe",
        "perhaps",
        "planned",
        "eventually",
        "later",
        "in future",
        "if needed",
        "if necessary",
        "when needed",
        "e.g.",
        "such as",
        "for example",
        "similar",
        "or similar",
        "equivalent",
        "or equivalent",
        "etc.",
        "others",
        "and others",
        "and more",
        "also",
        "either",
        "plus",
        "primary",
        "as primary",
        "default",
        "by default",
    ],
    conjunctions={
        "or": "or",
        "and/or": "or",
        "and": "and",
        "&": "and",
        "with": "with",
        "fallback": "fallback",
        "fallback to": "fallback",
        "with a fallback to": "fallback",
        "as fallback for": "fallback",
    },
    starts={
        "event": "event",
        "events": "event",
        "topic": "event",
        "topics": "event",
        "stream": "event",
        "streams": "event",
        "manual": "manual",
        "manually": "manual",
        "demand": "manual",
        "hand": "manual",
        "driven": "",
        "based": "",
        "api": "",
        "call": "",
        "calls": "",
        "trigger": "",
        "triggers": "",
        "start": "",
        "starts": "",
        "run": "",
        "runs": "",
        "on": "",
        "by": "",
        "user": "",
        "users": "",
        "or": "",
        "and": "",
        "request": "",
        "invocation": "",
        "execution": "",
        "launch": "",
        "message": "",
        "messages": "",
        "the": "",
        "kafka": "",
        "external": "",
        "internal": "",
    },
    start_verbs=[
        "run",
        "runs",
        "start",
        "starts",
        "started",
        "trigger",
        "triggers",
        "triggered",
        "launch",
        "launches",
        "launched",
        "fires",
        "fired",
        "invoked",
        "executed",
        "executes",
        "kicked off",
    ],
    start_links=["by", "on", "upon", "when", "after", "whenever", "for each", "for every"],
    by_hand=["manually", "by hand", "on demand", "on request"],
    denials=["no", "none", "not", "without"],
    connectives=["and", "the", "of", "for", "in"],
    marks={"Punch final": "punch_final", "Final punch": "punch_final"},
    line_words=["lines", "line"],
    placeholders=["TBD", "TBA", "TODO", "N/A", "NA", "none", "placeholder", "coming soon"],
    remarks=["no specific content", "no content", "to be defined", "to be written", "placeholder"],
    boilerplate=["Fill in. Refine. Launch."],
    numbers={
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
        "nineteen": 19,
        "twenty": 20,
        "thirty": 30,
    },
    schedule={
        "every": "every, each, every single, each single, each and every",
        "other": "other, second",
        "end": "first, last",
        "unit:second": "second, seconds",
        "unit:minute": "minute, minutes",
        "unit:hour": "hour, hours",
        "unit:day": (
            "day, days, night, nights, morning, mornings, afternoon, afternoons, evening, evenings"
        ),
        "unit:week": "week, weeks",
        "unit:fortnight": "fortnight, fortnights",
        "unit:month": "month, months",
        "unit:quarter": "quarter, quarters",
        "unit:year": "year, years",
        "short:second": "s, sec, secs",
        "short:minute": "m, min, mins",
        "short:hour": "h, hs, hr, hrs",
        "short:day": "d",
        "span:15": "quarter hour, quarter of an hour",
        "span:30": "half hour, half an hour",
        "weekday:0": "sunday, sundays",
        "weekday:1": "monday, mondays",
        "weekday:2": "tuesday, tuesdays",
        "weekday:3": "wednesday, wednesdays",
        "weekday:4": "thursday, thursdays",
        "weekday:5": "friday, fridays",
        "weekday:6": "saturday, saturdays",
        "weekday:12345": (
            "weekday, weekdays, business day, business days, working day, working days"
        ),
        "weekday:06": "weekend, weekends",
        "shortday:0": "sun",
        "shortday:1": "mon",
        "shortday:2": "tue",
        "shortday:3": "wed",
        "shortday:4": "thu",
        "shortday:5": "fri",
        "shortday:6": "sat",
        "on": "on",
        "through": "to, through, thru, until",
        "and": "and",
        "adverb:hour": "hourly",
        "adverb:day": "daily, nightly",
        "adverb:week": "weekly",
        "adverb:fortnight": "fortnightly, biweekly, bi weekly",
        "adverb:month": "monthly",
        "adverb:quarter": "quarterly",
        "adverb:year": "yearly, annually",
        "count:1": "once",
        "count:2": "twice",
        "count:3": "thrice",
        "times": "times, x",
        "per": "per, a, an, each, every",
        "at": "at",
        "clock:0": "midnight",
        "clock:12": "noon, midday",
        "half:am": "am, a m, in the morning",
        "half:pm": "pm, p m, in the afternoon, in the evening",
        "zone:utc": "utc, gmt",
        "zone:other": "brt, brst, est, edt, cst, cdt, pst, pdt, cet, cest, bst, ist, local time",
        "schedule": (
            "schedule, schedules, scheduled, timer, timers, frequency, interval, cadence, "
            "recurrence, job, jobs, batch"
        ),
        "cron": "cron, crons, crontab, cron job, cron jobs, cronjob, cronjobs",
        "run": "run, runs, sync, syncs",
        "does": "running, executes, refresh, refreshes, update, updates, polls",
        "vague": (
            "on a schedule, on the schedule, on a fixed schedule, on a regular schedule, on a set "
            "schedule, scheduled run, scheduled runs, scheduled job, scheduled jobs, scheduled "
            "task, scheduled tasks, scheduled for, scheduled at, scheduled to"
        ),
        "type": "trigger, triggers, type, types",
        "window": "window, windows, quiet hours, business hours, office hours",
        "from": "between, from",
        "guard": (
            "breaker, circuit, fallback, retry, retries, rate, limit, limits, alert, alerts, sla, "
            "timeout, cooldown, kill, guard, quota, failure, failures"
        ),
        "called": (
            "webhook, webhooks, hook, hooks, endpoint, event, events, manual, stream, queue, "
            "kafka, callback"
        ),
        "bound": (
            "limit, limits, quota, cap, max, maximum, rate, budget, timeout, retry, retries, "
            "backoff, ttl, expire, expires, cache, cooldown, retention, sla, at most, up to, no "
            "more than"
        ),
        "of": "of, for, in, per, from, within",
        "edge": "end, start, beginning, close",
    },
    negations={
        "filler": (
            "fixed, set, regular, recurring, automatic, periodic, job, jobs, task, tasks, timer, "
            "timers, any, run, runs, more"
        ),
        "small": (
            "the, a, an, use, uses, used, using, need, needs, needed, with, in, to, from, by, "
            "longer, called, named, model, models, agent, agents, at, cron, be, been, poll, polls, "
            "webhook, webhooks, endpoint, endpoints, call, calls"
        ),
        "since": "since, from, as of, starting with",
        "deny": (
            "not, none, never, without, nor, isn, doesn, don, won, doesn't, don't, isn't, won't, "
            "aren't, didn't"
        ),
        "no": "no",
        "before_no": (
            "is, are, was, were, be, has, have, had, use, uses, used, using, need, needs, require, "
            "requires, with, and, or, but, there, it, still, currently, now, then, yet"
        ),
        "english": (
            "the, this, that, these, it, its, they, we, which, of, to, agent, is, are, has, have, "
            "writes, stores, keeps, opens, makes, sends, reads, saves, creates, calls, exposes, "
            "sets, holds, adds, contains, includes, supports, publishes, takes, gets, shares, "
            "leaves, wants, runs, touches, caches, uses"
        ),
        "aux": "is, are, was, were, has, have, been, now",
        "former": (
            "was, were, used to, no longer, not any more, formerly, previously, previous, former, "
            "old, older, legacy, earlier, instead of, rather than, except, excluding, other than, "
            "e.g, eg, for example, for instance, example, examples, such as, deprecated, "
            "disabled, removed, retired, stopped, replaces, replaced, planned, future, not yet, "
            "replacing, replacement for, migrated from, optional, optionally, potential, "
            "potentially, possibly, maybe, without, excluded, excludes, before that, before this, "
            "changed from, moved from, could, might, would, later, soon, eventually, in the "
            "future"
        ),
        "short_form": "e.g, eg",
        "ended": (
            "no longer, not any more, none, never, not, n/a, on demand, manual, manually, "
            "disabled, removed, retired, deprecated, discontinued, cancelled, canceled, off, "
            "gone, replaced, obsolete, former, formerly, legacy, planned, until v, until version, "
            "up to v, for example, as an example, is an example, stopped, not used, unused, "
            "dropped, sunset, optional, potential, future"
        ),
    },
    namespace={
        "namespace": "namespace, namespace_template",
        "namespace:several": "namespaces",
        "kind": "name, template, id",
        "called": "named, called, is, are, is named, is called",
        "and": "and",
        "goes_on": (
            "for, with, keeps, holds, stores, is, that, which, uses, and, contains, receives"
        ),
        "common": (
            "a, an, the, as, no, not, non, none, without, or, that, which, per, by, with, of, in, "
            "on, is, are, stores, holds, keeps, contains, uses, used, required, optional, needed, "
            "unique, own, shared, dedicated, isolated, isolates, separate, separated, isolation, "
            "naming, template, prefix, strategy, name, names, tbd, todo, n, default, empty, also, "
            "configured, defined, pending, automatic, managed, and, for"
        ),
        "elsewhere": "kubernetes, k8s, xml, docker, linux, python, c, php, javascript",
        "need": (
            "need, needs, needed, require, requires, required, use, uses, used, necessary, exist, "
            "exists, have, has, applicable, set, configured, defined, using, there is, there are, "
            "with, need for"
        ),
        "nothing": (
            "none, nothing, n/a, not applicable, not used, unused, unnecessary, not needed, not "
            "required"
        ),
        "article": "a, an, the, any, own, vector, pinecone, memory, is, are, be, of, its",
    },
    blueprint=BlueprintText(
        texts=_TEXTS,
        starts={
            "schedule": "*   Schedule: `$cron` starts a run by itself.",
            "webhook": "*   Webhook: `POST $path` starts a run and answers with its number.",
            "event": "*   Event: `$event` starts a run for each event that arrives.",
        },
        value="`$key` ($type, $need)",
        required="required",
        optional="optional",
        conjunction=" and ",
        nothing="no values",
        questions={
            "epithet": "Epithet",
            "description": "What does it do, in one sentence",
            "trigger": "What starts it (schedule, webhook, event)",
            "cron": "Cron expression",
            "path": "Path of the webhook",
            "input": "Input as key:type[:required], empty for no more",
            "output": "Output as key:type, empty for no more",
        },
        defaults={
            "epithet": "The one who gets it done",
            "description": "Takes over work that comes back every day, and keeps a record of it.",
        },
    ),
)
