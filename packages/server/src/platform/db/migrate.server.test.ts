import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../log.ts'
import { migrate } from './migrate.ts'
import { openDb } from './open-db.ts'
import { readMigrations } from './read-migrations.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const step = (name: string, text: string) => ({ name, sql: text, checksum: `sum of ${text}` })

describe('migrate', () => {
  it('does nothing on a store that is up to date', async () => {
    expect(await migrate(test.db)).toEqual([])
  })

  it('lets several nodes start at once: each step is taken exactly once', async () => {
    const steps = [...(await readMigrations()), step('9001-one', 'create table one (id int)'), step('9002-two', 'create table two (id int)')]
    const nodes = [1, 2, 3].map(() => openDb(test.connection, { log: silentLog(), maxConnections: 2 }))
    const taken = await Promise.all(nodes.map((node) => migrate(node.db, { known: steps })))
    await Promise.all(nodes.map((node) => node.close()))
    expect(taken.flat()).toEqual(['9001-one', '9002-two'])
  })

  it('leaves nothing of a step that fails', async () => {
    const known = [...(await readMigrations()), step('9001-one', 'create table one (id int)'), step('9002-two', 'create table two (id int)')]
    await expect(migrate(test.db, { known: [...known, step('9003-bad', 'create table three (id int); select 1/0')] })).rejects.toThrow('division by zero')
    const { rows } = await sql<{ found: string | null }>`select to_regclass('three')::text as found`.execute(test.db)
    expect(rows).toEqual([{ found: null }])
  })

  it('refuses a store that a newer program has changed', async () => {
    await expect(migrate(test.db)).rejects.toThrow('newer Atrium')
  })

  it('refuses a step that is not the one that was applied', async () => {
    const [first, ...rest] = await readMigrations()
    const changed = [{ ...first!, checksum: 'other' }, ...rest, step('9001-one', 'create table one (id int)'), step('9002-two', 'create table two (id int)')]
    await expect(migrate(test.db, { known: changed })).rejects.toThrow('not the one that was applied')
  })
})

describe('listen', () => {
  it('hears what is announced after it resolved', async () => {
    const heard: string[] = []
    let got = (): void => undefined
    const one = new Promise<void>((resolve) => (got = resolve))
    await test.listen('things', (payload) => {
      heard.push(payload)
      got()
    })
    await sql`select pg_notify('things', 'a')`.execute(test.db)
    await one
    expect(heard).toEqual(['a'])
  })

  it('comes back after its connection was cut, and says that there was a gap', async () => {
    let gap = (): void => undefined
    const back = new Promise<void>((resolve) => (gap = resolve))
    await test.listen(
      'others',
      () => undefined,
      () => gap(),
    )
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'atrium-listen' and datname = current_database()`.execute(test.db)
    await back
  })
})
