"""What counts as drift between prose and YAML, and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ionflux import compile_text
from ionflux.checks.rules import UniqueValue, rules
from ionflux.checks.subject import Subject
from ionflux.core.findings import Finding
from ionflux.forms.blueprint import Heading
from ionflux.models import AgentDefinition

KEEPER = Heading(1, "Keeper")


def agent(
    *,
    crons: tuple[str, ...] = (),
    paths: tuple[str, ...] = (),
    namespace: str | None = None,
    store: str | None = None,
    **values: Any,  # noqa: ANN401 - any field of a definition
) -> AgentDefinition:
    schedules = [{"type": "schedule", "config": {"cron": cron}} for cron in crons]
    webhooks = [{"type": "webhook", "config": {"path": p, "method": "POST"}} for p in paths]
    return AgentDefinition.model_validate(
        {
            "id": "agent_001",
            "name": "Keeper",
            "version": "0.1",
            "triggers_config": schedules + webhooks,
            "memory_config": {"type": "pinecone", "namespace_template": namespace},
            "additional_sections": {"data_store": store} if store else {},
            **values,
        }
    )


def found(code: str, definition: AgentDefinition, heading: Heading = KEEPER) -> list[Finding]:
    check = rules()[code].check
    assert check is not None
    return list(check(Subject(definition, heading)))


def part(text: str, finding: Finding) -> str | None:
    return text[slice(*finding.part)] if finding.part else None


def scheduled(text: str, *crons: str) -> list[str | None]:
    return [
        part(text, finding)
        for finding in found("IFX201", agent(crons=crons, scheduling_and_triggers_summary=text))
    ]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("*   Cron: 0 */1 * * * — checks.", "0 */1 * * *"),
        ("*   Cadence Cron: */10 * * * * sends.", "*/10 * * * *"),
        ("* **Cron:** `0 8 * * MON-FRI` → brief", "0 8 * * MON-FRI"),
        ("1. Cron: 30 4 1 1 1 once a year", "30 4 1 1 1"),
        ("| Cron | 0 8 * * 1-5 | brief |", "0 8 * * 1-5"),
        ("- Cron: 0 \\*/2 \\* \\* \\* escaped", "0 \\*/2 \\* \\* \\*"),
        ("- @daily: cleans up", "@daily"),
        ("*   * * * * * → each minute", "* * * * *"),
        ("*   Cron semanal: verifies", "Cron semanal"),
        ("*   Cron **semanal**: verifies", "Cron **semanal"),
        ("*   Cron 12 h: refresh stats", "Cron 12 h"),
        ("*   Cron 08:00 UTC: brief", "Cron 08:00 UTC"),
        ("*   Cron Hora em Hora: sums", "Cron Hora em Hora"),
        ("*   Cron: cada 15 min runs the queue", "Cron"),
        ("Roda a cada 15 min.", "cada 15 min"),
        ("Executa de 10 em 10 minutos.", "de 10 em 10 minutos"),
        ("Envia toda segunda-feira o resumo.", "toda segunda-feira"),
        ("Envia todas as sextas o resumo.", "todas as sextas"),
        ("Todos os dias: resumo", "Todos os dias"),
        ("De hora em hora soma tudo.", "hora em hora"),
        ("Roda diariamente.", "diariamente"),
        ("Diário: resumo", "Diário"),
        ("Runs daily and cleans up.", "Runs daily"),
        ("Runs hourly.", "hourly"),
        ("Every 5 minutes it polls.", "Every 5 minutes"),
        ("Polls every other day.", "every other day"),
        ("Twice a week it polls.", "Twice a week"),
        ("Sends the brief at 08:00.", "at 08:00"),
        ("08:00 UTC: brief", "08:00 UTC"),
        ("Às 8h envia o resumo.", "Às 8h"),
        ("Schedule: weekly report", "weekly"),
        ("Intervalo: 15 min", "15 min"),
        ("Webhook: /run; a cada 15 min verifica pedidos sem pagamento.", "cada 15 min"),
        ("Runs on a fixed schedule.", "on a fixed schedule"),
        ("Agendado para as 8h.", "Agendado para"),
        ("At midnight it sums.", "At midnight"),
        ("Cron-job: sums", "Cron-job"),
        ("1x por semana: resumo", "1x por semana"),
        ("A cada 6h soma.", "cada 6h"),
        ("Agendado diariamente, sem falhas.", "diariamente"),
        ("Executa mensalmente no dia 1", "mensalmente"),
        ("Roda no domingo às 22h", "às 22h"),
        ("Runs twice daily", "twice daily"),
        ("Runs at 6 AM UTC", "at 6 AM"),
        ("Runs at 09:00 BRT from Monday to Friday", "at 09:00"),
        ("Cadência: semanal", "semanal"),
        ("Cadence: weekly", "weekly"),
        ("Agendado: 08:00 e 20:00", "08:00"),
        ("A cada meia hora", "cada meia hora"),
        ("Every half hour", "Every half hour"),
        ("Segunda a sexta, 9h", "Segunda a sexta, 9h"),
        ("Mon-Fri 9:00", "Mon-Fri 9:00"),
        ("Last day of the month: closes books", "Last day of the month"),
        ("Todo último dia do mês fecha o caixa", "Todo último dia"),
        ("EventBridge: rate(5 minutes)", "rate(5 minutes)"),
        ("Trigger: schedule (daily)", "Trigger: schedule"),
    ],
)
def test_a_schedule_that_the_yaml_lacks_is_heard_once(text: str, heard: str) -> None:
    assert scheduled(text) == [heard]


@pytest.mark.parametrize(
    "text",
    [
        "*   Webhook: /upload starts the pipeline end-to-end.",
        "*   Breaker: 3 falhas 500 consecutivas → pausa e alerta #ops-email.",
        "*   Breaker: se 3 incidentes críticos/1 h → eleva.",
        "*   Breaker: fraude XP (> 1000/h) → bloqueia.",
        "*   Breaker: pausa a cada 3 falhas.",
        "*   Se 24 h sem XP, envia nudge.",
        "*   Webhook: novo pedido → atualiza linha em 10 s.",
        "*   Retry: every 30 s, at most 5 times",
        "*   Webhook: updates the daily report of each order.",
        "*   Webhook: /xp/event recebe cada ação.",
        "*   Kafka: cada evento entra na fila.",
        "Envia brief por canal tag #squad-*.",
        "Ask @daily-team or ops@daily.example.",
        "Limit: 500 e-mails daily",
        "No máximo uma vez por dia.",
        "Sem cron; tudo por webhook.",
        "Cron: não exigido",
        "Cron: N/A",
        "Não usa cron.",
        "Schedule: on demand",
        "It is not scheduled to run.",
        "The scheduler restarts it.",
        "Reschedules orders, plans a schedule of posts.",
        "No schedule, runs on demand only.",
        "Envia só entre 08:00 e 18:00.",
        "Janela ativa: 08:00–18:00",
        "scheduler.py and cron.py hold the code",
        "Every second counts, every new order too.",
        "* * * * *",
        "---",
        "Math: 2 + 3 = 5, 1 2 3 4 5 done",
        "<!-- Cron: 0 8 * * * -->",
        "Docs: https://example.org/cron/every-day",
        "Each time an order arrives, within 5 min.",
        "24/7",
        "Webhook ativo 24 horas por dia",
        "A cada novo pedido",
        "Every new order triggers the pipeline",
        "Daily digest e-mail is sent by webhook",
        "No fixed schedule.",
        "There is no daily run",
        "Nunca roda à noite",
        "Horário: 08:00–18:00",
        "Quiet hours: 22:00-08:00",
        "Triggered when daily sales drop below average",
        "Se não houver resposta em 48h, envia follow-up",
        "Kafka topic `daily_sales`",
        "Max. 1 mensagem por dia por cliente",
        "A qualquer hora",
        "GET /status",
        "A/b testing",
    ],
)
def test_what_only_looks_like_a_schedule(text: str) -> None:
    assert scheduled(text) == []


@pytest.mark.parametrize(
    ("text", "cron"),
    [
        ("Cron: 0 */1 * * *", "0 * * * *"),
        ("Cron: @hourly", "0 */1 * * *"),
        ("Cron: 0 8 * * MON-FRI", "0 8 * * 1-5"),
        ("Cron: 0 8 * JAN 7", "0 8 * 1 0"),
        ("Cron: 0 8 1-31 * *", "0 8 * * *"),
        ("Cron: 0 0 8 * * *", "0 8 * * *"),
        ("Cron: 0 8 * * * 3 retries", "0 8 * * *"),
        ("Cron: 00 08 * * *", "0 8 * * *"),
        ("Cron: 0 8 ? * MON", "0 8 * * 1"),
        ("A cada 15 min; toda segunda; 08:00 UTC", "*/15 * * * *"),
        ("**Cron:** 0 \\*/2 \\* \\* \\*", "0 */2 * * *"),
    ],
)
def test_an_expression_of_the_same_meaning_is_no_drift(text: str, cron: str) -> None:
    assert scheduled(text, "5 5 5 5 5", cron) == []


def test_an_expression_that_no_trigger_has() -> None:
    text = "*   Cron: 0 8 * * * → brief\n*   Cron: 0 9 * * * → digest"
    assert scheduled(text, "0 8 * * *") == ["0 9 * * *"]


def test_an_invalid_expression_is_compared_by_its_words() -> None:
    assert scheduled("Cron: 0 25 * * *", "0 23 * * *") == ["0 25 * * *"]


def test_one_finding_per_statement_not_per_word() -> None:
    text = "*   Cron hourly, @hourly: 0 * * * *,\n    and again each hour.\n*   Cron semanal."
    assert scheduled(text) == ["0 * * * *", "Cron semanal"]


def test_the_words_are_found_where_they_stand_not_where_they_stood_before() -> None:
    text = "*   Breaker: each hour of rate 5\n*   Counts each hour of the day."
    finding = found("IFX201", agent(scheduling_and_triggers_summary=text))[0]
    assert finding.part is not None
    assert finding.part[0] > text.index("\n")


def pathed(text: str, *paths: str) -> list[str | None]:
    return [
        part(text, finding)
        for finding in found("IFX202", agent(paths=paths, scheduling_and_triggers_summary=text))
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("*   Webhook: /hook starts it.", "/hook"),
        ("*   Webhook: `/other/run`", "/other/run"),
        ("*   POST /keeper/running now", "/keeper/running"),
        ("*   GET (/v1/keeper/run)", "/v1/keeper/run"),
        ("| Webhook | /orders/{id} |", "/orders/{id}"),
        ("*   **Webhook:** **/stop**", "/stop"),
        ("*   Webhook: /unit, when it comes", "/unit"),
        ("*   Webhook: /stop.", "/stop"),
        ("*   POST:/stop now", "/stop"),
        ("*   POST `/a/b`", "/a/b"),
        ("*   Webhook: /hook?x=1", "/hook"),
    ],
)
def test_a_path_that_no_webhook_ends_with(text: str, path: str) -> None:
    assert pathed(text, "/keeper/run", "/webhook") == [path]


@pytest.mark.parametrize(
    "text",
    [
        "*   Webhook: /run starts it; /keeper/run/ too.",
        "*   Webhook: POST /keeper/run?dry=1 com brief_id.",
        "*   Webhook: /orders/:order/paid",
        "See https://example.org/hook and [docs](/docs/hook).",
        "Reads etl/shopify.py, e/ou tests/test_a.py, /agents/keeper/agent.py, ./run/it.",
        "1/2 of it, 24/7, 1000/h, R$ 350 /h, 08 h/20 h, and / or, a / b.",
        "100 msgs /min, R$/h, 5 %/h, c/ desconto p/ cliente, w/ retries",
        "Slack slash command /remind me",
        "Logs in /var/log/keeper and ~/logs.",
        "<!-- /gone -->",
        "closing </tag> and //comment",
        "a/b testing, N/A, 24/7, text/html, CI/CD",
        "Slack /deploy command, the `/remind` slash command",
        "C:/temp/it, s3://bucket/key, redis://h/0, git@host.example:/it",
        "*/5 * * * *, @org/pkg, #ops/alerts",
    ],
)
def test_what_only_looks_like_a_path(text: str) -> None:
    assert pathed(text, "/keeper/run", "/shop/orders/{id}/paid") == []


def test_a_path_in_the_text_and_no_webhook_at_all() -> None:
    assert pathed("Webhook: /run") == ["/run"]


def stored(text: str, namespace: str | None = "notes") -> list[str | None]:
    return [part(text, f) for f in found("IFX203", agent(namespace=namespace, store=text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pinecone namespace meeting_notes guarda embeddings crus.", "meeting_notes"),
        ("Vector namespace creator_styles.", "creator_styles"),
        ("Namespace vectors2. 10 M embeddings capacity.", "vectors2"),
        ("Postgres\nVector (Pinecone)\nNamespace explanations (embeddings).", "explanations"),
        ("Namespace: letters", "letters"),
        ("*   **Namespace:** `letters`", "letters"),
        ("*   **Namespace**: letters", "letters"),
        ("namespace = letters", "letters"),
        ("Pinecone namespace `letters` stores all", "letters"),
        ('Namespace "my letters"', "my letters"),
        ("The `letters` namespace stores all", "letters"),
        ("The letter_box namespace stores all", "letter_box"),
        ("Namespace notes_{{ instance_id }}.", "notes_{{ instance_id }}"),
        ("Namespace {{workspace_id}}:notes", "{{workspace_id}}:notes"),
        ("Pinecone namespace letters guarda tudo", "letters"),
        ("Pinecone namespace Notes", "Notes"),
        ("namespace chamado letters", "letters"),
        ("**Namespace (Pinecone):** letters", "letters"),
        ("namespace_template: letters_{{instance_id}}", "letters_{{instance_id}}"),
        ("Espaço de nomes: letter_box", "letter_box"),
        ("| Namespace | letter_box |", "letter_box"),
        ("Namespace - letter_box", "letter_box"),
        ("`letters` (namespace)", "letters"),
        ("O namespace se chama letters.", "letters"),
        ("The namespace is called letters.", "letters"),
    ],
)
def test_another_namespace_than_the_yaml_has(text: str, name: str) -> None:
    assert stored(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Pinecone namespace notes guarda embeddings crus.",
        "Namespace: `notes`",
        "Vector namespace não exigido; tracking factual.",
        "Namespace: none",
        "Namespace not required.",
        "One namespace per customer.",
        "Namespace isolation for tenants.",
        "Namespace para embeddings.",
        "Sem namespace.",
        "Kubernetes namespace letters",
        "<!-- Namespace letters -->",
        "Postgres (letters, boxes)",
        "No namespace used",
        "Namespace configurado na instância.",
        "Namespace configurado.",
        "| Namespace | Purpose |",
        "Namespace — pending review",
        "Namespace letter_box não é mais usado",
        "Antigo namespace letter_box",
    ],
)
def test_what_names_no_other_namespace(text: str) -> None:
    assert stored(text) == []


def test_several_namespaces_are_told_apart() -> None:
    assert stored("Namespaces: notes, meeting_notes and letter_box.") == [
        "meeting_notes",
        "letter_box",
    ]


def test_a_namespace_is_reported_once_and_templates_ignore_blanks() -> None:
    assert stored("Namespace letters. Namespace letters (again).") == ["letters"]
    assert stored("Namespace n_{{ a }}", "n_{{a}}") == []


def test_a_namespace_where_the_yaml_has_none() -> None:
    assert stored("Namespace letters.", None) == ["letters"]


@pytest.mark.parametrize(
    ("promised", "text", "clean"),
    [
        (2, "a\n\nb", True),
        (None, "a", True),
        (2, None, True),
        (2, "a", False),
        (2, "a\nb\nc", False),
    ],
)
def test_lines_of_the_introduction(*, promised: int | None, text: str | None, clean: bool) -> None:
    title = "Introduction" if promised is None else f"Introduction ({promised} lines)"
    document = f"""## AGENT 001 — Keeper

### 1 ▸ {title}
{text or ""}

### 5 ▸ YAML Definition
```yaml
{{id: agent_001, name: Keeper, version: 0.1}}
```
"""
    codes = {diagnostic.code for diagnostic in compile_text(document).diagnostics}
    assert ("IFX204" not in codes) is clean


@pytest.mark.parametrize(
    ("agent_id", "clean"),
    [
        ("agent_001", True),
        ("agent_1_v2", True),
        ("agent_010", False),
        ("01234567-89ab-cdef-0123-456789abcdef", True),
    ],
)
def test_the_number_of_the_heading(*, agent_id: str, clean: bool) -> None:
    assert (found("IFX205", agent(id=agent_id)) == []) is clean


@pytest.mark.parametrize(
    ("title", "name", "clean"),
    [
        ("EMAIL WIZARD", "EmailWizard", True),
        ("EMAIL WIZARD", "email-wizard_v2", True),
        ("Email Wizard v1.3", "EmailWizard", True),
        ("Email Wizard (beta)", "EmailWizardV2", True),
        ("**Criação** Mágica", "CriacaoMagica", True),
        ("Mail Wizard", "EmailWizard", False),
        ("Email Wizard Lite", "EmailWizard", False),
        ("Rev 1", "Rev 2", False),
    ],
)
def test_the_title_of_the_heading(*, title: str, name: str, clean: bool) -> None:
    assert (found("IFX206", agent(name=name), Heading(1, title)) == []) is clean


def claimed(code: str, definition: AgentDefinition) -> Iterator[UniqueValue]:
    unique = rules()[code].unique
    assert unique is not None
    return unique(Subject(definition, KEEPER))


@pytest.mark.parametrize(
    ("code", "one", "other", "clash"),
    [
        ("IFX301", {}, {}, True),
        ("IFX301", {}, {"id": "agent_0010"}, False),
        ("IFX302", {}, {}, True),
        ("IFX302", {}, {"name": "keeper"}, True),
        ("IFX303", {"paths": ("/run",)}, {"paths": ("/a", "/run/")}, True),
        ("IFX303", {"paths": ("/run",)}, {"paths": ("/Run",)}, False),
        ("IFX304", {"namespace": "notes"}, {"namespace": "notes"}, True),
        (
            "IFX304",
            {"namespace": "n_{{workspace_id}}"},
            {"namespace": "n_{{ workspace_id }}"},
            True,
        ),
        ("IFX304", {"namespace": "n_{{agent_id}}"}, {"namespace": "n_{{agent_id}}"}, False),
        ("IFX304", {"namespace": None}, {"namespace": None}, False),
    ],
)
def test_what_no_two_agents_may_share(
    *, code: str, one: dict[str, Any], other: dict[str, Any], clash: bool
) -> None:
    keys = [{claim.key for claim in claimed(code, agent(**values))} for values in (one, other)]
    assert bool(keys[0] & keys[1]) is clash


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "* ",
        "1-5,2/3 ",
        "/a/b ",
        "namespace ",
        "namespace: ",
        "a_",
        "cada ",
        "sem ",
        "0 8 * * * ",
    ],
)
def test_endless_lines_are_read_to_their_end(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    told = agent(scheduling_and_triggers_summary=text)
    findings = [*found("IFX201", told), *found("IFX202", told), *found("IFX203", agent(store=text))]
    parts = [finding.part for finding in findings if finding.part]
    assert all(0 <= start < end <= len(text) for start, end in parts)


CRUMBS = (
    "cron 0 8 * @daily /run namespace a_b {{x}} cada 15 min 08:00 UTC <!-- --> https:// é ﬁ İ **"
)
WORDS = st.sampled_from([*CRUMBS.split(), "0 8 * * *", "`", ":", "\n", "\u2028"])


@given(st.lists(WORDS | st.text(max_size=5), max_size=25).map(" ".join))
def test_every_finding_quotes_words_of_the_text(text: str) -> None:
    definition = agent(scheduling_and_triggers_summary=text, store=text)
    for code in ("IFX201", "IFX202", "IFX203"):
        for finding in found(code, definition):
            words = part(text, finding)
            assert words
            assert "\n" not in words.strip("\n")
