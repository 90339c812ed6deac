"""Portuguese."""

# ruff: noqa: E501 - a line of a blueprint is a sentence, however long

from ionflux.authoring.languages import Language

_TEMPLATE = """\
## AGENTE $number — $title / $subtitle
“$summary”

### 0 ▸ Header Narrativo
**Epíteto:** $epithet
**TAGLINE:** Trabalho que não espera ninguém e nunca é feito duas vezes.

### 1 ▸ Introdução ($promised linhas)
$introduction

**⚡ Punch final**
Resultado que ninguém consegue conferir é boato.
O que roda sozinho também precisa se explicar sozinho.

### 2 ▸ Essência
**Arquétipo:** Artesão
**Frase-DNA:** “Recebe o que foi dado, entrega o que foi prometido.”

#### 2.1 Principais Capacidades
*   Recepção: confere cada valor antes de começar e diz o que falta.
*   Execução: segue os mesmos passos na mesma ordem e guarda o registro de cada um.
*   Entrega: devolve $outputs em um formato que pessoas e programas conseguem ler.
*   Prestação de contas: informa, a cada rodada, o que recebeu, o que produziu e quanto demorou.

#### 2.2 Essência 22,22 %
**Punch:** “Nada se perde, nada se adivinha.”
**Interpretação:** o agente prefere uma recusa clara a um resultado duvidoso, e diz qual dos dois foi.

### 3 ▸ IPO Flow
*   **Entrada:** $inputs.
*   **Processamento:** confere os valores, busca contexto na memória, aciona o modelo e revisa o que ele produziu.
*   **Saída:** $outputs.

### 4 ▸ Integrações Estratégicas
*   Plataforma: o espaço de trabalho decide quem pode iniciar o agente e quem lê o que ele entrega.
*   Memória: o que as rodadas anteriores aprenderam fica à mão para a próxima.

### 5 ▸ YAML de Definição
```yaml
$definition
```

### 6 ▸ Stack & APIs
*   Runtime: Python 3.12, FastAPI
*   Framework: LangChain
*   LLM: OpenAI GPT-4o
*   Vector DB: Pinecone (contexto das rodadas anteriores)
*   DB: Postgres (registro das rodadas)
*   Observability: OpenTelemetry, Grafana

### 7 ▸ Files & Paths
```
$tree
```

### 8 ▸ Data Store
O Pinecone, no namespace `$namespace`, guarda o contexto das rodadas anteriores.
O Postgres guarda o registro de cada rodada: o que entrou, o que saiu e como terminou.

### 9 ▸ Scheduling & Triggers
$starts
*   Disjuntor: três falhas seguidas param o agente e avisam quem responde por ele.

### 10 ▸ KPIs
*   Sucesso: parcela das rodadas que terminam com resultado útil; meta de 98 %.
*   Tempo: 95 de cada 100 rodadas terminam em até dois minutos.
*   Retrabalho: parcela dos resultados que alguém precisou corrigir; meta abaixo de 5 %.

### 11 ▸ Failure & Fallback
*   Modelo fora do ar: três tentativas, cada uma após uma pausa maior; depois a rodada termina com erro.
*   Valor ausente: a rodada não começa, e a mensagem diz qual valor falta.
*   Memória fora do ar: o trabalho segue sem o contexto anterior, e o registro informa isso.

### 12 ▸ Exemplo Integrado
Cenário: a primeira rodada em um espaço de trabalho novo.
1.  Alguém configura uma instância e informa $inputs.
2.  O agente confere os valores, não encontra contexto anterior e começa.
3.  O modelo produz um rascunho; o agente o compara com o que foi pedido.
4.  Quem responde pela instância recebe $outputs e encontra a rodada no registro.

### 13 ▸ Expansão Dinâmica
*   v0.2: compara cada resultado com os anteriores e aponta o que mudou.
*   v1.0: propõe ajustes próprios a partir do que as pessoas corrigiram.

### 14 ▸ Escape do Óbvio
Uma vez por mês, o agente repete uma rodada antiga com o contexto de hoje e mostra os dois resultados lado a lado.
Onde diferem, fica claro o que mudou; onde coincidem, que nada precisava mudar.
"""

_INTRODUCTION = """\
Há trabalho que volta todos os dias, e todos os dias toma a manhã de alguém.
O agente $name assume esse trabalho: começa sem ser chamado duas vezes e para quando termina.
Ele recebe $inputs e confere cada valor antes de qualquer outra coisa.
Ele entrega $outputs, sempre no mesmo formato, para que outros possam construir em cima.
O que aprende fica na memória, e o que fez fica no registro.
As pessoas decidem o que pedir a ele, e as pessoas julgam o que sai."""

LANGUAGE = Language(
    name="português",
    template=_TEMPLATE.replace("$introduction", _INTRODUCTION).replace(
        "$promised", str(len(_INTRODUCTION.splitlines()))
    ),
    starts={
        "schedule": "*   Agenda: `$cron` inicia uma rodada sozinha.",
        "webhook": "*   Webhook: `POST $path` inicia uma rodada na hora e responde com o número dela.",
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
)
