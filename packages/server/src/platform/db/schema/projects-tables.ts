import type { ColumnType, Generated } from 'kysely'
import type {
  ProjectRole,
  WarehouseSettings,
  UserWarehouse,
  ModelSource,
  IntegrationKind,
  SemanticLayerSettings,
  TablesConfiguration,
  CatalogIcon,
} from '../stored-values.ts'
import type { Instant, InstantOrNull, Json, JsonOrNull } from './columns.ts'

/** Projects with their connections and models, and what is noted about models. */
export type ProjectTables = {
  projects: {
    id: string
    number: Generated<number>
    organization_id: string
    name: string
    type: 'DEFAULT' | 'PREVIEW'
    warehouse: Json<WarehouseSettings>
    model_source: Json<ModelSource>
    timezone: Generated<string>
    start_of_week: number | null
    fiscal_year_start: Generated<number>
    tables_configuration: ColumnType<TablesConfiguration, string | undefined, string>
    upstream_project_id: string | null
    delete_after: InstantOrNull
    semantic_layer: JsonOrNull<SemanticLayerSettings>
    data_version: Generated<string>
    created_by: string | null
    created_at: Instant
  }
  project_writeback: { project_id: string; schema_name: string | null; prefix: string; switched_at: Instant; switched_by: string | null }
  written_tables: {
    project_id: string
    name: string
    notebook_id: string | null
    rows: ColumnType<string, number, number>
    mode: 'append' | 'replace'
    made_at: Instant
    written_at: Instant
    written_by: string | null
  }
  model_syncs: {
    project_id: string
    folder: string
    files: Json<object[]>
    before: JsonOrNull<object[]>
    author_id: string | null
    done_at: Instant
  }
  project_members: { project_id: string; user_id: string; role: ProjectRole; created_at: Instant }
  project_groups: { project_id: string; group_id: string; role: ProjectRole; created_at: Instant }
  project_models: {
    project_id: string
    revision: string
    explores: Json<object>
    problems: Json<object[]>
    compiled_at: Instant
    made_by: Generated<'files' | 'client'>
    gone_fields: ColumnType<object, string | undefined, string>
  }
  validation_findings: {
    number: Generated<string>
    project_id: string
    run_id: string
    is_current: boolean
    source: 'chart' | 'dashboard' | 'table'
    error_type: string
    cause: Json<object>
    resource_id: string | null
    chart_id: string | null
    found_at: Instant
  }
  content_renames: {
    id: string
    project_id: string
    rename: Json<object>
    changes: Json<object[]>
    drafts: ColumnType<object[], string | undefined, string>
    author_id: string | null
    done_at: Instant
    undone_at: InstantOrNull
  }
  ssh_key_pairs: { id: string; organization_id: string; public_key: string; created_by: string | null; created_at: Instant }
  user_warehouse_credentials: { id: string; user_id: string; name: string; credentials: Json<UserWarehouse>; created_at: Instant; updated_at: Instant }
  project_credential_preferences: { project_id: string; user_id: string; credentials_id: string }
  integrations: {
    id: string
    organization_id: string
    kind: IntegrationKind
    settings: Json<object>
    connected_by: string | null
    connected_at: Instant
  }
  integration_attempts: {
    state_hash: Buffer
    integration_id: string
    user_id: string
    session_id: string
    return_path: string
    expires_at: Instant
  }
  google_accounts: { user_id: string; integration_id: string; email: string; linked_at: Instant }
  project_repositories: {
    project_id: string
    settings: Json<object>
    last_commit: Json<object> | null
    pulled_at: Instant | null
    failure: string | null
  }
  tags: { id: string; project_id: string; name: string; color: string; created_by: string | null; created_at: Instant }
  catalog_categories: { project_id: string; table_name: string; field_name: string; tag_id: string }
  catalog_icons: { project_id: string; table_name: string; field_name: string; icon: Json<CatalogIcon> }
  metric_changes: {
    id: Generated<string>
    project_id: string
    table_name: string
    field_name: string
    at: Instant
    before: JsonOrNull<object>
    after: JsonOrNull<object>
  }
}
