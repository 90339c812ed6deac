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
  additional_sections TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(additional_sections))
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
  trigger_type TEXT NOT NULL CHECK (trigger_type IN ('manual', 'schedule', 'webhook', 'command')),
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
CREATE INDEX IF NOT EXISTS agent_run_logs_agent_configuration_id_idx ON agent_run_logs (agent_configuration_id);

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
