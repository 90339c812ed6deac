"""Values with the same meaning in different spellings, and deceptive names."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

import ionflux
from in_process import ionflux as run
from ionflux.core.errors import UsageError
from ionflux.core.findings import Severity
from ionflux.sources.find_agent import find_agent

CAFE = "Caf\u00e9"
DECOMPOSED = "Cafe\u0301"


def block(number: int = 1, name: str = "Keeper", more: str = "", version: str = "0.1") -> str:
    """Write an agent; `more` are additional lines of its YAML."""
    return (
        f"## AGENT {number:03} — {name.upper()}\n\n### YAML Definition\n```yaml\n"
        f"id: agent_{number:03}\nname: {name}\nversion: {version}\n{more}\n```\n\n"
    )


def findings(text: str) -> list[tuple[str, int, str]]:
    """Return code, line and severity of errors and warnings."""
    found = ionflux.compile_text(text).diagnostics
    return [(d.code, d.line, d.severity.value) for d in found if d.severity is not Severity.INFO]


def webhook(path: str) -> str:
    return f'triggers: [{{type: webhook, path: "{path}"}}]'


def schedule(cron: str) -> str:
    return f'triggers: [{{type: schedule, cron: "{cron}"}}]'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MailScout", "mailscout"),
        (CAFE, DECOMPOSED),
        ("MailScout", "Mail\u200bScout"),
        ("MailScout", "Mail\u00adScout"),
        ("Mail Scout", "Mail\u00a0Scout"),
        ("Mail Scout", "\uff2dail Scout"),
    ],
)
def test_names_that_look_the_same_clash(one: str, other: str) -> None:
    text = block(1, one) + block(2, other)
    assert [(code, severity) for code, _, severity in findings(text)] == [("IFX302", "error")]


@pytest.mark.parametrize("other", ["MailScouts", "Mail Scout", "MailScout_v2", "Café"])
def test_names_that_look_different_do_not(other: str) -> None:
    assert findings(block(1, "MailScout") + block(2, other)) == []


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("/orders/{id}", "/orders/:order", True),
        ("/orders/{id}", "/orders/<int:order>/", True),
        ("/orders/{id}.json", "/orders/{order}.json", True),
        ("/orders/<id>/items", "/orders/[order]/items", True),
        ("/orders/*", "/orders/{id}", True),
        ("/orders", "/orders/", True),
        ("/orders/{id}", "/orders/new", False),
        ("/orders/{id}.json", "/orders/{id}.xml", False),
        ("/orders/{id}", "/Orders/{id}", False),
        ("/a/b", "/a/b/c", False),
    ],
)
def test_paths_are_the_same_whatever_their_placeholders_are_called(
    *, one: str, other: str, clash: bool
) -> None:
    text = block(1, "A1", webhook(one)) + block(2, "A2", webhook(other))
    assert [code for code, *_ in findings(text)] == ["IFX303"] * clash


@pytest.mark.parametrize(
    "path",
    ["/orders?new=1", "/orders#new", "orders", "/or ders", "/a\tb", "/a\u200bb", "/a\u00adb"],
)
def test_a_path_that_cannot_be_called_is_rejected(path: str) -> None:
    assert [code for code, *_ in findings(block(more=webhook(path)))] == ["IFX107"]


def test_invisible_characters_in_a_path_are_shown_by_their_number() -> None:
    found = ionflux.compile_text(block(more=webhook("/a\u200bb"))).diagnostics
    assert [d.message for d in found if d.code == "IFX107"] == [
        "`/a<U+200B>b` is not a valid webhook path"
    ]


@pytest.mark.parametrize("cron", ["0 8 * * MON-SUN", "0 8 * * sat-Sun", "0 8 * * 6-7,WED"])
def test_a_range_of_weekdays_may_end_with_sunday(cron: str) -> None:
    assert findings(block(more=schedule(cron))) == []


@pytest.mark.parametrize("cron", ["0 8 * * SUN-SAT-SUN", "0 8 * * FRI-MON", "0 8 * JAN-SUN *"])
def test_other_ranges_of_weekdays_are_rejected(cron: str) -> None:
    assert [code for code, *_ in findings(block(more=schedule(cron)))] == ["IFX106"]


@pytest.mark.parametrize(
    ("cron", "step"),
    [
        ("*/70 * * * *", "*/70"),
        ("0 */25 * * *", "*/25"),
        ("0 0 1,*/40 * *", "*/40"),
        ("0 0 1 */13 *", "*/13"),
        ("0 0 * * */8", "*/8"),
        ("10-50/90 * * * *", "10-50/90"),
    ],
)
def test_a_step_that_is_longer_than_its_field_is_a_warning(cron: str, step: str) -> None:
    text = block(more=schedule(cron))
    assert findings(text) == [("IFX106", 8, "warning")]
    (found,) = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX106"]
    assert found.message.startswith(f"`{step}` ")


@pytest.mark.parametrize(
    ("cron", "term"),
    [
        ("0 0 LW * *", "LW"),
        ("0 0 1,L * *", "L"),
        ("0 0 * * 5L", "5L"),
        ("0 0 * * FRI#2", "FRI#2"),
    ],
)
def test_a_term_that_many_schedulers_reject_is_noted(cron: str, term: str) -> None:
    text = block(more=schedule(cron))
    (found,) = [d for d in ionflux.compile_text(text).diagnostics if d.code == "IFX106"]
    assert (found.line, found.severity) == (8, "info")
    assert f"`{term}`" in found.message


@pytest.mark.parametrize("cron", ["@daily", "0 8 * JUL *", "0 8 1-7 * MON", "0 8 * * 0,6"])
def test_terms_that_every_scheduler_accepts_are_not_noted(cron: str) -> None:
    compiled = ionflux.compile_text(block(more=schedule(cron)))
    assert "IFX106" not in {found.code for found in compiled.diagnostics}


@pytest.mark.parametrize("cron", ["*/60 * * * *", "0 */24 * * *", "*/50 * * * *", "0 0 */31 * *"])
def test_a_step_as_long_as_its_field_runs_when_it_says(cron: str) -> None:
    assert findings(block(more=schedule(cron))) == []


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("*/70 * * * *", "every hour"),
        ("*/50 * * * *", "at 0 and 50 minutes past the hour"),
        ("*/25 8 * * *", "at 0, 25, and 50 minutes past the hour, at 08:00"),
        ("0 */5 * * *", "at 00:00, 05:00, 10:00, 15:00 and 20:00"),
        ("0 0 * * */3", "at 00:00, only on Sunday, Wednesday, and Saturday"),
        ("0 0 */40 * *", "at 00:00, on day 1 of the month"),
        ("0 8 * * MON-SUN", "at 08:00"),
        ("0 8 * * SAT-SUN", "at 08:00, Saturday through Sunday"),
        ("0 0 */2 * *", "at 00:00, every 2 days"),
    ],
)
def test_words_say_when_a_schedule_runs(cron: str, words: str, tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(block(more=schedule(cron)), encoding="utf-8")
    shown = " ".join(run("show", str(document), "agent_001").stdout.split())
    assert f" schedule {words} cron: {cron} " in shown


@pytest.mark.parametrize(
    "version",
    ["1.0.0-01", "1.0.0-rc.01", "01.2", "1.02", "2024-01-15", "2024-12-15", "2024-1-5", "1-2"],
)
def test_leading_zeros_and_dates_are_not_versions(version: str) -> None:
    assert findings(block(version=version)) == [("IFX109", 7, "error")]


@pytest.mark.parametrize(
    "version", ["0.10", "10", "1.0-beta", "2-rc1", "1.0.0-0a.10+001", "1.0.0-0"]
)
def test_other_versions_are(version: str) -> None:
    assert findings(block(version=version)) == []


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('name: " "', "`name` is blank"),
        ('name: "\\u200b"', "`name` is blank"),
        ('name: "Mail\\nScout"', "`name` contains a line break"),
        ('name: "Mail\\u2028Scout"', "`name` contains a line break"),
        ('name: "Mail\\tScout"', "`name` contains a tab"),
        ('inputs: [{key: "a\\tb", type: string}]', "`key` contains a tab"),
        ('name: "MailScout "', "`name` begins or ends with white space"),
        ('name: "\\u00a0MailScout"', "`name` begins or ends with white space"),
        ('name: "\\u200bMailScout"', "`name` contains invisible characters"),
        ('inputs: [{key: " ", type: string}]', "`key` is blank"),
        ('outputs: [{key: "a ", type: string}]', "`key` begins or ends with white space"),
        ('memory: {namespace: "  "}', "`namespace` is blank"),
        ('memory: {namespace: "notes\\n"}', "`namespace` begins or ends with white space"),
    ],
)
def test_names_and_namespaces_with_invisible_ends_are_rejected(more: str, message: str) -> None:
    text = block(more=more)
    if more.startswith("name"):
        text = text.replace("name: Keeper\n", "")
    found = [d for d in ionflux.compile_text(text).diagnostics if d.severity is Severity.ERROR]
    assert [(d.code, d.message) for d in found] == [("IFX104", message)]


def test_an_invisible_character_inside_a_name_and_an_empty_namespace_are_accepted() -> None:
    assert findings(block(name="Mail\u200bScout", more='memory: {namespace: ""}')) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("America/Sao_Paolo", "nearest: `America/Sao_Paulo`"),
        ("../etc/passwd", "write an IANA name, such as `America/Sao_Paulo`"),
        ("America", "nearest: `America/"),
        ("GMT-3", "nearest: `"),
    ],
)
def test_a_time_zone_is_a_name_of_the_iana_database(name: str, hint: str) -> None:
    more = (
        'triggers:\n  - {type: schedule, cron: "0 8 * * *"}\n'
        f'  - type: schedule\n    cron: "0 9 * * *"\n    timezone: {name}'
    )
    (found,) = [d for d in ionflux.compile_text(block(more=more)).diagnostics if d.code == "IFX104"]
    assert (found.line, found.column, found.field) == (12, 15, "triggers_config[1].config.timezone")
    assert (found.hint or "").startswith(hint)
    assert findings(block(more=more.replace(name, "America/Sao_Paulo"))) == []


def test_an_agent_is_found_by_its_exact_name_first() -> None:
    made = ionflux.compile_text(block(1, "MailScout") + block(2, "mailscout")).definitions
    assert find_agent(made, "mailscout").id == "agent_002"
    assert find_agent(made, "MailScout").id == "agent_001"
    with pytest.raises(
        UsageError, match=r"agent_001 \(`MailScout`\) and agent_002 \(`mailscout`\)"
    ):
        find_agent(made, "MAILSCOUT")


@pytest.mark.parametrize("wanted", [CAFE, DECOMPOSED, DECOMPOSED.upper(), "Ca\u200bf\u00e9"])
def test_an_agent_is_found_in_either_normal_form(wanted: str) -> None:
    made = ionflux.compile_text(block(1, CAFE) + block(2, "Cafe")).definitions
    assert find_agent(made, wanted).id == "agent_001"


def test_an_agent_is_found_by_its_uuid_in_either_case() -> None:
    uuid = "550e8400-e29b-41d4-a716-446655440000"
    made = ionflux.compile_text(block().replace("agent_001", uuid.upper())).definitions
    assert find_agent(made, uuid).name == "Keeper"


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return path and level of every change between two documents."""
    sides = [ionflux.compile_text(text).definitions for text in (old, new)]
    return [(c.path, c.level.value) for c in ionflux.compare(*sides).changes]


UUID = "550e8400-e29b-41d4-a716-446655440000"
INPUT = "inputs: [{key: a, type: string"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (block(more=schedule("0 */1 * * *")), block(more=schedule("@hourly"))),
        (block(more=schedule("0  8 * * *")), block(more=schedule("0 8 * * *"))),
        (block(more=schedule("0 8 * * MON-SUN")), block(more=schedule("0 8 * * 0-6"))),
        (block().replace("agent_001", UUID), block().replace("agent_001", UUID.upper())),
        (block(more=INPUT + "}]"), block(more=INPUT + ', description: ""}]')),
        (block(more=webhook("/orders/{id}")), block(more=webhook("/orders/:order/"))),
        (block(name=CAFE), block(name=DECOMPOSED)),
        (block(more=INPUT + "}]").replace("key: a", f"key: {CAFE}"),
         block(more=INPUT + "}]").replace("key: a", f"key: {DECOMPOSED}")),
        (block(more='memory: {namespace: "n_{{ agent_id }}"}'),
         block(more='memory: {namespace: "n_{{agent_id}}"}')),
        (block(more="category: x"), block(more="category: x\ndescription: ''")),
    ],
)  # fmt: skip
def test_equal_meanings_are_not_a_change(old: str, new: str) -> None:
    assert changes(old, new) == []
    assert changes(new, old) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (block(more=schedule("0 8 * * *")), block(more=schedule("0 9 * * *")),
         ("triggers_config[schedule:0 8 * * *].config.cron", "compatible")),
        (block(more=webhook("/orders/{id}")), block(more=webhook("/orders/new")),
         ("triggers_config[webhook:/orders/{id}].config.path", "breaking")),
        (block(name="MailScout"), block(name="mailscout"), ("name", "breaking")),
        (block(more='memory: {namespace: "n_{{agent_id}}"}'),
         block(more='memory: {namespace: "n_{{instance_id}}"}'),
         ("memory_config.namespace_template", "breaking")),
        (block(more=INPUT + "}]"), block(more=INPUT + ', description: "x"}]'),
         ("inputs_schema[a].description", "cosmetic")),
        (block(more=INPUT + "}]"), block(more=INPUT + ", default: ''}]"),
         ("inputs_schema[a].default", "compatible")),
        (block(more=webhook("/a")[:-2] + ", note: ''}]"), block(more=webhook("/a")),
         ("triggers_config[webhook:/a].config[note]", "compatible")),
    ],
)  # fmt: skip
def test_different_meanings_are_a_change(old: str, new: str, change: tuple[str, str]) -> None:
    assert changes(old, new) == [change]


def test_a_placeholder_renamed_among_other_webhooks_pairs_by_what_it_means() -> None:
    old = 'triggers: [{type: webhook, path: "/a/{x}"}, {type: webhook, path: "/b/{x}"}]'
    new = 'triggers: [{type: webhook, path: "/b/:y"}, {type: webhook, path: "/a/:y", method: GET}]'
    assert changes(block(more=old), block(more=new)) == [
        ("triggers_config[webhook:/a/{x}].config.method", "breaking")
    ]


def test_places_are_those_of_either_side_where_ids_differ_in_case(tmp_path: Path) -> None:
    for name, uuid, tagline in (("old", UUID, "one"), ("new", UUID.upper(), "two")):
        text = block(more=f"tagline: {tagline}").replace("agent_001", uuid)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    done = run("diff", "old.md", "new.md", "--format", "json", folder=tmp_path)
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["old_place"]["line"], change["new_place"]["line"]) == (8, 8)


@pytest.mark.parametrize(
    "name", ["_" * 100_000, "a" * 100_000, "v1" * 50_000, " - " * 30_000 + "x"]
)
def test_long_names_are_compared_quickly(name: str) -> None:
    made = ionflux.compile_text(block()).definitions[0]
    old, new = (
        made.model_copy(update={"id": id_, "name": f"n{name}{id_}"})
        for id_ in ("agent_002", "agent_003")
    )
    started = time.process_time()
    assert len(ionflux.compare([old], [new]).agents) == 2
    assert time.process_time() - started < 5
