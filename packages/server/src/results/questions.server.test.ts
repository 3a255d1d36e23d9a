import type { VariableValue } from '@atrium/semantic'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../platform/errors.ts'
import type { Question } from './question.ts'
import type { StoredResult } from './result-store.ts'
import { asker, newKey, openResultsWorld, valuesOf, type ResultsWorld } from './testing/open-results.ts'

let world: ResultsWorld
let orders: StoredResult
let customers: StoredResult
let secret: StoredResult
const scope = () => ({ projectId: world.projectId, audience: 'everybody' })
const kept = (sql: string, tables: Question['tables'] = {}, key = newKey(world.projectId)): Promise<StoredResult> =>
  world.results.keep(key, { kind: 'question', question: { sql, tables } }, asker())
const ask = (sql: string, change: Partial<Question> = {}, asking = {}) =>
  world.results.ask(scope(), { sql, tables: { orders, Customers: customers }, ...change }, { ...asker(), maxRows: 1000, ...asking })
const failureOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => new Error('it did not fail'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof AppError)) throw error
  return error
}
/** Joins that no machine finishes in the time of a test. */
const endless = 'SELECT count(*) FROM range(3000000) a, range(3000000) b WHERE (a.range * b.range) % 7 = 3'

beforeAll(async () => {
  world = await openResultsWorld()
  orders = await kept(
    "SELECT i AS id, 'customer ' || i % 7 AS customer, (i * 1.5)::DECIMAL(18,2) AS amount, DATE '2026-01-01' + (i % 90)::INTEGER AS day FROM range(10000) t(i)",
  )
  customers = await kept("SELECT 'customer ' || i AS name, i AS rank FROM range(7) t(i)")
  secret = await kept("SELECT 'hidden' AS word", {}, newKey(world.projectId, 'the board'))
})
afterAll(() => world.close())

describe('SQL over results', () => {
  it('joins them by their names, whatever their case', async () => {
    const answer = await ask('SELECT rank, sum(amount) AS total FROM ORDERS JOIN customers ON customer = name GROUP BY rank ORDER BY rank LIMIT 2')
    expect(valuesOf(answer)).toEqual([
      [0, 1],
      [10713213, 10715356.5],
    ])
    expect(answer.columns.map(({ name, engineType }) => [name, engineType])).toEqual([
      ['rank', 'BIGINT'],
      ['total', 'DECIMAL(38,2)'],
    ])
  })

  it('goes on from results of results', async () => {
    const byDay = await kept('SELECT day, sum(amount) AS total FROM orders GROUP BY day', { orders })
    const months = await kept("SELECT date_trunc('month', day) AS month, sum(total) AS total FROM by_day GROUP BY 1 ORDER BY 1", { by_day: byDay })
    expect([byDay.rows, months.rows]).toEqual([90, 3])
    expect(valuesOf(await ask('SELECT sum(total) = (SELECT sum(amount) FROM orders) FROM months', { tables: { months, orders } }))).toEqual([[true]])
  })

  it('takes values for variables, never text', async () => {
    const values = new Map<string, VariableValue>([
      ['who', { type: 'string', value: "customer 1' OR 1=1 --" }],
      ['some', [1, 2].map((value) => ({ type: 'number', value }))],
    ])
    expect(valuesOf(await ask('SELECT count(*) FROM orders WHERE customer = {variables.who}', { values }))).toEqual([[0]])
    expect(valuesOf(await ask('SELECT count(*) FROM orders WHERE id IN ({variables.some})', { values }))).toEqual([[2]])
    expect(await failureOf(ask("SELECT '{variables.who}' FROM orders", { values }))).toMatchObject({ code: 'invalid' })
    expect(await failureOf(ask('SELECT {variables.other}', { values }))).toMatchObject({ code: 'invalid', message: 'Variable other is missing from query' })
  })

  it('says the columns of an answer without making it', async () => {
    const columns = await world.results.describe(
      scope(),
      { sql: `SELECT day, (${endless}) AS n FROM orders`, tables: { orders } },
      asker({ timeoutMs: 10_000 }),
    )
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['day', 'date'],
      ['n', 'number'],
    ])
  })

  it('names that are also names of the engine are those of the session', async () => {
    const tables = { duckdb_tables: customers, 'a "b" c': orders, pragma_database_list: customers }
    expect(valuesOf(await ask('SELECT count(*) FROM duckdb_tables UNION ALL SELECT count(*) FROM "a ""b"" c" ORDER BY 1', { tables }))).toEqual([[7, 10_000]])
    expect(valuesOf(await ask('WITH orders AS (SELECT * FROM orders WHERE id < 5) SELECT count(*) FROM orders'))).toEqual([[5]])
  })

  it.each([
    'SELECT * FROM secret',
    'SELECT * FROM main.orders',
    'SELECT * FROM temp.main.orders',
    'SELECT * FROM loaded',
    'SELECT * FROM information_schema.tables',
    'SELECT * FROM duckdb_views()',
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_parquet('*.parquet')",
    "SELECT * FROM glob('*')",
    "SELECT * FROM parquet_metadata('x.parquet')",
    "SELECT getenv('HOME')",
    "COPY orders TO '/tmp/stolen.csv'",
    "ATTACH ':memory:' AS m",
    'PRAGMA database_list',
    "SET memory_limit = '10GB'",
    'DROP VIEW orders',
    'CREATE TEMP TABLE t AS SELECT 1',
    'SELECT 1; SELECT 2',
    "SELECT * FROM query('SELECT 1')",
    '',
  ])('refuses %s', async (sql) => {
    const ways = [() => ask(sql), () => world.results.describe(scope(), { sql, tables: { orders } }, asker()), () => kept(sql, { orders })]
    for (const way of ways) {
      expect(await failureOf(way())).toMatchObject({ code: 'invalid', details: { reason: 'sql_refused' } })
    }
  })

  it.each([
    'SELECT filename FROM orders',
    'SELECT file_row_number FROM orders',
    'SELECT nothing FROM orders',
    "SELECT 'x'::INTEGER FROM orders",
    'SELECT customer::INTEGER FROM orders',
    "SELECT CASE WHEN id = 9999 THEN error('late') END FROM orders",
  ])('fails on %s without a word of files', async (sql) => {
    for (const way of [() => ask(sql, {}, { maxRows: 20_000 }), () => kept(sql, { orders })]) {
      const error = await failureOf(way())
      expect(error.code).toBe('query_failed')
      expect(JSON.stringify([error.message, error.details])).not.toContain(world.folder)
    }
  })

  it('reads no result of another audience or project, whoever put it there', async () => {
    for (const foreign of [secret, { ...orders, projectId: '6f1e2d3c-0000-4000-8000-000000000001' }]) {
      await expect(ask('SELECT * FROM orders', { tables: { orders: foreign } })).rejects.toThrow('is not for whoever asks')
      await expect(kept('SELECT * FROM orders', { orders: foreign })).rejects.toThrow('is not for whoever asks')
    }
  })

  it('serves two sessions that call different things by one name', async () => {
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, at) => ask('SELECT count(*) FROM t', { tables: { t: at % 2 === 0 ? orders : customers } }).then(valuesOf)),
    )
    expect(asked).toEqual(asked.map((_, at) => [[at % 2 === 0 ? 10_000 : 7]]))
  })
})

describe('what was cut', () => {
  it('is told of a result, and of all that is made of it', async () => {
    const small = await world.open({ limits: { maxRows: 100 } })
    const source = (sql: string, tables: Question['tables'] = {}) => ({ kind: 'question' as const, question: { sql, tables } })
    const whole = await small.keep(newKey(world.projectId), source('SELECT * FROM range(100)'), asker())
    const cut = await small.keep(newKey(world.projectId), source('SELECT * FROM range(101) ORDER BY 1 DESC'), asker())
    expect([whole.rows, whole.truncated, cut.rows, cut.truncated]).toEqual([100, false, 100, true])
    expect(valuesOf(await small.rows(cut, { ...asker(), offset: 98, limit: 10 }))).toEqual([[2, 1]])
    const answer = await small.ask(scope(), { sql: 'SELECT count(*), min(range) FROM cut', tables: { cut, whole } }, { ...asker(), maxRows: 5 })
    expect([valuesOf(answer), answer.partialTables]).toEqual([[[100], [1]], ['cut']])
    const made = await small.keep(newKey(world.projectId), source('SELECT count(*) AS n FROM cut, whole', { cut, whole }), asker())
    expect([made.truncated, made.partial]).toEqual([false, true])
    const further = await small.ask(scope(), { sql: 'SELECT n FROM made', tables: { made, whole } }, { ...asker(), maxRows: 5 })
    expect([valuesOf(further), further.partialTables]).toEqual([[[10_000]], ['made']])
  })

  it('is told of an answer', async () => {
    const answer = await ask('SELECT id FROM orders ORDER BY id', {}, { maxRows: 10 })
    expect([answer.rowCount, answer.truncated]).toEqual([10, true])
    expect((await ask('SELECT id FROM orders WHERE id < 10', {}, { maxRows: 10 })).truncated).toBe(false)
  })
})

describe('limits', () => {
  it('stop a question in time and at once when nobody waits for it, and the next one works', async () => {
    expect((await failureOf(ask(endless, {}, { timeoutMs: 300 }))).details.reason).toBe('query_timeout')
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 100)
    expect((await failureOf(ask(endless, {}, { signal: abort.signal }))).code).toBe('cancelled')
    const late = new AbortController()
    setTimeout(() => late.abort(), 100)
    expect(
      (
        await failureOf(
          world.results.keep(newKey(world.projectId), { kind: 'question', question: { sql: endless, tables: {} } }, asker({ signal: late.signal })),
        )
      ).code,
    ).toBe('cancelled')
    expect(valuesOf(await ask('SELECT 42'))).toEqual([[42]])
  })

  it('refuse what needs too much memory', async () => {
    const error = await failureOf(ask("SELECT list(range::VARCHAR || repeat('x', 200)) FROM range(20000000)"))
    expect([error.code, error.details.reason]).toEqual(['limit_exceeded', 'query_memory'])
  })

  it('refuse a result that is too large, and leave nothing of it', async () => {
    const small = await world.open({ limits: { maxBytes: 100_000, arrowBytes: 1_000_000 } })
    const question = { sql: 'SELECT md5(range::VARCHAR) AS text FROM range(200000)', tables: {} }
    const key = newKey(world.projectId)
    expect((await failureOf(small.keep(key, { kind: 'question', question }, asker()))).details.reason).toBe('result_too_large')
    expect(await small.find(key)).toBeNull()
    const large = await world.results.keep(key, { kind: 'question', question }, asker())
    expect((await failureOf(small.arrow(large, asker()))).details.reason).toBe('result_too_large')
  })

  it('let people take turns', async () => {
    const order: string[] = []
    const abort = new AbortController()
    const blockers = [1, 2].map(() => failureOf(ask(endless, {}, { signal: abort.signal, fairKey: 'busy' })))
    const asked = ['busy', 'busy', 'busy', 'other'].map((fairKey) => ask('SELECT 1', {}, { fairKey }).then(() => order.push(fairKey)))
    abort.abort()
    await Promise.all([...blockers, ...asked])
    expect(order.indexOf('other')).toBeLessThan(3)
  })

  it('outlive a process that was killed', async () => {
    await ask('SELECT 1')
    const before = world.results.pid(world.projectId)
    const slow = ask('SELECT count(*) FROM range(20000000) a WHERE hash(a.range) % 3 = 1')
    process.kill(before ?? 0, 'SIGKILL')
    expect((await slow).rowCount).toBe(1)
    expect(world.results.pid(world.projectId)).not.toBe(before)
  })
})

describe('a result is looked at', () => {
  it('page by page, in its order', async () => {
    const pages = await Promise.all([0, 4000, 9998].map((offset) => world.results.rows(orders, { ...asker(), offset, limit: 3 })))
    expect(pages.map((page) => [valuesOf(page)[0], page.truncated])).toEqual([
      [[0, 1, 2], true],
      [[4000, 4001, 4002], true],
      [[9998, 9999], false],
    ])
  })
})
