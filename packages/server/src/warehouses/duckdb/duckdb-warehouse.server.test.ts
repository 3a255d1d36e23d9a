import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../platform/errors.ts'
import { engineEntry, warehouseFolder } from '../testing/engine-entry.ts'
import type { ExecuteOptions, WarehouseResult } from '../warehouse.ts'
import { createDuckdbWarehouse } from './duckdb-warehouse.ts'

let folder: string
let warehouse: ReturnType<typeof createDuckdbWarehouse>
const warnings: string[] = []

const limits = (change: Partial<ExecuteOptions> = {}): ExecuteOptions => ({
  maxRows: 5000,
  maxBytes: 50_000_000,
  timeoutMs: 20_000,
  signal: new AbortController().signal,
  fairKey: 'someone',
  ...change,
})
const valuesOf = (result: WarehouseResult): unknown[][] => JSON.parse(result.data.toString('utf8')) as unknown[][]
const first = async (sql: string): Promise<unknown> => valuesOf(await warehouse.execute(sql, limits()))[0]?.[0]
/** Joins that no machine finishes in the time of a test. */
const endless = 'SELECT count(*) FROM range(3000000) a, range(3000000) b WHERE (a.range * b.range) % 7 = 3'

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof AppError)) throw error
  return error
}

beforeAll(async () => {
  folder = await warehouseFolder()
  for (const name of ['exports', 'temp']) await mkdir(path.join(folder, name))
  const instance = await DuckDBInstance.create(path.join(folder, 'shop.duckdb'))
  const connection = await instance.connect()
  await connection.run("CREATE TABLE orders AS SELECT range AS id, 'customer ' || (range % 7) AS customer, range * 1.5 AS amount FROM range(10000)")
  await connection.run("CREATE TABLE secrets AS SELECT 'hidden' AS word")
  connection.closeSync()
  instance.closeSync()
  warehouse = createDuckdbWarehouse({
    entry: await engineEntry(),
    settings: {
      database: path.join(folder, 'shop.duckdb'),
      exportFolder: path.join(folder, 'exports'),
      tablesFolder: path.join(folder, 'tables'),
      tempFolder: path.join(folder, 'temp'),
      memoryMegabytes: 300,
      tempMegabytes: 200,
      threads: 2,
    },
    slots: 2,
    maxWaiting: 3,
    onWarning: (message) => warnings.push(message),
  })
})

afterAll(async () => {
  await warehouse.close()
  await rm(folder, { recursive: true, force: true })
})

describe('numbers of the engine', () => {
  const joined = 'FROM range(10) a(id) LEFT JOIN range(3) b(id) ON a.id % 3 = b.id LEFT JOIN range(23) p(id) ON p.id % 10 = a.id WHERE p.id >= 0 OR b.id >= 0'
  const sql = `SELECT (SELECT count(DISTINCT p.id) ${joined}), (SELECT count(DISTINCT b.id) ${joined})`

  it('two reads of the same joins keep their own columns', async () => {
    expect(valuesOf(await warehouse.execute(sql, limits()))).toEqual([[23], [3]])
  })

  it('which DuckDB does not do by itself; when it does, nothing has to be switched off any more', async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    expect((await connection.runAndReadAll(sql)).getRowsJson()).toEqual([['23', '23']])
    connection.closeSync()
    instance.closeSync()
  })
})

describe('values of the engine', () => {
  it.each([
    ['1::TINYINT', 1],
    ['(-32768)::SMALLINT', -32768],
    ['2147483647::INTEGER', 2147483647],
    ['9007199254740991::BIGINT', 9007199254740991],
    ['9007199254740993::BIGINT', '9007199254740993'],
    ['18446744073709551615::UBIGINT', '18446744073709551615'],
    ['sum(x)', 6, 'FROM (VALUES (1), (2), (3)) t(x)'],
    ['-170141183460469231731687303715884105727::HUGEINT', '-170141183460469231731687303715884105727'],
    ['12.30::DECIMAL(4,2)', 12.3],
    ['-0.05::DECIMAL(9,2)', -0.05],
    ['1234567890123.45::DECIMAL(18,2)', 1234567890123.45],
    ['12345678901234567890.12::DECIMAL(38,2)', '12345678901234567890.12'],
    ['0.1::FLOAT', 0.1],
    ['16777216::FLOAT', 16777216],
    ['0.30000001192092896::FLOAT', 0.3],
    ['0.1::DOUBLE', 0.1],
    ["'nan'::DOUBLE", null],
    ["'infinity'::DOUBLE", null],
    ["DATE '2026-03-29'", '2026-03-29'],
    ["DATE '1969-12-31'", '1969-12-31'],
    ["'infinity'::DATE", 'infinity'],
    ["TIMESTAMP '2026-03-29 01:30:00.123456'", '2026-03-29T01:30:00.123'],
    ["TIMESTAMP '1969-12-31 23:59:59.999'", '1969-12-31T23:59:59.999'],
    ["TIMESTAMPTZ '2026-03-29 01:30:00+02'", '2026-03-28T23:30:00.000Z'],
    ["TIMESTAMP_S '2026-01-01 00:00:01'", '2026-01-01T00:00:01.000'],
    ["TIMESTAMP_MS '2026-01-01 00:00:01.5'", '2026-01-01T00:00:01.500'],
    ["TIMESTAMP_NS '2026-01-01 00:00:01.5'", '2026-01-01T00:00:01.500'],
    ["'short'", 'short'],
    ["'exactly12chr'", 'exactly12chr'],
    ["'a text longer than twelve bytes, with \" and \\ and 😀 and ' || chr(10)", 'a text longer than twelve bytes, with " and \\ and 😀 and \n'],
    ["''", ''],
    ['true', true],
    ['NULL', null],
    ['NULL::INTEGER', null],
    ['[1, 2, NULL]', [1, 2, null]],
    ["{'a': 1, 'b': 'x'}", { a: 1, b: 'x' }],
    ["'6f1e2d3c-0000-4000-8000-000000000001'::UUID", '6f1e2d3c-0000-4000-8000-000000000001'],
    ['\'{"k": [1]}\'::JSON', '{"k": [1]}'],
    ["'b'::ENUM('a', 'b')", 'b'],
  ])('gives %s as %j', async (sql, expected, from = '') => expect(await first(`SELECT ${sql} AS v ${from}`)).toEqual(expected))

  it('keeps nulls in place over many chunks', async () => {
    const [values] = valuesOf(
      await warehouse.execute("SELECT CASE WHEN range % 3 = 0 THEN NULL ELSE 'row number ' || range END FROM range(5000) ORDER BY range", limits()),
    )
    expect(values).toEqual(Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? null : `row number ${i}`)))
  })

  it('names columns and their types', async () => {
    const { columns } = await warehouse.execute("SELECT 1 AS n, 'x' AS s, DATE '2026-01-01' AS d, now() AS t, true AS b, 1.5 AS n", limits())
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['n', 'number'],
      ['s', 'string'],
      ['d', 'date'],
      ['t', 'timestamp'],
      ['b', 'boolean'],
      ['n:1', 'number'],
    ])
  })
})

describe('limits', () => {
  it('cuts at the row limit and says so', async () => {
    const cut = await warehouse.execute('SELECT range FROM range(10000) ORDER BY range', limits({ maxRows: 3000 }))
    expect([cut.rowCount, cut.truncated, valuesOf(cut)[0]?.at(-1)]).toEqual([3000, true, 2999])
    const whole = await warehouse.execute('SELECT range FROM range(3000)', limits({ maxRows: 3000 }))
    expect([whole.rowCount, whole.truncated]).toEqual([3000, false])
  })

  it('cuts at the byte limit and says so', async () => {
    const cut = await warehouse.execute("SELECT repeat('x', 1000) FROM range(50000)", limits({ maxRows: 50_000, maxBytes: 5_000_000 }))
    expect(cut.truncated).toBe(true)
    // The last rows may pass the limit: then nothing is missing.
    const whole = await warehouse.execute("SELECT repeat('x', 1000) FROM range(2000)", limits({ maxRows: 50_000, maxBytes: 1_000_000 }))
    expect([whole.rowCount, whole.truncated]).toEqual([2000, false])
    expect(cut.data.length).toBeLessThan(9_000_000)
  })

  it('stops a query at its deadline, and the next one works', async () => {
    expect((await failureOf(warehouse.execute(endless, limits({ timeoutMs: 300 })))).details.reason).toBe('query_timeout')
    expect(await first('SELECT 42')).toBe(42)
  })

  it('stops a query that was cancelled, and the next one works', async () => {
    const abort = new AbortController()
    const running = failureOf(warehouse.execute(endless, limits({ signal: abort.signal })))
    setTimeout(() => abort.abort(), 200)
    expect((await running).code).toBe('cancelled')
    expect(await first('SELECT 43')).toBe(43)
  })

  it('refuses a query over its memory, and the next one works', async () => {
    const error = await failureOf(warehouse.execute("SELECT list(range::VARCHAR || repeat('x', 200)) FROM range(20000000)", limits()))
    expect([error.code, error.details.reason]).toEqual(['limit_exceeded', 'query_memory'])
    expect(await first('SELECT 44')).toBe(44)
  })

  it('replaces an engine that was killed in the middle, without the caller noticing', async () => {
    await first('SELECT 1')
    const before = warehouse.pid()
    const slow = warehouse.execute('SELECT count(*) FROM range(20000000) a WHERE hash(a.range) % 3 = 1', limits())
    process.kill(before ?? 0, 'SIGKILL')
    expect((await slow).rowCount).toBe(1)
    expect(warehouse.pid()).not.toBe(before)
  })

  it('refuses early when too many wait', async () => {
    const abort = new AbortController()
    const running = Array.from({ length: 6 }, (_, i) => failureOf(warehouse.execute(endless, limits({ signal: abort.signal, fairKey: `p${i}` }))))
    const busy = await running[5]
    expect([busy?.code, busy?.details.retryAfterSeconds]).toEqual(['limit_exceeded', 5])
    abort.abort()
    await Promise.all(running)
    expect(await first('SELECT 45')).toBe(45)
  })
})

describe('SQL that people write', () => {
  it.each([
    'SELECT * FROM orders',
    'FROM orders',
    'SELECT customer, sum(amount) FROM main.orders GROUP BY ALL ORDER BY 2 DESC',
    'WITH big AS (SELECT * FROM orders WHERE amount > 10) SELECT count(*) FROM big JOIN orders USING (id)',
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM t',
    'SELECT list_transform([1, 2], x -> x + 1), row_number() OVER (ORDER BY 1)',
    "SELECT * FROM range(5), unnest(['a', 'b'])",
    'VALUES (1), (2)',
    "PIVOT orders ON customer IN ('customer 1') USING sum(amount)",
    'WITH a AS (SELECT 1 AS n), b AS (SELECT * FROM A) SELECT * FROM b, (SELECT * FROM a)',
    'WITH orders AS (SELECT * FROM orders WHERE id < 5) SELECT count(*) FROM orders',
  ])('lets through %s', async (sql) => expect(await warehouse.checkUserSql(sql)).toBeUndefined())

  it.each([
    'DROP TABLE orders',
    'INSERT INTO orders VALUES (1, 2, 3)',
    'SELECT 1; SELECT 2',
    'SELECT 1; DROP TABLE orders',
    "COPY orders TO '/tmp/stolen.csv'",
    "ATTACH ':memory:' AS m",
    'PRAGMA enable_profiling',
    'PRAGMA database_list',
    "SET memory_limit = '10GB'",
    'RESET memory_limit',
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/shadow')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM parquet_metadata('/etc/passwd')",
    "SELECT getenv('HOME')",
    "SELECT current_setting('temp_directory')",
    'SELECT * FROM duckdb_settings()',
    'SELECT path FROM duckdb_databases()',
    'SELECT * FROM pragma_database_list',
    "SELECT * FROM pragma_storage_info('orders')",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '/tmp/x')",
    'SELECT * FROM checkpoint()',
    'SELECT * FROM truncate_duckdb_logs()',
    "SELECT write_log('x')",
    "SELECT * FROM query('select 1')",
    "SELECT * FROM query_table('orders')",
    'SELECT sleep_ms(1000)',
    "SELECT * FROM which_secret('s3://x', 's3')",
    "SELECT nextval('s')",
    'SELECT * FROM information_schema.tables',
    'SELECT * FROM sqlite_master',
    'SELECT * FROM other.main.orders',
    'SELECT * FROM nowhere',
    'SELECT (SELECT word FROM nowhere)',
    "SELECT * FROM (SELECT * FROM (SELECT getenv('X')))",
    "WITH x AS (SELECT getenv('X')) SELECT * FROM x",
    // A name that a common table expression gives, where it is not known: the engine's own view of this name is read.
    'WITH pragma_database_list AS (SELECT * FROM pragma_database_list) SELECT * FROM pragma_database_list',
    'SELECT b.* FROM (WITH duckdb_databases AS (SELECT 1) SELECT * FROM duckdb_databases) a, duckdb_databases b',
    'SELECT * FROM (SELECT * FROM duckdb_tables) a, (WITH duckdb_tables AS (SELECT 1) SELECT 1) b',
    'WITH a AS (SELECT * FROM sqlite_master), sqlite_master AS (SELECT 1) SELECT * FROM a',
    'WITH RECURSIVE duckdb_views AS (SELECT sql FROM duckdb_views UNION ALL SELECT * FROM duckdb_views) SELECT * FROM duckdb_views',
    'WITH RECURSIVE t AS (SELECT 1 UNION ALL SELECT * FROM t), duckdb_types AS (SELECT 1) SELECT * FROM main.duckdb_types',
    'DESCRIBE orders',
    'SUMMARIZE orders',
    'SHOW TABLES',
    'EXPLAIN ANALYZE SELECT 1',
    "EXPORT DATABASE '/tmp/x'",
    'INSTALL httpfs',
    'CREATE MACRO m(x) AS (SELECT content FROM read_text(x))',
    'PREPARE p AS SELECT 1',
    '',
    'SELECT',
  ])('refuses %s', async (sql) => {
    expect((await failureOf(warehouse.checkUserSql(sql))).code).toBe('invalid')
    expect(await first('SELECT 46')).toBe(46)
  })

  it('says where the SQL is wrong', async () => {
    const error = await failureOf(warehouse.checkUserSql('SELECT *\nFROM orders\nWHERE ('))
    expect(error.code).toBe('invalid')
    expect(error.message).toMatch(/syntax error/i)
  })

  it('lets an expression read no table', async () => {
    expect(await warehouse.checkUserExpression('SELECT (\nx + 1\n)')).toBeUndefined()
    for (const reading of ['SELECT max(word) FROM secrets', 'WITH secrets AS (SELECT word FROM secrets) SELECT max(word) FROM secrets']) {
      expect((await failureOf(warehouse.checkUserExpression(`SELECT (\n(${reading})\n)`))).code).toBe('invalid')
    }
  })

  it.each([
    "SELECT * FROM read_text('/etc/passwd')",
    "COPY (SELECT 1) TO '/tmp/atrium-outside.csv'",
    "ATTACH '/tmp/atrium-other.duckdb'",
    'SET threads = 8',
    'CREATE TABLE x AS SELECT 1',
    "SELECT * FROM '/etc/passwd'",
  ])('is stopped by the engine itself, gate or not: %s', async (sql) => expect((await failureOf(warehouse.execute(sql, limits()))).code).toBe('query_failed'))

  it('has looked at every function of the engine', async () => {
    const [names] = valuesOf(
      await warehouse.execute(
        "SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate', 'macro') AND regexp_matches(function_name, '^[a-z]') ORDER BY 1",
        limits(),
      ),
    )
    const suspicious = (names as string[]).filter((name) =>
      /(^|_)(env|file|path|secret|setting|query|log|sleep|exec|load|install|attach|memory|checkpoint|sequence|config|variable|pragma|read|write|copy)(_|$)/.test(
        name,
      ),
    )
    const open: string[] = []
    for (const name of suspicious) {
      const error = await warehouse.checkUserSql(`SELECT ${name}('x')`).then(
        () => null,
        (caught: unknown) => caught,
      )
      if (error === null) open.push(name)
    }
    expect(open).toMatchInlineSnapshot(`
      [
        "current_query",
        "current_query_id",
        "json_extract_path",
        "json_extract_path_text",
        "log",
        "parse_path",
      ]
    `)
  })
})

describe('exports', () => {
  it('writes all rows as CSV', async () => {
    const file = path.join(folder, 'exports', 'orders.csv')
    const { rowCount } = await warehouse.exportCsv('SELECT id, customer FROM orders ORDER BY id', {
      path: file,
      timeoutMs: 20_000,
      signal: new AbortController().signal,
      fairKey: 'x',
    })
    const text = await readFile(file, 'utf8')
    expect([rowCount, text.split('\n')[0], text.split('\n')[1], text.trimEnd().split('\n').length]).toEqual([10_000, 'id,customer', '0,customer 0', 10_001])
  })

  it('cannot be written anywhere else', async () => {
    const error = await failureOf(
      warehouse.exportCsv('SELECT 1', { path: path.join(folder, 'outside.csv'), timeoutMs: 5000, signal: new AbortController().signal, fairKey: 'x' }),
    )
    expect(error.code).toBe('query_failed')
  })
})

it('knows tables and columns', async () => {
  expect((await warehouse.catalog())['orders']).toEqual({ id: 'BIGINT', customer: 'VARCHAR', amount: 'DECIMAL(21,1)' })
})

describe('tables of their own file', () => {
  const databaseWith = async (name: string, sql: string): Promise<string> => {
    const file = path.join(folder, `new-${name}.duckdb`)
    const instance = await DuckDBInstance.create(file)
    const connection = await instance.connect()
    await connection.run(`CREATE TABLE ${name} AS ${sql}`)
    connection.closeSync()
    instance.closeSync()
    return file
  }

  it('are read like the others as soon as they are there, while what runs ends in peace', async () => {
    await first('SELECT 1')
    const before = warehouse.pid()
    const slow = warehouse.execute('SELECT count(*) FROM range(20000000) a WHERE hash(a.range) % 3 = 1', limits())
    await warehouse.addTable('sales', await databaseWith('sales', "SELECT 12.5 AS amount, 'customer 1' AS customer"))
    expect(await first('SELECT sum(s.amount) FROM sales s JOIN orders o USING (customer) WHERE o.id = 1')).toBe(12.5)
    expect(warehouse.pid()).not.toBe(before)
    expect((await slow).rowCount).toBe(1)
    expect((await warehouse.catalog())['sales']).toEqual({ amount: 'DECIMAL(3,1)', customer: 'VARCHAR' })
    expect(await warehouse.checkUserSql('SELECT * FROM sales')).toBeUndefined()
    expect(valuesOf(await warehouse.execute('SELECT amount FROM sales', limits({ isUserSql: true })))).toEqual([[12.5]])
  })

  it('cannot be written, nor take the place of others', async () => {
    expect((await failureOf(warehouse.execute('DELETE FROM sales', limits()))).code).toBe('query_failed')
    for (const taken of ['sales', 'orders']) expect((await failureOf(warehouse.addTable(taken, 'nothing'))).code, taken).toBe('conflict')
    for (const name of ['../sales', 'a.b', 'A', '', 'x'.repeat(64)]) expect((await failureOf(warehouse.addTable(name, 'nothing'))).code, name).toBe('invalid')
  })

  it('do not take the warehouse with them when they are damaged, and can be taken away', async () => {
    const damaged = path.join(folder, 'new-damaged.duckdb')
    await writeFile(damaged, 'no database')
    await warehouse.addTable('damaged', damaged)
    expect(await first('SELECT count(*) FROM sales')).toBe(1)
    await warehouse.removeTable('damaged')
    await warehouse.removeTable('sales')
    expect(Object.keys(await warehouse.catalog())).toEqual(['orders', 'secrets'])
    expect((await failureOf(warehouse.execute('SELECT * FROM sales', limits()))).code).toBe('query_failed')
  })
})
