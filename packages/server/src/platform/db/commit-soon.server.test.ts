import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { committedSoon } from './commit-soon.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

it('nobody waits for the disk in the transaction of such a statement, and all do after it', async () => {
  await test.db.connection().execute(async (one) => {
    const now = async (): Promise<unknown> => (await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(one)).rows[0]?.synchronous_commit
    // Stores of tests never wait.
    await sql`set synchronous_commit = 'on'`.execute(one)
    await sql`create temporary table tried (value int)`.execute(one)
    await one.transaction().execute(async (tx) => {
      await sql`insert into tried values (1) returning ${committedSoon}`.execute(tx)
      expect((await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(tx)).rows).toEqual([{ synchronous_commit: 'off' }])
    })
    expect(await now()).toBe('on')
    await sql`insert into tried values (2) returning ${committedSoon}`.execute(one)
    expect(await now()).toBe('on')
    await sql`reset synchronous_commit`.execute(one)
  })
})
