"""Some words of blueprints in Italian."""

from ionflux.language import Language

LANGUAGE = Language(
    code="it",
    name="Italiano",
    agent=["agente"],
    titles={"Introduzione": "introduction", "Indicatori": "kpis"},
    labels={"Epiteto": "epithet"},
    keys={"nome": "name", "versione": "version"},
    placeholders=["da scrivere"],
)
