import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { Language } from '../../platform/languages.ts'

/** A token that ends soon, with the address of who is to be told: its owner, or who made it for a service account. */
export type EndingToken = {
  id: string
  description: string
  expiresAt: Date
  email: string
  language: Language
  account: string | null
  organizationId: string
}

/** Tokens that end after `now` and until `until`, whose end nobody was told of. Sleeping ones, and those of pending people, are left out. */
export async function listEndingTokens(tx: Tx, now: Date, until: Date): Promise<EndingToken[]> {
  const { rows } = await sql<EndingToken>`
    select t.id, t.description, t.expires_at as "expiresAt", p.email, coalesce(p.language, 'en') as language, case when u.kind = 'service' then u.first_name end as account, m.organization_id as "organizationId"
      from personal_access_tokens t
      join users u on u.id = t.user_id and u.is_active
      join organization_members m on m.user_id = u.id
      join users p on p.id = case when u.kind = 'service' then t.created_by else u.id end and p.kind = 'person' and p.is_active and not p.is_pending
     where t.expires_at > ${now} and t.expires_at <= ${until} and t.warned_of is distinct from t.expires_at
     order by t.expires_at, t.id
       for update of t`.execute(tx)
  return rows
}

/** Notes that their ends were told; a token that is renewed gets another end, and another mail. */
export async function noteWarnings(tx: Tx, tokens: readonly EndingToken[]): Promise<void> {
  await sql`update personal_access_tokens set warned_of = expires_at where id = any(${tokens.map(({ id }) => id)}::uuid[])`.execute(tx)
}
