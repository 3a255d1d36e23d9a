import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendChanges, type Change } from './change-log-store.ts'
import { migrate } from './db/migrate.ts'
import { openDb } from './db/open-db.ts'
import { readMigrations } from './db/read-migrations.ts'
import { createTestDatabase, type TestDatabase } from './db/test-database.ts'
import { silentLog } from './log.ts'
import { verifyChangeLog, type VerifiedLog } from './verify-change-log.ts'

let test: TestDatabase
beforeEach(async () => {
  test = await createTestDatabase()
})
afterEach(() => test.drop())

const change = (targetId: string, after: object | null = { name: 'O\'Brien "x" \\ 😀\n', numbers: [1, 0.1, 1e21, null] }): Change => ({
  operation: 'things.update',
  organizationId: null,
  projectId: null,
  actorKind: 'user',
  actorId: null,
  asId: null,
  requestId: 'r',
  targetKind: 'thing',
  targetId,
  before: null,
  after,
  outcome: 'done',
  reason: null,
  source: { address: '10.0.0.1', userAgent: 'Ünïcode/1.0', credential: 'session', credentialId: null },
})
const append = (...changes: Change[]): Promise<void> => test.db.transaction().execute((tx) => appendChanges(tx, changes, new Date('2026-11-21T10:00:00.123Z')))
const verify = (): Promise<VerifiedLog> => verifyChangeLog(test.connection)
/** What only the owner of the tables can do. */
async function tamper(statement: string): Promise<void> {
  await sql.raw(`alter table change_log disable trigger user; ${statement}; alter table change_log enable trigger user`).execute(test.db)
}

describe('the chain of the audit log', () => {
  it('is intact when empty, and its head moves with every line', async () => {
    expect(await verify()).toEqual({ intact: true, lines: 0, head: '00'.repeat(32) })
    await append(change('a'), change('b'))
    const two = await verify()
    expect(two).toMatchObject({ intact: true, lines: 2 })
    await append(change('c'))
    const three = await verify()
    expect(three).toMatchObject({ intact: true, lines: 3 })
    expect(three).not.toMatchObject({ head: (two as { head: string }).head })
  })

  it('cannot be forked by writers at the same time, and rolled back ones leave no gap', async () => {
    const nodes = [1, 2, 3].map(() => openDb(test.connection, { log: silentLog(), maxConnections: 4 }))
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const { db } = nodes[index % nodes.length]!
        await db
          .transaction()
          .execute(async (tx) => {
            await appendChanges(tx, [change(`x${index}`), change(`y${index}`)], new Date())
            if (index % 5 === 0) throw new Error('changed my mind')
          })
          .catch((error: unknown) => expect(String(error)).toContain('changed my mind'))
      }),
    )
    await Promise.all(nodes.map((node) => node.close()))
    expect(await verify()).toMatchObject({ intact: true, lines: 96 })
    const { rows } = await sql<{ last: string }>`select max(id)::text as last from change_log`.execute(test.db)
    expect(rows).toEqual([{ last: '96' }])
  })

  it('is only ever appended to', async () => {
    await append(change('a'))
    for (const statement of ["update change_log set target_id = 'b'", 'delete from change_log', 'truncate change_log']) {
      await expect(sql.raw(statement).execute(test.db)).rejects.toThrow('only ever appended to')
    }
  })

  it('takes neither number nor hash from a writer', async () => {
    await append(change('a'))
    await sql`insert into change_log (id, actor_kind, operation, target_kind, target_id, hash) values (900, 'user', 'x', 'y', 'z', ${Buffer.alloc(32)})`.execute(
      test.db,
    )
    expect(await verify()).toMatchObject({ intact: true, lines: 2 })
  })

  it.each([
    ['a changed field', 'update change_log set after = \'{"role":"viewer"}\' where id = 3', '3'],
    ['a changed actor', 'update change_log set actor_id = gen_random_uuid() where id = 2', '2'],
    ['a moment moved by a microsecond', "update change_log set at = at + interval '1 microsecond' where id = 4", '4'],
    ['a line taken out', 'delete from change_log where id = 2', '3'],
    ['the first line taken out', 'delete from change_log where id = 1', '2'],
    ['two fields run together', "update change_log set target_kind = 'thing3', target_id = '' where id = 3", '3'],
    [
      'a line put in',
      "insert into change_log (id, actor_kind, operation, target_kind, target_id, hash) select 6, 'user', 'x', 'y', 'z', hash from change_log where id = 5",
      '6',
    ],
  ])('shows %s', async (_what, statement, line) => {
    await append(...['1', '2', '3', '4', '5'].map((id) => change(id)))
    await tamper(statement)
    expect(await verify()).toMatchObject({ intact: false, line })
  })

  it('begins with the lines that were there before it', async () => {
    const known = await readMigrations()
    await test.db.schema.dropTable('change_log').cascade().execute()
    await sql.raw('drop schema public cascade; create schema public').execute(test.db)
    await migrate(test.db, { known: known.filter(({ name }) => name < '0007') })
    await sql
      .raw(
        `insert into change_log (actor_kind, operation, target_kind, target_id, before) select 'user', 'x', 'y', n::text, '{"b": 1, "a": [1.50, "ü"]}' from generate_series(1, 5) n;
       delete from change_log where id = 3`,
      )
      .execute(test.db)
    await expect(verify()).rejects.toThrow('no audit log yet')
    await migrate(test.db, { known })
    expect(await verify()).toMatchObject({ intact: true, lines: 4 })
    await append(change('after'))
    expect(await verify()).toMatchObject({ intact: true, lines: 5 })
    await tamper("update change_log set before = '{}' where id = 4")
    expect(await verify()).toMatchObject({ intact: false, line: '4' })
  })
})
