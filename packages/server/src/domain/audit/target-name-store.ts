import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { isUuid } from '../../platform/ids.ts'

/** Where the things of a kind have their names. All of these tables say whose organization a thing is of. */
const tables: Readonly<Record<string, 'projects' | 'groups' | 'resources' | 'identity_providers' | 'user_attributes'>> = {
  project: 'projects',
  project_model: 'projects',
  model_files: 'projects',
  group: 'groups',
  project_group: 'groups',
  chart: 'resources',
  dashboard: 'resources',
  space: 'resources',
  identity_provider: 'identity_providers',
  user_attribute: 'user_attributes',
}
const ofOrganization = new Set(['organization', 'allowed_email_domains', 'audit_log', 'onboarding'])

/**
 * What targets of the log are called now, by id; those that are gone have none. Things of other organizations have none
 * either: somebody was refused there, which tells nobody what they are called.
 */
export async function findTargetNames(db: Db, organizationId: string, targets: readonly { kind: string; id: string }[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  const idsIn = new Map<string, Set<string>>()
  for (const { kind, id } of targets) {
    const table = ofOrganization.has(kind) ? 'organizations' : tables[kind]
    if (table !== undefined && isUuid(id)) idsIn.set(table, (idsIn.get(table) ?? new Set()).add(id))
  }
  for (const [table, ids] of idsIn) {
    const owner = sql.ref(table === 'organizations' ? 'id' : 'organization_id')
    const { rows } = await sql<{ id: string; name: string }>`
      select id::text, name from ${sql.table(table)} where id = any(${[...ids]}::uuid[]) and ${owner} = ${organizationId}`.execute(db)
    for (const { id, name } of rows) names.set(id, name)
  }
  return names
}
