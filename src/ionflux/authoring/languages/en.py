"""English."""

# ruff: noqa: E501 - a line of a blueprint is a sentence, however long

from ionflux.authoring.languages import Language

_TEMPLATE = """\
## AGENT $number — $title / $subtitle
“$summary”

### 0 ▸ Narrative Header
**Epithet:** $epithet
**TAGLINE:** Work that waits for nobody, and is never done twice.

### 1 ▸ Introduction ($promised lines)
$introduction

**⚡ Final punch**
A result that nobody can check is a rumour.
What runs by itself must also explain itself.

### 2 ▸ Essence
**Archetype:** Craftsman
**DNA phrase:** “Takes what is given, hands over what was promised.”

#### 2.1 Core Capabilities
*   Intake: checks every value before work begins and names what is missing.
*   Work: follows the same steps in the same order, and keeps a record of each.
*   Delivery: hands over $outputs in a form that people and programs can read.
*   Account: says of every run what it took, what it made and how long that needed.

#### 2.2 Essence 22.22 %
**Punch:** “Nothing is lost, nothing is guessed.”
**Interpretation:** the agent prefers a clear refusal to a doubtful result, and says which it was.

### 3 ▸ IPO Flow
*   **Input:** $inputs.
*   **Processing:** check the values, gather context from memory, let the model work, check what it made.
*   **Output:** $outputs.

### 4 ▸ Strategic Integrations
*   Platform: the workspace decides who may start the agent and who reads what it hands over.
*   Memory: what earlier runs have learnt is at hand for the next one.

### 5 ▸ YAML Definition
```yaml
$definition
```

### 6 ▸ Stack & APIs
*   Runtime: Python 3.12, FastAPI
*   Framework: LangChain
*   LLM: OpenAI GPT-4o
*   Vector DB: Pinecone (context of earlier runs)
*   DB: Postgres (record of the runs)
*   Observability: OpenTelemetry, Grafana

### 7 ▸ Files & Paths
```
$tree
```

### 8 ▸ Data Store
Pinecone, namespace `$namespace`, keeps the context of earlier runs.
Postgres keeps the record of every run: what came in, what went out, and how it ended.

### 9 ▸ Scheduling & Triggers
$starts
*   Breaker: three failures in a row stop the agent and tell its owner.

### 10 ▸ KPIs
*   Success: share of runs that end with a usable result; target 98 %.
*   Time: 95 of 100 runs are done within two minutes.
*   Rework: share of results that somebody had to correct; target below 5 %.

### 11 ▸ Failure & Fallback
*   Model out of reach: three attempts, each after a longer pause; then the run ends with an error.
*   Missing value: the run does not begin, and the message names the value.
*   Memory out of reach: the work goes on without earlier context, and the record says so.

### 12 ▸ Integrated Example
Scenario: a first run in a new workspace.
1.  Somebody sets up an instance and gives it $inputs.
2.  The agent checks the values, finds no earlier context, and begins.
3.  The model makes a draft; the agent checks it against what was asked.
4.  The owner receives $outputs and finds the run in the record.

### 13 ▸ Dynamic Expansion
*   v0.2: compares each result with earlier ones and points out what has changed.
*   v1.0: proposes settings of its own, from what owners have corrected.

### 14 ▸ Escape the Obvious
Once a month the agent repeats an old run with today's context and shows both results side by side.
Where they differ, the owner learns what has changed; where they agree, that nothing had to.
"""

_INTRODUCTION = """\
Some work comes back every day, and every day it takes somebody's morning.
The agent $name takes over that work: it begins without being asked twice and stops when it is done.
It receives $inputs and checks each value before it does anything else.
It hands over $outputs, always in the same form, so that others can build on it.
What it learns stays in its memory, and what it did stays in the record.
People decide what is asked of it, and people judge what comes out."""

LANGUAGE = Language(
    name="English",
    template=_TEMPLATE.replace("$introduction", _INTRODUCTION).replace(
        "$promised", str(len(_INTRODUCTION.splitlines()))
    ),
    starts={
        "schedule": "*   Schedule: `$cron` starts a run by itself.",
        "webhook": "*   Webhook: `POST $path` starts a run at once and answers with its number.",
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
)
