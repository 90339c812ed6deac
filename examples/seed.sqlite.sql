-- A seed for SQLite: one transaction, safe to run twice.
-- Wait for other programs that write, up to a minute; SQLite answers with the number.
PRAGMA busy_timeout = 60000;
PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;
-- The sqlite3 shell continues after an error; COMMIT is refused until seed_done has its row.
DROP TABLE IF EXISTS temp.seed_begun;
DROP TABLE IF EXISTS temp.seed_done;
CREATE TEMP TABLE seed_done (step INTEGER PRIMARY KEY);
CREATE TEMP TABLE seed_begun (step INTEGER REFERENCES seed_done DEFERRABLE INITIALLY DEFERRED);
INSERT INTO seed_begun (step) VALUES (1);

CREATE TABLE IF NOT EXISTS agent_definitions (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  epithet TEXT,
  tagline TEXT,
  introduction_text TEXT,
  archetype TEXT,
  dna_phrase TEXT,
  core_capabilities TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(core_capabilities) AND json_type(core_capabilities) = 'array'),
  essence_punch TEXT,
  essence_interpretation TEXT,
  version TEXT NOT NULL,
  description TEXT,
  triggers_config TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(triggers_config)),
  inputs_schema TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(inputs_schema)),
  outputs_config TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(outputs_config)),
  stack_details TEXT NOT NULL DEFAULT '{"language": null, "runtime": null, "models_used": [], "database_dependencies": [], "queue_dependencies": [], "other_integrations": []}' CHECK (json_valid(stack_details)),
  memory_config TEXT NOT NULL DEFAULT '{"type": null, "namespace_template": null}' CHECK (json_valid(memory_config)),
  default_file_structure_template TEXT,
  key_files_and_paths TEXT CHECK (key_files_and_paths IS NULL OR json_valid(key_files_and_paths)),
  scheduling_and_triggers_summary TEXT,
  kpis_definition TEXT,
  failure_fallback_strategy TEXT,
  example_integration_flow TEXT,
  dynamic_expansion_notes TEXT,
  escape_the_obvious_feature TEXT,
  underlying_services_required TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(underlying_services_required) AND json_type(underlying_services_required) = 'array' AND trim(replace(replace(replace(replace(replace(replace(substr(json(underlying_services_required), 2, length(json(underlying_services_required)) - 2), '"LLM"', ''), '"Shopify"', ''), '"TikTok"', ''), '"WebSearch"', ''), '"Email"', ''), '"WhatsApp"', ''), ',') = ''),
  category TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'deprecated')),
  additional_sections TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(additional_sections)),
  graph TEXT CHECK (graph IS NULL OR json_valid(graph))
);

CREATE TABLE IF NOT EXISTS agent_configurations (
  id TEXT NOT NULL PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  agent_definition_id TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  created_by_user_id TEXT NOT NULL,
  yaml_config TEXT NOT NULL,
  effective_config_cache TEXT CHECK (effective_config_cache IS NULL OR json_valid(effective_config_cache)),
  external_memory_namespace TEXT,
  last_run_status TEXT CHECK (last_run_status IN ('idle', 'pending', 'running', 'success', 'error', 'cancelled')),
  last_run_at TEXT,
  last_run_id TEXT,
  last_run_output_preview TEXT,
  last_run_full_output_ref TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'archived')),
  FOREIGN KEY (agent_definition_id) REFERENCES agent_definitions (id) ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS agent_configurations_workspace_id_idx ON agent_configurations (workspace_id);
CREATE INDEX IF NOT EXISTS agent_configurations_agent_definition_id_idx ON agent_configurations (agent_definition_id);
CREATE INDEX IF NOT EXISTS agent_configurations_created_by_user_id_idx ON agent_configurations (created_by_user_id);

CREATE TABLE IF NOT EXISTS agent_run_logs (
  id TEXT NOT NULL DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))) PRIMARY KEY,
  agent_configuration_id TEXT NOT NULL,
  run_id TEXT NOT NULL UNIQUE,
  triggered_by_user_id TEXT,
  trigger_type TEXT NOT NULL CHECK (trigger_type IN ('manual', 'schedule', 'webhook', 'command', 'event')),
  status TEXT NOT NULL CHECK (status IN ('pending', 'running', 'success', 'error', 'cancelled')),
  start_time TEXT NOT NULL,
  end_time TEXT,
  input_params_snapshot TEXT CHECK (input_params_snapshot IS NULL OR json_valid(input_params_snapshot)),
  output_preview TEXT,
  full_output_ref TEXT,
  error_message TEXT,
  logs_ref TEXT,
  FOREIGN KEY (agent_configuration_id) REFERENCES agent_configurations (id) ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS agent_run_logs_agent_configuration_id_start_time_idx ON agent_run_logs (agent_configuration_id, start_time);
CREATE INDEX IF NOT EXISTS agent_run_logs_status_start_time_idx ON agent_run_logs (status, start_time);
CREATE INDEX IF NOT EXISTS agent_run_logs_start_time_idx ON agent_run_logs (start_time);

CREATE TABLE IF NOT EXISTS playbooks (
  id TEXT NOT NULL DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))) PRIMARY KEY,
  agent_definition_id TEXT,
  agent_configuration_id TEXT,
  workspace_id TEXT,
  name TEXT NOT NULL,
  description TEXT,
  trigger_event_type TEXT NOT NULL,
  steps TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(steps)),
  is_active INTEGER NOT NULL DEFAULT TRUE CHECK (is_active IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  FOREIGN KEY (agent_definition_id) REFERENCES agent_definitions (id) ON DELETE CASCADE,
  FOREIGN KEY (agent_configuration_id) REFERENCES agent_configurations (id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS playbooks_agent_definition_id_idx ON playbooks (agent_definition_id);
CREATE INDEX IF NOT EXISTS playbooks_agent_configuration_id_idx ON playbooks (agent_configuration_id);
CREATE INDEX IF NOT EXISTS playbooks_workspace_id_idx ON playbooks (workspace_id);

DROP TABLE IF EXISTS temp.seed_agent_definitions;
CREATE TEMP TABLE seed_agent_definitions (id TEXT, name TEXT, epithet TEXT, tagline TEXT, introduction_text TEXT, archetype TEXT, dna_phrase TEXT, core_capabilities TEXT, essence_punch TEXT, essence_interpretation TEXT, version TEXT, description TEXT, triggers_config TEXT, inputs_schema TEXT, outputs_config TEXT, stack_details TEXT, memory_config TEXT, default_file_structure_template TEXT, key_files_and_paths TEXT, scheduling_and_triggers_summary TEXT, kpis_definition TEXT, failure_fallback_strategy TEXT, example_integration_flow TEXT, dynamic_expansion_notes TEXT, escape_the_obvious_feature TEXT, underlying_services_required TEXT, category TEXT, status TEXT, additional_sections TEXT, graph TEXT, category_stated INTEGER, status_stated INTEGER, PRIMARY KEY (id));

-- agent_001 EmailWizard (blueprints/agent_001_email_wizard.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_001',
  /* name */ 'EmailWizard',
  /* epithet */ 'Redator de plantão da base de clientes',
  /* tagline */ 'A mensagem certa dispensa a segunda.',
  /* introduction_text */ 'Quase toda loja tem uma lista de contatos maior do que a atenção que consegue dar a ela.
O resultado costuma ser o disparo único de sexta-feira, igual para quem comprou ontem e para quem sumiu há um ano.
EmailWizard troca esse disparo por pequenos envios, cada um ligado a um fato do histórico do contato.
Uma recompra provável, um produto que voltou ao estoque ou uma entrega concluída são motivos; o calendário, sozinho, não é.
O agente consulta a base vetorial de perfis, agrupa contatos com comportamento parecido e redige uma versão para cada grupo.
Antes de enviar, confere consentimento, frequência recente, lista de supressão e risco de cair na caixa de spam.
Depois de enviar, compara o grupo que recebeu com um grupo de controle que não recebeu nada.
A diferença entre os dois é o número que aparece no relatório, e não a soma de tudo o que a base comprou no período.
O time de marketing continua dono da estratégia: define ofertas, tom, limites e o que nunca pode ser prometido.
Ao agente cabe a parte repetitiva, feita com constância e com registro de cada decisão.',
  /* archetype */ 'Correspondente',
  /* dna_phrase */ 'Cada envio responde a um fato, e cada fato tem data.',
  /* core_capabilities */ '["Grupos por comportamento: reúne contatos por intervalo de compra, categoria preferida e sensibilidade a desconto, com no mínimo 50 pessoas por grupo.", "Redação com limites: gera assunto, pré-cabeçalho e corpo a partir do guia de tom da marca e recusa promessas fora da lista de ofertas vigentes.", "Controle de fadiga: respeita o teto semanal por contato e adia mensagens de menor prioridade quando o teto é atingido.", "Medição incremental: separa um grupo de controle em cada envio e calcula a receita que não teria existido sem ele."]',
  /* essence_punch */ 'Lista grande não é audiência; audiência é quem ainda abre.',
  /* essence_interpretation */ 'o agente trata a base como um relacionamento que se desgasta. Prefere perder um envio a perder um contato, e por isso mede descadastros com o mesmo rigor com que mede vendas.',
  /* version */ '0.1',
  /* description */ 'Escreve, agenda e mede e-mails de ciclo de vida para lojas que preferem enviar menos e acertar mais.',
  /* triggers_config */ '[{"type": "schedule", "config": {"cron": "0 */2 * * *"}}, {"type": "webhook", "config": {"path": "/emailwizard/run", "method": "POST"}}]',
  /* inputs_schema */ '[{"key": "shopify_event", "type": "json", "required": false, "description": "Evento da loja que motiva o envio: pedido criado, produto reposto ou entrega concluída.", "default": null, "schema": null}, {"key": "manual_payload", "type": "json", "required": false, "description": "Público e briefing montados pela equipe para um envio avulso.", "default": null, "schema": null}, {"key": "max_recipients", "type": "number", "required": false, "description": "Teto de destinatários por execução; o excedente espera a próxima rodada.", "default": 5000, "schema": null}, {"key": "dry_run", "type": "boolean", "required": false, "description": "Quando verdadeiro, monta público e textos sem enviar nada.", "default": false, "schema": null}]',
  /* outputs_config */ '[{"key": "send_report", "type": "json", "description": "Resumo do envio: público, exclusões por motivo, entregas, cliques e receita incremental.", "schema": null}, {"key": "copy_preview", "type": "md", "description": "Texto final de cada versão, por grupo, para revisão.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "langchain", "models_used": ["openai:gpt-4o", "anthropic:claude-3-haiku"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Redis + RQ"], "other_integrations": ["Shopify Admin API", "SendGrid", "OpenTelemetry", "Prometheus", "Grafana", "GitHub Actions", "Docker Buildx", "Fly.io"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "emailwizard"}',
  /* default_file_structure_template */ '/agents/emailwizard/
  ├── __init__.py
  ├── agent.py                  # grafo principal
  ├── prompts.yaml              # guia de tom e modelos de texto
  ├── splitter.py               # formação de grupos e controle
  ├── scheduler.py              # janela de envio por contato
  ├── processors/
  │   ├── copy_generator.py
  │   └── spam_scan.py          # pontuação e termos proibidos
  ├── tests/
  │   ├── test_agent.py
  │   └── test_splitter.py
  └── assets/
      └── schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/emailwizard/", "files": [{"path": "__init__.py", "description": null}, {"path": "agent.py", "description": "grafo principal"}, {"path": "prompts.yaml", "description": "guia de tom e modelos de texto"}, {"path": "splitter.py", "description": "formação de grupos e controle"}, {"path": "scheduler.py", "description": "janela de envio por contato"}, {"path": "processors/copy_generator.py", "description": null}, {"path": "processors/spam_scan.py", "description": "pontuação e termos proibidos"}, {"path": "tests/test_agent.py", "description": null}, {"path": "tests/test_splitter.py", "description": null}, {"path": "assets/schema.sql", "description": null}], "directories": ["processors", "tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Agenda: `0 */2 * * *` libera a fila acumulada e recalcula a janela de cada contato.
*   Webhook: `POST /emailwizard/run` atende eventos da loja e envios avulsos, com resposta imediata e processamento em segundo plano.
*   Disjuntor: reclamações acima de 0,1 % em uma rodada, ou bounces acima de 2 %, suspendem os envios e avisam o canal #alertas-email.',
  /* kpis_definition */ '*   Receita incremental por mil envios: diferença contra o grupo de controle; meta de R$ 900, revisão abaixo de R$ 400.
*   Taxa de clique única: cliques sobre entregues; meta de 4,5 %.
*   Reclamações de spam: meta abaixo de 0,05 %, limite de 0,1 %.
*   Descadastro por envio: meta abaixo de 0,2 %.
*   Entregabilidade: mensagens aceitas pelo provedor; meta de 98,5 %.
*   Tempo entre evento e fila: percentil 95 em até 60 segundos.',
  /* failure_fallback_strategy */ '*   Modelo principal fora do ar: a redação passa para o modelo de contingência; se ele também falhar, entra o texto homologado da campanha, sem personalização.
*   Provedor de envio instável: três tentativas com espera crescente, de 1, 5 e 15 minutos; depois disso a fila congela e preserva a ordem.
*   Dados incompletos: contato sem fuso usa o da loja; contato sem prova de consentimento fica fora do envio e entra na lista de pendências.
*   Texto reprovado: duas reescritas automáticas; na terceira reprovação a versão segue para revisão humana com o motivo destacado.
*   Controle pequeno demais: com menos de 30 pessoas no controle, o relatório omite a receita incremental e informa que a amostra não basta.',
  /* example_integration_flow */ 'Cenário: uma loja de cerâmica repõe a linha de canecas que ficou seis semanas esgotada.
1.  A reposição chega pelo webhook e traz 1.840 pessoas na lista de espera.
2.  Consentimento, supressão e teto semanal retiram 420 contatos; sobram 1.420.
3.  O agente reserva 142 pessoas como controle e divide as outras 1.278 em três grupos: recompra, primeira compra e presente.
4.  Cada grupo recebe um texto próprio; a versão de presente cita o prazo de entrega para o Dia das Mães.
5.  Em 48 horas o envio soma 128 cliques e 46 pedidos, num total de R$ 11.270; no controle houve 1 pedido.
6.  RevenueTrackerLite lança a receita incremental e o custo de envio no painel do dia.',
  /* dynamic_expansion_notes */ '*   v0.2: teste automático de hora de envio com parada antecipada quando uma janela vence com 95 % de confiança.
*   v0.3: blocos de produto montados pela disponibilidade de estoque no centro de distribuição mais próximo.
*   v1.0: orçamento de atenção único por cliente, partilhado com os demais canais e negociado por prioridade.',
  /* escape_the_obvious_feature */ 'Uma vez por trimestre, o agente escreve para quem não abre nada há meses e pergunta, em uma linha, se a pessoa quer continuar.
Quem não responde em 14 dias sai da lista com uma despedida cordial e um link de retorno.
A base encolhe, a entregabilidade melhora para quem fica, e o relatório mostra o efeito nos 30 dias seguintes.',
  /* underlying_services_required */ '["LLM", "Shopify", "Email"]',
  /* category */ 'Marketing',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Correspondência com hora e motivo", "punch_final": "Se não há motivo para escrever, o agente fica calado e registra por quê.\nReputação de remetente leva meses para subir e uma tarde para cair.", "ipo_flow": "*   **Entrada:** evento da loja em `shopify_event` (pedido, reposição de estoque, entrega) ou lista preparada pela equipe em `manual_payload`.\n*   **Processamento:**\n    1.  Valida a assinatura do evento e descarta duplicatas pelo identificador de origem.\n    2.  Monta o público, remove quem não consentiu, quem está suprimido e quem atingiu o teto da semana.\n    3.  Agrupa os contatos restantes e reserva 10 % deles como controle.\n    4.  Redige duas versões por grupo e submete ambas à análise de spam e à lista de termos proibidos.\n    5.  Distribui os envios na janela em que cada contato costuma abrir, entre 8h e 21h do fuso dele.\n*   **Saída:** `send_report`, com público, exclusões por motivo, versões, entregas, cliques e receita incremental, e `copy_preview`, com o texto de cada versão para conferência humana.", "strategic_integrations": "*   Shopify: fonte dos eventos de pedido, estoque e entrega, e do catálogo que alimenta os blocos de produto.\n*   SendGrid: entrega, retorno de bounces, reclamações e descadastros, que voltam para a lista de supressão em até um minuto.\n*   WhatsAppPulse: troca o registro de frequência entre canais, para que o mesmo cliente não receba dois lembretes no mesmo dia.\n*   CreatorPersonaGuardian: confere o tom das campanhas assinadas por um criador antes de liberar a fila.\n*   RevenueTrackerLite: recebe a receita incremental e o custo de envio para compor a margem do canal.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   Framework: LangChain, LangGraph\n*   LLM: OpenAI GPT-4o (redação), Claude 3 Haiku (classificação e contingência)\n*   Vector DB: Pinecone (perfis de contato)\n*   DB: Postgres (envios, consentimentos e supressões)\n*   Queue: Redis + RQ\n*   ORM: SQLModel\n*   Commerce: Shopify Admin API (eventos e catálogo)\n*   E-mail: SendGrid (entrega e retorno de eventos)\n*   Observability: OpenTelemetry, Prometheus, Grafana\n*   CI/CD: GitHub Actions, Docker Buildx, Fly.io", "data_store": "Os perfis de contato ficam no Pinecone, no namespace `emailwizard`, com um vetor por pessoa e metadados de idioma, fuso e última compra.\nO Postgres guarda envios, versões, consentimentos e supressões, sempre com a origem do registro.\nPerfis sem interação por 18 meses são apagados; o registro de descadastro permanece para impedir um novo envio por engano."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

-- agent_002 WhatsAppPulse (blueprints/agent_002_whatsapp_pulse.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_002',
  /* name */ 'WhatsAppPulse',
  /* epithet */ 'Atendente paciente do balcão digital',
  /* tagline */ 'Perguntar antes, oferecer depois.',
  /* introduction_text */ 'O aplicativo de mensagens é o lugar onde as pessoas falam com a família, e uma loja entra ali como visita.
Visita boa avisa que vem, fala pouco, ajuda no que pode e vai embora quando pedem.
WhatsAppPulse foi desenhado com essa etiqueta em mente.
Cada conversa nasce de um playbook: um arquivo curto que diz qual evento a inicia, quais passos seguem e quando parar.
O playbook fixa as regras; o modelo de linguagem cuida apenas da forma, dentro do que o template aprovado permite.
Fora da janela de atendimento de 24 horas, só saem templates homologados pela Meta, com variáveis preenchidas.
Dentro dela, o agente responde livremente a dúvidas sobre prazo, troca, tamanho e pagamento, com base na política da loja.
Pedido de humano, sinal de irritação ou assunto delicado encerra a automação e abre um atendimento com o histórico resumido.
O consentimento é guardado com data, origem e texto exibido, porque sem prova ele não vale.
O limite padrão é de duas mensagens de marketing por contato a cada sete dias, somados todos os playbooks.
A equipe acompanha tudo por um relatório que separa conversas úteis, conversas ignoradas e pedidos de saída.',
  /* archetype */ 'Anfitrião',
  /* dna_phrase */ 'Chega com motivo, fala com cuidado e sabe a hora de sair.',
  /* core_capabilities */ '["Motor de playbooks: executa sequências em YAML com espera, condição, envio e desvio.\nVersionamento: cada conversa termina na versão em que começou.\nParada imediata: compra, pedido de saída ou resposta humana interrompem os passos restantes.", "Guarda de consentimento: verifica a prova de autorização antes do primeiro passo e a registra no histórico.\nSaída simples: entende SAIR, PARAR e variações, confirma e suprime o contato em segundos.\nSilêncio noturno: nada é enviado entre 20h e 9h no fuso do cliente.", "Resposta contextual: consulta política, pedido e catálogo para responder dúvidas dentro da janela de atendimento.", "Áudio opcional: converte mensagens de até 40 segundos em voz para clientes que costumam responder por áudio."]',
  /* essence_punch */ 'A melhor mensagem é a que o cliente agradece.',
  /* essence_interpretation */ 'o agente trata resposta espontânea como sinal de qualidade e bloqueio como incidente. Volume nunca entra na conta de sucesso.',
  /* version */ '0.1',
  /* description */ 'Conduz conversas de recuperação, oferta e reconquista no WhatsApp, com consentimento comprovado e saída fácil.',
  /* triggers_config */ '[{"type": "schedule", "config": {"cron": "*/15 * * * *"}}, {"type": "webhook", "config": {"path": "/whatsapppulse/hook", "method": "POST"}}]',
  /* inputs_schema */ '[{"key": "shopify_payload", "type": "json", "required": false, "description": "Evento da loja que inicia um playbook: carrinho parado, entrega concluída ou cliente inativo.", "default": null, "schema": null}, {"key": "manual_trigger", "type": "json", "required": false, "description": "Lista de contatos e nome do playbook, para um início manual pela equipe.", "default": null, "schema": null}, {"key": "weekly_cap", "type": "number", "required": false, "description": "Máximo de mensagens de marketing por contato em sete dias.", "default": 2, "schema": null}, {"key": "voice_enabled", "type": "boolean", "required": false, "description": "Permite mensagens de voz para contatos que costumam responder por áudio.", "default": false, "schema": null}]',
  /* outputs_config */ '[{"key": "pulse_report", "type": "json", "description": "Conversas por playbook, desfechos, receita atribuída, custos e pedidos de saída.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "langchain", "models_used": ["openai:gpt-4o", "deepseek:ds-chat-b32"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Redis Streams"], "other_integrations": ["Meta WhatsApp Cloud API", "Shopify Admin API", "Azure Speech", "Coqui TTS", "OpenTelemetry", "Loki", "Grafana", "GitHub Actions", "Docker", "Fly.io"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "whap_pulse_{{workspace_id}}"}',
  /* default_file_structure_template */ '/agents/whatsapppulse/
  ├── __init__.py
  ├── agent.py                  # roteador de eventos
  ├── prompts.yaml              # tom, limites e respostas a dúvidas
  ├── playbooks/
  │   ├── abandoned_cart.yaml   # carrinho parado há 45 minutos
  │   ├── vip_upsell.yaml       # oferta após a entrega
  │   └── winback.yaml          # cliente fora do ciclo habitual
  ├── tts.py                    # voz opcional
  ├── scheduler.py              # esperas e silêncio noturno
  ├── compliance.py             # consentimento e saída
  ├── tests/
  │   ├── test_playbooks.py
  │   └── test_compliance.py
  └── assets/
      └── schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/whatsapppulse/", "files": [{"path": "__init__.py", "description": null}, {"path": "agent.py", "description": "roteador de eventos"}, {"path": "prompts.yaml", "description": "tom, limites e respostas a dúvidas"}, {"path": "playbooks/abandoned_cart.yaml", "description": "carrinho parado há 45 minutos"}, {"path": "playbooks/vip_upsell.yaml", "description": "oferta após a entrega"}, {"path": "playbooks/winback.yaml", "description": "cliente fora do ciclo habitual"}, {"path": "tts.py", "description": "voz opcional"}, {"path": "scheduler.py", "description": "esperas e silêncio noturno"}, {"path": "compliance.py", "description": "consentimento e saída"}, {"path": "tests/test_playbooks.py", "description": null}, {"path": "tests/test_compliance.py", "description": null}, {"path": "assets/schema.sql", "description": null}], "directories": ["playbooks", "tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Agenda: `*/15 * * * *` retoma conversas cujo tempo de espera venceu e reavalia contatos adiados pelo silêncio noturno.
*   Webhook: `POST /whatsapppulse/hook` recebe eventos da loja, retornos de entrega e respostas dos clientes.
*   Disjuntor: queda da nota de qualidade do número, ou pedidos de saída acima de 3 % em um playbook no mesmo dia, pausam o playbook e avisam o canal #alertas-conversas.',
  /* kpis_definition */ '*   Taxa de resposta: conversas com ao menos uma resposta do cliente; meta de 28 %.
*   Recuperação de carrinho: pedidos em até 72 horas sobre conversas iniciadas; meta de 11 %.
*   Pedidos de saída: meta abaixo de 1,2 % por playbook, limite de 3 %.
*   Receita por conversa: meta de R$ 6,50 no carrinho abandonado e R$ 9,00 na oferta VIP.
*   Primeira resposta a dúvidas: percentil 90 em até 40 segundos.
*   Transferências com contexto: atendimentos abertos com resumo completo; meta de 100 %.',
  /* failure_fallback_strategy */ '*   Template rejeitado ou pausado pela Meta: o playbook usa a alternativa homologada; sem alternativa, encerra a conversa e registra o motivo.
*   Modelo principal lento: acima de 8 segundos a resposta passa ao modelo de contingência; acima de 20, o cliente recebe um aviso curto e um humano é chamado.
*   Evento duplicado: a chave formada por contato, playbook e origem impede duas conversas iguais em 24 horas.
*   Prova de consentimento ausente: o envio não acontece e o contato entra na lista de pendências da equipe.
*   Voz indisponível: a mensagem segue em texto, sem nova tentativa de áudio na mesma conversa.
*   Preço ou estoque mudou: o agente reconsulta o catálogo antes de cada passo e descarta ofertas que deixaram de valer.',
  /* example_integration_flow */ 'Cenário: uma loja de produtos para animais ativa `winback` para clientes que passaram do intervalo habitual de compra de ração.
1.  A rotina encontra 620 clientes fora do ciclo; 540 têm consentimento válido e 505 estão abaixo do teto semanal.
2.  Às 10h, cada um recebe uma pergunta simples: a ração ainda é a mesma?
3.  Respondem 152 pessoas; 31 contam que o animal mudou de dieta e o agente sugere a linha equivalente.
4.  Cinco dias depois, os 347 que não responderam nem pediram saída recebem a segunda e última mensagem, com frete grátis.
5.  O ciclo termina com 71 pedidos, R$ 12.780 em vendas e 6 pedidos de saída, todos confirmados na hora.
6.  RevenueTrackerLite desconta frete e custo das conversas e publica a margem do playbook.',
  /* dynamic_expansion_notes */ '*   v0.2: editor visual que lê e grava os mesmos arquivos YAML dos playbooks.
*   v0.3: tradução automática para clientes de fora do país, com conferência humana nas primeiras 50 conversas de cada idioma.
*   v1.0: playbooks de pós-venda com abertura de troca e acompanhamento da coleta.',
  /* escape_the_obvious_feature */ 'No terceiro contato com o mesmo cliente, o agente pergunta qual horário ele prefere e passa a respeitá-lo em todos os playbooks.
A preferência vira um campo do perfil, visível para a loja e editável pelo próprio cliente com uma mensagem.
A hipótese a validar é que horários escolhidos pelo cliente reduzem os pedidos de saída em pelo menos um terço.',
  /* underlying_services_required */ '["LLM", "Shopify", "WhatsApp"]',
  /* category */ 'Marketing',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Conversa que respeita o relógio do cliente", "punch_final": "Uma conversa encerrada com educação pode recomeçar; um bloqueio, não.", "ipo_flow": "*   **Entrada:** evento de carrinho, pedido ou inatividade em `shopify_payload`, lista preparada pela equipe em `manual_trigger` e retornos de entrega e resposta vindos do próprio canal.\n*   **Processamento:**\n    1.  Identifica o playbook cujo `trigger_event_type` corresponde ao evento.\n    2.  Confere consentimento, horário, teto semanal e conversas abertas com o mesmo contato.\n    3.  Preenche o template ou, dentro da janela de atendimento, redige a resposta no tom da marca.\n    4.  Envia, acompanha entrega e leitura e agenda o passo seguinte.\n    5.  Encerra por compra, saída, transferência a humano ou fim dos passos.\n*   **Saída:** `pulse_report`, com conversas por playbook, desfecho, receita atribuída, custo por conversa e pedidos de saída.", "strategic_integrations": "*   Shopify: origem de carrinhos, pedidos e segmentos de cliente; recebe de volta a etiqueta com o desfecho da conversa.\n*   Meta WhatsApp Cloud API: envio de templates, retornos de status e nota de qualidade do número.\n*   EmailWizard: compartilha o contador de frequência e assume o contato quando o cliente prefere e-mail.\n*   RevenueTrackerLite: recebe o custo por conversa e os cupons usados, para que a margem considere o canal.\n*   SlackBriefButler: inclui no resumo diário as conversas transferidas a humanos que continuam sem dono.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   Framework: LangChain, LangGraph\n*   LLM: OpenAI GPT-4o (conversa), DeepSeek B32 (contingência)\n*   Vector DB: Pinecone (estilo e histórico resumido por contato)\n*   DB: Postgres (consentimentos, conversas e passos)\n*   Queue: Redis Streams\n*   Channel: Meta WhatsApp Cloud API\n*   Commerce: Shopify Admin API (carrinhos, pedidos e etiquetas)\n*   TTS: Azure Speech, Coqui TTS (contingência)\n*   Observability: OpenTelemetry, Loki, Grafana\n*   CI/CD: GitHub Actions, Docker, Fly.io", "data_store": "O Pinecone guarda, no namespace `whap_pulse_{{workspace_id}}`, o resumo de cada relacionamento e as preferências de estilo do contato; cada workspace enxerga apenas os próprios vetores.\nO Postgres mantém consentimentos, conversas, passos executados e a versão do playbook em vigor no início de cada conversa.\nO conteúdo das mensagens expira em 180 dias; a prova de consentimento e a de saída ficam por cinco anos."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

DROP TABLE IF EXISTS temp.seed_playbooks;
CREATE TEMP TABLE seed_playbooks (id TEXT, agent_definition_id TEXT, agent_configuration_id TEXT, workspace_id TEXT, name TEXT, description TEXT, trigger_event_type TEXT, steps TEXT, is_active INTEGER, is_active_stated INTEGER, PRIMARY KEY (id));

-- 836c522e-454e-51dd-80c3-3cb8a5ab8c92 Recuperação de carrinho abandonado (blueprints/agent_002_whatsapp_pulse.md)
INSERT INTO seed_playbooks (id, agent_definition_id, agent_configuration_id, workspace_id, name, description, trigger_event_type, steps, is_active, is_active_stated) VALUES (
  /* id */ '836c522e-454e-51dd-80c3-3cb8a5ab8c92',
  /* agent_definition_id */ 'agent_002',
  /* agent_configuration_id */ NULL,
  /* workspace_id */ NULL,
  /* name */ 'Recuperação de carrinho abandonado',
  /* description */ 'Retoma um carrinho parado há 45 minutos. Oferece ajuda primeiro e, no dia seguinte, frete grátis apenas para carrinhos a partir de R$ 200. São no máximo duas mensagens.',
  /* trigger_event_type */ 'shopify_abandoned_cart',
  /* steps */ '[{"type": "check_consent", "purpose": "marketing", "on_missing": "stop"}, {"type": "wait", "delay_minutes": 45, "cancel_on": ["order_created", "opt_out"]}, {"type": "llm_personalize_message", "prompt_template_key": "whatsapp_cart_recovery_help", "variables": ["first_name", "top_item_name", "cart_url"], "max_chars": 320}, {"type": "send_whatsapp_message", "template_id": "cart_recovery_help_v1", "quiet_hours": "20:00-09:00", "condition": "cart_value >= 60"}, {"type": "wait", "delay_minutes": 1320, "cancel_on": ["order_created", "customer_reply", "opt_out"]}, {"type": "refresh_cart", "on_out_of_stock": "stop"}, {"type": "send_whatsapp_message", "template_id": "cart_recovery_free_shipping_v1", "quiet_hours": "20:00-09:00", "condition": "cart_value >= 200", "offer": {"kind": "free_shipping", "valid_hours": 48}}, {"type": "wait", "delay_minutes": 4320, "cancel_on": ["order_created", "opt_out"]}, {"type": "record_outcome", "attribution_window_hours": 72}]',
  /* is_active */ TRUE,
  /* is_active_stated */ TRUE
);

-- 144ca53a-4563-554c-9d7a-7e5fb22b2d42 Oferta complementar para clientes VIP (blueprints/agent_002_whatsapp_pulse.md)
INSERT INTO seed_playbooks (id, agent_definition_id, agent_configuration_id, workspace_id, name, description, trigger_event_type, steps, is_active, is_active_stated) VALUES (
  /* id */ '144ca53a-4563-554c-9d7a-7e5fb22b2d42',
  /* agent_definition_id */ 'agent_002',
  /* agent_configuration_id */ NULL,
  /* workspace_id */ NULL,
  /* name */ 'Oferta complementar para clientes VIP',
  /* description */ 'Três dias após a entrega, pergunta ao cliente VIP se deu tudo certo. Só quem responde bem recebe a sugestão de um item complementar, com acesso antecipado e sem desconto.',
  /* trigger_event_type */ 'shopify_vip_order_delivered',
  /* steps */ '[{"type": "check_consent", "purpose": "marketing", "on_missing": "stop"}, {"type": "check_condition", "condition": "customer_orders_12m >= 4 and customer_spend_12m >= 1500", "on_false": "stop"}, {"type": "wait", "delay_minutes": 4320, "cancel_on": ["refund_requested", "opt_out"]}, {"type": "send_whatsapp_message", "template_id": "vip_delivery_check_v1", "quiet_hours": "20:00-09:00"}, {"type": "wait_for_reply", "timeout_minutes": 2880, "on_timeout": "stop"}, {"type": "llm_classify_reply", "prompt_template_key": "whatsapp_reply_sentiment", "labels": ["satisfied", "neutral", "problem"]}, {"type": "handoff_to_human", "condition": "reply_label == \"problem\"", "queue": "atendimento_vip", "include_summary": true, "stop_after": true}, {"type": "select_product", "strategy": "complementary_to_last_order", "condition": "reply_label == \"satisfied\"", "max_items": 1, "in_stock_only": true}, {"type": "llm_personalize_message", "prompt_template_key": "whatsapp_vip_early_access", "condition": "reply_label == \"satisfied\"", "variables": ["first_name", "last_item_name", "suggested_item_name", "suggested_item_url"], "max_chars": 400}, {"type": "send_whatsapp_message", "mode": "session_message", "condition": "reply_label == \"satisfied\"", "quiet_hours": "20:00-09:00"}, {"type": "record_outcome", "attribution_window_hours": 168}]',
  /* is_active */ TRUE,
  /* is_active_stated */ TRUE
);

-- e59cbee4-4172-55f7-a58a-726c70511674 Reconquista de clientes fora do ciclo (blueprints/agent_002_whatsapp_pulse.md)
INSERT INTO seed_playbooks (id, agent_definition_id, agent_configuration_id, workspace_id, name, description, trigger_event_type, steps, is_active, is_active_stated) VALUES (
  /* id */ 'e59cbee4-4172-55f7-a58a-726c70511674',
  /* agent_definition_id */ 'agent_002',
  /* agent_configuration_id */ NULL,
  /* workspace_id */ NULL,
  /* name */ 'Reconquista de clientes fora do ciclo',
  /* description */ 'Procura clientes que passaram de 1,3 vez o intervalo habitual de compra. Começa com uma pergunta e, sem resposta em cinco dias, faz uma única oferta de frete grátis. Vem desligado: ative depois de homologar os dois templates.',
  /* trigger_event_type */ 'customer_inactive',
  /* steps */ '[{"type": "check_consent", "purpose": "marketing", "on_missing": "stop"}, {"type": "check_condition", "condition": "days_since_last_order >= 1.3 * median_order_interval_days and customer_orders_total >= 2", "on_false": "stop"}, {"type": "llm_personalize_message", "prompt_template_key": "whatsapp_winback_question", "variables": ["first_name", "last_item_name"], "max_chars": 240}, {"type": "send_whatsapp_message", "template_id": "winback_question_v1", "quiet_hours": "20:00-09:00"}, {"type": "wait_for_reply", "timeout_minutes": 7200, "on_reply": "answer_in_session", "cancel_on": ["order_created", "opt_out"]}, {"type": "send_whatsapp_message", "template_id": "winback_free_shipping_v1", "quiet_hours": "20:00-09:00", "condition": "customer_replied == false", "offer": {"kind": "free_shipping", "valid_hours": 96}}, {"type": "wait", "delay_minutes": 5760, "cancel_on": ["order_created", "opt_out"]}, {"type": "tag_customer", "tag": "winback_sem_retorno", "condition": "order_created == false", "suppress_playbook_days": 120}, {"type": "record_outcome", "attribution_window_hours": 168}]',
  /* is_active */ FALSE,
  /* is_active_stated */ TRUE
);

-- agent_003 TikTokStylist (blueprints/agent_003_tiktok_stylist.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_003',
  /* name */ 'TikTokStylist',
  /* epithet */ 'O montador que assiste ao arquivo inteiro',
  /* tagline */ 'Do bruto ao publicado sem perder o sotaque.',
  /* introduction_text */ 'Gravar é a parte rápida; o que consome a semana do criador é escolher, cortar, legendar e publicar.
Quem terceiriza essa etapa ganha tempo, mas muitas vezes recebe um vídeo que poderia ser de qualquer pessoa.
TikTokStylist parte do acervo do próprio criador para aprender ritmo de corte, enquadramento, vocabulário e humor.
Com essa referência, transcreve o material novo, localiza os trechos fortes e propõe uma abertura que entrega o assunto cedo.
A edição segue o objetivo declarado no pedido: alcance, cliques, comentários ou venda não pedem o mesmo vídeo.
Músicas só entram quando a licença permite uso comercial, e a fonte de cada faixa fica registrada.
As legendas são revisadas contra a transcrição, com atenção a nomes próprios, marcas e números.
Antes de publicar, o agente mostra a versão final, a descrição e o horário sugerido, e espera o aceite.
Depois, lê a curva de retenção segundo a segundo e leva o aprendizado para o próximo corte.',
  /* archetype */ 'Montador',
  /* dna_phrase */ 'Tira o que sobra e protege o que é do autor.',
  /* core_capabilities */ '["Leitura de estilo: mede duração média de plano, energia da fala, cores e bordões em até 60 vídeos do acervo.", "Corte por objetivo: monta de 15 a 60 segundos com abertura, desenvolvimento e chamada compatíveis com a meta do pedido.", "Som e legenda: nivela a voz em -14 LUFS, reduz ruído de fundo e gera legendas com contraste acessível.", "Publicação assistida: escolhe o horário pela audiência recente, redige a descrição e publica após o aceite."]',
  /* essence_punch */ 'Edição boa não aparece; quem aparece é o criador.',
  /* essence_interpretation */ 'o agente abre mão de efeitos da moda quando eles escondem a pessoa. Tendência é tempero, e a receita continua sendo do dono do canal.',
  /* version */ '0.1',
  /* description */ 'Edita, legenda e publica vídeos curtos que continuam com a cara de quem gravou.',
  /* triggers_config */ '[{"type": "webhook", "config": {"path": "/tiktokstylist/upload", "method": "POST"}}, {"type": "schedule", "config": {"cron": "0 */1 * * *"}}]',
  /* inputs_schema */ '[{"key": "video_draft_url", "type": "string", "required": true, "description": "Endereço temporário da gravação bruta, em MP4 ou MOV, com até 20 minutos.", "default": null, "schema": null}, {"key": "goal", "type": "string", "required": true, "description": "Objetivo do vídeo: alcance, cliques, comentários ou venda.", "default": null, "schema": null}, {"key": "target_seconds", "type": "number", "required": false, "description": "Duração desejada do vídeo final, de 15 a 60 segundos.", "default": 30, "schema": null}, {"key": "require_approval", "type": "boolean", "required": false, "description": "Exige aceite humano antes de publicar.", "default": true, "schema": null}]',
  /* outputs_config */ '[{"key": "published_id", "type": "string", "description": "Identificador da publicação na plataforma.", "schema": null}, {"key": "edit_notes", "type": "md", "description": "Cortes feitos, licença da trilha e justificativa do horário escolhido.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "langchain", "models_used": ["openai:gpt-4o", "openai:whisper-large"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Redis Streams", "Amazon SQS"], "other_integrations": ["FFmpeg", "MoviePy", "TikTok Content Posting API", "TikTok Trend API", "S3", "CloudFront", "OpenTelemetry", "Prometheus", "Grafana", "GitHub Actions", "Docker"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "tiktok_stylist"}',
  /* default_file_structure_template */ '/agents/tiktokstylist/
  ├── __init__.py
  ├── agent.py                  # recebe o pedido e coordena as etapas
  ├── style_scan.py             # medidas de estilo do acervo
  ├── clip_forge.py             # seleção e montagem dos trechos
  ├── sound_synch.py            # volume, ruído e licença da trilha
  ├── autopost.py               # aceite, horário e publicação
  ├── prompts.yaml
  ├── tests/
  │   ├── test_clip_forge.py
  │   └── test_sound_synch.py
  └── assets/
      └── schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/tiktokstylist/", "files": [{"path": "__init__.py", "description": null}, {"path": "agent.py", "description": "recebe o pedido e coordena as etapas"}, {"path": "style_scan.py", "description": "medidas de estilo do acervo"}, {"path": "clip_forge.py", "description": "seleção e montagem dos trechos"}, {"path": "sound_synch.py", "description": "volume, ruído e licença da trilha"}, {"path": "autopost.py", "description": "aceite, horário e publicação"}, {"path": "prompts.yaml", "description": null}, {"path": "tests/test_clip_forge.py", "description": null}, {"path": "tests/test_sound_synch.py", "description": null}, {"path": "assets/schema.sql", "description": null}], "directories": ["tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Webhook: `POST /tiktokstylist/upload` recebe a gravação e inicia a edição completa.
*   Agenda: `0 */1 * * *` atualiza a lista de sons licenciados em alta e lê a retenção das publicações das últimas 72 horas.
*   Disjuntor: duas publicações recusadas pela plataforma no mesmo dia desligam a publicação direta; os vídeos passam a ir para rascunhos até alguém da equipe religar.',
  /* kpis_definition */ '*   Retenção aos 3 segundos: meta de 68 % e ao menos 5 pontos acima da mediana do criador.
*   Conclusão do vídeo: espectadores que chegam ao fim; meta de 32 % em vídeos de até 30 segundos.
*   Aceite na primeira versão: meta de 75 %.
*   Tempo de entrega: do envio à proposta; percentil 90 em até 25 minutos para 10 minutos de gravação.
*   Erro de legenda: palavras erradas por mil; meta abaixo de 5, zero em nomes de marca.
*   Recusas por direitos autorais: meta de zero por trimestre.',
  /* failure_fallback_strategy */ '*   Arquivo corrompido ou sem áudio: o pedido é devolvido em até dois minutos, com a causa e a orientação de reenvio.
*   Transcrição com confiança inferior a 80 %: a legenda segue para revisão humana e o corte usa apenas sinais de imagem.
*   Fonte de tendências fora do ar: a trilha sai da biblioteca licenciada do criador, sem bloquear a edição.
*   Publicação recusada: o vídeo vai para rascunhos, com o código da recusa traduzido em linguagem simples.
*   Acervo com menos de dez vídeos: o agente usa o questionário de estilo respondido no cadastro e sinaliza a baixa confiança.
*   Fila principal indisponível: novos pedidos entram na fila de contingência e voltam à ordem de chegada quando ela normaliza.',
  /* example_integration_flow */ 'Cenário: uma confeiteira grava 12 minutos de preparo e quer comentários sobre a próxima receita.
1.  Ela envia o arquivo pelo celular com `goal` igual a comentários e `target_seconds` igual a 35.
2.  A transcrição encontra três momentos fortes: o erro no ponto da calda, o improviso e a primeira fatia.
3.  A montagem abre com o erro, porque os vídeos dela que começam por um problema retêm mais.
4.  CreatorPersonaGuardian pede a troca de uma frase formal por um bordão da criadora e aprova a segunda versão.
5.  Ela aceita a proposta às 17h10, e a publicação sai às 18h30.
6.  Após 24 horas, o vídeo tem 71 % de retenção aos 3 segundos e 412 comentários; a receita mais pedida vira pauta.',
  /* dynamic_expansion_notes */ '*   v0.2: séries com continuidade visual, para que episódios tenham abertura e letreiro coerentes.
*   v0.3: reaproveitamento de um mesmo material em carrossel de imagens e em vídeo horizontal.
*   v1.0: sugestão de pauta a partir dos comentários e dos trechos com maior reprise.',
  /* escape_the_obvious_feature */ 'A cada dez publicações, o agente monta um vídeo só com trechos descartados que tinham boa energia de fala.
O criador recebe a montagem como rascunho, sem obrigação de publicar.
Serve de teste barato para formatos novos e mostra quais manias de edição deixaram material bom no chão.',
  /* underlying_services_required */ '["LLM", "TikTok"]',
  /* category */ 'Content Creation',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Sala de edição sob demanda", "punch_final": "Se o público fiel não reconhece quem está na tela, a edição volta para a mesa.", "ipo_flow": "*   **Entrada:** endereço da gravação em `video_draft_url`, objetivo em `goal` e, se houver, a duração desejada em `target_seconds`.\n*   **Processamento:**\n    1.  Baixa o arquivo, confere integridade, resolução e duração, e gera uma cópia leve para análise.\n    2.  Transcreve a fala, marca pausas, repetições e momentos de maior energia.\n    3.  Busca no acervo os cinco vídeos mais parecidos e extrai deles ritmo e estrutura.\n    4.  Monta duas propostas, aplica legendas e trilha, e descarta a que tiver nota de estilo inferior a 0,75.\n    5.  Apresenta a proposta vencedora, recebe o aceite ou os ajustes e agenda a publicação.\n*   **Saída:** `published_id`, com o identificador da publicação, e `edit_notes`, com os cortes feitos, a licença da trilha e a justificativa do horário.", "strategic_integrations": "*   TikTok Content Posting API: publicação direta ou envio para a caixa de rascunhos do criador.\n*   CreatorPersonaGuardian: avalia roteiro e descrição; nota baixa devolve o texto para reescrita.\n*   UGCMatchmaker: fornece briefing e restrições da marca quando o vídeo faz parte de uma parceria.\n*   BadgeMotivator: recebe o evento de vídeo publicado, que conta pontos para o criador.\n*   Armazenamento de objetos: guarda originais e versões finais com acesso por endereço temporário.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   Framework: LangChain\n*   LLM: OpenAI GPT-4o (roteiro e descrição), Whisper Large (transcrição)\n*   Video: FFmpeg, MoviePy\n*   Publishing: TikTok Content Posting API\n*   Trends: TikTok Trend API (wrapper não oficial, isolado por adaptador)\n*   Vector DB: Pinecone (estilo do criador)\n*   DB: Postgres (projetos, versões e aceites)\n*   Queue: Redis Streams, Amazon SQS (contingência)\n*   Storage: S3, CloudFront\n*   Observability: OpenTelemetry, Prometheus, Grafana\n*   CI/CD: GitHub Actions, Docker", "data_store": "O estilo de cada criador fica no Pinecone, no namespace `tiktok_stylist`, com um vetor por vídeo do acervo e metadados de ritmo, tema e retenção.\nO Postgres registra projetos, versões, aceites e licenças de trilha.\nA gravação bruta é apagada 30 dias após a publicação; a versão final permanece enquanto o contrato com o criador estiver ativo."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

-- agent_004 ShopifySalesSentinel (blueprints/agent_004_shopify_sales_sentinel.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_004',
  /* name */ 'ShopifySalesSentinel',
  /* epithet */ 'Engenheiro de plantão da loja',
  /* tagline */ 'Alarme só quando há o que fazer.',
  /* introduction_text */ 'Problemas de loja raramente chegam com mensagem de erro; chegam como uma tarde estranhamente calma.
Um botão que some em um modelo de celular ou um frete que não calcula para um estado já bastam.
ShopifySalesSentinel compara o que está acontecendo com o que costuma acontecer naquele horário, dia e canal.
Quando a diferença passa do ruído normal, ele abre um incidente e começa a juntar provas.
Cruza a hora do desvio com mudanças de tema, instalações de aplicativos, campanhas e registros de latência.
O relatório que sai dali tem causa provável, grau de confiança, perda estimada por hora e ação sugerida.
Ações reversíveis e de baixo risco podem ser automáticas, se a equipe autorizar; as demais pedem um clique humano.
Depois da correção, o agente acompanha a curva até a volta ao patamar e só então encerra o caso.
Cada incidente vira material de consulta, e o segundo caso parecido é resolvido em uma fração do tempo.
O objetivo é simples: menos minutos de loja quebrada e menos alarmes que ninguém leva a sério.',
  /* archetype */ 'Plantonista',
  /* dna_phrase */ 'Olha a curva, procura a mudança, devolve a normalidade.',
  /* core_capabilities */ '["Linha de base sazonal: aprende o padrão de pedidos por hora, dispositivo, região e meio de pagamento.", "Detecção em camadas: combina desvio estatístico, previsão e regras simples para separar pane de variação comum.", "Investigação de causa: alinha a linha do tempo de mudanças da loja com o início do desvio e ordena as hipóteses.", "Correção reversível: republica o último tema homologado ou desliga um desconto defeituoso, sempre com cópia de segurança."]',
  /* essence_punch */ 'Todo minuto parado tem preço, e o relato diz qual.',
  /* essence_interpretation */ 'a perda por hora aparece na primeira linha de cada incidente. Com o valor à vista, a equipe decide rápido o que merece acordar alguém e o que pode esperar a manhã.',
  /* version */ '0.1',
  /* description */ 'Percebe a queda de vendas enquanto ela ainda é pequena, explica a causa provável e prepara o retorno ao normal.',
  /* triggers_config */ '[{"type": "schedule", "config": {"cron": "*/5 * * * *"}}, {"type": "webhook", "config": {"path": "/sentinel/event", "method": "POST"}}]',
  /* inputs_schema */ '[{"key": "shopify_event", "type": "json", "required": false, "description": "Pedido, carrinho ou mudança de configuração recebida da loja.", "default": null, "schema": null}, {"key": "latency_log", "type": "json", "required": false, "description": "Medições de tempo de resposta das páginas e do checkout.", "default": null, "schema": null}, {"key": "auto_rollback", "type": "boolean", "required": false, "description": "Autoriza ações reversíveis sem aprovação humana quando a confiança passa de 0,9.", "default": false, "schema": null}]',
  /* outputs_config */ '[{"key": "incident_report", "type": "md", "description": "Relato do incidente: linha do tempo, causa provável, perda estimada, ação e recuperação.", "schema": null}, {"key": "loss_estimate", "type": "number", "description": "Perda estimada em reais desde o início do desvio.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "fastapi", "models_used": ["openai:gpt-4o"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Kafka", "Redis + RQ"], "other_integrations": ["Shopify Admin API", "Prophet", "statsmodels", "PagerDuty", "Slack API", "OpenTelemetry", "Prometheus", "Grafana", "GitHub Actions", "Docker", "Fly.io"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "sentinel_rootcause"}',
  /* default_file_structure_template */ '/agents/sales_sentinel/
  ├── agent.py                  # abertura e condução de incidentes
  ├── anomaly.py                # linha de base e desvios
  ├── rootcause.py              # hipóteses e evidências
  ├── actions.py                # ações reversíveis e aprovação
  ├── prompts.yaml
  ├── tests/
  │   ├── test_anomaly.py
  │   └── test_actions.py
  └── assets/
      ├── schema.sql
      └── backup/
          └── theme.zip         # último tema homologado',
  /* key_files_and_paths */ '{"root": "/agents/sales_sentinel/", "files": [{"path": "agent.py", "description": "abertura e condução de incidentes"}, {"path": "anomaly.py", "description": "linha de base e desvios"}, {"path": "rootcause.py", "description": "hipóteses e evidências"}, {"path": "actions.py", "description": "ações reversíveis e aprovação"}, {"path": "prompts.yaml", "description": null}, {"path": "tests/test_anomaly.py", "description": null}, {"path": "tests/test_actions.py", "description": null}, {"path": "assets/schema.sql", "description": null}, {"path": "assets/backup/theme.zip", "description": "último tema homologado"}], "directories": ["tests", "assets", "assets/backup"]}',
  /* scheduling_and_triggers_summary */ '*   Agenda: `*/5 * * * *` consolida as séries, atualiza a previsão e reavalia os incidentes abertos.
*   Webhook: `POST /sentinel/event` aceita eventos da loja e confirma o recebimento em menos de um segundo.
*   Disjuntor: duas ações automáticas sem melhora em uma hora desligam a automação e chamam a pessoa de plantão.',
  /* kpis_definition */ '*   Tempo até detectar: do início do desvio à abertura do incidente; mediana de até 3 minutos.
*   Tempo até recuperar: da abertura à volta ao patamar; mediana de até 20 minutos.
*   Precisão dos alertas: incidentes confirmados sobre abertos; meta de 85 %.
*   Acerto da causa: hipótese principal confirmada na revisão; meta de 70 %.
*   Receita preservada: perda evitada em relação à mediana histórica sem o agente; meta mensal definida por loja.
*   Ações revertidas por engano: meta de zero por trimestre.',
  /* failure_fallback_strategy */ '*   Atraso no fluxo de eventos: com mais de três minutos sem mensagens, o agente consulta a loja diretamente e marca os números como parciais.
*   Modelo de linguagem fora do ar: o incidente abre com gráficos, recortes e linha do tempo, sem texto explicativo.
*   Falha ao aplicar a ação: uma nova tentativa; se falhar de novo, a cópia anterior é restaurada e a decisão passa ao plantão.
*   Data atípica: promoções cadastradas no calendário alargam a faixa esperada, e os alertas desse período pedem três janelas de confirmação.
*   Loja nova, com menos de 28 dias de histórico: entram só regras fixas, como checkout sem pedidos por 30 minutos em horário comercial.',
  /* example_integration_flow */ 'Cenário: uma atualização de tema esconde o botão de compra em produtos com variações, apenas em celulares Android.
1.  Às 14h02 a conversão em celular começa a cair; às 14h05 ela passou de 2,4 % para 0,9 % e o incidente é aberto.
2.  O recorte mostra computadores e iPhones normais, com o problema restrito a Android e a produtos com variações.
3.  A linha do tempo aponta o tema publicado às 13h58, com confiança de 0,93 e perda estimada de R$ 1.150 por hora.
4.  Como `auto_rollback` está desligado, o canal recebe a proposta e a líder técnica aprova às 14h11.
5.  O tema homologado volta ao ar às 14h12, e a conversão chega a 2,3 % às 14h24.
6.  O relato é encerrado com perda total de R$ 310 e uma tarefa para testar variações antes da próxima publicação.',
  /* dynamic_expansion_notes */ '*   v0.2: compra de teste sintética a cada hora, com produto, frete e pagamento simulados.
*   v0.3: ensaio mensal de incidente, com falha simulada em loja de testes e tempo de resposta medido.
*   v1.0: orçamento de risco por período, que libera ou segura mudanças conforme a perda acumulada no mês.',
  /* escape_the_obvious_feature */ 'O agente mantém um diário do que não aconteceu: mudanças que entraram no ar e não alteraram a conversão.
Depois de alguns meses, a loja sabe quais tipos de alteração são seguros em véspera de data forte e quais merecem espera.
A lista acompanha o calendário comercial e vira recomendação automática de congelamento.',
  /* underlying_services_required */ '["LLM", "Shopify"]',
  /* category */ 'Sales',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Plantão técnico da receita", "punch_final": "Alerta sem causa provável vira barulho.\nCorreção sem caminho de volta vira outro incidente.", "ipo_flow": "*   **Entrada:** pedidos, carrinhos e mudanças de configuração em `shopify_event`; tempos de resposta das páginas e do checkout em `latency_log`.\n*   **Processamento:**\n    1.  Agrega os eventos em janelas de um minuto e compara com a faixa esperada.\n    2.  Confirma o desvio em duas janelas seguidas antes de abrir o incidente.\n    3.  Recorta o problema por dispositivo, região, produto e meio de pagamento até achar o menor grupo afetado.\n    4.  Consulta incidentes parecidos e monta hipóteses com grau de confiança.\n    5.  Executa ou propõe a ação, conforme a política da loja, e mede a recuperação.\n*   **Saída:** `incident_report`, com linha do tempo, evidências, perda estimada, ação tomada e estado atual.", "strategic_integrations": "*   Shopify Admin API: eventos de pedido e carrinho, histórico de temas e descontos, e execução das ações reversíveis.\n*   Slack: canal do incidente, com botões para aprovar, adiar ou descartar a ação sugerida.\n*   PagerDuty: escalonamento fora do horário comercial quando a perda passa do limite acordado.\n*   RevenueTrackerLite: converte a perda de pedidos em margem, o que muda a prioridade do caso.\n*   EmailWizard: pausa envios promocionais enquanto o checkout estiver degradado.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   LLM: OpenAI GPT-4o (hipóteses e redação do relato)\n*   Commerce: Shopify Admin API (eventos, temas e descontos)\n*   Stream: Kafka (tópico shop-orders)\n*   Anomaly: Prophet, statsmodels\n*   Vector DB: Pinecone (incidentes anteriores)\n*   DB: Postgres (séries agregadas e linha do tempo)\n*   Queue: Redis + RQ (ações críticas)\n*   Alerting: PagerDuty, Slack API\n*   Observability: OpenTelemetry, Prometheus, Grafana\n*   CI/CD: GitHub Actions, Docker, Fly.io", "data_store": "Os relatos encerrados são indexados no Pinecone, no namespace `sentinel_rootcause`, com sintomas, causa confirmada e correção aplicada.\nO Postgres guarda as séries agregadas por minuto durante 90 dias e por hora durante dois anos, além da linha do tempo de mudanças.\nDados pessoais de clientes não são gravados: o evento chega, é contado e perde nome, contato e endereço."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

-- agent_005 UGCMatchmaker (blueprints/agent_005_ugc_matchmaker.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_005',
  /* name */ 'UGCMatchmaker',
  /* epithet */ 'Diretor de elenco das campanhas com criadores',
  /* tagline */ 'Boa indicação se explica com evidência.',
  /* introduction_text */ 'Escolher criador por número de seguidores é contratar elenco pela altura.
O que decide uma campanha é outra coisa: tema, jeito de falar, público, histórico e disponibilidade.
Reunir essas informações à mão leva dias, e a lista final costuma repetir os mesmos dez nomes.
UGCMatchmaker faz a leitura em escala e devolve poucos nomes, cada um com três publicações que sustentam a escolha.
O briefing é convertido em critérios explícitos, que a equipe pode editar antes de a busca começar.
Restrições vêm primeiro: conflito com concorrentes, temas vetados, idade do público e declarações que a marca não endossa.
Só depois vem a afinidade, calculada sobre fala, imagem, assunto e resposta da audiência.
O número de seguidores fica fora da nota e só aparece na etapa de orçamento, onde de fato interessa.
O criador também escolhe: informa faixas de cachê, categorias que recusa e prazos que aceita, e o agente respeita.
Nenhuma proposta sai sem a revisão de uma pessoa da marca.',
  /* archetype */ 'Diretor de elenco',
  /* dna_phrase */ 'Procura quem já falava do assunto antes de haver campanha.',
  /* core_capabilities */ '["Briefing em critérios: separa o que é obrigatório, desejável e proibido, e pergunta quando o texto se contradiz.", "Retrato do criador: resume temas, tom, estética e resposta do público a partir de publicações abertas e dados autorizados.", "Nota explicada: decompõe a afinidade em cinco fatores, com peso visível e exemplos para cada um.", "Proposta inicial: redige convite com escopo, prazo, faixa de valor e direitos de uso, pronto para ajuste."]',
  /* essence_punch */ 'Audiência emprestada não converte; audiência que confia, sim.',
  /* essence_interpretation */ 'o agente procura confiança já existente entre criador e público sobre aquele assunto. Sem ela, alcance é só custo.',
  /* version */ '0.1',
  /* description */ 'Indica criadores para um briefing e mostra, com exemplos do trabalho deles, por que a parceria faz sentido.',
  /* triggers_config */ '[{"type": "webhook", "config": {"path": "/ugc/match", "method": "POST"}}, {"type": "schedule", "config": {"cron": "0 */12 * * *"}}]',
  /* inputs_schema */ '[{"key": "brief_id", "type": "string", "required": true, "description": "Identificador do briefing aprovado pela marca.", "default": null, "schema": null}, {"key": "shortlist_size", "type": "number", "required": false, "description": "Quantidade de criadores na lista final, de 3 a 15.", "default": 7, "schema": null}]',
  /* outputs_config */ '[{"key": "match_table", "type": "md", "description": "Lista ordenada de criadores com nota por fator, evidências, alertas e faixa de valor.", "schema": null}, {"key": "excluded_profiles", "type": "json", "description": "Perfis excluídos e o motivo de cada exclusão, para auditoria.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "langchain", "models_used": ["openai:text-embedding-3-small", "openai:gpt-4o", "clip:openai"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Celery + Redis"], "other_integrations": ["Playwright", "yt-dlp", "scikit-learn", "Notion API", "DocuSign API", "OpenTelemetry", "Loki", "Grafana", "GitHub Actions", "Docker"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "ugc_matchmaker"}',
  /* default_file_structure_template */ '/agents/ugc_matchmaker/
  ├── agent.py                  # fluxo do briefing à lista
  ├── brief2vec.py              # critérios e representação do briefing
  ├── persona_probe.py          # retrato do criador
  ├── affinity.py               # nota por fator e explicação
  ├── ghost_pitch.py            # convite para revisão
  ├── prompts.yaml
  ├── tests/
  │   ├── test_affinity.py
  │   └── test_restrictions.py  # vetos de marca e de criador
  └── assets/
      └── schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/ugc_matchmaker/", "files": [{"path": "agent.py", "description": "fluxo do briefing à lista"}, {"path": "brief2vec.py", "description": "critérios e representação do briefing"}, {"path": "persona_probe.py", "description": "retrato do criador"}, {"path": "affinity.py", "description": "nota por fator e explicação"}, {"path": "ghost_pitch.py", "description": "convite para revisão"}, {"path": "prompts.yaml", "description": null}, {"path": "tests/test_affinity.py", "description": null}, {"path": "tests/test_restrictions.py", "description": "vetos de marca e de criador"}, {"path": "assets/schema.sql", "description": null}], "directories": ["tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Webhook: `POST /ugc/match` recebe o briefing e inicia a seleção.
*   Agenda: `0 */12 * * *` renova os retratos de criadores com publicações novas e retira perfis que saíram do ar.
*   Disjuntor: quatro recusas seguidas no mesmo briefing interrompem os convites e pedem à marca uma revisão de escopo ou de valor.',
  /* kpis_definition */ '*   Aceite de convites: criadores que aceitam sobre convidados; meta de 45 %.
*   Aproveitamento da lista: nomes aprovados pela marca sobre indicados; meta de 60 %.
*   Tempo até a lista: do briefing à entrega; percentil 90 em até 15 minutos.
*   Diversidade da lista: criadores inéditos para a marca; meta de 50 %.
*   Desempenho relativo: engajamento da publicação paga sobre a mediana orgânica do criador; meta de 0,85 ou mais.
*   Vetos descobertos tarde: conflitos achados depois do convite; meta de zero.',
  /* failure_fallback_strategy */ '*   Briefing incompleto: o agente devolve até cinco perguntas objetivas e aguarda; sem resposta em 24 horas, arquiva o pedido.
*   Página pública inacessível: usa o último retrato com até 30 dias e marca a data; acima disso, o perfil sai da seleção.
*   Poucos candidatos: com menos de três nomes acima do corte, a lista sai curta e aponta qual critério eliminou mais gente.
*   Análise de imagem indisponível: a nota é calculada sem o fator visual, com aviso e peso redistribuído.
*   Sinal de audiência comprada: o perfil é separado para verificação humana e não recebe convite automático.',
  /* example_integration_flow */ 'Cenário: uma torrefação de cafés especiais procura criadores que falem de rotina de trabalho em casa.
1.  A equipe aprova o briefing no Notion e o pedido chega com `brief_id` igual a `torra-047`.
2.  Dos 3.200 perfis em português, 410 passam pelas restrições; 38 tinham contrato recente com marcas de cápsula e saem.
3.  A comparação deixa 22 perfis com nota a partir de 0,78, e 14 deles têm agenda livre no período.
4.  A lista final traz sete criadores; quatro nunca haviam trabalhado com a marca.
5.  A equipe aprova cinco convites, ajusta o prazo de dois e envia todos na mesma tarde.
6.  Três criadores aceitam em 48 horas, e os contratos saem com dois vídeos e uso de imagem por 90 dias.',
  /* dynamic_expansion_notes */ '*   v0.2: simulação de orçamento, com alcance e custo esperados para cada combinação de criadores.
*   v0.3: indicação de duplas com públicos que pouco se repetem.
*   v1.0: caminho inverso, em que o criador descreve um projeto e o agente encontra marcas compatíveis.',
  /* escape_the_obvious_feature */ 'Toda lista reserva uma vaga para um nome que as regras habituais deixariam de fora: perfil pequeno, de outra região, com um público muito fiel ao tema.
A indicação vem identificada como aposta, com orçamento reduzido e meta própria.
Ao fim do semestre, a marca compara as apostas com as escolhas seguras e recalibra os pesos da nota.',
  /* underlying_services_required */ '["LLM", "WebSearch"]',
  /* category */ 'Marketing',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Mesa de apresentação entre marcas e criadores", "punch_final": "Uma lista de sete nomes bem justificados vale mais do que uma planilha de setecentos.", "ipo_flow": "*   **Entrada:** identificador do briefing em `brief_id` e, se necessário, o tamanho da lista em `shortlist_size`.\n*   **Processamento:**\n    1.  Carrega o briefing, extrai critérios e registra a versão usada.\n    2.  Aplica as restrições da marca e as do criador, e guarda o motivo de cada exclusão.\n    3.  Compara os perfis restantes por texto, voz, imagem, assunto e resposta do público.\n    4.  Calcula a nota, mantém os perfis a partir de 0,78 e verifica agenda e faixa de cachê.\n    5.  Redige o convite de cada nome da lista e aguarda a revisão.\n*   **Saída:** `match_table`, com posição, nota por fator, três evidências, alertas e faixa de valor de cada criador.", "strategic_integrations": "*   Notion: origem dos briefings e destino da lista comentada pela equipe da marca.\n*   CreatorPersonaGuardian: informa o perfil de voz do criador quando ele autoriza o compartilhamento.\n*   TikTokStylist: recebe o briefing aprovado e as restrições da marca na etapa de produção.\n*   OutreachAutomaton: conduz o acompanhamento dos convites sem resposta, dentro do limite de dois lembretes.\n*   DocuSign: emissão do contrato depois do aceite, com escopo e direitos vindos da proposta.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   Framework: LangChain\n*   LLM: OpenAI GPT-4o (critérios e propostas), text-embedding-3-small (texto), CLIP (imagem)\n*   Vector DB: Pinecone (1536 dimensões)\n*   DB: Postgres (briefings, indicações e autorizações)\n*   Queue: Celery + Redis\n*   Scraping: Playwright (páginas públicas), yt-dlp\n*   ML: scikit-learn\n*   Documents: Notion API, DocuSign API\n*   Observability: OpenTelemetry, Loki, Grafana\n*   CI/CD: GitHub Actions, Docker", "data_store": "Briefings e retratos de criadores são indexados no Pinecone, no namespace `ugc_matchmaker`, com vetores separados para texto, voz e imagem.\nO Postgres guarda briefings, indicações, motivos de exclusão e autorizações de uso de dados.\nO criador pode pedir a remoção do próprio retrato; a exclusão se completa em até 48 horas e alcança todos os vetores dele."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

-- agent_006 OutreachAutomaton (blueprints/agent_006_outreach_automaton.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_006',
  /* name */ 'OutreachAutomaton',
  /* epithet */ 'Pesquisador que bate à porta com assunto',
  /* tagline */ 'Nenhuma abordagem sem um motivo verificável.',
  /* introduction_text */ 'Prospectar bem é, na maior parte do tempo, ler sobre a empresa do outro.
Como ler toma tempo e a meta é semanal, muita gente pula essa etapa e compensa no volume.
OutreachAutomaton assume a leitura: site, notícias, vagas abertas, lançamentos e avaliações públicas de cada conta.
Do que encontra, separa fatos com data e fonte, e escolhe um que se ligue ao problema que o produto resolve.
A mensagem nasce desse fato, em até 90 palavras, com um pedido claro e uma forma fácil de recusar.
Contas que não se encaixam no perfil ideal são descartadas na entrada, com o motivo anotado para o time.
A cadência tem começo, meio e fim: no máximo quatro toques em 18 dias, com assuntos diferentes.
Respostas são lidas e classificadas; interesse vira convite de agenda, dúvida vira resposta sugerida, recusa vira supressão.
O vendedor recebe conversas com contexto e decide os próximos passos.',
  /* archetype */ 'Investigador',
  /* dna_phrase */ 'Lê primeiro, escreve curto e aceita o não.',
  /* core_capabilities */ '["Dossiê de conta: reúne até dez fatos recentes, com endereço da fonte e data de leitura.", "Gancho comprovado: liga um fato a uma dor do perfil ideal e atribui nota de relevância de 0 a 1.", "Cadência com limites: alterna canais e assuntos, respeita horário comercial e encerra no quarto toque.", "Triagem de respostas: reconhece interesse, dúvida, adiamento, recusa e ausência, e age conforme o caso."]',
  /* essence_punch */ 'Pesquisa é a forma mais barata de cortesia.',
  /* essence_interpretation */ 'o agente inverte a conta da prospecção de volume. Gasta processamento na leitura para poupar a atenção de quem recebe, e por isso manda menos mensagens.',
  /* version */ '0.1',
  /* description */ 'Pesquisa cada conta antes da primeira mensagem e conduz a conversa até a reunião ou até um não educado.',
  /* triggers_config */ '[{"type": "webhook", "config": {"path": "/outreach/kickoff", "method": "POST"}}, {"type": "schedule", "config": {"cron": "*/10 * * * *"}}]',
  /* inputs_schema */ '[{"key": "list_url", "type": "string", "required": true, "description": "Endereço do arquivo CSV com as contas, uma por linha, com nome e domínio.", "default": null, "schema": null}, {"key": "icp_profile", "type": "json", "required": true, "description": "Perfil ideal de cliente: setor, porte, sinais de compra, dores e critérios de exclusão.", "default": null, "schema": null}, {"key": "daily_touch_limit", "type": "number", "required": false, "description": "Máximo de toques por dia, somados todos os vendedores.", "default": 120, "schema": null}]',
  /* outputs_config */ '[{"key": "outreach_report", "type": "md", "description": "Resultado da lista: contas, descartes, respostas, reuniões e ganchos mais eficazes.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "langchain", "models_used": ["openai:gpt-4o"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Redis + RQ"], "other_integrations": ["Playwright", "HubSpot API", "Calendly API", "OpenTelemetry", "Jaeger", "GitHub Actions", "Docker", "Railway"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "outreach_ctx"}',
  /* default_file_structure_template */ '/agents/outreach_automaton/
  ├── agent.py                  # fluxo da lista ao relatório
  ├── dataminer.py              # pesquisa e dossiê
  ├── contextforge.py           # escolha e prova do gancho
  ├── cadence.py                # toques, limites e encerramento
  ├── linkedin_bot.js           # prepara rascunhos; o envio é humano
  ├── prompts.yaml
  ├── tests/
  │   ├── test_context.py
  │   └── test_cadence.py
  └── assets/schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/outreach_automaton/", "files": [{"path": "agent.py", "description": "fluxo da lista ao relatório"}, {"path": "dataminer.py", "description": "pesquisa e dossiê"}, {"path": "contextforge.py", "description": "escolha e prova do gancho"}, {"path": "cadence.py", "description": "toques, limites e encerramento"}, {"path": "linkedin_bot.js", "description": "prepara rascunhos; o envio é humano"}, {"path": "prompts.yaml", "description": null}, {"path": "tests/test_context.py", "description": null}, {"path": "tests/test_cadence.py", "description": null}, {"path": "assets/schema.sql", "description": null}], "directories": ["tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Webhook: `POST /outreach/kickoff` recebe a lista e o perfil ideal e inicia a pesquisa.
*   Agenda: `*/10 * * * *` envia os toques vencidos em horário comercial do destinatário e recolhe respostas.
*   Disjuntor: devoluções acima de 3 % ou denúncias acima de 0,1 % em uma lista suspendem a cadência e avisam o gestor.',
  /* kpis_definition */ '*   Resposta positiva: interesse ou dúvida sobre contas abordadas; meta de 9 %.
*   Reuniões realizadas: sobre contas abordadas; meta de 4 %.
*   Precisão factual: afirmações confirmadas em auditoria semanal de 50 mensagens; meta de 99 %.
*   Custo de pesquisa por conta: meta de até R$ 1,80.
*   Devoluções: meta abaixo de 1,5 %, limite de 3 %.
*   Classificação de respostas: concordância com a revisão humana; meta de 95 %.',
  /* failure_fallback_strategy */ '*   Lista ilegível ou sem domínio: o pedido é recusado de imediato, com as linhas defeituosas apontadas.
*   Site fora do ar ou que proíbe leitura automática: o agente respeita a restrição e usa só fontes abertas; sem três fatos, a conta vai para pesquisa manual.
*   Afirmação não confirmada: a frase é removida; se o gancho depender dela, a mensagem é refeita com outro fato.
*   Modelo indisponível: a cadência em curso segue com textos já aprovados e nenhuma conta nova é iniciada.
*   Agenda do vendedor cheia: a resposta propõe dois horários na semana seguinte e alerta o gestor.
*   Resposta ambígua: com confiança inferior a 0,8, a mensagem segue para o vendedor sem ação automática.',
  /* example_integration_flow */ 'Cenário: uma empresa de software logístico quer conversar com marcas de cosméticos que cresceram e ainda despacham à mão.
1.  O time envia 240 contas e um perfil ideal com três sinais: vagas de expedição, reclamações de prazo e novo centro de distribuição.
2.  A pesquisa descarta 96 contas; 61 são pequenas demais e 35 já usam um concorrente com contrato recente.
3.  Das 144 restantes, 132 têm ao menos um fato datado com relevância acima de 0,7.
4.  Uma das mensagens cita a vaga de conferente aberta havia nove dias e pergunta como a equipe lida com o pico de novembro.
5.  Em 18 dias chegam 14 respostas positivas e 6 reuniões realizadas; 11 contas pedem para não receber mais contato.
6.  O relatório mostra que vagas abertas renderam o dobro de respostas dos demais sinais, e o perfil ideal é ajustado.',
  /* dynamic_expansion_notes */ '*   v0.2: alerta de momento, que reabre uma conta quando surge um fato novo e relevante.
*   v0.3: preparação de reunião, com resumo de uma página entregue duas horas antes.
*   v1.0: aprendizado por segmento, em que os ganchos vencedores orientam a escolha das próximas contas.',
  /* escape_the_obvious_feature */ 'Quando a pesquisa conclui que o produto não serve para a conta, o agente pode indicar outro caminho em uma mensagem curta e sem venda.
A indicação só sai com aprovação do vendedor e fica registrada como gentileza, fora da cadência.
A aposta é que, em mercados pequenos, ser lembrado pela honestidade traz mais conversas do que insistir.',
  /* underlying_services_required */ '["LLM", "WebSearch"]',
  /* category */ 'Sales',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Prospecção com lição de casa feita", "punch_final": "Se o fato não tem fonte, a frase não entra na mensagem.", "ipo_flow": "*   **Entrada:** endereço da lista de contas em `list_url`, perfil ideal em `icp_profile` e teto diário em `daily_touch_limit`.\n*   **Processamento:**\n    1.  Lê a lista, normaliza domínios, remove duplicatas e cruza com a supressão.\n    2.  Pesquisa cada conta e monta o dossiê com fatos datados.\n    3.  Pontua a aderência ao perfil ideal e descarta contas abaixo de 0,6.\n    4.  Redige o primeiro toque, verifica cada afirmação contra a fonte e agenda a cadência.\n    5.  Classifica as respostas e encaminha ao vendedor responsável.\n*   **Saída:** `outreach_report`, com contas trabalhadas, descartes por motivo, respostas por tipo, reuniões marcadas e ganchos que funcionaram.", "strategic_integrations": "*   HubSpot: registro de contas, toques e negócios, e fonte da lista de supressão comercial.\n*   Calendly: agenda do vendedor, oferecida apenas quando há interesse declarado.\n*   EmailWizard: fornece a infraestrutura de remetentes aquecidos e devolve os sinais de entrega.\n*   UGCMatchmaker: entrega convites sem resposta para acompanhamento, com limite próprio de lembretes.\n*   BadgeMotivator: recebe reuniões realizadas e negócios fechados como eventos de pontuação.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   Framework: LangChain, LangGraph\n*   LLM: OpenAI GPT-4o (pesquisa, redação e triagem)\n*   Scraping: Playwright (páginas públicas)\n*   Vector DB: Pinecone (ganchos e dossiês)\n*   DB: Postgres (contas, toques e supressões)\n*   Queue: Redis + RQ\n*   CRM: HubSpot API\n*   Calendar: Calendly API\n*   Observability: OpenTelemetry, Jaeger\n*   CI/CD: GitHub Actions, Docker, Railway", "data_store": "Dossiês e ganchos são indexados no Pinecone, no namespace `outreach_ctx`, com setor, dor associada e resultado obtido.\nO Postgres registra contas, toques, respostas e supressões, com a base legal e a fonte de cada contato.\nContas sem resposta são apagadas 12 meses após o último toque; pedidos de remoção são atendidos em até 24 horas."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

-- agent_007 SlackBriefButler (blueprints/agent_007_slack_brief_butler.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_007',
  /* name */ 'SlackBriefButler',
  /* epithet */ 'Secretário de redação do time',
  /* tagline */ 'Decisão registrada é decisão que anda.',
  /* introduction_text */ 'Times que trabalham por mensagem decidem muito e anotam pouco.
A decisão fica na décima segunda resposta de uma conversa que metade das pessoas não abriu.
SlackBriefButler lê os canais em que foi convidado e procura quatro coisas: decisão, bloqueio, prazo e pergunta sem resposta.
Cada item do resumo traz o responsável, a data e o link da mensagem que o originou.
Quando o responsável não está claro, o agente pergunta no próprio canal em vez de supor.
O resumo cabe em uma tela e sai antes do início do expediente no Brasil, para orientar a primeira hora do dia.
Quem prefere ouvir recebe a versão em áudio, com até um minuto.
Decisões confirmadas com um clique seguem para a documentação e para o quadro de tarefas.
Canais privados e mensagens diretas ficam de fora, a menos que os participantes incluam o agente de propósito.',
  /* archetype */ 'Escrivão',
  /* dna_phrase */ 'Anota o essencial, aponta a origem e confirma antes de arquivar.',
  /* core_capabilities */ '["Extração com prova: identifica decisões, bloqueios, prazos e perguntas, e liga cada item à mensagem de origem.", "Registro sob consentimento: trata todo item como rascunho até que o responsável o confirme ou corrija na própria mensagem.", "Resumo por leitor: dá destaque ao que depende de cada pessoa e omite o que ela já resolveu.", "Versão em áudio: narra o resumo em até 60 segundos, com nomes e datas pronunciados por extenso."]',
  /* essence_punch */ 'Reunião se evita na véspera, com um bom registro.',
  /* essence_interpretation */ 'o agente não disputa atenção com o time. Ele devolve minutos ao retirar da frente o que não pede ação e ao expor, sem rodeios, o que continua sem dono.',
  /* version */ '0.1',
  /* description */ 'Resume o que o time decidiu, o que travou e quem ficou de fazer o quê, com link para cada mensagem de origem.',
  /* triggers_config */ '[{"type": "schedule", "config": {"cron": "0 8 * * *"}}, {"type": "webhook", "config": {"path": "/briefbutler/event", "method": "POST"}}]',
  /* inputs_schema */ '[{"key": "slack_event", "type": "json", "required": false, "description": "Evento avulso do Slack: arquivo novo, marcação de urgência ou pedido de resumo.", "default": null, "schema": null}, {"key": "channel_prefix", "type": "string", "required": false, "description": "Prefixo dos canais públicos incluídos no resumo diário.", "default": "squad-", "schema": null}, {"key": "audio_enabled", "type": "boolean", "required": false, "description": "Gera a versão narrada do resumo.", "default": true, "schema": null}]',
  /* outputs_config */ '[{"key": "daily_brief_url", "type": "url", "description": "Endereço da página com o resumo do dia.", "schema": null}, {"key": "open_items", "type": "json", "description": "Pendências com tipo, responsável, prazo, confiança e link de origem.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "langchain", "models_used": ["openai:gpt-4o"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": [], "other_integrations": ["Slack Bolt SDK", "Notion API", "Jira Cloud API", "Azure Speech", "ElevenLabs", "OpenTelemetry", "Prometheus", "Grafana", "GitHub Actions", "Fly.io"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "brief_butler"}',
  /* default_file_structure_template */ '/agents/brief_butler/
  ├── agent.py                  # leitura dos canais e publicação
  ├── thread_siphon.py          # extração de itens com origem
  ├── summarizer.py             # resumo por leitor
  ├── tts.py                    # versão narrada
  ├── integrations/
  │   ├── notion.py
  │   └── jira.py
  ├── prompts.yaml
  ├── tests/
  │   ├── test_summary.py
  │   └── test_privacy.py       # canais fora do alcance
  └── assets/schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/brief_butler/", "files": [{"path": "agent.py", "description": "leitura dos canais e publicação"}, {"path": "thread_siphon.py", "description": "extração de itens com origem"}, {"path": "summarizer.py", "description": "resumo por leitor"}, {"path": "tts.py", "description": "versão narrada"}, {"path": "integrations/notion.py", "description": null}, {"path": "integrations/jira.py", "description": null}, {"path": "prompts.yaml", "description": null}, {"path": "tests/test_summary.py", "description": null}, {"path": "tests/test_privacy.py", "description": "canais fora do alcance"}, {"path": "assets/schema.sql", "description": null}], "directories": ["integrations", "tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Agenda: `0 8 * * *`, em UTC, gera o resumo diário; são 5h em Brasília, antes do início do expediente.
*   Webhook: `POST /briefbutler/event` atende arquivos novos, marcações de urgência e pedidos de resumo sob demanda.
*   Disjuntor: correções humanas em mais de 20 % dos itens de um canal, por dois dias seguidos, suspendem o registro automático naquele canal.',
  /* kpis_definition */ '*   Precisão dos itens: confirmados sem correção sobre publicados; meta de 92 %.
*   Cobertura de decisões: decisões captadas em amostra semanal de 10 conversas; meta de 90 %.
*   Leitura do resumo: pessoas do canal que abrem até as 10h de Brasília; meta de 70 %.
*   Pendências sem dono: média por canal ao fim da semana; meta de até 2.
*   Tempo de leitura: mediana de até 90 segundos.
*   Perguntas repetidas: queda de 30 % em 60 dias, medida por amostragem.',
  /* failure_fallback_strategy */ '*   Limite de requisições do Slack: a leitura recua, continua de onde parou e publica com a lista dos canais que faltaram.
*   Modelo fora do ar: sai uma versão reduzida, com mensagens marcadas, arquivos e prazos achados por regra.
*   Documentação ou quadro indisponível: confirmações ficam em fila por até 24 horas e são gravadas na ordem.
*   Áudio indisponível: o resumo segue só em texto, sem atrasar a publicação.
*   Pessoa citada saiu do time: o item vai para a liderança do canal com pedido de novo responsável.
*   Trecho sensível: dados pessoais ou senhas são omitidos do resumo, e o autor recebe um aviso privado.',
  /* example_integration_flow */ 'Cenário: véspera do lançamento de um novo fluxo de troca e devolução.
1.  Na terça-feira, às 5h de Brasília, o agente lê 184 mensagens do canal da equipe de pós-venda.
2.  Ele encontra duas decisões, um bloqueio, três prazos e uma pergunta aberta desde a manhã anterior.
3.  O bloqueio é a etiqueta de devolução sem código do transportador, sem responsável definido; o agente pergunta no canal.
4.  Às 8h40, Renata assume o bloqueio com um clique, e a tarefa é criada com prazo para as 15h.
5.  As duas decisões são confirmadas e gravadas na página do dia; uma delas é corrigida de 30 para 15 dias de prazo de troca.
6.  O lançamento ocorre na quarta-feira, e a pergunta que estava aberta aparece como respondida no resumo seguinte.',
  /* dynamic_expansion_notes */ '*   v0.2: resumo quinzenal de compromissos, com o que foi cumprido, adiado ou abandonado.
*   v0.3: leitura de gravações de reunião com o mesmo critério de prova e confirmação.
*   v1.0: busca por decisões, que responde quem decidiu, quando e com base em quê.',
  /* escape_the_obvious_feature */ 'O agente acompanha decisões que se contradizem com semanas de distância.
Quando encontra um par, publica as duas lado a lado, com datas e autores, e pergunta qual está valendo.
A mudança de ideia passa a ser um registro explícito, e ninguém mais trabalha com a regra antiga.',
  /* underlying_services_required */ '["LLM"]',
  /* category */ 'Productivity',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Ata viva do canal", "punch_final": "Um resumo sem link para a origem é só opinião bem escrita.", "ipo_flow": "*   **Entrada:** mensagens dos canais autorizados desde o último resumo e eventos avulsos em `slack_event`, como arquivo novo ou marcação de urgência.\n*   **Processamento:**\n    1.  Agrupa mensagens por conversa e descarta avisos automáticos e reações isoladas.\n    2.  Extrai itens, atribui tipo, responsável e prazo, e calcula a confiança de cada um.\n    3.  Confere se o item já existe no quadro de tarefas e atualiza em vez de duplicar.\n    4.  Pergunta no canal o que ficou com confiança inferior a 0,7.\n    5.  Publica o resumo, gera o áudio e grava o que foi confirmado.\n*   **Saída:** `daily_brief_url`, com o endereço da página do resumo, e `open_items`, com as pendências em formato estruturado.", "strategic_integrations": "*   Slack: leitura dos canais autorizados, publicação do resumo e botões de confirmação.\n*   Notion: página diária do resumo e registro permanente de decisões.\n*   Jira: criação e atualização de tarefas a partir de bloqueios e prazos confirmados.\n*   ShopifySalesSentinel: inclui no resumo os incidentes das últimas 24 horas e as ações em aberto.\n*   BadgeMotivator: recebe pendências encerradas no prazo como eventos de pontuação.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   Framework: LangChain\n*   LLM: OpenAI GPT-4o (extração e redação)\n*   Messaging API: Slack Bolt SDK (Socket Mode)\n*   Vector DB: Pinecone (conversas resumidas)\n*   DB: Postgres (itens, confirmações e prazos)\n*   Docs: Notion API\n*   Tasks: Jira Cloud API\n*   TTS: Azure Speech, ElevenLabs (contingência)\n*   Observability: OpenTelemetry, Prometheus, Grafana\n*   CI/CD: GitHub Actions, Fly.io", "data_store": "As conversas resumidas são indexadas no Pinecone, no namespace `brief_butler`, para que o agente reconheça assuntos que voltam.\nO Postgres guarda itens, confirmações, responsáveis e prazos, com o link da mensagem e nunca com a conversa inteira.\nO texto bruto lido para montar o resumo é descartado em 24 horas."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

-- agent_008 CreatorPersonaGuardian (blueprints/agent_008_creator_persona_guardian.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_008',
  /* name */ 'CreatorPersonaGuardian',
  /* epithet */ 'Editor de texto que conhece o autor de cor',
  /* tagline */ 'Publicar rápido sem soar como outra pessoa.',
  /* introduction_text */ 'Quando o trabalho cresce, o criador deixa de escrever tudo o que leva o nome dele.
Roteiristas, editores, assessores e agora agentes passam a dividir a tarefa.
O público percebe a troca de mãos em detalhes: uma palavra formal demais, uma piada fora de lugar, uma pausa que não existia.
CreatorPersonaGuardian aprende esses detalhes com o material que o próprio criador considera mais seu.
Do acervo saem medidas concretas: vocabulário, tamanho de frase, humor, bordões, temas evitados e uso de símbolos.
Cada texto novo recebe uma nota de 0 a 1 e a lista dos trechos que mais pesaram nela.
Se a nota fica abaixo do combinado, o agente reescreve apenas esses trechos e preserva fatos, números e citações.
O criador pode discordar, e cada discordância ajusta o retrato para as próximas revisões.
Como o estilo muda com o tempo, as medidas são datadas e as mais recentes pesam mais.
O retrato pertence ao criador: ele vê, edita, exporta e apaga quando quiser.',
  /* archetype */ 'Revisor',
  /* dna_phrase */ 'Mexe no mínimo e explica cada vírgula.',
  /* core_capabilities */ '["Retrato de estilo: calcula 40 medidas de linguagem e imagem a partir de uma seleção aprovada pelo criador.", "Nota com justificativa: pontua o texto e aponta os cinco trechos de maior impacto, com a medida que cada um contraria.", "Reescrita mínima: mexe em no máximo 25 % das palavras e entrega cada mudança como sugestão, que pode ser aceita em separado.", "Histórico do estilo: guarda as medidas mês a mês e mostra ao criador um gráfico simples, para que ele diga o que quer manter."]',
  /* essence_punch */ 'Estilo é o que sobra quando o assunto muda.',
  /* essence_interpretation */ 'o agente ignora o tema e observa o modo de dizer. Assim protege o criador sem prendê-lo aos assuntos do ano passado.',
  /* version */ '0.1',
  /* description */ 'Confere se um texto soa como o criador que o assina e conserta só o que destoa.',
  /* triggers_config */ '[{"type": "webhook", "config": {"path": "/persona/validate", "method": "POST"}}, {"type": "schedule", "config": {"cron": "0 9 * * 1"}}]',
  /* inputs_schema */ '[{"key": "asset_url", "type": "string", "required": true, "description": "Endereço do texto, roteiro, áudio ou imagem a conferir.", "default": null, "schema": null}, {"key": "creator_id", "type": "string", "required": true, "description": "Identificador do criador cujo retrato de estilo será usado.", "default": null, "schema": null}, {"key": "min_score", "type": "number", "required": false, "description": "Nota mínima para aprovar sem reescrita, de 0 a 1.", "default": 0.85, "schema": null}]',
  /* outputs_config */ '[{"key": "validation_score", "type": "number", "description": "Nota de semelhança com o estilo do criador, de 0 a 1.", "schema": null}, {"key": "repaired_asset_url", "type": "url", "description": "Endereço da versão ajustada; igual ao original quando nada mudou.", "schema": null}, {"key": "review_notes", "type": "md", "description": "Trechos destoantes, medida contrariada e alteração sugerida.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "langchain", "models_used": ["openai:gpt-4o", "sentence-transformers:multi-qa"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Celery + Redis"], "other_integrations": ["spaCy", "Google Docs API", "OpenTelemetry", "Prometheus", "Grafana", "GitHub Actions", "Docker"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "persona_guardian_{{creator_id}}"}',
  /* default_file_structure_template */ '/agents/persona_guardian/
  ├── agent.py                  # conferência e encaminhamento
  ├── extractor.py              # medidas de estilo
  ├── validator.py              # nota e trechos destoantes
  ├── repair.py                 # reescrita mínima e conferência de fatos
  ├── prompts/
  │   └── rewrite_persona.yaml
  ├── tests/
  │   ├── test_similarity.py
  │   └── test_repair.py        # fatos e números intactos
  └── assets/schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/persona_guardian/", "files": [{"path": "agent.py", "description": "conferência e encaminhamento"}, {"path": "extractor.py", "description": "medidas de estilo"}, {"path": "validator.py", "description": "nota e trechos destoantes"}, {"path": "repair.py", "description": "reescrita mínima e conferência de fatos"}, {"path": "prompts/rewrite_persona.yaml", "description": null}, {"path": "tests/test_similarity.py", "description": null}, {"path": "tests/test_repair.py", "description": "fatos e números intactos"}, {"path": "assets/schema.sql", "description": null}], "directories": ["prompts", "tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Webhook: `POST /persona/validate` recebe um material e devolve nota, versão ajustada e explicação.
*   Agenda: `0 9 * * 1` compara, toda segunda-feira às 9h, as publicações da semana com o retrato e envia ao criador um quadro das mudanças.
*   Disjuntor: três reescritas recusadas em sequência pelo mesmo criador desligam a reescrita automática; o agente passa a entregar só nota e comentários.',
  /* kpis_definition */ '*   Concordância com o criador: notas consideradas justas em amostra mensal; meta de 90 %.
*   Aceite da reescrita: trechos mantidos sem nova edição; meta de 80 %.
*   Fidelidade factual: reescritas que preservam todos os dados; meta de 100 %.
*   Intervenção média: palavras alteradas por texto ajustado; meta de até 12 %.
*   Tempo de resposta: percentil 90 em até 20 segundos para textos de 500 palavras.
*   Desvio não assumido: mudanças que o criador rejeita no quadro semanal; meta de até 2 por mês.',
  /* failure_fallback_strategy */ '*   Acervo insuficiente: com menos de 20 exemplos, a nota sai como provisória e a reescrita fica desligada.
*   Material inacessível: duas novas tentativas em dez minutos e, depois, devolução com a causa ao solicitante.
*   Modelo de reescrita fora do ar: a nota e os trechos são entregues, e a versão ajustada fica pendente por até seis horas.
*   Fato alterado na reescrita: a versão é descartada e o trecho original segue marcado para edição humana.
*   Pedido em nome de outra pessoa: sem autorização registrada, o agente recusa, avisa o criador e anota a tentativa.
*   Texto em idioma sem retrato: só são avaliadas as medidas que independem de idioma, com aviso claro na nota.',
  /* example_integration_flow */ 'Cenário: uma criadora de finanças pessoais delega a carta semanal a um redator convidado.
1.  O redator envia o rascunho de 620 palavras na quinta-feira à tarde.
2.  A nota sai em 0,71; pesam frases longas, o uso de "investidor" em vez de "quem poupa" e a falta de um exemplo doméstico.
3.  O agente reescreve quatro trechos, com 9 % das palavras alteradas, e chega a 0,88.
4.  A conferência confirma que taxas, datas e o nome da fonte permaneceram iguais.
5.  A criadora aceita três trechos, recusa um e explica que gostou da frase longa naquele ponto.
6.  A discordância é gravada, e EmailWizard recebe a versão final para o envio de sexta-feira.',
  /* dynamic_expansion_notes */ '*   v0.2: retratos por formato, para que a mesma pessoa tenha medidas próprias em carta, vídeo e legenda.
*   v0.3: guia de estilo gerado do retrato, para orientar novos redatores no primeiro dia.
*   v1.0: assinatura verificável, que comprova ao parceiro que o criador aprovou aquele texto.',
  /* escape_the_obvious_feature */ 'Uma vez por mês, o agente monta um teste às cegas com cinco trechos do criador e cinco escritos pela equipe.
O próprio criador tenta separar uns dos outros, sem ver notas nem datas.
Onde ele erra, a equipe acertou o tom; onde ele acerta com facilidade, está a lição do mês seguinte.',
  /* underlying_services_required */ '["LLM"]',
  /* category */ 'Content Creation',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Revisor de estilo do criador", "punch_final": "A nota abre a conversa; quem encerra é o autor.", "ipo_flow": "*   **Entrada:** endereço do material em `asset_url`, identificação do criador em `creator_id` e nota mínima em `min_score`.\n*   **Processamento:**\n    1.  Carrega o material e extrai texto, fala transcrita e, se houver, imagem de capa.\n    2.  Recupera o retrato de estilo e os dez exemplos mais próximos em formato.\n    3.  Calcula a nota, separa os trechos destoantes e registra as medidas envolvidas.\n    4.  Se a nota ficar abaixo do mínimo, reescreve os trechos e recalcula, em até duas rodadas.\n    5.  Compara fatos e números das duas versões e recusa a reescrita que alterar algum.\n*   **Saída:** `validation_score`, com a nota final, `repaired_asset_url`, com a versão ajustada, e `review_notes`, com a explicação trecho a trecho.", "strategic_integrations": "*   TikTokStylist: envia roteiros e descrições para conferência antes da publicação.\n*   EmailWizard: submete campanhas assinadas pelo criador e aguarda a nota mínima para liberar a fila.\n*   UGCMatchmaker: consulta o retrato, com autorização, para comparar criadores a um briefing.\n*   SlackBriefButler: leva ao resumo do dia os textos que aguardam decisão do criador.\n*   Google Docs: recebe as sugestões como comentários, no ponto exato do texto.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   Framework: LangChain\n*   LLM: OpenAI GPT-4o (reescrita), Sentence-Transformers (semelhança)\n*   NLP: spaCy\n*   Vision: CLIP (imagem de capa)\n*   Audio: Whisper Large (transcrição)\n*   Vector DB: Pinecone (retratos de estilo)\n*   DB: Postgres (notas, revisões e autorizações)\n*   Queue: Celery + Redis\n*   Documents: Google Docs API\n*   Observability: OpenTelemetry, Prometheus, Grafana\n*   CI/CD: GitHub Actions, Docker", "data_store": "Cada criador tem o próprio espaço no Pinecone, o namespace `persona_guardian_{{creator_id}}`, onde ficam os vetores dos exemplos aprovados e das medidas de estilo.\nO Postgres guarda notas, revisões, discordâncias e autorizações de uso por terceiros.\nO material conferido é apagado em 30 dias; o retrato é apagado em até 72 horas após o pedido do criador."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

-- agent_009 BadgeMotivator (blueprints/agent_009_badge_motivator.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_009',
  /* name */ 'BadgeMotivator',
  /* epithet */ 'Árbitro do placar coletivo',
  /* tagline */ 'Ponto só para o que chegou até o fim.',
  /* introduction_text */ 'Reconhecimento costuma falhar de dois jeitos: chega tarde ou premia quem fala mais alto.
BadgeMotivator tenta resolver os dois com uma tabela pública de pontos e um registro que qualquer pessoa pode conferir.
Todo evento recebido descreve quem fez, o que concluiu e onde está a prova.
Eventos sem prova esperam conferência; eventos repetidos são ignorados.
Os pontos valorizam o resultado final e dão peso menor a etapas intermediárias, para não incentivar movimento vazio.
Insígnias marcam feitos específicos e raros, com nome e desenho próprios e critério escrito em uma frase.
O placar geral é opcional: quem preferir acompanha só o próprio progresso.
Pausas, férias e fins de semana não quebram sequências, porque descanso faz parte do ritmo.
A liderança recebe um quadro mensal que mostra onde o esforço se concentra e quem anda trabalhando demais.',
  /* archetype */ 'Árbitro',
  /* dna_phrase */ 'Conta o que foi feito e mostra a conta.',
  /* core_capabilities */ '["Regras abertas: mantém a tabela de pontos versionada, com teto diário por tipo de ação e data de início anunciada.", "Feitos raros: reconhece conquistas que fogem da rotina e propõe nome, frase e desenho, sujeitos a aprovação no primeiro uso.", "Placar por adesão: mostra posições só de quem pediu para aparecer e oferece visão individual aos demais.", "Extrato contestável: explica cada lançamento com regra e prova, recebe contestações e responde em até dois dias úteis."]',
  /* essence_punch */ 'Quem vê o próprio avanço volta no dia seguinte.',
  /* essence_interpretation */ 'o agente usa o jogo como espelho. O objetivo é que a pessoa enxergue constância e resultado, sem depender de comparação com os outros.',
  /* version */ '0.1',
  /* description */ 'Reconhece entregas concluídas com pontos e insígnias, sob regras que todos podem ler e contestar.',
  /* triggers_config */ '[{"type": "webhook", "config": {"path": "/xp/event", "method": "POST"}}, {"type": "schedule", "config": {"cron": "0 */1 * * *"}}]',
  /* inputs_schema */ '[{"key": "event_payload", "type": "json", "required": true, "description": "Evento com autor, ação concluída, data e endereço da prova.", "default": null, "schema": null}, {"key": "rules_version", "type": "string", "required": false, "description": "Versão da tabela de pontos; o valor padrão usa a que vigora na data do evento.", "default": "current", "schema": null}]',
  /* outputs_config */ '[{"key": "xp_log", "type": "json", "description": "Lançamento com pontos, regra aplicada, saldo, nível, insígnias e recompensa.", "schema": null}, {"key": "badge_url", "type": "url", "description": "Endereço da insígnia gerada, quando o evento conquista uma.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "langchain", "models_used": ["openai:gpt-4o"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Kafka", "Celery"], "other_integrations": ["Pillow", "svgwrite", "Cloudflare R2", "Slack API", "OpenTelemetry", "Prometheus", "Grafana", "GitHub Actions", "Docker"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "badge_motivator"}',
  /* default_file_structure_template */ '/agents/badge_motivator/
  ├── agent.py                  # recebe eventos e publica avisos
  ├── xp_engine.py              # regras, tetos e sequências
  ├── badge_forge.py            # nome e desenho das insígnias
  ├── reward_router.py          # recompensas e confirmação
  ├── prompts/badge_names.yaml
  ├── tests/
  │   ├── test_xp_engine.py
  │   └── test_abuse.py         # repetição, teto e conluio
  └── assets/schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/badge_motivator/", "files": [{"path": "agent.py", "description": "recebe eventos e publica avisos"}, {"path": "xp_engine.py", "description": "regras, tetos e sequências"}, {"path": "badge_forge.py", "description": "nome e desenho das insígnias"}, {"path": "reward_router.py", "description": "recompensas e confirmação"}, {"path": "prompts/badge_names.yaml", "description": null}, {"path": "tests/test_xp_engine.py", "description": null}, {"path": "tests/test_abuse.py", "description": "repetição, teto e conluio"}, {"path": "assets/schema.sql", "description": null}], "directories": ["prompts", "tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Webhook: `POST /xp/event` lança os pontos do evento recebido ou devolve o motivo da espera.
*   Agenda: `0 */1 * * *` atualiza sequências e placares, confere recompensas pendentes e envia lembretes a quem os pediu.
*   Disjuntor: mais de 600 XP para o mesmo autor em uma hora, ou dez eventos com a mesma prova, retêm os lançamentos até a conferência humana.',
  /* kpis_definition */ '*   Participação ativa: pessoas com ao menos um evento por semana; meta de 75 %.
*   Entregas concluídas por pessoa: variação sobre os 60 dias anteriores à adoção; meta de +10 %.
*   Contestação procedente: lançamentos corrigidos sobre lançados; meta abaixo de 0,5 %.
*   Latência do reconhecimento: do evento ao aviso; percentil 95 em até 30 segundos.
*   Recompensas entregues: confirmadas em até 24 horas; meta de 99 %.
*   Equilíbrio: pessoas com atividade em mais de seis dias seguidos; meta de até 5 %.',
  /* failure_fallback_strategy */ '*   Fluxo de eventos parado: produtores guardam os eventos e reenviam; a chave única evita contagem dupla.
*   Modelo fora do ar: a insígnia sai com nome e desenho do catálogo padrão e pode ser renomeada depois.
*   Regra com erro: a versão é desativada, os lançamentos afetados são estornados e a anterior volta a valer em uma única operação.
*   Recompensa recusada pelo parceiro: três tentativas em 24 horas e, então, aviso à pessoa com prazo e responsável.
*   Prova inacessível: o evento espera 72 horas; se a prova não voltar, é arquivado sem pontos e com explicação.
*   Suspeita de conluio: pontos trocados sempre entre as mesmas contas ficam retidos, sem anúncio público.',
  /* example_integration_flow */ 'Cenário: uma equipe de atendimento passa quatro semanas reduzindo a fila de trocas.
1.  Cada troca encerrada com avaliação boa vale 8 XP; etapas intermediárias valem 1 XP, até o teto de 20 por dia.
2.  Na segunda semana, Marcos envia 14 vezes a mesma prova; o disjuntor retém os lançamentos e 13 são descartados como repetição.
3.  Na terceira semana, Lívia encerra a troca mais antiga da fila, parada havia 61 dias.
4.  O feito cumpre um critério raro, e a insígnia "Arqueóloga" é desenhada e aprovada no mesmo dia.
5.  Ao fim do mês a fila caiu de 312 para 94 casos, e 82 % da equipe registrou atividade em todas as semanas.
6.  O quadro da liderança mostra duas pessoas acima do limite de dias seguidos, e a escala é redistribuída.',
  /* dynamic_expansion_notes */ '*   v0.2: metas coletivas, em que a recompensa depende do resultado do grupo.
*   v0.3: temporadas de oito semanas com tabela própria e saldo zerado de forma anunciada.
*   v1.0: carteira portátil de insígnias, verificável por terceiros com consentimento do dono.',
  /* escape_the_obvious_feature */ 'Existe uma insígnia que ninguém conquista sozinho: ela é dada por um colega a quem tirou um obstáculo do caminho dele.
Cada pessoa pode conceder uma por mês e precisa escrever em uma frase o que foi destravado.
O mapa dessas concessões revela quem sustenta o time sem aparecer nas entregas.',
  /* underlying_services_required */ '["LLM"]',
  /* category */ 'Productivity',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Placar do trabalho que importa", "punch_final": "Um placar justo aguenta auditoria.\nSe a regra precisa de segredo, ela sai da tabela.", "ipo_flow": "*   **Entrada:** evento em `event_payload`, com autor, ação, data e endereço da prova.\n*   **Processamento:**\n    1.  Valida o formato, confere a origem e descarta o evento já contado.\n    2.  Aplica a regra vigente na data do evento e respeita o teto diário.\n    3.  Atualiza pontos, nível e sequência, e verifica critérios de insígnias.\n    4.  Gera a insígnia, quando houver, e encaminha a recompensa do nível.\n    5.  Publica o aviso no lugar escolhido pela pessoa: canal, mensagem privada ou nenhum.\n*   **Saída:** `xp_log`, com pontos lançados, regra aplicada, saldo, nível, insígnias e situação da recompensa.", "strategic_integrations": "*   TikTokStylist: envia vídeos publicados e metas de retenção alcançadas.\n*   OutreachAutomaton: envia reuniões realizadas e negócios fechados.\n*   SlackBriefButler: envia pendências encerradas no prazo e divulga insígnias no resumo do dia.\n*   CreatorPersonaGuardian: envia revisões aceitas, que pontuam para redatores e editores.\n*   Sistema de benefícios da empresa: recebe o aviso de nível e devolve a confirmação de entrega.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   Framework: LangChain\n*   LLM: OpenAI GPT-4o (nomes e descrições de insígnias)\n*   Graphics: Pillow, svgwrite\n*   Vector DB: Pinecone (insígnias já criadas)\n*   DB: Postgres (eventos, regras e saldos)\n*   Queue: Kafka (eventos), Celery (recompensas)\n*   CDN: Cloudflare R2\n*   Chat: Slack API\n*   Observability: OpenTelemetry, Prometheus, Grafana\n*   CI/CD: GitHub Actions, Docker", "data_store": "O Postgres é a fonte de verdade: eventos, regras versionadas, saldos e insígnias concedidas ficam nele, em lançamentos que só se corrigem por estorno.\nO Pinecone guarda, no namespace `badge_motivator`, nomes e descrições de insígnias já criadas, para que novos feitos não repitam as antigas.\nA pessoa pode exportar o próprio histórico a qualquer momento; ao sair da empresa, o nome dela é substituído por um código."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

-- agent_010 RevenueTrackerLite (blueprints/agent_010_revenue_tracker_lite.md)
INSERT INTO seed_agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph, category_stated, status_stated) VALUES (
  /* id */ 'agent_010',
  /* name */ 'RevenueTrackerLite',
  /* epithet */ 'Controller de bolso da loja',
  /* tagline */ 'A conta completa antes da próxima compra de estoque.',
  /* introduction_text */ 'O painel de vendas mostra quanto entrou; quase nenhum mostra quanto ficou.
Entre um número e outro estão o custo do produto, o frete, a taxa do pagamento, o aplicativo mensal e o anúncio.
Cada parcela mora em um sistema diferente e fecha em um dia diferente.
RevenueTrackerLite busca todas, alinha por pedido e por hora, e monta um demonstrativo simples.
Valores ainda não confirmados entram como estimativa, marcados como tal, e são trocados quando a fatura chega.
Quando a margem foge da faixa esperada, o agente decompõe a diferença e aponta as três maiores causas.
A explicação cita pedidos, campanhas e produtos, de modo que a equipe possa conferir antes de agir.
A versão Lite se limita a uma loja, uma moeda e até 50 mil pedidos por mês.
Ela não substitui a contabilidade e não toma decisões fiscais.
Serve para que o dono da loja saiba, ainda no mesmo dia, se a venda que comemorou deu lucro.',
  /* archetype */ 'Controller',
  /* dna_phrase */ 'Soma tudo, separa o certo do estimado e conta a história da diferença.',
  /* core_capabilities */ '["Custo com procedência: cada parcela carrega a fonte, a data e o selo de confirmada ou estimada.", "Margem por pedido: distribui custos diretos e rateia os fixos por regra escolhida pela loja.", "Explicação da variação: decompõe a mudança em preço, volume, mistura de produtos, frete, taxas e mídia.", "Resumo em dois horários: publica às 9h e às 18h de Brasília um quadro de uma tela, com números e causas."]',
  /* essence_punch */ 'Venda sem margem é trabalho de graça com nota fiscal.',
  /* essence_interpretation */ 'o agente desloca a comemoração do faturamento para o que sobra. A pergunta de cada resumo é a mesma: valeu a pena vender assim?',
  /* version */ '0.1',
  /* description */ 'Mostra a margem real da loja a cada hora e explica o que a fez subir ou descer.',
  /* triggers_config */ '[{"type": "schedule", "config": {"cron": "0 * * * *"}}, {"type": "webhook", "config": {"path": "/revenue/event", "method": "POST"}}]',
  /* inputs_schema */ '[{"key": "shopify_order", "type": "json", "required": false, "description": "Pedido novo, editado ou reembolsado; ausente nas execuções horárias.", "default": null, "schema": null}, {"key": "margin_floor_pct", "type": "number", "required": false, "description": "Margem líquida mínima, em porcentagem, abaixo da qual há alerta.", "default": 18, "schema": null}]',
  /* outputs_config */ '[{"key": "pnl_dashboard", "type": "json", "description": "Demonstrativo por hora, canal e produto, com estimativas abertas e causas da variação.", "schema": null}, {"key": "margin_pct", "type": "number", "description": "Margem líquida do dia até a última hora fechada, em porcentagem.", "schema": null}]',
  /* stack_details */ '{"language": "python", "runtime": "fastapi", "models_used": ["openai:gpt-4o"], "database_dependencies": ["Pinecone", "Postgres"], "queue_dependencies": ["Redis + RQ"], "other_integrations": ["Shopify Admin API", "Stripe API", "Meta Marketing API", "Slack API", "OpenTelemetry", "Prometheus", "Grafana", "GitHub Actions", "Docker", "Fly.io"]}',
  /* memory_config */ '{"type": "pinecone", "namespace_template": "revenue_tracker"}',
  /* default_file_structure_template */ '/agents/revenue_tracker/
  ├── agent.py                  # rotina horária e eventos
  ├── etl/
  │   ├── shopify.py
  │   ├── stripe.py
  │   ├── ads.py
  │   └── app_fees.py           # mensalidades e rateio
  ├── pnl.py                    # margem por pedido, canal e hora
  ├── variance.py               # decomposição das diferenças
  ├── prompts/
  │   └── explain.yaml
  ├── tests/
  │   ├── test_pnl.py
  │   └── test_variance.py
  └── assets/schema.sql',
  /* key_files_and_paths */ '{"root": "/agents/revenue_tracker/", "files": [{"path": "agent.py", "description": "rotina horária e eventos"}, {"path": "etl/shopify.py", "description": null}, {"path": "etl/stripe.py", "description": null}, {"path": "etl/ads.py", "description": null}, {"path": "etl/app_fees.py", "description": "mensalidades e rateio"}, {"path": "pnl.py", "description": "margem por pedido, canal e hora"}, {"path": "variance.py", "description": "decomposição das diferenças"}, {"path": "prompts/explain.yaml", "description": null}, {"path": "tests/test_pnl.py", "description": null}, {"path": "tests/test_variance.py", "description": null}, {"path": "assets/schema.sql", "description": null}], "directories": ["etl", "prompts", "tests", "assets"]}',
  /* scheduling_and_triggers_summary */ '*   Agenda: `0 * * * *` lê as fontes, fecha a hora anterior e recalcula o dia; às 9h e às 18h de Brasília, a mesma rotina publica o resumo.
*   Webhook: `POST /revenue/event` recebe pedidos e reembolsos e atualiza o demonstrativo em até 15 segundos.
*   Disjuntor: diferença acima de 1 % entre pedidos e extratos por três horas seguidas suspende os alertas de margem e abre uma conferência.',
  /* kpis_definition */ '*   Exatidão da margem: diferença entre o dia estimado e o dia conciliado; meta de até 1,5 ponto percentual.
*   Custos confirmados: parcela do custo total com fatura em até sete dias; meta de 95 %.
*   Atualidade: demonstrativo da hora anterior pronto até o minuto 6; meta de 99 % das horas.
*   Alertas úteis: alertas que geram ação registrada; meta de 60 %.
*   Explicações confirmadas: causas aceitas pela equipe na revisão semanal; meta de 85 %.
*   Produtos sem custo cadastrado: meta abaixo de 1 % da receita.',
  /* failure_fallback_strategy */ '*   Fonte fora do ar: a hora fecha com a mediana das quatro semanas anteriores, marcada como estimativa, e é refeita quando a fonte volta.
*   Produto sem custo: usa a média da categoria, sinaliza o item e limita a confiança do demonstrativo.
*   Evento perdido: a rotina horária relê os pedidos das últimas 48 horas e corrige as diferenças.
*   Modelo indisponível: o resumo sai com a tabela de decomposição, sem texto.
*   Número sem correspondência: a frase que o cita é retirada e o caso entra na fila de revisão.
*   Contestação de pagamento: o valor é provisionado no dia do aviso e revertido se a loja vencer a disputa.',
  /* example_integration_flow */ 'Cenário: uma loja de móveis pequenos vende bem no sábado, e mesmo assim a margem cai.
1.  No resumo das 18h, a receita do dia é de R$ 42.000 e a margem líquida está em 13,1 %, contra 21,4 % da referência.
2.  A decomposição dos 8,3 pontos mostra frete com 5,9, mídia com 1,6 e mistura de produtos com 0,8.
3.  O frete subiu porque a tabela da transportadora mudou à meia-noite para volumes acima de 30 kg.
4.  O agente lista 63 pedidos afetados e calcula R$ 2.478 de frete não repassado.
5.  A equipe ajusta a regra de frete grátis para volumes grandes às 18h40 e anota a causa.
6.  No domingo a margem fecha em 20,6 %, e a variação explicada fica disponível para casos parecidos.',
  /* dynamic_expansion_notes */ '*   v0.2: simulador de preço, que mostra o efeito de um reajuste na margem de cada produto.
*   v0.3: margem por cliente ao longo de 12 meses, com o custo de aquisição por origem.
*   v1.0: várias lojas e moedas, com conversão pela cotação da data de cada lançamento.',
  /* escape_the_obvious_feature */ 'Antes de uma promoção, o agente responde a uma pergunta só: quantas unidades a mais é preciso vender para empatar com não fazer nada?
A conta usa margem atual, desconto proposto, frete e custo de mídia, e volta em uma linha.
Depois da promoção, o resultado real é comparado com esse empate e fica ligado à decisão de quem a aprovou.',
  /* underlying_services_required */ '["LLM", "Shopify"]',
  /* category */ 'Finance',
  /* status */ 'draft',
  /* additional_sections */ '{"subtitle": "Fechamento de caixa a cada hora", "punch_final": "Estimativa declarada é informação; estimativa escondida é problema.", "ipo_flow": "*   **Entrada:** pedido novo, editado ou reembolsado em `shopify_order`; extratos de pagamento, gastos de mídia e faturas de aplicativos lidos na rotina horária.\n*   **Processamento:**\n    1.  Normaliza valores, impostos destacados, descontos e moeda.\n    2.  Associa a cada pedido custo do produto, frete e taxa de pagamento, e marca o que é estimado.\n    3.  Rateia mídia e aplicativos pela regra da loja e calcula a margem por hora, canal e produto.\n    4.  Compara com a mediana das mesmas horas nas quatro semanas anteriores e decompõe a diferença.\n    5.  Redige a explicação e confere cada número citado contra a tabela de origem.\n*   **Saída:** `pnl_dashboard`, com demonstrativo, margens, estimativas abertas, variações e causas, e `margin_pct`, com a margem líquida do dia.", "strategic_integrations": "*   Shopify: pedidos, reembolsos, descontos e custo unitário cadastrado por variação.\n*   Stripe: taxas, repasses, contestações e prazo de recebimento.\n*   Meta Ads: gasto por campanha e por hora, associado a pedidos pelos parâmetros de origem.\n*   ShopifySalesSentinel: consulta a margem para priorizar incidentes e avisa quando um período deve ser lido com cautela.\n*   EmailWizard: informa a receita incremental e o custo por envio, que formam a margem do canal próprio.", "stack": "*   Runtime: Python 3.12, FastAPI\n*   LLM: OpenAI GPT-4o (explicação das variações)\n*   Commerce: Shopify Admin API (pedidos, reembolsos e custos)\n*   Payments: Stripe API\n*   Ads: Meta Marketing API\n*   Vector DB: Pinecone (variações explicadas)\n*   DB: Postgres (lançamentos e demonstrativos)\n*   Queue: Redis + RQ\n*   ORM: SQLModel\n*   Chat: Slack API\n*   Observability: OpenTelemetry, Prometheus, Grafana\n*   CI/CD: GitHub Actions, Docker, Fly.io", "data_store": "O Postgres guarda lançamentos por pedido, demonstrativos por hora e a origem de cada valor, com histórico de toda estimativa substituída.\nO Pinecone guarda, no namespace `revenue_tracker`, as variações já explicadas e o comentário da equipe sobre cada uma.\nLançamentos ficam por cinco anos; dados pessoais do comprador não são copiados da loja."}',
  /* graph */ NULL,
  /* category_stated */ TRUE,
  /* status_stated */ TRUE
);

CREATE TEMP TRIGGER seed_merge AFTER INSERT ON seed_done BEGIN
SELECT RAISE(ABORT, 'the seed did not begin') WHERE NOT EXISTS (SELECT 1 FROM seed_begun);

SELECT id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, created_at, updated_at, status, additional_sections, graph FROM agent_definitions WHERE FALSE;

SELECT id, workspace_id, agent_definition_id, name, description, created_by_user_id, yaml_config, effective_config_cache, external_memory_namespace, last_run_status, last_run_at, last_run_id, last_run_output_preview, last_run_full_output_ref, created_at, updated_at, status FROM agent_configurations WHERE FALSE;

SELECT id, agent_configuration_id, run_id, triggered_by_user_id, trigger_type, status, start_time, end_time, input_params_snapshot, output_preview, full_output_ref, error_message, logs_ref FROM agent_run_logs WHERE FALSE;

SELECT id, agent_definition_id, agent_configuration_id, workspace_id, name, description, trigger_event_type, steps, is_active, created_at, updated_at FROM playbooks WHERE FALSE;

SELECT RAISE(ABORT, 'the seed is not complete') WHERE (SELECT count(*) FROM seed_agent_definitions) <> 10;

SELECT RAISE(ABORT, 'the seed is not complete') WHERE (SELECT count(*) FROM seed_playbooks) <> 3;

SELECT RAISE(ABORT, 'a definition outside the seed has a name of the seed') WHERE EXISTS (SELECT seed.name, seed.id, old.id FROM seed_agent_definitions AS seed JOIN agent_definitions AS old ON old.name = seed.name WHERE NOT EXISTS (SELECT 1 FROM seed_agent_definitions AS held WHERE held.id = old.id) ORDER BY seed.id LIMIT 1);

UPDATE agent_definitions SET name = 'renamed: ' || id
WHERE EXISTS (SELECT 1 FROM seed_agent_definitions AS seed WHERE seed.id = agent_definitions.id AND seed.name <> agent_definitions.name);

INSERT INTO agent_definitions (id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph)
SELECT id, name, epithet, tagline, introduction_text, archetype, dna_phrase, core_capabilities, essence_punch, essence_interpretation, version, description, triggers_config, inputs_schema, outputs_config, stack_details, memory_config, default_file_structure_template, key_files_and_paths, scheduling_and_triggers_summary, kpis_definition, failure_fallback_strategy, example_integration_flow, dynamic_expansion_notes, escape_the_obvious_feature, underlying_services_required, category, status, additional_sections, graph FROM seed_agent_definitions WHERE TRUE
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name,
  epithet = excluded.epithet,
  tagline = excluded.tagline,
  introduction_text = excluded.introduction_text,
  archetype = excluded.archetype,
  dna_phrase = excluded.dna_phrase,
  core_capabilities = excluded.core_capabilities,
  essence_punch = excluded.essence_punch,
  essence_interpretation = excluded.essence_interpretation,
  version = excluded.version,
  description = excluded.description,
  triggers_config = excluded.triggers_config,
  inputs_schema = excluded.inputs_schema,
  outputs_config = excluded.outputs_config,
  stack_details = excluded.stack_details,
  memory_config = excluded.memory_config,
  default_file_structure_template = excluded.default_file_structure_template,
  key_files_and_paths = excluded.key_files_and_paths,
  scheduling_and_triggers_summary = excluded.scheduling_and_triggers_summary,
  kpis_definition = excluded.kpis_definition,
  failure_fallback_strategy = excluded.failure_fallback_strategy,
  example_integration_flow = excluded.example_integration_flow,
  dynamic_expansion_notes = excluded.dynamic_expansion_notes,
  escape_the_obvious_feature = excluded.escape_the_obvious_feature,
  underlying_services_required = excluded.underlying_services_required,
  category = CASE WHEN (SELECT seed.category_stated FROM seed_agent_definitions AS seed WHERE seed.id = agent_definitions.id) THEN excluded.category ELSE agent_definitions.category END,
  status = CASE WHEN (SELECT seed.status_stated FROM seed_agent_definitions AS seed WHERE seed.id = agent_definitions.id) THEN excluded.status ELSE agent_definitions.status END,
  additional_sections = excluded.additional_sections,
  graph = excluded.graph,
  updated_at = (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
WHERE (agent_definitions.name, agent_definitions.epithet, agent_definitions.tagline, agent_definitions.introduction_text, agent_definitions.archetype, agent_definitions.dna_phrase, agent_definitions.core_capabilities, agent_definitions.essence_punch, agent_definitions.essence_interpretation, agent_definitions.version, agent_definitions.description, agent_definitions.triggers_config, agent_definitions.inputs_schema, agent_definitions.outputs_config, agent_definitions.stack_details, agent_definitions.memory_config, agent_definitions.default_file_structure_template, agent_definitions.key_files_and_paths, agent_definitions.scheduling_and_triggers_summary, agent_definitions.kpis_definition, agent_definitions.failure_fallback_strategy, agent_definitions.example_integration_flow, agent_definitions.dynamic_expansion_notes, agent_definitions.escape_the_obvious_feature, agent_definitions.underlying_services_required, agent_definitions.category, agent_definitions.status, agent_definitions.additional_sections, agent_definitions.graph)
  IS NOT (excluded.name, excluded.epithet, excluded.tagline, excluded.introduction_text, excluded.archetype, excluded.dna_phrase, excluded.core_capabilities, excluded.essence_punch, excluded.essence_interpretation, excluded.version, excluded.description, excluded.triggers_config, excluded.inputs_schema, excluded.outputs_config, excluded.stack_details, excluded.memory_config, excluded.default_file_structure_template, excluded.key_files_and_paths, excluded.scheduling_and_triggers_summary, excluded.kpis_definition, excluded.failure_fallback_strategy, excluded.example_integration_flow, excluded.dynamic_expansion_notes, excluded.escape_the_obvious_feature, excluded.underlying_services_required, CASE WHEN (SELECT seed.category_stated FROM seed_agent_definitions AS seed WHERE seed.id = agent_definitions.id) THEN excluded.category ELSE agent_definitions.category END, CASE WHEN (SELECT seed.status_stated FROM seed_agent_definitions AS seed WHERE seed.id = agent_definitions.id) THEN excluded.status ELSE agent_definitions.status END, excluded.additional_sections, excluded.graph);

INSERT INTO playbooks (id, agent_definition_id, agent_configuration_id, workspace_id, name, description, trigger_event_type, steps, is_active)
SELECT id, agent_definition_id, agent_configuration_id, workspace_id, name, description, trigger_event_type, steps, is_active FROM seed_playbooks WHERE TRUE
ON CONFLICT (id) DO UPDATE SET
  agent_definition_id = excluded.agent_definition_id,
  agent_configuration_id = excluded.agent_configuration_id,
  workspace_id = excluded.workspace_id,
  name = excluded.name,
  description = excluded.description,
  trigger_event_type = excluded.trigger_event_type,
  steps = excluded.steps,
  is_active = CASE WHEN (SELECT seed.is_active_stated FROM seed_playbooks AS seed WHERE seed.id = playbooks.id) THEN excluded.is_active ELSE playbooks.is_active END,
  updated_at = (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
WHERE (playbooks.agent_definition_id, playbooks.agent_configuration_id, playbooks.workspace_id, playbooks.name, playbooks.description, playbooks.trigger_event_type, playbooks.steps, playbooks.is_active)
  IS NOT (excluded.agent_definition_id, excluded.agent_configuration_id, excluded.workspace_id, excluded.name, excluded.description, excluded.trigger_event_type, excluded.steps, CASE WHEN (SELECT seed.is_active_stated FROM seed_playbooks AS seed WHERE seed.id = playbooks.id) THEN excluded.is_active ELSE playbooks.is_active END);
END;
INSERT INTO seed_done (step) VALUES (1);
COMMIT;
