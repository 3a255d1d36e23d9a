import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { createOutbound } from '../../platform/net/outbound.ts'
import { startPostgresServer, type PostgresServer } from '../testing/postgres-server.ts'
import type { ExecuteOptions, WarehouseResult } from '../warehouse.ts'
import { createPostgresWarehouse, type PostgresWarehouse, type PostgresWarehouseOptions } from './postgres-warehouse.ts'

let server: PostgresServer
let warehouse: PostgresWarehouse
let folder: string
const others: PostgresWarehouse[] = []

const limits = (change: Partial<ExecuteOptions> = {}): ExecuteOptions => ({
  maxRows: 5000,
  maxBytes: 50_000_000,
  timeoutMs: 20_000,
  signal: new AbortController().signal,
  fairKey: 'someone',
  ...change,
})
const valuesOf = (result: WarehouseResult): unknown[][] => JSON.parse(result.data.toString('utf8')) as unknown[][]
const first = async (sql: string, change: Partial<ExecuteOptions> = {}): Promise<unknown> => valuesOf(await warehouse.execute(sql, limits(change)))[0]?.[0]
const endless = 'SELECT count(*) FROM generate_series(1, 3000000) a, generate_series(1, 3000000) b WHERE (a * 1.5 + b) % 7 = 3'
const runningThere = (): Promise<unknown> =>
  server.value("SELECT count(*)::int FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active' AND query LIKE '%3000000%'")

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof AppError)) throw error
  return error
}

/** Waits until something is so; the test's own time limit ends it. */
async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20))
}

function open(change: Partial<PostgresWarehouseOptions> = {}): PostgresWarehouse {
  const opened = createPostgresWarehouse({
    settings: server.settings,
    password: async () => server.password,
    outbound: createOutbound({ allowed: ['127.0.0.0/8'], never: () => [] }),
    isOwnAccount: false,
    clock: systemClock,
    slots: 2,
    maxWaiting: 3,
    onWarning: () => undefined,
    ...change,
  })
  others.push(opened)
  return opened
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-exports-'))
  server = await startPostgresServer(
    "CREATE TYPE mood AS ENUM ('glad', 'sad')",
    'CREATE DOMAIN cents AS integer',
    `CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL, mood mood, key uuid)`,
    `CREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer REFERENCES customers, amount numeric(10, 2), paid boolean, at timestamptz, fee cents)`,
    'CREATE TABLE "Order Lines" ("Order" bigint REFERENCES orders, "No" integer, PRIMARY KEY ("Order", "No"))',
    `INSERT INTO customers SELECT i, 'customer ' || i, 'glad', gen_random_uuid() FROM generate_series(1, 7) i`,
    `INSERT INTO orders SELECT i, i % 7 + 1, i * 1.5, i % 2 = 0, timestamptz '2026-01-01 00:00+00' + i * interval '1 hour', i FROM generate_series(1, 10000) i`,
    'INSERT INTO "Order Lines" VALUES (1, 1)',
    'CREATE SCHEMA private',
    "CREATE TABLE private.secrets AS SELECT 'hidden' AS word",
    'GRANT USAGE ON SCHEMA private TO reader',
    'GRANT SELECT ON private.secrets TO reader',
    "CREATE TABLE closed AS SELECT 'closed' AS word",
    'REVOKE ALL ON closed FROM reader',
    'CREATE TABLE written (n integer)',
    'GRANT ALL ON written TO reader',
    "CREATE FUNCTION write_it() RETURNS integer LANGUAGE sql AS 'INSERT INTO written VALUES (1) RETURNING n'",
  )
  warehouse = open()
})
afterAll(async () => {
  await Promise.all(others.map((opened) => opened.close()))
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('values of PostgreSQL', () => {
  it.each([
    ['(-32768)::smallint', -32768],
    ['2147483647', 2147483647],
    ['9007199254740991::bigint', 9007199254740991],
    ['9007199254740993::bigint', '9007199254740993'],
    ['(-9007199254740993)::bigint', '-9007199254740993'],
    ['12.30::numeric(4,2)', 12.3],
    ['-0.05::numeric(9,2)', -0.05],
    ['1234567890123.45::numeric(18,2)', 1234567890123.45],
    ['12345678901234567890.12::numeric(38,2)', '12345678901234567890.12'],
    ['12345678901234567890.12::numeric', '12345678901234567890.12'],
    ['100000000000000000000::numeric', '100000000000000000000'],
    ['10::numeric / 3', 3.3333333333333335],
    ['10::numeric / 4', 2.5],
    ["'nan'::numeric", null],
    ["'infinity'::numeric", null],
    ['0.1::real', 0.1],
    ['0.1::double precision', 0.1],
    ['1e300::double precision', 1e300],
    ["'nan'::double precision", null],
    ["'-infinity'::double precision", null],
    ["date '2026-03-29'", '2026-03-29'],
    ["date 'infinity'", 'infinity'],
    ["date '-infinity'", '-infinity'],
    ["date '12026-03-29'", '+012026-03-29'],
    ["date '0044-03-15 BC'", '-000043-03-15'],
    ["date '0001-01-01 BC'", '0000-01-01'],
    ["timestamp '2026-03-29 01:30:00.123456'", '2026-03-29T01:30:00.123'],
    ["timestamp '1969-12-31 23:59:59.999'", '1969-12-31T23:59:59.999'],
    ["timestamp 'infinity'", 'infinity'],
    ["timestamptz '2026-03-29 01:30:00+02'", '2026-03-28T23:30:00.000Z'],
    ["timestamptz '-infinity'", '-infinity'],
    ["time '01:30'", '01:30:00'],
    ["interval '1 year 2 days 3 hours'", '1 year 2 days 03:00:00'],
    ["'a text with \" and \\ and 😀 and ' || chr(10)", 'a text with " and \\ and 😀 and \n'],
    ["''", ''],
    ["'padded'::char(8)", 'padded  '],
    ['true', true],
    ['false', false],
    ['null', null],
    ['null::integer', null],
    ['array[1, 2, null]', [1, 2, null]],
    [
      'array[[1, 2], [3, 4]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['\'{"a b",NULL,"NULL","q\\"{,}"}\'::text[]', ['a b', null, 'NULL', 'q"{,}']],
    ["'[2:3]={7,8}'::int[]", [7, 8]],
    ["'{}'::int[]", []],
    ["array['glad'::mood]", ['glad']],
    ["'glad'::mood", 'glad'],
    ["'\\xdeadbeef'::bytea", '\\xdeadbeef'],
    ["'6f1e2d3c-0000-4000-8000-000000000001'::uuid", '6f1e2d3c-0000-4000-8000-000000000001'],
    ['\'{"k": [1]}\'::jsonb', '{"k": [1]}'],
    ['7::cents', 7],
    ['row(1, 2)', '(1,2)'],
  ])('gives %s as %j', async (sql, expected) => expect(await first(`SELECT ${sql} AS v`)).toEqual(expected))

  it('mean the same whatever the account prefers', async () => {
    await server.run(
      "ALTER ROLE other_reader SET TimeZone = 'Pacific/Auckland'",
      "ALTER ROLE other_reader SET DateStyle = 'German, DMY'",
      "ALTER ROLE other_reader SET IntervalStyle = 'sql_standard'",
      "ALTER ROLE other_reader SET bytea_output = 'escape'",
      'ALTER ROLE other_reader SET extra_float_digits = -5',
      'ALTER ROLE other_reader SET standard_conforming_strings = off',
    )
    const strange = open({ settings: { ...server.settings, user: 'other_reader' } })
    const sql = "SELECT timestamptz '2026-03-29 00:00+00', interval '1 day 2 hours', '\\x41'::bytea, 0.1::double precision, date '2026-03-04'"
    expect(valuesOf(await strange.execute(sql, limits()))).toEqual(valuesOf(await warehouse.execute(sql, limits())))
  })

  it('keeps nulls in place over many batches', async () => {
    const sql = "SELECT CASE WHEN i % 3 = 0 THEN NULL ELSE 'row number ' || i END FROM generate_series(0, 4999) i ORDER BY i"
    const [values] = valuesOf(await warehouse.execute(sql, limits()))
    expect(values).toEqual(Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? null : `row number ${i}`)))
  })

  it('names columns and their types', async () => {
    const { columns } = await warehouse.execute(
      "SELECT 1 AS n, 'x' AS s, date '2026-01-01' AS d, now() AS t, true AS b, 1.5 AS n, 'glad'::mood AS m, 1.5::numeric(4,1) AS c, array[1] AS l",
      limits(),
    )
    expect(columns.map(({ name, type, engineType }) => [name, type, engineType])).toEqual([
      ['n', 'number', 'integer'],
      ['s', 'string', 'text'],
      ['d', 'date', 'date'],
      ['t', 'timestamp', 'timestamp with time zone'],
      ['b', 'boolean', 'boolean'],
      ['n:1', 'number', 'numeric'],
      ['m', 'string', 'mood'],
      ['c', 'number', 'numeric(4,1)'],
      ['l', 'string', 'integer[]'],
    ])
  })
})

describe('limits', () => {
  it('cuts at the row limit and says so', async () => {
    const cut = await warehouse.execute('SELECT i FROM generate_series(0, 9999) i', limits({ maxRows: 3000 }))
    expect([cut.rowCount, cut.truncated, valuesOf(cut)[0]?.at(-1)]).toEqual([3000, true, 2999])
    const whole = await warehouse.execute('SELECT i FROM generate_series(1, 3000) i', limits({ maxRows: 3000 }))
    expect([whole.rowCount, whole.truncated]).toEqual([3000, false])
    const none = await warehouse.execute('SELECT 1 WHERE false', limits())
    expect([none.rowCount, none.truncated, valuesOf(none)]).toEqual([0, false, [[]]])
  })

  it('cuts at the byte limit and says so', async () => {
    const cut = await warehouse.execute("SELECT repeat('x', 1000) FROM generate_series(1, 50000)", limits({ maxRows: 50_000, maxBytes: 5_000_000 }))
    expect([cut.truncated, cut.rowCount < 10_000]).toEqual([true, true])
    // The last rows may pass the limit: then nothing is missing.
    const whole = await warehouse.execute("SELECT repeat('x', 1000) FROM generate_series(1, 2000)", limits({ maxRows: 50_000, maxBytes: 1_900_000 }))
    expect([whole.rowCount, whole.truncated]).toEqual([2000, false])
  })

  it('refuses values that this process could not hold, and the next query works', async () => {
    const error = await failureOf(warehouse.execute("SELECT repeat('x', 400000000)", limits()))
    expect([error.code, error.details.reason]).toEqual(['limit_exceeded', 'query_memory'])
    expect(await first('SELECT 41')).toBe(41)
  })

  it('stops a query at its deadline, there and here, and the next one works', async () => {
    expect((await failureOf(warehouse.execute(endless, limits({ timeoutMs: 300 })))).details.reason).toBe('query_timeout')
    await until(async () => (await runningThere()) === 0)
    expect(await first('SELECT 42')).toBe(42)
  })

  it('stops a query that was cancelled, there and here, and the next one works', async () => {
    const abort = new AbortController()
    const running = failureOf(warehouse.execute(endless, limits({ signal: abort.signal })))
    await until(async () => (await runningThere()) === 1)
    abort.abort()
    expect((await running).code).toBe('cancelled')
    await until(async () => (await runningThere()) === 0)
    expect(await first('SELECT 43')).toBe(43)
  })

  it('serves people in turn, also whoever asks after somebody with many questions', async () => {
    const narrow = open({ slots: 1, maxWaiting: 10 })
    const blocker = new AbortController()
    const blocking = failureOf(narrow.execute(endless, limits({ signal: blocker.signal, fairKey: 'ada' })))
    await until(async () => (await runningThere()) === 1)
    const order: string[] = []
    const ask = (fairKey: string, what: string, signal = new AbortController().signal): Promise<unknown> =>
      narrow.execute(`SELECT '${what}'`, limits({ fairKey, signal })).then(() => order.push(what))
    const leaving = new AbortController()
    const left = failureOf(ask('cleo', 'cleo 1', leaving.signal))
    const waiting = [ask('ada', 'ada 1'), ask('ada', 'ada 2'), ask('ada', 'ada 3'), ask('bo', 'bo 1'), ask('bo', 'bo 2'), ask('cleo', 'cleo 2')]
    // Whoever gives up waiting keeps nobody else waiting.
    leaving.abort()
    expect((await left).code).toBe('cancelled')
    blocker.abort()
    await Promise.all([blocking, ...waiting])
    expect(order).toEqual(['cleo 2', 'ada 1', 'bo 1', 'ada 2', 'bo 2', 'ada 3'])
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

describe('nothing can be written', () => {
  it.each([
    'INSERT INTO written VALUES (1)',
    'WITH w AS (INSERT INTO written VALUES (1) RETURNING n) SELECT * FROM w',
    'WITH w AS (DELETE FROM written RETURNING n) SELECT * FROM w',
    'SELECT write_it()',
    'SELECT * INTO made FROM orders',
    'CREATE TABLE made AS SELECT 1',
    'CREATE TEMP TABLE made AS SELECT 1',
    'SELECT * FROM written FOR UPDATE',
    'TRUNCATE written',
    'DROP TABLE written',
    'SELECT 1; DELETE FROM written',
    'COMMIT; INSERT INTO written VALUES (1)',
    'SET TRANSACTION READ WRITE',
    "SELECT set_config('transaction_read_only', 'off', false)",
    "SELECT pg_read_file('/etc/passwd')",
    'SELECT * FROM closed',
    "COPY written FROM PROGRAM 'echo 1'",
  ])('by the server itself, gate or not: %s', async (sql) => {
    expect((await failureOf(warehouse.execute(sql, limits()))).code).toBe('query_failed')
    expect(await server.value('SELECT count(*)::int FROM written')).toBe(0)
  })

  it('and what SQL of people leaves in a session is gone', async () => {
    const one = open({ slots: 1 })
    await one.execute("SELECT set_config('search_path', 'private', false), set_config('work_mem', '99MB', false)", limits({ isUserSql: true }))
    expect(valuesOf(await one.execute("SELECT current_schema(), current_setting('work_mem') = '99MB'", limits()))).toEqual([['public'], [false]])
  })
})

describe('SQL that people write', () => {
  it.each([
    'SELECT * FROM orders',
    'TABLE orders',
    'VALUES (1), (2)',
    'SELECT customer_id, sum(amount) FILTER (WHERE paid) FROM public.orders GROUP BY 1 ORDER BY 2 DESC;',
    'WITH big AS (SELECT * FROM orders WHERE amount > 10) SELECT count(*) FROM big JOIN customers c ON c.id = customer_id',
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM t',
    'SELECT row_number() OVER (ORDER BY id), pg_catalog.lower(name), current_user FROM customers',
    'SELECT * FROM generate_series(1, 5) g, LATERAL (SELECT g * 2) x',
    'SELECT id FROM orders UNION SELECT id FROM customers -- both',
    'SELECT * FROM "Order Lines"',
    "SELECT 'pg_sleep(1)', $$ DELETE FROM orders $$",
  ])('lets through and runs %s', async (sql) => {
    expect(await warehouse.checkUserSql(sql)).toBeUndefined()
    const statement = sql.replace(/;$/, '')
    expect(
      (await warehouse.execute(`WITH user_sql AS (${statement}\n)\nSELECT * FROM user_sql LIMIT 5`, limits({ isUserSql: true }))).rowCount,
    ).toBeGreaterThan(0)
  })

  it.each([
    'DROP TABLE orders',
    'INSERT INTO orders VALUES (1)',
    'UPDATE orders SET amount = 0',
    'DELETE FROM orders',
    'MERGE INTO orders USING customers c ON c.id = customer_id WHEN MATCHED THEN DELETE',
    'WITH x AS (DELETE FROM orders RETURNING *) SELECT * FROM x',
    'SELECT * FROM (WITH x AS (INSERT INTO orders VALUES (1) RETURNING *) SELECT * FROM x) y',
    'SELECT * INTO made FROM orders',
    'SELECT 1 UNION SELECT * INTO made FROM orders',
    'SELECT * FROM orders FOR UPDATE',
    'SELECT * FROM (SELECT * FROM orders FOR KEY SHARE) x',
    'SELECT 1; SELECT 2',
    'SELECT 1; DROP TABLE orders',
    "COPY orders TO '/tmp/stolen.csv'",
    "COPY orders TO PROGRAM 'cat'",
    'CALL something()',
    'DO $$ BEGIN END $$',
    'EXPLAIN ANALYZE SELECT 1',
    'PREPARE p AS SELECT 1',
    'DECLARE c CURSOR FOR SELECT 1',
    'LISTEN x',
    'SHOW ALL',
    'SET work_mem = 1',
    'VACUUM',
    'CREATE VIEW v AS SELECT 1',
    'LOCK TABLE orders',
    "SELECT set_config('transaction_read_only', 'off', false)",
    "SELECT pg_catalog.set_config('role', 'postgres', false)",
    'SELECT "pg_catalog"."set_config"(\'a.b\', \'c\', false)',
    "SELECT SET_CONFIG('a.b', 'c', false)",
    "SELECT U&\"s\\0065t_config\"('a.b', 'c', false)",
    "SELECT current_setting('data_directory')",
    'SELECT pg_sleep(1)',
    "SELECT pg_sleep_for('1 second')",
    'SELECT * FROM orders WHERE pg_sleep(1) IS NULL',
    'SELECT * FROM orders ORDER BY pg_sleep(1)',
    'SELECT (SELECT pg_sleep(1))',
    'SELECT CASE WHEN true THEN pg_sleep(1) END',
    'SELECT * FROM pg_sleep(1)',
    'SELECT * FROM ROWS FROM (pg_sleep(1), generate_series(1, 2)) x',
    'WITH x AS (SELECT pg_sleep(1)) SELECT * FROM x',
    'SELECT pg_terminate_backend(1)',
    'SELECT pg_cancel_backend(1)',
    'SELECT pg_reload_conf()',
    'SELECT pg_rotate_logfile()',
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_read_binary_file('/etc/passwd')",
    "SELECT pg_ls_dir('/')",
    "SELECT pg_stat_file('/etc/passwd')",
    'SELECT * FROM pg_ls_waldir()',
    'SELECT lo_get(1)',
    "SELECT lo_import('/etc/passwd')",
    "SELECT * FROM dblink('host=localhost', 'select 1') AS t(x int)",
    "SELECT dblink_connect('x')",
    'SELECT pg_advisory_lock(1)',
    'SELECT pg_try_advisory_lock(1)',
    "SELECT query_to_xml('delete from orders', true, true, '')",
    "SELECT table_to_xml('orders', true, true, '')",
    "SELECT database_to_xml(true, true, '')",
    "SELECT query_to_xmlschema('select 1', true, true, '')",
    "SELECT ts_stat('select word from private.secrets')",
    "SELECT nextval('s')",
    "SELECT pg_notify('x', 'y')",
    'SELECT pg_export_snapshot()',
    'SELECT inet_server_addr()',
    'SELECT other.anything()',
    'SELECT * FROM private.secrets',
    'SELECT * FROM orders JOIN private.secrets ON true',
    'SELECT (SELECT word FROM private.secrets)',
    'TABLE private.secrets',
    'SELECT * FROM pg_catalog.pg_authid',
    'SELECT * FROM pg_stat_activity',
    'SELECT * FROM pg_settings',
    'SELECT * FROM information_schema.tables',
    'WITH pg_settings AS (SELECT 1) SELECT * FROM pg_settings',
    'SELECT * FROM (WITH pg_stat_activity AS (SELECT 1) SELECT 1) x, pg_stat_activity',
    'SELECT $1',
    '',
    '-- nothing',
    'SELECT * FROM orders WHERE (',
  ])('refuses %s', async (sql) => {
    expect((await failureOf(warehouse.checkUserSql(sql))).code).toBe('invalid')
    expect(await warehouse.checkUserSql('SELECT 46')).toBeUndefined()
  })

  it.each([
    ['nested', '('.repeat(30_000) + '1' + ')'.repeat(30_000)],
    ['long', '1' + ' + 1'.repeat(40_000)],
    ['large', `'${'x'.repeat(300_000)}'`],
  ])('refuses what is too %s to read, and reads on', async (_, text) => {
    expect((await failureOf(warehouse.checkUserSql(`SELECT ${text}`))).code).toBe('invalid')
    expect(await warehouse.checkUserSql('SELECT 46')).toBeUndefined()
  })

  it('says where the SQL is wrong', async () => {
    const error = await failureOf(warehouse.checkUserSql("SELECT 'ä', *\nFROM orders\nWHERE x y z"))
    expect([error.code, error.message, error.details.line]).toEqual(['invalid', expect.stringMatching(/syntax error/i), 3])
    expect((await failureOf(warehouse.checkUserSql("SELECT 'ä',\n\n pg_sleep(1)"))).details.line).toBe(3)
  })

  it('lets an expression read no table and be one only', async () => {
    const probe = (sql: string): string => `SELECT (\n${sql}\n)`
    for (const sql of ['x + 1', "upper(x) || 'a'", 'CASE WHEN x > 1 THEN 2 END', 'sum(x) OVER (ORDER BY x)', 'x -- why'])
      expect(await warehouse.checkUserExpression(probe(sql))).toBeUndefined()
    for (const sql of [
      '(SELECT max(word) FROM private.secrets)',
      '(SELECT 1)',
      'EXISTS (SELECT 1)',
      'x IN (SELECT 1)',
      'ARRAY(SELECT 1)',
      '1), (2',
      '1) FROM customers WHERE (true',
      '1) UNION SELECT (2',
      '1) ORDER BY (1',
      '1) LIMIT (1',
      '1) INTO (made',
      '1); SELECT (2',
      'pg_sleep(1)',
      '',
    ])
      expect((await failureOf(warehouse.checkUserExpression(probe(sql)))).code, sql).toBe('invalid')
  })

  it('has looked at every function of the server that does not look harmless', async () => {
    const [names] = valuesOf(
      await warehouse.execute(
        `SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND provolatile = 'v'
         AND NOT prorettype = ANY ('{trigger,event_trigger,internal,language_handler,fdw_handler,index_am_handler,table_am_handler,tsm_handler}'::regtype[]) ORDER BY 1`,
        limits(),
      ),
    )
    const open: unknown[] = []
    for (const name of names ?? []) {
      const isOpen = await warehouse.checkUserSql(`SELECT ${String(name)}('x')`).then(
        () => true,
        () => false,
      )
      if (isOpen) open.push(name)
    }
    expect(open).toMatchInlineSnapshot(`
      [
        "amvalidate",
        "array_sample",
        "array_shuffle",
        "clock_timestamp",
        "gen_random_uuid",
        "random",
        "random_normal",
        "timeofday",
        "txid_status",
        "uuidv4",
        "uuidv7",
      ]
    `)
  })
})

describe('exports', () => {
  it('writes all rows as CSV, as the embedded engine does', async () => {
    const file = path.join(folder, 'orders.csv')
    const sql = `SELECT id, paid AS "is, paid", CASE WHEN id = 1 THEN '' WHEN id = 2 THEN 'a "b"' END AS text, amount, CAST(at AS timestamp) AS at FROM orders ORDER BY id`
    const { rowCount } = await warehouse.exportCsv(sql, { path: file, timeoutMs: 20_000, signal: new AbortController().signal, fairKey: 'x' })
    const lines = (await readFile(file, 'utf8')).split('\n')
    expect([rowCount, lines.length, ...lines.slice(0, 4)]).toEqual([
      10_000,
      10_002,
      'id,"is, paid",text,amount,at',
      '1,false,"",1.50,2026-01-01 01:00:00',
      '2,true,"a ""b""",3.00,2026-01-01 02:00:00',
      '3,false,,4.50,2026-01-01 03:00:00',
    ])
  })

  it('stops when nobody waits for it any more', async () => {
    const abort = new AbortController()
    const writing = failureOf(warehouse.exportCsv(endless, { path: path.join(folder, 'never.csv'), timeoutMs: 20_000, signal: abort.signal, fairKey: 'x' }))
    await until(async () => (await runningThere()) === 1)
    abort.abort()
    expect((await writing).code).toBe('cancelled')
    await until(async () => (await runningThere()) === 0)
  })
})

describe('the catalog', () => {
  it('has what the account may read in the schema of the connection, and no more', async () => {
    const catalog = await warehouse.catalog()
    expect(Object.keys(catalog)).toEqual(['Order Lines', 'customers', 'orders', 'written'])
    expect(catalog['orders']).toEqual({
      id: 'bigint',
      customer_id: 'integer',
      amount: 'numeric(10,2)',
      paid: 'boolean',
      at: 'timestamp with time zone',
      fee: 'integer',
    })
  })

  it('has the keys of tables', async () => {
    expect(await warehouse.keys()).toEqual({
      'Order Lines': { primaryKey: ['Order', 'No'], foreignKeys: [{ columns: ['Order'], table: 'orders', references: ['id'] }] },
      customers: { primaryKey: ['id'], foreignKeys: [] },
      orders: { primaryKey: ['id'], foreignKeys: [{ columns: ['customer_id'], table: 'customers', references: ['id'] }] },
    })
  })

  it('takes no files, and says where they can go', async () => {
    expect(await warehouse.addedTables()).toEqual([])
    const error = await failureOf(warehouse.addTable('sales', 'file'))
    expect([error.details.reason, error.message]).toEqual(['no_uploads', expect.stringContaining('embedded engine')])
  })
})

describe('the connection', () => {
  const failing = async (change: Partial<PostgresWarehouseOptions>): Promise<AppError> => failureOf(open(change).execute('SELECT 1', limits()))

  it('says what is wrong without names or secrets', async () => {
    const wrong = await failing({ password: async () => 'wrong canary' })
    const nobody = await failing({ password: async () => null })
    const nowhere = await failing({ settings: { ...server.settings, dbname: 'nowhere' } })
    const closed = await failing({ settings: { ...server.settings, port: 1 } })
    const encrypted = await failing({ settings: { ...server.settings, sslmode: 'require' } })
    const refused = await failing({ outbound: createOutbound({ allowed: [], never: () => [] }) })
    const own = await failing({ outbound: createOutbound({ allowed: ['127.0.0.0/8'], never: () => [{ host: '127.0.0.1', port: server.settings.port }] }) })
    const all = [wrong, nobody, nowhere, closed, encrypted, refused, own]
    expect(all.map(({ code, details }) => `${code} ${details.reason}`)).toEqual([
      'unavailable warehouse_sign_in',
      'unavailable warehouse_sign_in',
      'unavailable warehouse_database',
      'unavailable warehouse_unreachable',
      'unavailable warehouse_encryption',
      'unavailable warehouse_address',
      'unavailable warehouse_address',
    ])
    for (const { message } of all) expect(message).not.toMatch(/canary|reader|nowhere|127\.0\.0\.1|\n/)
    const account = await failing({ isOwnAccount: true, password: async () => 'wrong' })
    expect(account.message).toContain('your own warehouse credentials')
  })

  it('asks for the password at each new connection', async () => {
    let known = 'wrong'
    const changing = open({ password: async () => known })
    expect((await failureOf(changing.execute('SELECT 1', limits()))).details.reason).toBe('warehouse_sign_in')
    known = server.password
    expect((await changing.execute('SELECT 1', limits())).rowCount).toBe(1)
  })

  it('ends what runs when it is closed, and lets it end when it is retired', async () => {
    const [closing, retiring] = [open(), open()]
    const slow = retiring.execute('SELECT 1 FROM (SELECT count(*) FROM generate_series(1, 2000000)) x', limits())
    const running = failureOf(closing.execute(endless, limits()))
    await until(async () => (await runningThere()) === 1)
    await Promise.all([closing.close(), retiring.retire()])
    expect((await running).details.reason).toBe('warehouse_changed')
    expect((await slow).rowCount).toBe(1)
    expect((await failureOf(retiring.execute('SELECT 1', limits()))).details.reason).toBe('warehouse_changed')
    await until(async () => (await runningThere()) === 0)
  })

  it('heals after the server was away', async () => {
    await Promise.all([first('SELECT 1'), first('SELECT 1')])
    const running = failureOf(warehouse.execute(endless, limits()))
    await until(async () => (await runningThere()) === 1)
    await server.kill()
    expect((await running).details.reason).toBe('warehouse_unreachable')
    await until(() =>
      first('SELECT 47').then(
        (value) => value === 47,
        (error: unknown) => {
          if (error instanceof AppError && error.details.reason === 'warehouse_unreachable') return false
          throw error
        },
      ),
    )
  })
})
