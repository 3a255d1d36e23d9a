import { sql, type SelectQueryBuilder } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { findTargetNames } from './target-name-store.ts'
import type { AuditFacets, AuditFilter, AuditLine } from './types.ts'

/** Which lines an administrator reads: those of the organization, and those of nobody where it is the only one. */
export type AuditScope = { organizationId: string; withUnowned: boolean }

type Lines = SelectQueryBuilder<Schema, 'change_log', object>

/** Lines of a filter, newest first, from below the line `before`: a walk of an index, however far back. */
export async function findAuditLines(db: Db, scope: AuditScope, filter: AuditFilter, page: { before: string | null; limit: number }): Promise<AuditLine[]> {
  let query = filtered(scoped(db.selectFrom('change_log'), scope), filter)
  if (page.before !== null) query = query.where('id', '<', page.before)
  const rows = await query
    .select(['id', 'at', 'actor_kind', 'actor_id', 'as_id', 'organization_id', 'project_id', 'operation', 'target_kind', 'target_id', 'before', 'after'])
    .select(['outcome', 'reason', 'address', 'user_agent', 'credential', 'credential_id', 'hash'])
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return withNames(
    db,
    scope,
    rows.map((row) => ({
      id: row.id,
      at: row.at,
      actor: { kind: row.actor_kind, id: row.actor_id, name: null, email: null },
      as: row.as_id === null ? null : { id: row.as_id, name: null, email: null },
      source: { address: row.address, userAgent: row.user_agent, credential: row.credential, token: null, tokenId: row.credential_id },
      operation: row.operation,
      outcome: row.outcome,
      reason: row.reason,
      target: { kind: row.target_kind, id: row.target_id, name: nameIn(row.after) ?? nameIn(row.before) },
      project: row.project_id === null ? null : { id: row.project_id, name: null },
      before: row.before,
      after: row.after,
      hash: row.hash.toString('hex'),
    })),
  )
}

function scoped(query: Lines, { organizationId, withUnowned }: AuditScope): Lines {
  if (!withUnowned) return query.where('organization_id', '=', organizationId)
  return query.where((any) => any.or([any('organization_id', '=', organizationId), any('organization_id', 'is', null)]))
}

function filtered(query: Lines, filter: AuditFilter): Lines {
  let narrowed = query
  if (filter.actorId !== undefined) narrowed = narrowed.where('actor_id', '=', filter.actorId)
  if (filter.operation !== undefined) narrowed = narrowed.where('operation', '=', filter.operation)
  if (filter.projectId !== undefined) narrowed = narrowed.where('project_id', '=', filter.projectId)
  if (filter.targetKind !== undefined) narrowed = narrowed.where('target_kind', '=', filter.targetKind)
  if (filter.targetId !== undefined) narrowed = narrowed.where('target_id', '=', filter.targetId)
  if (filter.outcome !== undefined) narrowed = narrowed.where('outcome', '=', filter.outcome)
  if (filter.from !== undefined) narrowed = narrowed.where('at', '>=', filter.from)
  if (filter.to !== undefined) narrowed = narrowed.where('at', '<', filter.to)
  return narrowed
}

/** What a line itself calls its target: somebody who is gone by the address that they had. */
function nameIn(state: object | null): string | null {
  const { name, description, email } = (state ?? {}) as { name?: unknown; description?: unknown; email?: unknown }
  return [name, description, email].find((given) => typeof given === 'string') ?? null
}

/** Names as they are now; who or what is gone keeps what the line says, or its id. */
async function withNames(db: Db, { organizationId }: AuditScope, lines: AuditLine[]): Promise<AuditLine[]> {
  const people = await peopleOf(db, [
    ...lines.flatMap(({ actor, as }) => [actor.id, as?.id ?? null]),
    ...lines.filter(isAboutPerson).map(({ target }) => target.id),
  ])
  const projects = await namesIn(
    db,
    'projects',
    'name',
    lines.map(({ project }) => project?.id),
  )
  const targets = await findTargetNames(
    db,
    organizationId,
    lines.map(({ target }) => target),
  )
  const tokens = await namesIn(
    db,
    'personal_access_tokens',
    'description',
    lines.map(({ source }) => source.tokenId),
  )
  return lines.map((line) => {
    const person = line.actor.id === null ? undefined : people.get(line.actor.id)
    const { id, name: nameOfLine } = line.target
    const nameOfPerson = people.get(id)?.email ?? people.get(id)?.name
    const name = (isAboutPerson(line) ? nameOfPerson : targets.get(id)) ?? nameOfLine
    return {
      ...line,
      actor: { ...line.actor, ...person },
      as: line.as === null ? null : { ...line.as, ...people.get(line.as.id) },
      source: { ...line.source, token: tokens.get(line.source.tokenId ?? '') ?? null },
      target: { ...line.target, name },
      project: line.project === null ? null : { ...line.project, name: projects.get(line.project.id) ?? null },
    }
  })
}

/** Kinds of targets whose id is that of a person, or of a service account. */
const personKinds = new Set([
  'user',
  'member',
  'project_member',
  'invitation',
  'session',
  'password',
  'second_factor',
  'linked_identity',
  'email',
  'account',
  'sign_in_link',
  'service_account',
])
const isAboutPerson = ({ target }: AuditLine): boolean => personKinds.has(target.kind)

async function peopleOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, { name: string; email: string | null }>> {
  const { rows } = await sql<{ id: string; name: string; email: string | null }>`
    select id::text, trim(first_name || ' ' || last_name) as name, case when kind = 'person' then email end as email from users where id::text = any(${distinct(ids)})`.execute(
    db,
  )
  return new Map(rows.map(({ id, name, email }) => [id, { name, email }]))
}

async function namesIn(
  db: Db,
  table: 'projects' | 'personal_access_tokens',
  column: 'name' | 'description',
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const wanted = distinct(ids)
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id::text, ${sql.ref(column)} as name from ${sql.table(table)} where id = any(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const distinct = (ids: readonly (string | null | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== null && id !== undefined))]

/** What there is to filter by: the people, operations and projects that occur, each found by jumping along its index. */
export async function findAuditFacets(db: Db, { organizationId }: AuditScope): Promise<AuditFacets> {
  const actors = await distinctValues(db, organizationId, 'actor_id')
  const operations = await distinctValues(db, organizationId, 'operation')
  const projects = await distinctValues(db, organizationId, 'project_id')
  const [people, names] = [await peopleOf(db, actors), await namesIn(db, 'projects', 'name', projects)]
  return {
    people: actors.map((id) => ({ id, name: people.get(id)?.name ?? null, email: people.get(id)?.email ?? null })),
    operations,
    projects: projects.map((id) => ({ id, name: names.get(id) ?? null })),
  }
}

/** One look-up in the index for each value, instead of a read of the whole log. */
async function distinctValues(db: Db, organizationId: string, column: 'actor_id' | 'operation' | 'project_id'): Promise<string[]> {
  const name = sql.ref(column)
  const { rows } = await sql<{ value: string }>`
    with recursive found as (
      (select ${name} as value from change_log where organization_id = ${organizationId} and ${name} is not null order by ${name} limit 1)
      union all
      select (select ${name} from change_log where organization_id = ${organizationId} and ${name} > found.value order by ${name} limit 1)
      from found where found.value is not null
    )
    select value::text from found where value is not null order by 1`.execute(db)
  return rows.map(({ value }) => value)
}

/** Whether there is no other organization: what happened before anybody was known is then for its administrators. */
export async function isOnlyOrganization(db: Db, organizationId: string): Promise<boolean> {
  const other = await db.selectFrom('organizations').select('id').where('id', '!=', organizationId).limit(1).executeTakeFirst()
  return other === undefined
}
