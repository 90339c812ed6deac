"""Languages: each is one module, understood wherever a document has words of a language."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ionflux
from ionflux import compile_text
from ionflux.core.words import fold, words
from ionflux.language import Language, languages, vocabulary
from ionflux.language.of_documents import language_of

SPANISH = """\
## AGENTE 001 — EXPLORADOR DE PRECIOS / Ojo del mercado

### 0 ▸ Encabezado Narrativo
**Epíteto:** Quien mira los precios
**Lema:** Ningún precio se escapa.

### 1 ▸ Introducción (2 líneas)
Los precios cambian cada día.
Alguien tiene que mirarlos.

### 2 ▸ Esencia
**Arquetipo:** Vigía
**Frase de ADN:** “Mira antes de decidir.”

#### 2.1 Capacidades Principales
*   Compara precios.
*   Avisa de los cambios.

#### 2.2 Esencia 22,22 %
**Punch:** “Nada se escapa.”
**Interpretación:** mira más que los demás.

### 5 ▸ Definición YAML
```yaml
id: agent_001
nombre: ExploradorDePrecios
versión: "0.1"
descripción: Mira los precios.
disparadores:
  - tipo: webhook
    path: "/precios"
  - tipo: schedule
    cron: "0 8 * * *"
entradas:
  - clave: mercado
    tipo: string
    obligatorio: true
salidas:
  - clave: informe
    tipo: md
pila:
  lenguaje: python
  modelos: ["openai:gpt-4o"]
memoria:
  tipo: pinecone
  espacio_de_nombres: precios
```

### 6 ▸ Stack y APIs
*   Base de datos: Postgres
*   Cola: Kafka
*   Modelos: GPT-4o

### 8 ▸ Almacén de Datos
Pinecone, en el namespace `precios`, guarda los precios.

### 9 ▸ Programación y Disparadores
*   Webhook: /precios inicia una ejecución.
*   Todos los días a las 08:00 compara los precios.

### 10 ▸ Métricas
*   Errores: por debajo del 5 %.

### 11 ▸ Fallos y Alternativas
(Sin contenido específico)

### 14 ▸ Escape de lo Obvio
Una vez al mes mira lo que nadie mira.
"""


def test_a_spanish_document_is_understood() -> None:
    compiled = compile_text(SPANISH)
    (agent,) = compiled.definitions
    assert (agent.id, agent.name, agent.version) == ("agent_001", "ExploradorDePrecios", "0.1")
    assert agent.epithet == "Quien mira los precios"
    assert agent.tagline == "Ningún precio se escapa."
    assert agent.introduction_text == "Los precios cambian cada día.\nAlguien tiene que mirarlos."
    assert (agent.archetype, agent.dna_phrase) == ("Vigía", "Mira antes de decidir.")
    assert agent.core_capabilities == ("Compara precios.", "Avisa de los cambios.")
    assert agent.essence_punch == "Nada se escapa."
    assert agent.essence_interpretation == "mira más que los demás."
    assert agent.description == "Mira los precios."
    webhook = {"path": "/precios", "method": "POST"}
    starts = [trigger.config for trigger in agent.triggers_config]
    assert starts == [webhook, {"cron": "0 8 * * *"}]
    assert [field.key for field in agent.inputs_schema if field.required] == ["mercado"]
    assert [output.type for output in agent.outputs_config] == ["md"]
    assert agent.stack_details.models_used == ("openai:gpt-4o",)
    assert agent.stack_details.database_dependencies == ("Postgres", "Pinecone")
    assert agent.stack_details.queue_dependencies == ("Kafka",)
    assert agent.stack_details.other_integrations == ()
    assert agent.memory_config.namespace_template == "precios"
    assert (agent.scheduling_and_triggers_summary or "").startswith("*   Webhook: /precios inicia")
    assert agent.kpis_definition == "*   Errores: por debajo del 5 %."
    assert agent.failure_fallback_strategy is None
    assert agent.escape_the_obvious_feature == "Una vez al mes mira lo que nadie mira."
    assert {found.code for found in compiled.diagnostics} == {"IFX005", "IFX006"}


def test_the_spanish_word_for_punch_is_a_label() -> None:
    (agent,) = compile_text(SPANISH.replace("**Punch:**", "**Golpe:**")).definitions
    assert agent.essence_punch == "Nada se escapa."


def test_drift_is_seen_in_spanish() -> None:
    other = SPANISH.replace("a las 08:00", "a las 09:00")
    other = other.replace("en el namespace `precios`, guarda", "sin namespace; guarda")
    found = [(d.code, d.line) for d in compile_text(other).diagnostics if d.severity == "warning"]
    assert found == [("IFX203", _line(other, "sin namespace")), ("IFX201", _line(other, "09:00"))]


def _line(document: str, words: str) -> int:
    return document[: document.index(words)].count("\n") + 1


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_the_standard_titles_of_a_language_are_understood_as_what_they_are(
    language: Language,
) -> None:
    known = vocabulary()
    for kind, title in language.standard_titles.items():
        assert known.titles[known.title_words(title)] == kind


def test_no_two_languages_give_one_title_or_label_another_meaning() -> None:
    known = vocabulary()
    for language in languages():
        for title, kind in language.titles.items():
            assert known.titles[known.title_words(title)] == kind, title
        for key, name in language.keys.items():
            assert known.keys[fold(key)] == name, key
        for label, values in language.stack_labels.items():
            assert known.stack_labels[words(label)] == values, label


@pytest.mark.parametrize(
    ("titles", "code"),
    [
        ((), "en"),
        (("Introduction", "Stack & APIs", "KPIs"), "en"),
        (("Introdução", "6 ▸ Stack & APIs", "Files & Paths", "9. Scheduling & Triggers"), "pt"),
        (("Introducción", "Stack & APIs", "Métricas", "Archivos y Rutas"), "es"),
        (("Something", "else"), "en"),
        (("Exemplo Integrado (refatorado)", "Escape do Óbvio", "Notes"), "pt"),
    ],
)
def test_the_language_of_a_document_is_told_by_its_titles(
    titles: tuple[str, ...], code: str
) -> None:
    assert language_of(titles, vocabulary()).code == code


MADE_UP = '''\
"""An invented language."""

from ionflux.language import Language
from ionflux.language.english import LANGUAGE as ENGLISH

LANGUAGE = Language(
    code="xx",
    name="Xish",
    agent=["xagent"],
    titles={"Xintro": "introduction", "Xstarts": "scheduling", "Xstore": "data_store"},
    standard_titles={"introduction": "Xintro"},
    labels={"Xepithet": "epithet"},
    keys={"xname": "name", "xtriggers": "triggers"},
    stack_labels={"Xqueue": "queue_dependencies"},
    schedule={"every": "xevery", "unit:hour": "xhour"},
    negations={"deny": "xnot"},
    namespace={"namespace": "xspace", "need": "xneeded"},
    blueprint=ENGLISH.blueprint,
)
'''


def test_a_further_language_is_one_file(tmp_path: Path) -> None:
    package = Path(ionflux.__file__).parent
    shutil.copytree(package, tmp_path / "ionflux")
    (tmp_path / "ionflux" / "language" / "xish.py").write_text(MADE_UP, "utf-8")
    variables = {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    environment = {**os.environ, **variables}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "ionflux", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    run("new", "PriceScout", "--language", "xx", "--cron", "0 8 * * *", "-o", "scout.md")
    text = (tmp_path / "scout.md").read_text("utf-8")
    assert text.startswith("## XAGENT 001 — PRICE SCOUT")
    text = text.replace("\nname: ", "\nxname: ").replace("\ntriggers:", "\nxtriggers:")
    (tmp_path / "scout.md").write_text(text, "utf-8")
    report = json.loads(run("validate", "scout.md", "--format", "json"))
    assert report["diagnostics"] == []
    (agent,) = json.loads(run("import", "scout.md"))["agent_definitions"]
    assert agent["epithet"] == "The one who gets it done"
    assert agent["introduction_text"].startswith("Some work")
    assert agent["triggers_config"][0]["config"] == {"cron": "0 8 * * *"}
    assert "0 8 * * *" in agent["scheduling_and_triggers_summary"]
    text = text.replace("*   Breaker", "*   Xevery xhour it sums.\n*   Breaker")
    text = text.replace(
        "Postgres keeps the record", "Xspace xnot xneeded. Postgres keeps the record"
    )
    (tmp_path / "scout.md").write_text(text, "utf-8")
    report = json.loads(run("validate", "scout.md", "--format", "json"))
    assert [found["code"] for found in report["diagnostics"]] == ["IFX203", "IFX201"]
