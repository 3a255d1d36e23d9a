import type { ColumnType, Generated, JSONColumnType } from 'kysely'

type Instant = ColumnType<Date, Date | string | undefined, Date | string>
type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<T extends object> = JSONColumnType<T>
type JsonOrNull<T extends object> = ColumnType<T | null, string | null | undefined, string | null>

export type OrganizationRole = 'member' | 'viewer' | 'interactive_viewer' | 'editor' | 'developer' | 'admin'
export type ProjectRole = Exclude<OrganizationRole, 'member'>
/** What people who join by themselves may become. */
export type JoiningRole = 'member' | 'viewer' | 'interactive_viewer' | 'editor'
export type SpaceRole = 'viewer' | 'editor' | 'admin'
/** What a signature of a passkey is asked for: it is good for nothing else. */
export type PasskeyPurpose = 'register' | 'sign_in' | 'second_step' | 'proof'
export type RunState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled'

/** Settings of a project's warehouse that are not secret. */
export type WarehouseSettings = { type: 'duckdb'; database: string } | PostgresSettings | { type: 'none' }
export type PostgresSettings = {
  type: 'postgres'
  host: string
  port: number
  user: string
  dbname: string
  schema: string
  sslmode: SslMode
  /** True: people sign in with accounts of their own; that of the connection is for compiling alone. */
  requireUserCredentials?: boolean
}
/** `require` encrypts, `verify-full` also makes sure who answers. */
export type SslMode = 'disable' | 'require' | 'verify-full'
/** Credentials of a person for a warehouse, without the secret. */
export type UserWarehouse = { type: WarehouseType; user: string | null }
export type WarehouseType = 'bigquery' | 'databricks' | 'postgres' | 'redshift' | 'snowflake' | 'trino'
/** `commit`: the files are those of a commit and are changed by making another one. */
export type ModelSource = { type: 'folder'; path: string; commit?: string } | { type: 'none' }
/** Services of others that an organization can be connected to. */
export type IntegrationKind = 'github' | 'google' | 'slack'
/** Another semantic layer, without its token. */
export type SemanticLayerSettings = { type: 'DBT'; environmentId: string; domain: string } | { type: 'CUBE'; domain: string }
export type TablesConfiguration = { type: 'ALL' | 'WITH_TAGS' | 'WITH_NAMES'; value: string[] | null }

/** What stands beside an item of the catalog: an emoji, or a picture by its address. */
export type CatalogIcon = { unicode: string } | { url: string }

/** The tables of `migrations/`, as Kysely sees them. JSON goes in as text (`JSON.stringify`), comes out parsed. */
export type Schema = {
  organizations: {
    id: string
    name: string
    chart_colors: JsonOrNull<string[]>
    default_project_id: string | null
    onboarding_shown_at: InstantOrNull
    password_sign_in: Generated<boolean>
    requires_second_factor: Generated<boolean>
    created_at: Instant
  }
  users: {
    id: string
    email: string
    first_name: string
    last_name: string
    password_hash: string | null
    email_verified: Generated<boolean>
    kind: Generated<'person' | 'service'>
    is_active: Generated<boolean>
    is_pending: Generated<boolean>
    is_setup_complete: Generated<boolean>
    is_marketing_opted_in: Generated<boolean>
    is_tracking_anonymized: Generated<boolean>
    mails_mentions: Generated<boolean>
    created_at: Instant
    updated_at: Instant
  }
  organization_members: { user_id: string; organization_id: string; role: OrganizationRole; created_at: Instant }
  sessions: {
    id_hash: Buffer
    id: Generated<string>
    user_id: string
    created_at: Instant
    last_seen_at: Instant
    expires_at: Instant
    user_agent: string | null
    via: Generated<string>
    proven_at: Instant
  }
  impersonations: {
    id: string
    session_hash: Buffer | null
    organization_id: string
    actor_id: string | null
    user_id: string
    reason: string
    started_at: Instant
    ends_at: Instant
    ended_at: InstantOrNull
  }
  personal_access_tokens: {
    id: string
    user_id: string
    description: string
    token_prefix: string
    token_hash: Buffer
    created_at: Instant
    rotated_at: InstantOrNull
    last_used_at: InstantOrNull
    expires_at: InstantOrNull
    scopes: string[] | null
    last_used_address: string | null
    previous_hash: Buffer | null
    previous_ends_at: InstantOrNull
    created_by: string | null
    warned_of: InstantOrNull
  }
  service_accounts: { user_id: string; description: string | null; created_by: string | null }
  token_rules: { organization_id: string; owner_kind: 'person' | 'service'; max_days: number | null; requires_expiry: boolean }
  scim_users: {
    user_id: string
    organization_id: string
    user_name: string
    external_id: string | null
    created_at: Instant
    updated_at: Instant
    deleted_at: InstantOrNull
  }
  scim_groups: { group_id: string; external_id: string | null; created_at: Instant; updated_at: Instant }
  sign_in_links: {
    token_hash: Buffer
    purpose: 'sign_in' | 'setup' | 'invitation' | 'password_reset'
    user_id: string | null
    expires_at: Instant
    used_at: InstantOrNull
  }
  email_passcodes: { user_id: string; email: string; code_hash: Buffer; attempts: Generated<number>; created_at: Instant; expires_at: Instant }
  allowed_email_domains: { organization_id: string; domains: Json<string[]>; role: JoiningRole }
  allowed_email_domain_projects: { organization_id: string; project_id: string; role: Exclude<JoiningRole, 'member'> }
  linked_identities: { issuer: string; subject: string; issuer_type: string; user_id: string; email: string; created_at: Instant }
  identity_providers: {
    id: string
    organization_id: string
    slug: string
    name: string
    issuer: string
    client_id: string
    scopes: string
    domains: Json<string[]>
    joins_by_email: boolean
    creates_accounts: boolean
    role: JoiningRole
    groups_claim: string | null
    is_enabled: boolean
    created_at: Instant
    updated_at: Instant
  }
  identity_provider_groups: { provider_id: string; claim_value: string; group_id: string }
  oidc_attempts: {
    state_hash: Buffer
    browser_hash: Buffer
    provider_id: string
    return_path: string
    linking_user_id: string | null
    expires_at: Instant
  }
  totp_authenticators: { user_id: string; last_step: ColumnType<string, number, number>; created_at: Instant }
  recovery_codes: { user_id: string; code_hash: Buffer; used_at: InstantOrNull; created_at: Instant }
  passkeys: {
    id: string
    user_id: string
    credential_id: string
    public_key: Buffer
    counter: ColumnType<string, number, number>
    transports: Json<string[]>
    name: string
    is_backed_up: boolean
    created_at: Instant
    last_used_at: InstantOrNull
  }
  passkey_challenges: { challenge_hash: Buffer; purpose: PasskeyPurpose; user_id: string | null; expires_at: Instant }
  pending_sign_ins: { id_hash: Buffer; user_id: string; attempts: Generated<number>; expires_at: Instant }
  outgoing_mails: { id: string; recipient: string; subject: string; body_text: string; body_html: string; discard_at: Instant }
  sign_in_attempts: { key: string; failures: number; window_started_at: Instant }
  projects: {
    id: string
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
    semantic_layer: JsonOrNull<SemanticLayerSettings>
    created_by: string | null
    created_at: Instant
  }
  project_members: { project_id: string; user_id: string; role: ProjectRole; created_at: Instant }
  groups: {
    id: string
    organization_id: string
    name: string
    created_by: string | null
    updated_by: string | null
    created_at: Instant
    updated_at: Instant
  }
  group_members: { group_id: string; user_id: string; created_at: Instant }
  project_groups: { project_id: string; group_id: string; role: ProjectRole; created_at: Instant }
  space_groups: { space_id: string; group_id: string; role: SpaceRole }
  user_attributes: { id: string; organization_id: string; name: string; description: string | null; default_value: string | null; created_at: Instant }
  user_attribute_values: { attribute_id: string; user_id: string; value: string }
  group_attribute_values: { attribute_id: string; group_id: string; value: string }
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
    author_id: string | null
    done_at: Instant
    undone_at: InstantOrNull
  }
  drafts: {
    resource_id: string
    version: string
    spec: Json<object>
    undo: Json<object[]>
    redo: Json<object[]>
    base_revision: number
    saved_by: string | null
    saved_at: Instant
  }
  imported_content: {
    project_id: string
    format: string
    kind: 'space' | 'chart' | 'sql_chart' | 'dashboard'
    source_id: string
    resource_id: string
    import_id: string
    is_new: boolean
    imported_at: Instant
  }
  verifications: { resource_id: string; question_hash: string; verified_by: string | null; verified_at: Instant }
  resource_viewers: { resource_id: string; user_id: string; last_viewed_at: Instant }
  ssh_key_pairs: { id: string; organization_id: string; public_key: string; created_by: string | null; created_at: Instant }
  resources: {
    id: string
    organization_id: string
    project_id: string
    kind: string
    space_id: string | null
    dashboard_id: string | null
    slug: string
    name: string
    description: string | null
    draft_revision: Generated<number>
    published_revision: Generated<number>
    created_by: string | null
    updated_by: string | null
    created_at: Instant
    updated_at: Instant
    deleted_at: InstantOrNull
    deleted_by: string | null
  }
  revisions: { id: string; resource_id: string; number: number; spec: Json<object>; message: string | null; author_id: string | null; created_at: Instant }
  resource_references: { resource_id: string; target_kind: string; target: string }
  inherited_access: { space_id: string; chain: string[] }
  space_members: { space_id: string; user_id: string; role: SpaceRole }
  resource_views: { resource_id: string; views: ColumnType<string, number | undefined, number>; first_viewed_at: Instant }
  pins: { resource_id: string; project_id: string; position: number | null; pinned_by: string | null; pinned_at: Instant }
  favourites: { user_id: string; resource_id: string; created_at: Instant }
  comments: {
    id: string
    dashboard_id: string
    tile_id: string
    reply_to: string | null
    author_id: string | null
    body_text: string
    body_html: string
    mentions: string[]
    created_at: Instant
    resolved_at: InstantOrNull
    resolved_by: string | null
  }
  notifications: { id: string; user_id: string; comment_id: string; is_mention: boolean; created_at: Instant; viewed_at: InstantOrNull }
  share_links: { id: string; organization_id: string; created_by: string | null; path: string; params: string; created_at: Instant }
  change_log: {
    /** Given by the store when the line is appended, as is `hash`. */
    id: Generated<string>
    at: Instant
    organization_id: string | null
    project_id: string | null
    actor_kind: string
    actor_id: string | null
    as_id: string | null
    request_id: string | null
    operation: string
    target_kind: string
    target_id: string
    before: JsonOrNull<object>
    after: JsonOrNull<object>
    outcome: Generated<'done' | 'refused'>
    reason: string | null
    address: string | null
    user_agent: string | null
    credential: 'session' | 'token' | 'background' | null
    credential_id: string | null
    hash: Generated<Buffer>
  }
  runs: {
    id: string
    kind: string
    state: RunState
    organization_id: string | null
    project_id: string | null
    created_by: string | null
    payload: Json<object>
    progress: JsonOrNull<object>
    result: JsonOrNull<object>
    error: string | null
    priority: Generated<number>
    dedupe_key: string | null
    group_key: string | null
    run_at: Instant
    attempt: Generated<number>
    max_attempts: Generated<number>
    lease_until: InstantOrNull
    worker: string | null
    cancel_requested: Generated<boolean>
    created_at: Instant
    started_at: InstantOrNull
    finished_at: InstantOrNull
  }
  run_log: { id: Generated<string>; run_id: string; at: Instant; level: 'info' | 'warning' | 'error'; message: string }
  cron_entries: { name: string; kind: string; cron: string; timezone: string; payload: Json<object>; next_at: Instant }
  downloads: {
    id_hash: Buffer
    run_id: string | null
    project_id: string
    path: string
    file_name: string
    content_type: string
    created_at: Instant
    expires_at: Instant
  }
  query_log: {
    id: string
    at: Instant
    organization_id: string
    project_id: string
    actor_kind: string
    actor_id: string | null
    as_id: string | null
    source: string
    source_id: string | null
    query_hash: string
    model_revision: string | null
    sql: string
    status: 'ok' | 'failed' | 'cancelled' | 'limit'
    cache: 'hit' | 'miss' | 'joined'
    error: string | null
    rows: number | null
    truncated: Generated<boolean>
    duration_ms: number
    engine_ms: number | null
    receipt: Json<object>
  }
  user_warehouse_credentials: { id: string; user_id: string; name: string; credentials: Json<UserWarehouse>; created_at: Instant; updated_at: Instant }
  project_credential_preferences: { project_id: string; user_id: string; credentials_id: string }
  secrets: {
    id: string
    organization_id: string | null
    kind:
      | 'project_connection'
      | 'user_warehouse_credentials'
      | 'identity_provider'
      | 'authenticator_app'
      | 'ssh_key_pair'
      | 'semantic_layer'
      | 'integration'
      | 'google_account'
      | 'project_repository'
    purpose: string
    project_id: string | null
    user_credentials_id: string | null
    identity_provider_id: string | null
    user_id: string | null
    ssh_key_pair_id: string | null
    integration_id: string | null
    key_id: string
    wrapped_key: Buffer
    ciphertext: Buffer
    created_at: Instant
    updated_at: Instant
  }
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
  settings: { key: string; value: Json<object>; updated_at: Instant }
}
