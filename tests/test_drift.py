"""What counts as drift between prose and YAML, and what only looks like it."""

from __future__ import annotations

import json
import re
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
    **values: Any,
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


def pointed_at(code: str, section: str, text: str, **definition: object) -> list[str]:
    """Return the words at which the findings of a code are, in a document with a section."""
    values = {"id": "agent_001", "name": "Keeper", "version": "0.1", **definition}
    document = f"""## AGENT 001 — Keeper

### YAML Definition
```yaml
{json.dumps(values)}
```

### {section}
{text}
"""
    diagnostics = [d for d in compile_text(document).diagnostics if d.code == code]
    assert all(d.line == d.end_line for d in diagnostics)
    lines = re.split("\r\n?|\n", document)
    return [lines[d.line - 1][d.column - 1 : d.end_column] for d in diagnostics]


def scheduled(text: str, *crons: str, zone: str | None = None) -> list[str]:
    more = {"timezone": zone} if zone else {}
    triggers = [{"type": "schedule", "cron": cron, **more} for cron in crons]
    return pointed_at("IFX201", "Scheduling & Triggers", text, triggers=triggers)


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
        ("*   Cron: cada 15 min runs the queue", "cada 15 min"),
        ("Roda a cada 15 min.", "cada 15 min"),
        ("Executa de 10 em 10 minutos.", "10 em 10 minutos"),
        ("Envia toda segunda-feira o resumo.", "toda segunda-feira"),
        ("Envia todas as sextas o resumo.", "todas as sextas"),
        ("Todos os dias: resumo", "Todos os dias"),
        ("De hora em hora soma tudo.", "De hora em hora"),
        ("Roda diariamente.", "diariamente"),
        ("Diário: resumo", "Diário"),
        ("Runs daily and cleans up.", "daily"),
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
        ("Agendado para as 8h.", "as 8h"),
        ("At midnight it sums.", "At midnight"),
        ("Cron-job: sums", "Cron-job"),
        ("1x por semana: resumo", "1x por semana"),
        ("A cada 6h soma.", "cada 6h"),
        ("Agendado diariamente, sem falhas.", "diariamente"),
        ("Executa mensalmente no dia 1", "mensalmente"),
        ("Roda no domingo às 22h", "às 22h"),
        ("Runs twice daily", "twice daily"),
        ("Runs at 6 AM UTC", "at 6 AM UTC"),
        (
            "Runs at 09:00 BRT from Monday to Friday",
            "at 09:00 BRT from Monday to Friday",
        ),
        ("Cadência: semanal", "semanal"),
        ("Cadence: weekly", "weekly"),
        ("Agendado: 08:00 e 20:00", "08:00 e 20:00"),
        ("A cada meia hora", "cada meia hora"),
        ("Every half hour", "Every half hour"),
        ("Segunda a sexta, 9h", "Segunda a sexta, 9h"),
        ("Mon-Fri 9:00", "Mon-Fri 9:00"),
        ("Last day of the month: closes books", "Last day of the month"),
        ("Todo último dia do mês fecha o caixa", "Todo último dia"),
        ("EventBridge: rate(5 minutes)", "rate(5 minutes)"),
        ("Trigger: schedule (daily)", "daily"),
        ("*   **Cron:** 0 8 * * * refreshes.", "0 8 * * *"),
        ("*   *Cron:* 0 8 * * * refreshes.", "0 8 * * *"),
        ("*   **0 8 * * *** refreshes.", "0 8 * * *"),
        ("*   **Cron:** **0 8 * * 1-5** refreshes.", "0 8 * * 1-5"),
        ("Todos los días a las 08:00 corre.", "Todos los días a las 08:00"),
        ("Se ejecuta cada 15 minutos.", "cada 15 minutos"),
        ("Cada hora suma todo.", "Cada hora"),
        ("Los lunes envía el resumen.", "Los lunes"),
        ("De lunes a viernes a las 9 envía.", "lunes a viernes"),
        ("Una vez al día: resumen", "Una vez al día"),
        ("Tarea programada de limpieza", "Tarea programada"),
        ("Frecuencia: semanal", "semanal"),
        ("Diariamente, a medianoche, suma.", "Diariamente, a medianoche"),
        ("Cada media hora", "Cada media hora"),
        ("At the end of every day it sums.", "every day"),
        ("Aggregates weekly.", "weekly"),
    ],
)
def test_a_schedule_that_the_yaml_lacks_is_reported_once(text: str, heard: str) -> None:
    assert scheduled(text) == [heard]


@pytest.mark.parametrize("quotes", ["``", "''", '""', "“”", "‘’"])
def test_five_numbers_in_quotes_are_a_cron(quotes: str) -> None:
    assert scheduled(f"Runs at {quotes[0]}30 4 1 1 1{quotes[1]}") == ["30 4 1 1 1"]
    assert scheduled("Runs at 30 4 1 1 1") == []


@pytest.mark.parametrize(
    "text",
    [
        "*   Webhook: /upload starts the pipeline end-to-end.",
        "*   Breaker: depois de 4 erros 502 seguidos, para e chama #plantao.",
        "*   Breaker: com 5 alarmes/2 h chama o turno.",
        "*   Breaker: abuso (> 700/h) → trava.",
        "*   Breaker: pausa a cada 3 falhas.",
        "*   Se 36 h sem pontos, lembra.",
        "*   Webhook: cada compra muda a planilha em 20 s.",
        "*   Retry: every 30 s, at most 5 times",
        "*   Webhook: updates the daily report of each order.",
        "*   Webhook: /points/new recebe cada lance.",
        "*   Kafka: cada evento entra na fila.",
        "Manda resumo aos canais #time-*.",
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
        "Counts the sales of each day.",
        "Soma as vendas de cada hora e de cada canal.",
        "Cortacircuitos: pausa cada 3 fallos.",
        "No se ejecuta cada hora.",
        "Sin cron; todo por webhook.",
        "Ventana activa: de las 08:00 a las 18:00",
        "Cada pedido nuevo inicia una ejecución.",
        "Sends the weekly report when asked.",
        "El informe semanal se envía por webhook.",
        "It no longer runs every hour.",
        "~~Runs every hour.~~",
        "e.g. every 15 minutes",
        "Formerly: `0 9 * * *`",
        "Cron (disabled): 0 9 * * *",
        "Cron: 0 9 * * * (removed)",
        "`0 9 * * *` was removed in v0.2.",
        "Antes era a cada 15 min.",
        "Deixou de rodar a cada hora.",
        "Ya no se ejecuta cada hora.",
        "Example: `0 9 * * *`",
        "Planned: hourly",
        "Previous schedules:\n* 0 9 * * *\n* Hourly",
    ],
)
def test_text_that_only_looks_like_a_schedule(text: str) -> None:
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
def test_an_equivalent_expression_is_not_drift(text: str, cron: str) -> None:
    assert scheduled(text, "5 5 5 5 5", cron) == []


def test_an_expression_that_no_trigger_has() -> None:
    text = "*   Cron: 0 8 * * * → brief\n*   Cron: 0 9 * * * → digest"
    assert scheduled(text, "0 8 * * *") == ["0 9 * * *"]


def test_an_invalid_expression_is_compared_by_its_words() -> None:
    assert scheduled("Cron: 0 25 * * *", "0 23 * * *") == ["0 25 * * *"]


def test_one_finding_per_statement_not_per_word() -> None:
    text = "*   Cron hourly, @hourly: 0 * * * *,\n    and again each hour.\n*   Cron semanal."
    assert scheduled(text) == ["0 * * * *", "Cron semanal"]


def test_the_words_are_placed_in_their_statement_and_not_at_an_earlier_mention() -> None:
    text = "*   Breaker: each hour of rate 5\n*   Counts Each hour of the day."
    assert scheduled(text) == ["Each hour"]


@pytest.mark.parametrize(
    ("text", "cron", "words"),
    [
        ("Hourly: aggregate.", "0 5 * * *", "Hourly"),
        ("**Scheduled:** every 5 minutes.", "0 5 * * *", "every 5 minutes"),
        ("A cada 15 min verifica a fila.", "0 * * * *", "cada 15 min"),
        ("Every hour it polls.", "0 */2 * * *", "Every hour"),
        ("Cron semanal: verifica.", "0 5 * * *", "Cron semanal"),
        ("Schedule: weekly", "0 5 * * *", "weekly"),
        ("Runs weekly.", "0 5 * * *", "weekly"),
        ("Roda diariamente.", "0 5 * * 1", "diariamente"),
        ("Todos os dias às 8h envia o resumo.", "0 9 * * *", "Todos os dias às 8h"),
        ("Todos los días a las 08:00 envía.", "0 9 * * *", "Todos los días a las 08:00"),
        ("Daily at 8 pm: digest", "0 8 * * *", "Daily at 8 pm"),
        ("Toda segunda-feira às 9h", "0 9 * * 2", "Toda segunda-feira às 9h"),
        ("Every Monday and Thursday: digest", "0 9 * * 1", "Every Monday and Thursday"),
        ("Mon-Fri 9:00", "0 9 * * 1-3", "Mon-Fri 9:00"),
        ("Twice a day it sums.", "0 9 * * *", "Twice a day"),
        ("Agenda: às 8h e às 20h", "0 8 * * *", "às 8h e às 20h"),
        ("Schedule: hourly", "*/5 * * * *", "hourly"),
        ("Cron 12 h: refresh", "0 */5 * * *", "Cron 12 h"),
        ("Every month it closes the books.", "0 0 1 1 *", "Every month"),
        ("Mondays and Thursdays at 9h: sum", "0 9 * * 1", "Mondays and Thursdays at 9h"),
        ("Weekends at noon it sums.", "0 12 * * *", "Weekends at noon"),
        ("Todo dia 5 fecha o mês.", "0 6 * * *", "Todo dia 5"),
        ("Segundas ao meio-dia: resumo", "0 12 * * 2", "ao meio-dia"),
        ("Lunes al mediodía suma.", "0 12 * * 2", "al mediodía"),
        ("Cron: 0 5 * * * sums, and every 10 minutes it polls.", "0 5 * * *", "every 10 minutes"),
    ],
)
def test_a_frequency_in_words_that_no_schedule_keeps(text: str, cron: str, words: str) -> None:
    assert scheduled(text, cron) == [words]


@pytest.mark.parametrize(
    ("text", "cron"),
    [
        ("Hourly: aggregate.", "0 * * * *"),
        ("Hourly: aggregate. Every 15 min: poll.", "*/15 * * * *"),
        ("Scheduled: every 5 minutes.", "*/5 9-18 * * 1-5"),
        ("Cada 2 horas suma.", "0 */2 * * *"),
        ("Every 45 minutes it polls.", "*/45 * * * *"),
        ("Daily: sum.\n* Weekly: report.", "0 5 * * *"),
        ("* Cron: 0 5 * * *\n* Weekly: report.", "0 5 * * *"),
        ("Diário: resumo", "0 5 * * 1-5"),
        ("Runs on weekdays at 9:00.", "0 9 * * MON-FRI"),
        ("Cron semanal: verifica.", "0 5 * * 1"),
        ("Cron mensal: verifica.", "0 5 1 * *"),
        ("Cron 8 h: brief", "0 8 * * *"),
        ("Cron 8 h: brief", "0 */8 * * *"),
        ("Last day of the month: closes books", "0 0 L * *"),
        ("Every day at 8:00 BRT", "0 11 * * *"),
        ("Every day at 8:00 UTC", "0 8 * * *"),
        ("Às 9h e às 18h de Brasília publica o resumo.", "0 * * * *"),
        ("Every Monday at 8:00: digest. Daily: sum.", "0 8 * * *"),
        ("Twice a day it sums.", "0 8,20 * * *"),
        ("Three times a week it sums.", "0 8 * * 1,3,5"),
        ("Every other day it sums.", "0 8 */2 * *"),
        ("Every quarter it closes.", "0 0 1 */3 *"),
        ("Weekends at noon it sums.", "0 12 * * 6,0"),
        ("Mondays and Thursdays at 9: digest", "0 9 * * 1,4"),
        ("Terças e quintas às 9h: resumo", "0 9 * * 2,4"),
        ("Todo dia 1 às 6h fecha o mês.", "0 6 1 * *"),
        ("Todos os dias 1 e 15 às 6h", "0 6 1,15 * *"),
        ("Cada día 15 a las 8 cierra.", "0 8 15 * *"),
        ("Todo dia 5 após o fechamento: resumo", "0 6 5 * *"),
        ("Cada día 5 después del cierre suma.", "0 6 5 * *"),
        ("Todo dia 10 relatórios são gerados.", "0 8 * * *"),
        ("Todo dia 3 e-mails saem.", "0 8 * * *"),
        ("Cada día 2 agentes suman.", "0 8 * * *"),
        ("Todo dia 10% da base recebe.", "0 8 * * *"),
        ("Todo dia 9-18h: resumo", "0 9 * * *"),
        ("Todo dia 8h: resumo", "0 8 * * *"),
        ("Segundas ao meio-dia: resumo", "0 12 * * 1"),
        ("Lunes al mediodía suma.", "0 12 * * 1"),
        ("Responde ao 3º contato. Diário: resumo", "0 8 * * *"),
        ("Todos os dias 8 e 20h", "0 8,20 * * *"),
        ("Todos os dias 3 vezes", "0 8,12,20 * * *"),
        ("Every day 10 mails are read.", "0 8 * * *"),
        ("Cron hourly: sums; after 24 h without an event it reminds.", "0 */1 * * *"),
        ("Daily: removes orders older than 12 h.", "0 5 * * *"),
        ("Daily: sends the hourly breakdown.", "0 5 * * *"),
        ("Polls the result every 30 seconds.", "0 5 * * *"),
        ("Retry: every 5 minutes, at most 3 times", "0 5 * * *"),
        ("The queue opens between 08:00 and 18:00.", "0 5 * * *"),
        ("Customers get the mail at 08:00. Daily: sum.", "0 5 * * *"),
        ("No longer `0 9 * * *`, now `0 8 * * *`.", "0 8 * * *"),
        ("Was `0 9 * * *` until v0.2.", "0 8 * * *"),
        ("Antes era a cada 15 min, agora é diário.", "0 8 * * *"),
        ("Daily: sum. Not hourly, to save money.", "0 8 * * *"),
        ("Todos os dias, exceto aos domingos: resumo", "0 8 * * 1-6"),
        ("Scheduled jobs and timers.", "0 8 * * *"),
    ],
)
def test_a_frequency_in_words_that_a_schedule_keeps(text: str, cron: str) -> None:
    assert scheduled(text, cron) == []


@pytest.mark.parametrize(
    "text",
    [
        "Used to be `0 9 * * *`.",
        "Previously hourly; now daily.",
        "Excluded: `0 9 * * *`",
        "Disabled: hourly",
        "Runs daily (for example: `*/5 * * * *`)",
        "Do not use `0 9 * * *`.",
        "Instead of `0 9 * * *`, it runs at `0 8 * * *`.",
        "Changed from `0 9 * * *` to `0 8 * * *`.",
        "`0 9 * * *` is no longer used.",
        "`0 9 * * *` (deprecated)",
        "Until v0.2: hourly.",
        "Before v0.2 it ran hourly.",
        "v0.1 ran at `0 9 * * *`.",
        "Since v0.3 it runs daily at 8:00, before that hourly.",
        "Planned for v0.3: every 15 minutes",
        "The hourly run is disabled.",
        "Previously, `0 9 * * *`.",
        "Até a v0.2 rodava de hora em hora.",
        "Não roda mais a cada hora.",
        "Era `0 9 * * *`, agora é `0 8 * * *`.",
        "Deixou de rodar às 9h.",
        "Futuramente a cada 15 min.",
        "Era cada hora; ahora es diario.",
        "Ya no corre cada hora.",
        "Dejó de ejecutarse cada hora.",
        "Por ejemplo, `0 9 * * *`",
    ],
)
def test_past_denied_planned_and_example_schedules_are_ignored(text: str) -> None:
    assert scheduled(text, "0 8 * * *") == []


def test_a_schedule_since_a_version_counts() -> None:
    assert scheduled("Since v0.3: hourly. Daily: sum.", "0 8 * * *") == ["hourly"]
    assert scheduled("Desde a v0.3 roda a cada hora.", "0 8 * * *") == ["cada hora"]


def test_several_schedules_keep_a_frequency_together() -> None:
    assert scheduled("Schedule: 08:00 and 20:00", "0 8 * * *", "0 20 * * *") == []
    assert scheduled("Every Monday and Friday at 9h", "0 9 * * 1", "0 9 * * 5") == []
    assert scheduled("Schedule: hourly; weekly: report", "0 * * * *", "0 9 * * 1") == []


def test_hours_of_the_schedules_own_time_zone_are_compared() -> None:
    assert scheduled("Daily at 8:00", "0 9 * * *", zone="America/Sao_Paulo") == ["Daily at 8:00"]
    assert scheduled("Daily at 12:00 UTC", "0 9 * * *", zone="America/Sao_Paulo") == []


def pathed(text: str, *paths: str) -> list[str]:
    triggers = [{"type": "webhook", "path": path} for path in paths]
    return pointed_at("IFX202", "Scheduling & Triggers", text, triggers=triggers)


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
def test_text_that_only_looks_like_a_path(text: str) -> None:
    assert pathed(text, "/keeper/run", "/shop/orders/{id}/paid") == []


@pytest.mark.parametrize(
    "text",
    [
        "*   Formerly /stop",
        "*   Webhook /stop was removed in v2.",
        "*   `/stop` no longer exists",
        "*   /stop (legacy)",
        "*   /stop foi removido",
        "*   Webhook antigo: /stop",
        "*   /stop fue eliminado",
        "*   ~~/stop~~",
        "*   Planned: /stop",
        "*   e.g. /stop",
        "*   Sem webhook /stop",
        "*   Until v0.2: /stop",
        "Previous webhooks:\n*   /stop\n*   /halt",
    ],
)
def test_past_denied_planned_and_example_paths_are_ignored(text: str) -> None:
    assert pathed(text, "/keeper/run") == []


def test_a_path_beside_a_past_one_is_compared() -> None:
    assert pathed("*   Formerly /stop, now /halt.", "/keeper/run") == ["/halt"]
    assert pathed("Previous webhooks:\n* /stop\n\nNow:\n* /halt", "/keeper/run") == ["/halt"]


def test_a_path_in_the_text_without_any_webhook() -> None:
    assert pathed("Webhook: /run") == ["/run"]


def stored(text: str, namespace: str | None = "notes") -> list[str]:
    memory = {"type": "pinecone", "namespace": namespace}
    return pointed_at("IFX203", "Data Store", text, memory=memory)


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
        ("Espacio de nombres: letter_box", "letter_box"),
        ("Namespace letter\\_box\\.", "letter\\_box"),
        ("El namespace se llama letters.", "letters"),
        ("Guarda no namespace `letters` os textos.", "letters"),
        ("The `letters` namespace is new.", "letters"),
        ("Namespace padrão: letters", "letters"),
        ("Namespace principal `letters`", "letters"),
        ("Espacio de nombres predeterminado: letters", "letters"),
        ("Namespace name: letters", "letters"),
    ],
)
def test_another_namespace_than_the_yaml_has(text: str, name: str) -> None:
    assert stored(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Pinecone namespace notes guarda embeddings crus.",
        "Namespace: `notes`",
        "One namespace per customer.",
        "Namespace isolation for tenants.",
        "Namespace para embeddings.",
        "Kubernetes namespace letters",
        "<!-- Namespace letters -->",
        "Postgres (letters, boxes)",
        "Namespace configurado na instância.",
        "Namespace configurado.",
        "| Namespace | Purpose |",
        "Namespace — pending review",
        "Namespace letter_box não é mais usado",
        "Antigo namespace letter_box",
        "Namespace: ``",
        "Namespace \\`notes\\` guarda tudo.",
        "Namespace ` ` guarda tudo.",
        "The ` ` namespace",
        'Namespace: ""',
        "namespace_id letters is set.",
        "Old namespace: letters",
        "Namespace `letters` was removed in v0.2.",
        "~~Namespace letters.~~",
        "Espacio de nombres para cada cliente.",
        "No other namespace is used.",
        "Namespace `notes` (no other namespace is needed)",
        "The namespace must not be emptied.",
        "Namespace `notes`, no TTL.",
        "One namespace, not several.",
        "No namespace `notes` ficam os textos.",
        "O namespace notes não é apagado.",
        "Namespace not shared between tenants.",
        "No namespace is shared.",
        "O texto fica no namespace.",
        "Guarda no namespace os vetores.",
        "The namespace is never emptied.",
        "Sem namespace compartilhado.",
        "Does not need another namespace.",
        "O namespace principal guarda vetores.",
        "Namespace padrão",
        "The namespace name follows the workspace.",
    ],
)
def test_text_that_names_no_other_namespace(text: str) -> None:
    assert stored(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vector namespace não exigido; tracking factual.", "namespace não exigido"),
        ("Namespace: none", "Namespace: none"),
        ("Namespace: None needed", "Namespace: None needed"),
        ("It needs no namespace.", "no namespace"),
        ("There is no namespace.", "no namespace"),
        ("Doesn't need a namespace.", "Doesn't need a namespace"),
        ("Namespaces are not used.", "Namespaces are not used"),
        ("Pinecone (no namespace)", "no namespace"),
        ("Namespace: não", "Namespace: não"),
        ("Dispensa namespace.", "Dispensa namespace"),
        ("Sem necessidade de namespace.", "Sem necessidade de namespace"),
        ("No se usa namespace.", "No se usa namespace"),
        ("Namespace not required.", "Namespace not required"),
        ("*   **Namespace:** n/a", "Namespace:** n/a"),
        ("Postgres only; no namespace needed.", "no namespace needed"),
        ("No namespace used", "No namespace used"),
        ("The agent does not use a namespace.", "not use a namespace"),
        ("Works without a namespace.", "without a namespace"),
        ("The namespace is not needed.", "namespace is not needed"),
        ("Sem namespace.", "Sem namespace"),
        ("Não exige namespace.", "Não exige namespace"),
        ("O agente não precisa de um namespace.", "não precisa de um namespace"),
        ("Nenhum namespace é necessário.", "Nenhum namespace é necessário"),
        ("Sin namespace: todo queda en Postgres.", "Sin namespace"),
        ("No requiere namespace.", "No requiere namespace"),
        ("Espacio de nombres: ninguno", "Espacio de nombres: ninguno"),
    ],
)
def test_no_namespace_is_needed_where_the_yaml_has_one(text: str, words: str) -> None:
    assert stored(text) == [words]
    assert stored(text, None) == []


def test_several_namespaces_are_distinguished() -> None:
    assert stored("Namespaces: notes, meeting_notes and letter_box.") == [
        "meeting_notes",
        "letter_box",
    ]


def test_a_namespace_is_reported_once_and_templates_ignore_blanks() -> None:
    assert stored("Namespace letters. Namespace letters (again).") == ["letters"]
    assert stored("Namespace n_{{ a }}", "n_{{a}}") == []


def test_a_template_that_is_never_closed_is_compared_quickly() -> None:
    assert stored("Namespace foo_bar.", "{{" + " " * 8_000 + "x") == ["foo_bar"]
    assert stored("Namespace {{" + " " * 8_000) == []


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


SECTIONS = (
    ("IFX201", "Scheduling & Triggers"),
    ("IFX202", "Scheduling & Triggers"),
    ("IFX203", "Data Store"),
)


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "* ",
        "1-5,2/3 ",
        "/a/b ",
        "namespace ",
        "namespace: ",
        "namespaces a_b, ",
        "a_",
        "{{ ",
        "cada ",
        "sem ",
        "no ",
        "0 8 * * * ",
        "Mon-Fri, ",
        "08:00 ",
    ],
)
def test_endless_lines_are_read_to_their_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    for code, section in SECTIONS:
        assert all(pointed_at(code, section, text))


CRUMBS = (
    "cron 0 8 * @daily /run namespace a_b {{x}} cada 15 min 08:00 UTC <!-- --> https:// é ﬁ İ ** "
    "no sem weekly Mon - Fri às ~~ none"
)
WORDS = st.sampled_from([*CRUMBS.split(), "0 8 * * *", "`", ":", "\n", "\u2028"])


@given(st.lists(WORDS | st.text(max_size=5), max_size=25).map(" ".join))
def test_every_finding_quotes_words_of_the_text(text: str) -> None:
    for code, section in SECTIONS:
        assert all(words.strip() for words in pointed_at(code, section, text))


@pytest.mark.parametrize("row", ["| Queue | Redis |", "| Queue | Redis | fast |", "Queue | Redis"])
def test_a_row_names_technologies_in_its_second_cell(row: str) -> None:
    table = f"| Layer | Choice |\n|---|---|\n{row}"
    found = pointed_at("IFX208", "Stack", table, stack={"queues": ["Kafka"]})
    assert found == ['"Kafka"', "Redis"]
