import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
  await sql`create table kept (id int primary key, value int)`.execute(test.db)
  await sql`insert into kept values (1, 10)`.execute(test.db)
})
afterAll(() => test.drop())

const joined = (db: TestDatabase['db'], id: number) =>
  sql<{ id: number; value: unknown }>`
    select a.id, a.value from kept a join kept b on b.id = a.id join kept c on c.id = a.id join kept d on d.id = a.id
      join kept e on e.id = a.id join kept f on f.id = a.id where a.id = ${id}`.execute(db)
const keptPlans = async (db: TestDatabase['db']): Promise<number> => {
  const { rows } = await sql<{ count: string }>`select count(*) from pg_prepared_statements where statement like '%from kept a%'`.execute(db)
  return Number(rows[0]?.count)
}

describe('plans', () => {
  it('of statements with many joins are kept once they were asked often, and forgotten when a column became another one', async () => {
    await test.db.connection().execute(async (db) => {
      for (let round = 0; round < 4; round++) await joined(db, 1)
      expect(await keptPlans(db)).toBe(0)
      for (let round = 0; round < 10; round++) expect((await joined(db, 1)).rows).toEqual([{ id: 1, value: 10 }])
      expect((await joined(db, 2)).rows).toEqual([])
      expect(await keptPlans(db)).toBe(1)
      await sql`alter table kept alter column value type text`.execute(db)
      // PostgreSQL refuses the plan of before: nobody hears of it.
      expect((await joined(db, 1)).rows).toEqual([{ id: 1, value: '10' }])
    })
  })

  it('of other statements are not', async () => {
    await test.db.connection().execute(async (db) => {
      for (let round = 0; round < 10; round++) await sql`select * from kept as single where id = ${round}`.execute(db)
      const { rows } = await sql`select 1 from pg_prepared_statements where statement like '%kept as single%'`.execute(db)
      expect(rows).toEqual([])
    })
  })
})
