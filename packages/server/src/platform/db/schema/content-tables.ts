import type { ColumnType, Generated } from 'kysely'
import type { GivenValue, VariableType } from '@atrium/documents'
import type { Bucket } from '@atrium/semantic'
import type { SpaceRole } from '../stored-values.ts'
import type { Instant, InstantOrNull, Json, JsonOrNull } from './columns.ts'

/** What people make in projects, who sees it, and what they say about it. */
export type ContentTables = {
  space_groups: { space_id: string; group_id: string; role: SpaceRole }
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
    imported_at: Instant
  }
  published_apps: {
    resource_id: string
    revision: number
    published_at: Instant
    published_by: string | null
    results_run_id: ColumnType<string | null, string | null | undefined, string | null>
    results_at: InstantOrNull
    results_pinned: Generated<boolean>
  }
  app_views: {
    id: string
    resource_id: string
    name: string
    inputs: Json<Record<string, unknown>>
    is_shared: boolean
    owner_id: string | null
    created_at: Instant
  }
  app_schedules: {
    id: string
    resource_id: string
    owner_id: string | null
    cadence: Json<object>
    cron: string
    timezone: string
    view_id: string | null
    uses_cached_sql: boolean
    updates_published: boolean
    notices: Json<object[]>
    enabled: boolean
    stopped_because: 'owner_gone' | 'owner_may_not' | 'app_unpublished' | 'view_missing' | null
    next_at: Instant
    created_at: Instant
    updated_at: Instant
  }
  app_runs: {
    id: string
    resource_id: string
    session_id: string
    job_id: string | null
    trigger: 'api' | 'schedule' | 'person' | 'app_refresh' | 'preview'
    revision: number | null
    state: 'pending' | 'running' | 'completed' | 'errored' | 'killed' | 'unable_to_allocate_kernel'
    view_id: string | null
    schedule_id: string | null
    slot: InstantOrNull
    uses_cached_sql: boolean
    updates_published: boolean
    notices: Json<object[]>
    publishing: JsonOrNull<object>
    failure: JsonOrNull<object>
    owner_id: string | null
    token_id: string | null
    created_at: Instant
    started_at: InstantOrNull
    ended_at: InstantOrNull
  }
  app_run_log: {
    id: Generated<string>
    run_id: string
    at: Instant
    level: 'info' | 'warning' | 'error'
    event: string
    cell_id: string | null
    message: string | null
    written: JsonOrNull<{ table: string; mode: 'append' | 'replace'; rows: number }>
  }
  app_sessions: {
    id: string
    resource_id: string
    kind: 'notebook' | 'app' | 'run' | 'preview' | 'embed' | 'live'
    revision: number | null
    owner_id: string | null
    attributes: JsonOrNull<Record<string, string>>
    is_locked: Generated<boolean>
    inputs: Json<Record<string, unknown>>
    version: ColumnType<string, number | undefined, number>
    created_at: Instant
    used_at: Instant
    ended_at: InstantOrNull
    node: string | null
    busy_until: InstantOrNull
  }
  embeddable_apps: { resource_id: string; origins: string[]; switched_at: Instant; switched_by: string | null }
  app_embed_links: {
    token_hash: Buffer
    resource_id: string
    creator_id: string
    attributes: Json<Record<string, string>>
    inputs: Json<Record<string, unknown>>
    options: Json<Record<string, unknown>>
    scopes: string[]
    created_at: Instant
    expires_at: Instant
    opened_at: InstantOrNull
    session_id: string | null
    session_token_hash: Buffer | null
    session_ends_at: InstantOrNull
  }
  app_outcomes: { session_id: string; cell_id: string; outcome: Json<object>; at: Instant }
  query_variables: {
    id: string
    project_id: string
    name: string
    code_name: string
    type: VariableType
    default_value: JsonOrNull<GivenValue>
    created_by: string | null
    created_at: Instant
  }
  endpoint_runs: {
    id: string
    endpoint_id: string
    at: Instant
    version: number | null
    actor_id: string | null
    via: 'session' | 'token' | 'system'
    path: 'inline' | 'materialized' | 'materialized_fallback' | null
    cache: 'hit' | 'miss' | 'joined' | null
    error: string | null
    is_refusal: boolean
    rows: number | null
    duration_ms: number
    times: number
  }
  endpoint_test_results: {
    endpoint_id: string
    name: string
    at: Instant
    by_id: string | null
    version: number
    passed: boolean
  }
  app_results: {
    id: string
    project_id: string
    folder: string
    fingerprint: string
    audience: string
    columns: Json<object[]>
    row_count: ColumnType<string, number, number>
    bytes: ColumnType<string, number, number>
    truncated: boolean
    partial: boolean
    made_at: Instant
    used_at: Instant
  }
  endpoint_materializations: {
    endpoint_id: string
    version: number
    every_seconds: number
    buckets: Json<Record<string, Bucket>>
    watermark: JsonOrNull<{ column: string; lookbackSeconds: number }>
    enabled_at: Instant
    next_at: Instant
    run_id: string | null
    kept: JsonOrNull<object>
    read_at: InstantOrNull
    made_at: InstantOrNull
    used_at: InstantOrNull
  }
  run_tokens: {
    id: string
    project_id: string
    user_id: string
    name: string
    endpoint_ids: string[]
    variables: Json<Record<string, GivenValue>>
    origins: string[]
    created_at: Instant
    expires_at: Instant
    revoked_at: InstantOrNull
  }
  call_counts: {
    key: string
    seconds: number
    starts_at: Instant
    ends_at: Instant
    calls: number
  }
  content_imports: {
    id: string
    project_id: string
    format: string
    changes: Json<object[]>
    models: JsonOrNull<object>
    author_id: string | null
    done_at: Instant
    undone_at: InstantOrNull
  }
  verifications: { resource_id: string; question_hash: string; verified_by: string | null; verified_at: Instant }
  resource_views_by_day: { resource_id: string; day: string; views: number }
  resource_viewers: { resource_id: string; user_id: string; last_viewed_at: Instant }
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
    published_revision: Generated<number>
    created_by: string | null
    updated_by: string | null
    created_at: Instant
    updated_at: Instant
    deleted_at: InstantOrNull
    deleted_by: string | null
  }
  resource_states: {
    id: Generated<string>
    resource_id: string
    at: Instant
    name: string
    description: string | null
    slug: string
    space_id: string | null
    dashboard_id: string | null
    is_deleted: boolean
    changed_by: string | null
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
    resource_id: string
    part_id: string
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
  share_links: {
    id: string
    organization_id: string
    project_id: string | null
    created_by: string | null
    path: string
    params: string
    created_at: Instant
    expires_at: InstantOrNull
  }
}
