"""Portuguese."""

from ionflux.language import BlueprintText, Language

_TEXTS = {
    "tagline": "Trabalho que não espera ninguém e nunca é feito duas vezes.",
    "introduction_text": """\
Há trabalho que volta todos os dias, e todos os dias toma a manhã de alguém.
O agente $name assume esse trabalho: começa sem ser chamado duas vezes e para quando termina.
Ele recebe $inputs e confere cada valor antes de qualquer outra coisa.
Ele entrega $outputs, sempre no mesmo formato, para que outros possam construir em cima.
O que aprende fica na memória, e o que fez fica no registro.
As pessoas decidem o que pedir a ele, e as pessoas julgam o que sai.""",
    "punch_final": """\
Resultado que ninguém consegue conferir é boato.
O que roda sozinho também precisa se explicar sozinho.""",
    "archetype": "Artesão",
    "dna_phrase": "Recebe o que foi dado, entrega o que foi prometido.",
    "core_capabilities": """\
Recepção: confere cada valor antes de começar e diz o que falta.
Execução: segue os mesmos passos na mesma ordem e guarda o registro de cada um.
Entrega: devolve $outputs em um formato que pessoas e programas conseguem ler.
Prestação de contas: informa, a cada rodada, o que recebeu, o que produziu e quanto demorou.""",
    "essence_punch": "Nada se perde, nada se adivinha.",
    "essence_interpretation": "o agente prefere uma recusa clara a um resultado duvidoso.",
    "ipo_flow": """\
*   **Entrada:** $inputs.
*   **Processamento:** confere os valores, busca contexto, aciona o modelo e revisa o resultado.
*   **Saída:** $outputs.""",
    "strategic_integrations": """\
*   Plataforma: o espaço de trabalho decide quem inicia o agente e quem lê o que ele entrega.
*   Memória: o que as rodadas anteriores aprenderam fica à mão para a próxima.""",
    "stack": """\
*   Runtime: Python 3.12, FastAPI
*   Framework: LangChain
*   LLM: OpenAI GPT-4o
*   Vector DB: Pinecone (contexto das rodadas anteriores)
*   DB: Postgres (registro das rodadas)
*   Observability: OpenTelemetry, Grafana""",
    "data_store": """\
O Pinecone, no namespace `$namespace`, guarda o contexto das rodadas anteriores.
O Postgres guarda o registro de cada rodada: o que entrou, o que saiu e como terminou.""",
    "scheduling_and_triggers_summary": """\
$starts
*   Disjuntor: três falhas seguidas param o agente e avisam quem responde por ele.""",
    "kpis_definition": """\
*   Sucesso: parcela das rodadas que terminam com resultado útil; meta de 98 %.
*   Tempo: 95 de cada 100 rodadas terminam em até dois minutos.
*   Retrabalho: parcela dos resultados que alguém precisou corrigir; meta abaixo de 5 %.""",
    "failure_fallback_strategy": """\
*   Modelo fora do ar: três tentativas, com pausas maiores; depois a rodada termina com erro.
*   Valor ausente: a rodada não começa, e a mensagem diz qual valor falta.
*   Memória fora do ar: o trabalho segue sem o contexto anterior, e o registro informa isso.""",
    "example_integration_flow": """\
Cenário: a primeira rodada em um espaço de trabalho novo.
1.  Alguém configura uma instância e informa $inputs.
2.  O agente confere os valores, não encontra contexto anterior e começa.
3.  O modelo produz um rascunho; o agente o compara com o que foi pedido.
4.  Quem responde pela instância recebe $outputs e encontra a rodada no registro.""",
    "dynamic_expansion_notes": """\
*   v0.2: compara cada resultado com os anteriores e aponta o que mudou.
*   v1.0: propõe ajustes próprios a partir do que as pessoas corrigiram.""",
    "escape_the_obvious_feature": """\
Uma vez por mês, o agente repete uma rodada antiga com o contexto de hoje e compara os resultados.
Onde diferem, fica claro o que mudou; onde coincidem, que nada precisava mudar.""",
}

LANGUAGE = Language(
    code="pt",
    name="português",
    agent=["agente"],
    titles={
        "Header Narrativo": "header",
        "Cabeçalho": "header",
        "Cabeçalho Narrativo": "header",
        "Introdução": "introduction",
        "Essência": "essence",
        "Capacidades": "capabilities",
        "Principais Capacidades": "capabilities",
        "Capacidades Principais": "capabilities",
        "Capacidades Centrais": "capabilities",
        "Essência 22,22": "essence_detail",
        "Propósito": "purpose",
        "Fluxo IPO": "ipo_flow",
        "Fluxo Entrada Processamento Saída": "ipo_flow",
        "Entrada Processamento Saída": "ipo_flow",
        "Integrações Estratégicas": "strategic_integrations",
        "YAML de Definição": "definition",
        "Definição": "definition",
        "Definição YAML": "definition",
        "Definição em YAML": "definition",
        "Definição do Agente": "definition",
        "Stack Técnica": "stack",
        "Pilha": "stack",
        "Pilha Tecnológica": "stack",
        "Tecnologias e APIs": "stack",
        "Arquivos": "files",
        "Arquivos e Caminhos": "files",
        "Arquivos & Paths": "files",
        "Estrutura de Arquivos": "files",
        "Árvore de Arquivos": "files",
        "Estrutura de Pastas": "files",
        "Armazenamento de Dados": "data_store",
        "Repositório de Dados": "data_store",
        "Base de Dados": "data_store",
        "Banco de Dados": "data_store",
        "Agendamento": "scheduling",
        "Agendamento e Gatilhos": "scheduling",
        "Agendamento & Triggers": "scheduling",
        "Agendamentos e Gatilhos": "scheduling",
        "Agendamentos": "scheduling",
        "Gatilhos": "scheduling",
        "Gatilhos e Agendamento": "scheduling",
        "Indicadores": "kpis",
        "Métricas": "kpis",
        "Falha": "failure",
        "Falhas": "failure",
        "Falha & Fallback": "failure",
        "Falhas e Fallback": "failure",
        "Falhas e Contingência": "failure",
        "Falha e Contingência": "failure",
        "Contingência": "failure",
        "Plano de Contingência": "failure",
        "Tratamento de Falhas": "failure",
        "Tratamento de Erros": "failure",
        "Exemplo": "example",
        "Exemplo Integrado": "example",
        "Exemplos Integrados": "example",
        "Exemplo de Integração": "example",
        "Expansão": "expansion",
        "Expansão Dinâmica": "expansion",
        "Escape do Óbvio": "escape",
        "Fuga do Óbvio": "escape",
    },
    standard_titles={
        "header": "Header Narrativo",
        "introduction": "Introdução",
        "essence": "Essência",
        "capabilities": "Principais Capacidades",
        "essence_detail": "Essência 22,22 %",
        "ipo_flow": "IPO Flow",
        "strategic_integrations": "Integrações Estratégicas",
        "definition": "YAML de Definição",
        "stack": "Stack & APIs",
        "files": "Files & Paths",
        "data_store": "Data Store",
        "scheduling": "Scheduling & Triggers",
        "kpis": "KPIs",
        "failure": "Failure & Fallback",
        "example": "Exemplo Integrado",
        "expansion": "Expansão Dinâmica",
        "escape": "Escape do Óbvio",
    },
    labels={
        "Epíteto": "epithet",
        "Tagline": "tagline",
        "Slogan": "tagline",
        "Arquétipo": "archetype",
        "Frase-DNA": "dna_phrase",
        "Frase de DNA": "dna_phrase",
        "Punch": "essence_punch",
        "Interpretação": "essence_interpretation",
        "Propósito": "description",
    },
    keys={
        "nome": "name",
        "versão": "version",
        "descrição": "description",
        "categoria": "category",
        "estado": "status",
        "serviços": "services",
        "gatilhos": "triggers",
        "entradas": "inputs",
        "saídas": "outputs",
        "pilha": "stack",
        "memória": "memory",
        "tipo": "type",
        "chave": "key",
        "obrigatório": "required",
        "padrão": "default",
        "linguagem": "language",
        "modelos": "models",
        "bancos_de_dados": "databases",
        "filas": "queues",
        "integrações": "integrations",
    },
    connectives=["e", "de", "do", "da", "dos", "das", "o", "a", "os", "as", "em"],
    stack_labels={
        "banco de dados": "database_dependencies",
        "bancos de dados": "database_dependencies",
        "base de dados": "database_dependencies",
        "dados": "database_dependencies",
        "armazenamento": "database_dependencies",
        "vetores": "database_dependencies",
        "banco vetorial": "database_dependencies",
        "base vetorial": "database_dependencies",
        "fila": "queue_dependencies",
        "filas": "queue_dependencies",
        "modelo": "models",
        "modelos": "models",
        "bases de dados": "database_dependencies",
        "vetor": "database_dependencies",
        "linguagem": None,
        "linguagens": None,
    },
    stack_nouns={
        "banco de dados": "database_dependencies",
        "bancos de dados": "database_dependencies",
        "base de dados": "database_dependencies",
        "bases de dados": "database_dependencies",
        "fila": "queue_dependencies",
        "filas": "queue_dependencies",
        "modelo": "models",
        "modelos": "models",
    },
    noun_first=True,
    stack_qualifiers=["principal", "principais", "primário", "secundário", "reserva", "opcional"],
    stack_remarks=[
        "como fallback",
        "fallback para",
        "como backup",
        "reserva",
        "como reserva",
        "de reserva",
        "contingência",
        "como contingência",
        "opcional",
        "opcionalmente",
        "potencialmente",
        "possivelmente",
        "talvez",
        "planejado",
        "eventualmente",
        "no futuro",
        "se necessário",
        "por exemplo",
        "p. ex.",
        "ou similar",
        "equivalente",
        "ou equivalente",
        "outros",
        "e outros",
        "também",
        "por padrão",
    ],
    conjunctions={
        "ou": "or",
        "e/ou": "or",
        "e": "and",
        "com": "with",
        "fallback para": "fallback",
    },
    starts={
        "evento": "event",
        "eventos": "event",
        "tópico": "event",
        "tópicos": "event",
        "manual": "manual",
        "manuais": "manual",
        "manualmente": "manual",
        "demanda": "manual",
        "mão": "manual",
        "orientado": "",
        "orientada": "",
        "baseado": "",
        "baseada": "",
        "a": "",
        "à": "",
        "em": "",
        "por": "",
        "de": "",
        "sob": "",
        "execução": "",
        "disparo": "",
        "disparos": "",
        "acionamento": "",
        "início": "",
        "chamada": "",
        "gatilho": "",
        "gatilhos": "",
        "ou": "",
        "e": "",
        "usuário": "",
        "via": "",
        "mensagens": "",
        "externo": "",
        "externos": "",
    },
    start_verbs=[
        "roda",
        "rodar",
        "rodado",
        "executa",
        "executar",
        "executado",
        "executada",
        "inicia",
        "iniciar",
        "iniciado",
        "iniciada",
        "dispara",
        "disparar",
        "disparado",
        "disparada",
        "aciona",
        "acionar",
        "acionado",
        "acionada",
        "inicia-se",
    ],
    start_links=["por", "pelo", "pela", "pelos", "quando", "ao", "aos", "sempre que", "a cada"],
    by_hand=["manualmente", "à mão", "sob demanda"],
    denials=["nenhum", "nenhuma", "não", "sem"],
    line_words=["linhas", "linha"],
    placeholders=["a definir", "a preencher", "em breve", "pendente"],
    remarks=["sem conteúdo", "nenhum conteúdo", "a definir", "a ser definido", "a preencher"],
    boilerplate=["Preencha. Refine. Lance."],
    numbers={
        "um": 1,
        "uma": 1,
        "dois": 2,
        "duas": 2,
        "três": 3,
        "quatro": 4,
        "cinco": 5,
        "seis": 6,
        "sete": 7,
        "oito": 8,
        "nove": 9,
        "dez": 10,
        "onze": 11,
        "doze": 12,
        "treze": 13,
        "catorze": 14,
        "quatorze": 14,
        "quinze": 15,
        "dezesseis": 16,
        "dezessete": 17,
        "dezoito": 18,
        "dezenove": 19,
        "vinte": 20,
        "trinta": 30,
    },
    schedule={
        "every": "cada, todo, toda, todos, todas, todos os, todas as",
        "end": "primeiro, primeira, primeiros, primeiras, último, última, últimos, últimas",
        "unit:second": "segundos",
        "unit:minute": "minuto, minutos",
        "unit:hour": "hora, horas",
        "dated": "dia, dias",
        "after_date": "antes, após, depois",
        "unit:day": "dia, dias, noite, noites, manhã, manhãs, tarde, tardes, madrugada, madrugadas",
        "unit:week": "semana, semanas",
        "unit:fortnight": "quinzena, quinzenas",
        "unit:month": "mês, meses",
        "unit:quarter": "trimestre, trimestres",
        "unit:semester": "semestre, semestres",
        "unit:year": "ano, anos",
        "short:second": "seg, segundo, segundos",
        "span:30": "meia hora",
        "weekday:0": "domingo, domingos",
        "weekday:1": "segunda, segundas, segunda-feira, segundas-feiras",
        "weekday:2": "terça, terças, terça-feira, terças-feiras",
        "weekday:3": "quarta, quartas, quarta-feira, quartas-feiras",
        "weekday:4": "quinta, quintas, quinta-feira, quintas-feiras",
        "weekday:5": "sexta, sextas, sexta-feira, sextas-feiras",
        "weekday:6": "sábado, sábados",
        "weekday:12345": "dia útil, dias úteis",
        "weekday:06": "fim de semana, fins de semana",
        "shortday:0": "dom",
        "shortday:1": "seg",
        "shortday:2": "ter",
        "shortday:3": "qua",
        "shortday:4": "qui",
        "shortday:5": "sex",
        "shortday:6": "sáb",
        "on": "às, aos, nas, nos",
        "through": "a, até",
        "and": "e",
        "rate:hour": "hora em hora, de hora em hora, hora a hora",
        "rate:5 minute": "cinco em cinco minutos",
        "rate:10 minute": "dez em dez minutos",
        "rate:15 minute": "quinze em quinze minutos",
        "rate:30 minute": "trinta em trinta minutos",
        "rate:2 hour": "duas em duas horas",
        "rate:day": "diariamente",
        "rate:2 day": "dia sim dia não, dia sim, dia não",
        "rate:week": "semanalmente",
        "rate:fortnight": "quinzenalmente",
        "rate:month": "mensalmente",
        "rate:quarter": "trimestralmente",
        "rate:semester": "semestralmente",
        "rate:year": "anualmente",
        "adjective:day": "diário, diária, diários, diárias",
        "adjective:week": "semanal, semanais",
        "adjective:fortnight": "quinzenal, quinzenais",
        "adjective:month": "mensal, mensais",
        "adjective:quarter": "trimestral, trimestrais",
        "adjective:semester": "semestral, semestrais",
        "adjective:year": "anual, anuais",
        "em": "em",
        "times": "vez, vezes, x",
        "per": "por, ao, à, na, no",
        "at": "às, ao, a partir das",
        "clock:0": "meia-noite",
        "clock:12": "meio-dia",
        "half:am": "da manhã, da madrugada",
        "half:pm": "da tarde, da noite",
        "zone:other": "de Brasília, horário de Brasília, Brasília",
        "schedule": (
            "agendamento, agendamentos, agenda, agendado, agendada, agendados, agendadas, "
            "periodicidade, frequência, intervalo, rotina, horário, horários, cadência, "
            "recorrência"
        ),
        "run": (
            "roda, rodar, rodando, executa, executar, execução, execuções, rotina, rotinas, "
            "dispara, sincroniza, atualiza"
        ),
        "vague": (
            "agendado para, agendada para, agendados para, agendadas para, execução agendada, "
            "execuções agendadas, tarefa agendada, tarefas agendadas, rotina agendada, rotinas "
            "agendadas, job agendado, jobs agendados"
        ),
        "type": "gatilho, gatilhos, tipo, tipos",
        "window": "janela, janelas, horário comercial",
        "from": "entre, entre as, das, desde, desde as",
        "guard": "disjuntor, limite, limites, alerta, alertas, falha, falhas",
        "called": "evento, eventos, fila",
        "bound": (
            "limite, limites, cota, máximo, máxima, teto, orçamento, retenta, tentativa, "
            "tentativas, tenta, expira, retenção, no máximo, até"
        ),
        "of": "de, do, da, para, por, em",
        "edge": "fim, final, início, começo, fechamento",
    },
    negations={
        "filler": "pelo menos, ao menos",
        "small": (
            "a, o, os, as, um, uma, usa, usamos, modelo, modelos, agente, agentes, de, do, da, "
            "ser, mais, roda, rodava, rodar, executa, executava"
        ),
        "since": "desde, a partir de, a partir da",
        "deny": "sem, não, nenhum, nenhuma, nunca, nem",
        "aux": "é, está, foi, ser",
        "former": (
            "era, eram, foi, costumava, antes, antes era, anteriormente, antigo, antiga, antigos, "
            "antigas, anterior, anteriores, deixou de, não é mais, já não, em vez de, no lugar "
            "de, ao invés de, exceto, salvo, menos, por exemplo, p. ex, ex., exemplo, exemplos, "
            "desativado, desativada, removido, removida, substituído, substituída, planejado, "
            "planejada, futuro, futura, previsto, prevista, substitui, substituiu, opcional, "
            "opcionalmente, talvez, ao invés do, em vez do, no lugar do, planejados, planejadas, "
            "futuros, futuras, ex, excluído, excluída, exclui, antes disso, antes disto, mudou "
            "de, futuramente, em breve, no futuro, poderia, eventualmente"
        ),
        "short_form": "p. ex, ex",
        "ended": (
            "não, nenhum, nenhuma, sem, sob demanda, manual, desativado, desativada, desligado, "
            "desligada, removido, removida, cancelado, cancelada, descontinuado, descontinuada, "
            "obsoleto, obsoleta, extinto, extinta, substituído, substituída, nunca, até a v, até "
            "a versão, por exemplo, deixou de, já não, não é mais, não existe, não se usa, não "
            "usado, não usada, opcional, futuro, futura, planejado, planejada, antigo, antiga, "
            "até v"
        ),
    },
    namespace={
        "denies": "dispensa, dispensam, não se usa",
        "namespace": "espaço de nomes",
        "namespace:several": "espaços de nomes",
        "kind": "padrão, principal, nome, da memória, de memória, do agente, atual",
        "called": "chamado, chamada, chama, se chama, denominado, denominada, é",
        "and": "e",
        "goes_on": "para, com, guarda, guardam, armazena, contém, mantém, que, recebe, usa",
        "common": (
            "um, uma, o, os, as, não, nenhum, nenhuma, sem, e, ou, que, para, por, com, de, do, "
            "da, dos, das, em, são, está, guarda, guardam, armazena, contém, mantém, recebe, usa, "
            "exigido, exigida, opcional, necessário, obrigatório, único, única, próprio, própria, "
            "compartilhado, compartilhada, dedicado, dedicada, isolado, isolada, separado, "
            "separada, isolamento, prefixo, estratégia, nome, nomes, todo, na, padrão, vazio, "
            "também, usado, usada, configurado, configurada, definido, definida, pendente, "
            "automático, gerenciado, gerenciada"
        ),
        "need": (
            "exige, exigem, exigido, exigida, precisa, precisam, necessário, necessária, requer, "
            "requerido, usa, usam, usado, usada, utiliza, utilizado, utilizada, existe, há, tem, "
            "aplicável, obrigatório, definido, configurado, necessidade"
        ),
        "nothing": (
            "nenhum, nenhuma, não se aplica, nada, dispensado, dispensável, não usado, "
            "desnecessário"
        ),
        "article": "um, uma, o, a, de, é, são, ser, vetorial, próprio",
    },
    blueprint=BlueprintText(
        texts=_TEXTS,
        starts={
            "schedule": "*   Agenda: `$cron` inicia uma rodada sozinha.",
            "webhook": "*   Webhook: `POST $path` inicia uma rodada e responde com o número dela.",
            "event": "*   Evento: `$event` inicia uma rodada para cada evento que chega.",
        },
        value="`$key` ($type, $need)",
        required="obrigatório",
        optional="opcional",
        conjunction=" e ",
        nothing="nenhum valor",
        questions={
            "epithet": "Epíteto",
            "description": "O que ele faz, em uma frase",
            "trigger": "O que o inicia (schedule, webhook, event)",
            "cron": "Expressão cron",
            "path": "Caminho do webhook",
            "input": "Entrada como chave:tipo[:required], vazio para encerrar",
            "output": "Saída como chave:tipo, vazio para encerrar",
        },
        defaults={
            "epithet": "Quem faz acontecer",
            "description": "Assume um trabalho que volta todos os dias e guarda o registro dele.",
        },
    ),
)
