import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../platform/db/test-database.ts'
import { fireDueEntries, saveCronEntry } from './cron-store.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const entry = { name: 'tidy', kind: 'tidy', cron: '*/5 * * * *', timezone: 'Europe/Berlin', payload: { a: 1 } }
const overdue = (minutes: number) => sql`update cron_entries set next_at = now() - make_interval(mins => ${minutes}) where name = 'tidy'`.execute(test.db)

describe('cron entries', () => {
  it('fire once over several nodes, however many slots were missed', async () => {
    await saveCronEntry(test.db, entry)
    await overdue(60)
    const fired = await Promise.all([1, 2, 3].map(() => fireDueEntries(test.db)))
    expect(fired.reduce((a, b) => a + b, 0)).toBe(1)
    expect(await fireDueEntries(test.db)).toBe(0)
    const runs = await test.db.selectFrom('runs').select(['kind', 'payload']).execute()
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatchObject({ kind: 'tidy', payload: { a: 1 } })
  })

  it('keep their next slot over a restart, and get a new one when the schedule changed', async () => {
    await overdue(1)
    const nextAt = async () => (await test.db.selectFrom('cron_entries').select('next_at').executeTakeFirstOrThrow()).next_at.getTime()
    const before = await nextAt()
    await saveCronEntry(test.db, { ...entry, payload: { a: 2 } })
    expect(await nextAt()).toBe(before)
    await saveCronEntry(test.db, { ...entry, cron: '0 4 * * *' })
    expect(await nextAt()).toBeGreaterThan(before)
  })
})
