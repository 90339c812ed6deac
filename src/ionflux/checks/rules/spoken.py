"""Schedules spoken of in words, in Portuguese and English: tables of what people write.

Everything is matched in lower case without accents. The aim is to hear a schedule where a
reader would, and to stay silent about breaker rules, limits, and durations.
"""

from __future__ import annotations

import re

from ionflux.checks.rules.statements import Statement
from ionflux.core.patterns import regex

_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|um|uma|dois|duas|tres|quatro|cinco|seis|dez|doze|quinze|vinte|trinta"
    r"|one|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty)"
)
_SHORT = r"(?:s|seg|secs?|m|min|mins|h|hs|hrs?|d|segundos?|seconds?)"
_LONG = (
    r"(?:minutos?|minutes?|horas?|hours?|dias?|days?|semanas?|weeks?|mes|meses|months?"
    r"|quinzenas?|fortnights?|anos?|years?|trimestres?|quarters?|noites?|nights?|manhas?"
    r"|mornings?|tardes?|afternoons?|evenings?|madrugadas?)"
)
_WEEKDAY = (
    r"(?:(?:segunda|terca|quarta|quinta|sexta)s?(?:[ -]feiras?)?|sabados?|domingos?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|fi(?:m|ns) de semana"
    r"|dias? ute?is|dia util|(?:business|working) days?)"
)
_HALF = r"(?:meia[ -]hora|meio[ -]dia|(?:half|quarter)(?: an)?[ -](?:hour|day))"
_SPAN = rf"(?:{_NUMBER}[ -]?(?:{_LONG}|{_SHORT})|{_HALF}|{_LONG}|{_WEEKDAY})"
_END = r"(?:primeir|ultim)[oa]s?"
_DAY = r"(?:seg|ter|qua|qui|sex|sab|dom|mon|tue|wed|thu|fri|sat|sun)"
_DAYS = rf"(?:{_DAY}|{_WEEKDAY})(?: ?[-–] ?| (?:a|ate|to|through) )(?:{_DAY}|{_WEEKDAY})"

_STEADY = regex(
    rf"\b(?:"
    rf"cada {_SPAN}"
    rf"|(?:every|each) (?:other |single |first |last )?{_SPAN}"
    rf"|tod[oa]s? (?:[oa]s )?(?:{_END} )?{_SPAN}"
    rf"|hora em hora|de {_NUMBER} em {_NUMBER} (?:{_LONG}|{_SHORT})|dia sim,? dia nao"
    rf"|(?:on|as|aos) (?:{_WEEKDAY})"
    rf"|(?:once|twice|thrice|\d+ ?x|{_NUMBER} (?:times|vez|vezes))"
    rf"(?: (?:per|an?|each|every|por|ao|na|no) |/){_LONG}"
    rf"|(?:once|twice|thrice|{_NUMBER} times) (?:daily|weekly|monthly)"
    rf"|hourly|nightly|fortnightly|bi-?weekly"
    rf"|on (?:a|the)(?: \w+)? schedule|scheduled (?:runs?|jobs?|tasks?|for|at|to)"
    rf"|agendad[oa]s? para|(?:execuc(?:ao|oes)|jobs?|tarefas?|rotinas?) agendad[oa]s?"
    rf"|(?:at|a|as) (?:midnight|noon|meia[ -]noite|meio[ -]dia)"
    rf"|(?:diaria|semanal|mensal|quinzenal|trimestral|anual)mente"
    rf")\b"
)
_ADJECTIVE = (
    r"(?:diari[oa]s?|semana(?:l|is)|mensa(?:l|is)|quinzena(?:l|is)|trimestra(?:l|is)|anua(?:l|is)"
    r"|daily|weekly|monthly|quarterly|yearly)"
)
# "a daily report" is no schedule; "runs daily", "Daily: …" and "daily at 8" are.
_ADVERB = regex(
    rf"^\W*{_ADJECTIVE}\b(?=\W*(?:[:→—|]|$|at\b|as\b))"
    rf"|\b(?:runs?|running|roda|rodar|executa|executar|execucao|rotina|job|batch|dispara|sync"
    rf"|sincroniza|agendad[oa]|scheduled|schedule|refresh(?:es)?|updates?)[ :(]+{_ADJECTIVE}\b"
    rf"|\b{_ADJECTIVE} (?:at|as) \d"
    rf"|\b{_ADJECTIVE} (?:run|job|batch|schedule|sync)\b"
    rf"|^\W*(?:(?:on|no) (?:the )?)?(?:first|last|{_END}) (?:{_WEEKDAY}|day|dia)"
    r" (?:of (?:the|each|every) month|d[oe] (?:cada )?mes)\b"
    r"|^\W*(?:triggers?|gatilhos?|types?|tipos?)\W+(?:schedule|agendad[oa]|agendamento)\b"
)
_HOUR = (
    r"(?:(?:[01]?\d|2[0-3])(?::[0-5]\d|[ ]?h(?:[0-5]\d)?)(?:[ ]?[ap]m)?"
    r"|(?:1[0-2]|0?[1-9])[ ]?[ap]m)"
)
_CLOCK = regex(
    rf"\b(?:as|at|a partir das)[ ]{_HOUR}\b|@ ?{_HOUR}\b"
    rf"|\b{_DAYS}[, ]+(?:as |at )?{_HOUR}\b"
    rf"|\b{_HOUR}[ ]?\(?(?:utc|gmt|brt|brst|est|edt|pst|pdt|cet|cest)\b"
    rf"|^\W*{_HOUR}(?=\W*[:→—|])"
)
_WINDOW = regex(
    rf"\b(?:(?:entre|between|from|das|desde)(?: as)? (?=\d)|janela\b|window\b)"
    rf"|{_HOUR}[ ]?(?:-|–|as|to|ate|until)[ ]?{_HOUR}"
)
_DURATION = regex(rf"\b\d+ ?(?:{_LONG}|{_SHORT})\b")
_CRON = regex(
    rf"\brate\(\d+ {_LONG}\)"
    r"|(?<![\w/.-])cron(?:s|tab|[ -]?jobs?)?\b(?!\.\w|[/(-])(?:[^:,.;→(\n—|]|:(?=\d)){0,24}"
)

_ANY_HOUR = regex(rf"\b{_HOUR}\b")
_ANY_ADJECTIVE = regex(rf"\b{_ADJECTIVE}\b")
_TIMETABLE = regex(
    r"\b(?:schedules?|scheduled|agendamentos?|agenda|agendad[oa]|timer|periodicidade|frequencia"
    r"|frequency|interval|intervalo|rotina|horarios?|job|batch|cadencia|cadence|recorrencia"
    r"|recurrence)\b"
)
_GUARD = regex(
    r"\b(?:breaker|circuit|disjuntor|fallback|retry|retries|rate|limite?s?|alertas?|alerts?|sla"
    r"|timeout|cooldown|kill|guard|quota|falhas?|failures?)\b"
)
_CALLED = regex(
    r"\b(?:webhooks?|hooks?|endpoint|events?|eventos?|manual|stream|queue|fila|kafka|callback)\b"
)
_BOUND = regex(
    r"\b(?:limite?s?|quota|cota|cap|max|maximo|maximum|teto|rate|orcamento|budget|timeout|retry"
    r"|retries|retenta|tentativas?|tenta|backoff|ttl|expira|expires?|cache|cooldown|retencao"
    r"|retention|sla|at most|no maximo|up to|ate)\b"
)
_DENIED_BEFORE = regex(
    r"\b(?:sem|nao|nenhum|nenhuma|not|none|never|nunca|without|nem)\b(?:[^\w.;:]+\w+){0,2}\W*$"
    # In Portuguese `no` means "in the": "roda no domingo às 22h".
    r"|\bno(?: (?:fixed|set|regular|recurring|automatic|periodic|jobs?|tasks?|timers?)){0,2}\W*$"
)
_DENIED_AFTER = regex(
    r"(?:[^:\n]{0,30}[:=])?[^\w,;.]*(?:nao|none|nenhum|nenhuma|no(?=\W*$|[ ]?[,;(])|not|n/a|sem"
    r"|sob demanda|on[ -]demand|manual|desativad[oa]|disabled|never|nunca)\b"
    r"|[^:\n]{0,30}[:=][\W_]*$"
)
_NEAR = 200
"""Characters around a word that can deny it; clauses may be as long as a document."""

# Whatever the tables above find holds one of these; most statements hold none.
_MAY_SPEAK = regex(
    r"\d|cron|cada|every|each|tod[oa]| em |dia sim|segunda|terca|quarta|quinta|sexta|sabado"
    r"|domingo|day|weekend|semana|dias? ut|once|twice|thrice|times|vez|hourly|nightly|weekly"
    r"|schedule|agenda|midnight|noon|mei[ao]|mente|diari|mensa|quinzena|trimestra|anua|daily"
    r"|monthly|quarterly|yearly|first|last|primeir|ultim"
)
_CLAUSE = regex(r"[^;]+?(?:;|[.!?](?=\s|$)|$)", re.DOTALL)


def spoken_schedule(statement: Statement) -> tuple[int, int] | None:
    """Return where a statement speaks of a schedule, as offsets in its words, or None."""
    if not _MAY_SPEAK.search(statement.folded):
        return None
    for clause in _CLAUSE.finditer(statement.folded):
        if found := _heard(clause, statement):
            return found
    return None


def _heard(clause: re.Match[str], statement: Statement) -> tuple[int, int] | None:
    words, offset = clause.group(), clause.start()
    for pattern in _cues(words, statement.label):
        for match in pattern.finditer(words):
            if match.group().strip() and not _denied(words, match):
                end = match.start() + len(match.group().rstrip())
                return offset + match.start(), offset + end
    return None


def _cues(clause: str, label: str) -> tuple[re.Pattern[str], ...]:
    """Return what counts as speaking of a schedule in a clause under this label."""
    if _GUARD.search(label) or _BOUND.search(clause):
        return (_CRON,)
    if _TIMETABLE.search(label):
        hours = () if _WINDOW.search(clause) else (_CLOCK, _DURATION, _ANY_HOUR)
        return (_CRON, _STEADY, _ANY_ADJECTIVE, *hours)
    if _CALLED.search(label):
        return (_CRON, _STEADY)
    if _WINDOW.search(clause):
        return (_CRON, _STEADY, _ADVERB)
    return (_CRON, _STEADY, _ADVERB, _CLOCK)


def _denied(clause: str, match: re.Match[str]) -> bool:
    if _DENIED_BEFORE.search(clause[max(match.start() - _NEAR, 0) : match.start()]):
        return True
    rest = clause[match.start() : match.start() + _NEAR]
    cue = re.match(r"\w+", rest)
    return bool(cue and _DENIED_AFTER.match(rest[cue.end() :]))
