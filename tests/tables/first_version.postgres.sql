CREATE TABLE IF NOT EXISTS agent_definitions (
  id text NOT NULL PRIMARY KEY,
  name text NOT NULL UNIQUE,
  epithet text,
  tagline text,
  introduction_text text,
  archetype text,
  dna_phrase text,
  core_capabilities text[] NOT NULL DEFAULT '{}',
  essence_punch text,
  essence_interpretation text,
  version text NOT NULL,
  description text,
  triggers_config jsonb NOT NULL DEFAULT '[]',
  inputs_schema jsonb NOT NULL DEFAULT '[]',
  outputs_config jsonb NOT NULL DEFAULT '[]',
  stack_details jsonb NOT NULL DEFAULT '{"language": null, "runtime": null, "models_used": [], "database_dependencies": [], "queue_dependencies": [], "other_integrations": []}',
  memory_config jsonb NOT NULL DEFAULT '{"type": null, "namespace_template": null}',
  default_file_structure_template text,
  key_files_and_paths jsonb,
  scheduling_and_triggers_summary text,
  kpis_definition text,
  failure_fallback_strategy text,
  example_integration_flow text,
  dynamic_expansion_notes text,
  escape_the_obvious_feature text,
  underlying_services_required text[] NOT NULL DEFAULT '{}' CHECK (underlying_services_required <@ ARRAY['LLM', 'Shopify', 'TikTok', 'WebSearch', 'Email', 'WhatsApp']),
  category text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'deprecated')),
  additional_sections jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE IF NOT EXISTS agent_configurations (
  id uuid NOT NULL PRIMARY KEY,
  workspace_id text NOT NULL,
  agent_definition_id text NOT NULL,
  name text NOT NULL,
  description text,
  created_by_user_id text NOT NULL,
  yaml_config text NOT NULL,
  effective_config_cache jsonb,
  external_memory_namespace text,
  last_run_status text CHECK (last_run_status IN ('idle', 'pending', 'running', 'success', 'error', 'cancelled')),
  last_run_at timestamptz,
  last_run_id uuid,
  last_run_output_preview text,
  last_run_full_output_ref text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'archived')),
  FOREIGN KEY (agent_definition_id) REFERENCES agent_definitions (id) ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS agent_configurations_workspace_id_idx ON agent_configurations (workspace_id);
CREATE INDEX IF NOT EXISTS agent_configurations_agent_definition_id_idx ON agent_configurations (agent_definition_id);
CREATE INDEX IF NOT EXISTS agent_configurations_created_by_user_id_idx ON agent_configurations (created_by_user_id);

CREATE TABLE IF NOT EXISTS agent_run_logs (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  agent_configuration_id uuid NOT NULL,
  run_id uuid NOT NULL UNIQUE,
  triggered_by_user_id text,
  trigger_type text NOT NULL CHECK (trigger_type IN ('manual', 'schedule', 'webhook', 'command')),
  status text NOT NULL CHECK (status IN ('pending', 'running', 'success', 'error', 'cancelled')),
  start_time timestamptz NOT NULL,
  end_time timestamptz,
  input_params_snapshot jsonb,
  output_preview text,
  full_output_ref text,
  error_message text,
  logs_ref text,
  FOREIGN KEY (agent_configuration_id) REFERENCES agent_configurations (id) ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS agent_run_logs_agent_configuration_id_idx ON agent_run_logs (agent_configuration_id);

CREATE TABLE IF NOT EXISTS playbooks (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  agent_definition_id text,
  agent_configuration_id uuid,
  workspace_id text,
  name text NOT NULL,
  description text,
  trigger_event_type text NOT NULL,
  steps jsonb NOT NULL DEFAULT '[]',
  is_active boolean NOT NULL DEFAULT TRUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (agent_definition_id) REFERENCES agent_definitions (id) ON DELETE CASCADE,
  FOREIGN KEY (agent_configuration_id) REFERENCES agent_configurations (id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS playbooks_agent_definition_id_idx ON playbooks (agent_definition_id);
CREATE INDEX IF NOT EXISTS playbooks_agent_configuration_id_idx ON playbooks (agent_configuration_id);
CREATE INDEX IF NOT EXISTS playbooks_workspace_id_idx ON playbooks (workspace_id);
