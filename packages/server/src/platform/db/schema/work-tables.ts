import type { Generated } from 'kysely'
import type { RunState } from '../stored-values.ts'
import type { Instant, InstantOrNull, Json, JsonOrNull } from './columns.ts'

/** What the house does and remembers: runs, mail, files, secrets, the change log. */
export type WorkTables = {
  outgoing_mails: { id: string; recipient: string; subject: string; body_text: string; body_html: string; discard_at: Instant; file_id: string | null }
  outgoing_mail_files: { id: string; name: string; content_type: string; bytes: Buffer }
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
  settings: { key: string; value: Json<object>; updated_at: Instant }
}
