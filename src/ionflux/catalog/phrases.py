"""The words of the pages, in both languages: one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

Phrase = Callable[[str], str]
"""From a phrase in English to the phrase in the language of the pages."""

LANGUAGES = ("en", "pt")

CRON_LOCALES: Mapping[str, str] = MappingProxyType({"en": "en_US", "pt": "pt_PT"})

PORTUGUESE: Mapping[str, str] = MappingProxyType(
    {
        # The frame of every page
        "Skip to the content": "Ir para o conteúdo",
        "Agents": "Agentes",
        "Agent": "Agente",
        "Map": "Mapa",
        "Changes": "Mudanças",
        "Made by ionflux from blueprints.": "Feito por ionflux a partir de blueprints.",
        "Main": "Principal",
        "Pages": "Páginas",
        # The list
        "Agent catalogue": "Catálogo de agentes",
        "What each agent does, what starts it, and what it needs.": (
            "O que cada agente faz, o que o inicia e do que precisa."
        ),
        "Search": "Buscar",
        "Search and filter": "Buscar e filtrar",
        "Name, purpose, input …": "Nome, propósito, entrada …",
        "Service": "Serviço",
        "Started by": "Iniciado por",
        "Any": "Qualquer",
        "Show more": "Mostrar mais",
        "Clear": "Limpar",
        "No agent matches.": "Nenhum agente corresponde.",
        "agent": "agente",
        "agents": "agentes",
        "Page": "Página",
        "schedule": "agenda",
        "webhook": "webhook",
        "event": "evento",
        "manual": "pessoa",
        "draft": "rascunho",
        "active": "ativo",
        "deprecated": "obsoleto",
        "without findings": "sem apontamentos",
        "with findings": "com apontamentos",
        # Words on an agent's page
        "On this page": "Nesta página",
        "In short": "Em resumo",
        "version": "versão",
        "What starts it": "O que o inicia",
        "What it takes": "O que recebe",
        "What it gives": "O que entrega",
        "What it needs": "Do que precisa",
        "is called": "é chamado",
        "When": "Quando",
        "When an event arrives": "Quando chega um evento",
        "When somebody starts it": "Quando alguém o inicia",
        "time zone": "fuso horário",
        "yes": "sim",
        "no": "não",
        "required": "obrigatório",
        "text": "texto",
        "number": "número",
        "yes or no": "sim ou não",
        "structured data": "dados estruturados",
        "formatted text": "texto formatado",
        "web address": "endereço web",
        "Playbooks": "Playbooks",
        "Starts with": "Começa com",
        "inactive": "inativo",
        "Steps": "Etapas",
        "The steps are not written yet.": "As etapas ainda não foram escritas.",
        "Also in the blueprint": "Também no blueprint",
        "Related agents": "Agentes relacionados",
        "Names": "Cita",
        "Named by": "Citado por",
        "Findings": "Apontamentos",
        "error": "erro",
        "warning": "aviso",
        "info": "nota",
        "The blueprint was checked, and nothing was found.": (
            "O blueprint foi verificado, e nada foi encontrado."
        ),
        "line": "linha",
        "Where each value comes from": "De onde vem cada valor",
        "Field": "Campo",
        "From": "Origem",
        "yaml": "YAML",
        "section": "seção",
        "heading": "título",
        "inferred": "inferido",
        "configuration": "configuração",
        "default": "padrão",
        "Downloads": "Downloads",
        "Schema of the inputs": "Esquema das entradas",
        "Schema of the outputs": "Esquema das saídas",
        "Definition": "Definição",
        "Try a configuration": "Experimente uma configuração",
        "Fill in the values of an instance; the file below follows.": (
            "Preencha os valores de uma instância; o arquivo abaixo acompanha."
        ),
        "Instance file": "Arquivo da instância",
        "Copy": "Copiar",
        "Copied": "Copiado",
        "This agent takes no values.": "Este agente não recebe valores.",
        "is missing": "está faltando",
        "is not valid JSON": "não é JSON válido",
        "Graph": "Grafo",
        "if": "se",
        "Node": "Nó",
        "Nodes": "Nós",
        "Transform": "Transformação",
        "Condition": "Condição",
        "Depends on": "Depende de",
        "Approval scope": "Escopo de aprovação",
        # Titles of fields and chapters; those that are missing are shown in English
        "Id": "Id",
        "Name": "Nome",
        "Version": "Versão",
        "Status": "Situação",
        "Category": "Categoria",
        "Epithet": "Epíteto",
        "Tagline": "Lema",
        "Description": "Descrição",
        "Introduction": "Introdução",
        "Essence": "Essência",
        "Archetype": "Arquétipo",
        "DNA phrase": "Frase-DNA",
        "Capabilities": "Capacidades",
        "Punch": "Punch",
        "Interpretation": "Interpretação",
        "Key": "Chave",
        "Type": "Tipo",
        "Required": "Obrigatório",
        "Default": "Padrão",
        "Schema": "Esquema",
        "Stack": "Tecnologia",
        "Language": "Linguagem",
        "Runtime": "Ambiente de execução",
        "Models": "Modelos",
        "Databases": "Bancos de dados",
        "Queues": "Filas",
        "Integrations": "Integrações",
        "Memory": "Memória",
        "Namespace": "Namespace",
        "Services": "Serviços",
        "Files": "Arquivos",
        "Path": "Caminho",
        "Root": "Raiz",
        "Directories": "Diretórios",
        "Scheduling and triggers": "Agenda e gatilhos",
        "KPIs": "KPIs",
        "Failure and fallback": "Falhas e alternativas",
        "Example": "Exemplo",
        "Expansion": "Expansão",
        "Escape the obvious": "Escape do óbvio",
        "Triggers": "Gatilhos",
        "Inputs": "Entradas",
        "Outputs": "Saídas",
        # The map
        "How the agents connect": "Como os agentes se conectam",
        "What starts each agent, what each needs, and who names whom.": (
            "O que inicia cada agente, do que cada um precisa e quem cita quem."
        ),
        "Starts": "Início",
        "Needs": "Necessidades",
        "Schedule": "Agenda",
        "Event": "Evento",
        "By hand": "Manual",
        "Not stated": "Não declarado",
        "Other": "Outros",
        "No service": "Sem serviço",
        "Store": "Armazenamento",
        "Queue": "Fila",
        "Webhook": "Webhook",
        "names": "cita",
        "The map as a table": "O mapa em tabela",
        "Agents are grouped, since there are many of them.": (
            "Os agentes estão agrupados, pois são muitos."
        ),
        "starts": "inicia",
        # The changes
        "What changed": "O que mudou",
        "Compared with": "Em comparação com",
        "Nothing changed.": "Nada mudou.",
        "added": "novo",
        "removed": "removido",
        "changed": "alterado",
        "breaking": "incompatível",
        "compatible": "compatível",
        "cosmetic": "cosmético",
        "The version must rise": "A versão precisa subir",
        "was": "era",
        "Change": "Mudança",
    }
)
"""What the pages say in Portuguese, by what they say in English."""


def phrase_in(language: str) -> Phrase:
    """Return the look-up of phrases in a language; what it does not have stays in English."""
    table = PORTUGUESE if language == "pt" else {}
    return lambda english: table.get(english, english)
