import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UserActor } from '../../access/actor.ts'
import { perform, type Ctx } from '../../access/operation.ts'
import { appendChanges, type Change } from '../../platform/change-log-store.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { auditFacets, exportAudit, listAudit } from './read-audit.ts'
import type { AuditFilter, AuditLine } from './types.ts'

const [ours, theirs, ada, project] = [newId(), newId(), newId(), newId()]
const clock = fixedClock(Date.UTC(2026, 4, 1, 12))
let test: TestDatabase

beforeAll(async () => {
  test = await createTestDatabase()
  await test.db.insertInto('organizations').values({ id: ours, name: 'Ours', default_project_id: null }).execute()
  await test.db.insertInto('users').values({ id: ada, email: 'ada@example.com', first_name: 'Ada', last_name: 'L', password_hash: null }).execute()
  const lines = [
    line({ operation: 'things.create', targetId: 'a', after: { name: 'Thing A' } }),
    line({ operation: 'things.update', targetId: 'a', projectId: project, before: { name: 'A' }, after: { name: 'B' } }),
    line({
      operation: 'identity.signIn',
      actorId: null,
      actorKind: 'anonymous',
      organizationId: null,
      targetKind: 'account',
      targetId: 'n…@example.org',
      outcome: 'refused',
    }),
    line({ operation: 'things.create', organizationId: theirs, targetId: 'secret' }),
    line({ operation: 'members.update', targetKind: 'member', targetId: ada }),
  ]
  for (const [index, one] of lines.entries()) {
    await test.db.transaction().execute((tx) => appendChanges(tx, [one], new Date(clock.now() + index * 3_600_000)))
  }
})
afterAll(() => test.drop())

const line = (part: Partial<Change>): Change => ({
  operation: 'things.create',
  organizationId: ours,
  projectId: null,
  actorKind: 'user',
  actorId: ada,
  asId: null,
  requestId: 'r',
  targetKind: 'thing',
  targetId: 'x',
  before: null,
  after: null,
  outcome: 'done',
  reason: null,
  source: { address: '192.0.2.1', userAgent: 'B', credential: 'session', credentialId: null },
  ...part,
})

const as = (organizationRole: UserActor['organizationRole'], organizationId = ours): Ctx => ({
  actor: {
    kind: 'user',
    userId: ada,
    email: 'ada@example.com',
    emailVerified: true,
    firstName: 'Ada',
    lastName: 'L',
    organizationId,
    organizationRole,
    projectRoles: {},
    projectGroupRoles: {},
    spaceRoles: {},
    spaceGroupRoles: {},
    userAttributes: {},
    isServiceAccount: false,
    scopes: null,
    via: 'session',
    credentialId: 'c',
  },
  clock,
  requestId: newId(),
  signal: new AbortController().signal,
  db: test.db,
})
const list = async (filter: AuditFilter = {}, limit = 50): Promise<string[]> =>
  (await perform(listAudit, as('admin'), { filter, before: null, limit })).lines.map(({ operation }) => operation)

describe('the audit log of an organization', () => {
  it('is for its administrators, and says nothing of others', async () => {
    for (const role of ['developer', 'editor', 'viewer', 'member'] as const) {
      await expect(perform(listAudit, as(role), { filter: {}, before: null, limit: 5 })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(perform(auditFacets, as(role), {})).rejects.toMatchObject({ code: 'forbidden' })
      await expect(perform(exportAudit, as(role), { filter: {}, format: 'csv' })).rejects.toMatchObject({ code: 'forbidden' })
    }
    const { lines } = await perform(listAudit, as('admin'), { filter: {}, before: null, limit: 50 })
    expect(JSON.stringify(lines)).not.toContain('secret')
  })

  it('has names, from where, and what nobody signed in tried while there is one organization only', async () => {
    const [member, attempt, , made] = (
      await perform(listAudit, as('admin'), { filter: { to: new Date(clock.now() + 5 * 3_600_000) }, before: null, limit: 50 })
    ).lines.filter(({ outcome, reason }) => outcome === 'done' || reason === null)
    expect(member).toMatchObject({ actor: { id: ada, name: 'Ada L', email: 'ada@example.com' }, target: { kind: 'member', name: 'ada@example.com' } })
    expect(attempt).toMatchObject({ operation: 'identity.signIn', outcome: 'refused', actor: { kind: 'anonymous', id: null } })
    expect(made).toMatchObject({ target: { name: 'Thing A' }, source: { address: '192.0.2.1', credential: 'session' } })
    const other = newId()
    await test.db.insertInto('organizations').values({ id: other, name: 'Other', default_project_id: null }).execute()
    expect(await list({ operation: 'identity.signIn' })).toEqual([])
    await test.db.deleteFrom('organizations').where('id', '=', other).execute()
    expect(await list({ operation: 'identity.signIn' })).toEqual(['identity.signIn'])
  })

  it('is narrowed by person, operation, project, target, outcome and time', async () => {
    const done = { outcome: 'done' } as const
    expect(await list({ operation: 'things.create', ...done })).toEqual(['things.create'])
    expect(await list({ projectId: project })).toEqual(['things.update'])
    expect(await list({ targetKind: 'thing', targetId: 'a' })).toEqual(['things.update', 'things.create'])
    expect(await list({ actorId: newId() })).toEqual([])
    expect(await list({ from: new Date(clock.now() + 3_600_000), to: new Date(clock.now() + 2 * 3_600_000) })).toEqual(['things.update'])
  })

  it('is walked page by page to its end, each line once', async () => {
    const walked: string[] = []
    let before: string | null = null
    do {
      const page: { lines: AuditLine[]; next: string | null } = await perform(listAudit, as('admin'), { filter: { outcome: 'done' }, before, limit: 1 })
      walked.push(...page.lines.map(({ operation }) => operation))
      before = page.next
    } while (before !== null)
    expect(walked).toEqual(['members.update', 'things.update', 'things.create'])
  })

  it('says what there is to filter by', async () => {
    const { people, operations, projects } = await perform(auditFacets, as('admin'), {})
    expect(people).toEqual([{ id: ada, name: 'Ada L', email: 'ada@example.com' }])
    expect(operations).toEqual(expect.arrayContaining(['members.update', 'things.create', 'things.update']))
    expect(operations).toEqual(operations.toSorted())
    expect(projects).toEqual([{ id: project, name: null }])
  })

  it('is exported whole, and the export is in the log', async () => {
    const taken: AuditLine[] = []
    for await (const one of await perform(exportAudit, as('admin'), { filter: { operation: 'things.update' }, format: 'ndjson' })) taken.push(one)
    expect(taken).toMatchObject([{ operation: 'things.update', before: { name: 'A' }, after: { name: 'B' } }])
    const { lines } = await perform(listAudit, as('admin'), { filter: { operation: 'audit.export', outcome: 'done' }, before: null, limit: 5 })
    expect(lines).toMatchObject([{ after: { format: 'ndjson', filter: { operation: 'things.update' } } }])
  })

  it('calls what was changed by the name of now, by that of then when it is gone, and names nothing of others', async () => {
    const [invited, group, foreign] = [newId(), newId(), newId()]
    const { db } = test
    await db.insertInto('users').values({ id: invited, email: 'bo@example.com', first_name: '', last_name: '', password_hash: null }).execute()
    await db.insertInto('organizations').values({ id: theirs, name: 'Theirs', default_project_id: null }).execute()
    await db.insertInto('groups').values({ id: group, organization_id: ours, name: 'Sales', created_by: null, updated_by: null }).execute()
    await db.insertInto('groups').values({ id: foreign, organization_id: theirs, name: 'Their secret', created_by: null, updated_by: null }).execute()
    const lines = [
      line({ targetKind: 'invitation', targetId: invited, before: { open: true } }),
      line({ targetKind: 'invitation', targetId: newId(), after: { email: 'gone@example.com' } }),
      line({ targetKind: 'project_group', targetId: group, after: { role: 'viewer' } }),
      line({ targetKind: 'group', targetId: group, before: { name: 'Sellers' }, after: { name: 'Sales department' } }),
      line({ targetKind: 'organization', targetId: ours }),
      line({ targetKind: 'project_group', targetId: foreign, outcome: 'refused' }),
      line({ targetKind: 'organization', targetId: theirs, outcome: 'refused' }),
    ].map((one) => ({ ...one, operation: 'names.test' }))
    await db.transaction().execute((tx) => appendChanges(tx, lines, new Date(clock.now())))
    const { lines: named } = await perform(listAudit, as('admin'), { filter: { operation: 'names.test' }, before: null, limit: 50 })
    expect(named.map(({ target }) => target.name).toReversed()).toEqual(['bo@example.com', 'gone@example.com', 'Sales', 'Sales', 'Ours', null, null])
    await db.deleteFrom('groups').where('id', '=', group).execute()
    await db.deleteFrom('organizations').where('id', '=', theirs).execute()
    const { lines: later } = await perform(listAudit, as('admin'), { filter: { targetId: group }, before: null, limit: 50 })
    expect(later.map(({ target }) => target.name)).toEqual(['Sales department', null])
  })
})
