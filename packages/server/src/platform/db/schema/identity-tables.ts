import type { ColumnType, Generated } from 'kysely'
import type { Language } from '../../languages.ts'
import type { OrganizationRole, JoiningRole, PasskeyPurpose } from '../stored-values.ts'
import type { Instant, InstantOrNull, Json, JsonOrNull } from './columns.ts'

/** Organizations, people, how they sign in, and what they belong to. */
export type IdentityTables = {
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
    number: Generated<number>
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
    language: Generated<Language | null>
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
  sign_in_attempts: { key: string; failures: number; window_started_at: Instant }
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
  user_attributes: { id: string; organization_id: string; name: string; description: string | null; default_value: string | null; created_at: Instant }
  user_attribute_values: { attribute_id: string; user_id: string; value: string }
  group_attribute_values: { attribute_id: string; group_id: string; value: string }
}
