import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { duckdb, readKeptSql, type Bucket } from '@atrium/semantic'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDuckdbWarehouse } from '../warehouses/duckdb/duckdb-warehouse.ts'
import { createKeptTables } from '../warehouses/kept-tables.ts'
import { engineEntry, warehouseFolder } from '../warehouses/testing/engine-entry.ts'
import { both, keep, reasonOf, valuesOf, type Given, type Places, type Variables } from './testing/keep-and-ask.ts'

let places: Places

beforeAll(async () => {
  const folder = await warehouseFolder()
  for (const name of ['exports', 'temp']) await mkdir(path.join(folder, name))
  const instance = await DuckDBInstance.create(path.join(folder, 'shop.duckdb'))
  const connection = await instance.connect()
  await connection.run('SELECT setseed(0.42)')
  // Few values in many rows: ties, nulls, quotes, and moments on and off the edges of days.
  await connection.run(`CREATE TABLE orders AS SELECT i AS id,
    CASE WHEN random() < 0.1 THEN NULL ELSE ['north', 'South', 'it''s', '', 'ü "x"'][1 + (random() * 4.999)::INTEGER % 5] END AS region,
    CASE WHEN random() < 0.1 THEN NULL ELSE (random() * 6)::INTEGER END AS kind,
    CASE WHEN random() < 0.1 THEN NULL ELSE (random() * 1000)::DECIMAL(18, 2) END AS amount,
    CASE WHEN random() < 0.1 THEN NULL ELSE DATE '2026-01-01' + (random() * 40)::INTEGER END AS day,
    CASE WHEN random() < 0.1 THEN NULL ELSE TIMESTAMP '2026-01-01' + to_minutes((random() * 60 * 24 * 20)::INTEGER * 5) + to_microseconds((random() * 2)::INTEGER * 777) END AS made,
    random() < 0.5 AS paid, (random() * 9007199254740993)::BIGINT * 2 AS big, random() AS ratio, [i, NULL] AS list
    FROM range(3000) t(i)`)
  await connection.run("CREATE TABLE regions AS SELECT unnest(['north', 'South', 'it''s', '']) AS name, unnest([1, 2, 3, 4]) AS rank")
  await connection.run('CREATE TABLE labels (name VARCHAR COLLATE NOCASE, "full, name" VARCHAR COLLATE NOCASE, me VARCHAR)')
  await connection.run("INSERT INTO labels VALUES ('a', 'b', 'c'), ('A', 'B', 'C')")
  connection.closeSync()
  instance.closeSync()
  const shared = { entry: await engineEntry(), memoryMegabytes: 300, threads: 2, onWarning: () => undefined, slots: 2, maxWaiting: 20 }
  const warehouse = createDuckdbWarehouse({
    ...shared,
    settings: {
      ...shared,
      database: path.join(folder, 'shop.duckdb'),
      exportFolder: path.join(folder, 'exports'),
      tempFolder: path.join(folder, 'temp'),
      tempMegabytes: 200,
    },
  })
  const tables = createKeptTables({ ...shared, folder: path.join(folder, 'kept'), tempFolder: path.join(folder, 'temp', 'kept'), writeMs: 60_000 })
  places = { warehouse, tables, dialect: duckdb }
})
afterAll(async () => {
  await places.warehouse.close()
  await places.tables.close()
})

const regions = ['north', 'South', "it's", '', 'ü "x"', 'nowhere', null]
const edges = ['2026-01-01', '2026-01-05', '2026-01-12', '2026-02-01', '2030-01-01', null]
const kinds = [0, 1, 3, 6, 99, 2.5, null]

const pairsOf = (all: readonly (string | null)[]): { low: string | null; high: string | null }[] => all.flatMap((low) => all.map((high) => ({ low, high })))
const byRegion = { region: 'string' }
const between = { low: 'date', high: 'date' }
const times = pairsOf(edges)
const lists = [['north', 'South'], ['north', 'north', 'nowhere'], ["it's", ''], [], null]
const patterns = ['%', 'n%', '%o%', 'S_uth', "it's", '', 'nothing', '%\\%', null]
const whens = ['2026-01-01', '2026-01-05', '2026-01-12', '2026-01-12 00:05', '2026-01-12T10:15:00', '2026-02-01', null]
const cases: [string, Variables, Given[], Record<string, Bucket>?][] = [
  ['SELECT id, region, amount, list, ratio FROM orders ORDER BY ALL', {}, [{}]],
  ['SELECT region, sum(amount) AS s, avg(amount) a FROM orders GROUP BY region ORDER BY s DESC, region LIMIT 4', {}, [{}]],
  ['SELECT region FROM orders UNION SELECT name FROM regions ORDER BY 1', {}, [{}]],
  ['SELECT count(*) AS n, sum(amount), avg(kind), min(region) FROM orders WHERE region = {variables.region}', byRegion, regions.map((region) => ({ region }))],
  [
    'SELECT kind, count(*) AS n, max(big) FROM orders WHERE region = {variables.region} GROUP BY kind ORDER BY n DESC, kind -- busiest',
    byRegion,
    regions.map((region) => ({ region })),
  ],
  [
    'SELECT region, kind, sum(amount) FROM orders WHERE {variables.region} = region GROUP BY 1, 2 ORDER BY 2 NULLS FIRST LIMIT 3 OFFSET 1',
    byRegion,
    regions.map((region) => ({ region })),
  ],
  ['SELECT id, made, big, list FROM orders WHERE region = {variables.region} ORDER BY id, made, big, list', byRegion, regions.map((region) => ({ region }))],
  ['SELECT DISTINCT kind, paid FROM orders WHERE orders.region = {variables.region} ORDER BY 1, 2', byRegion, regions.map((region) => ({ region }))],
  [
    'WITH big AS (SELECT * FROM orders WHERE amount > 100) SELECT r.rank, count(DISTINCT b.kind) AS kinds FROM big b JOIN regions r ON r.name = b.region WHERE r.name = {variables.region} GROUP BY ALL ORDER BY ALL',
    byRegion,
    regions.map((region) => ({ region })),
  ],
  [
    'SELECT kind, region, count(*) FROM orders WHERE region = {variables.region} AND (paid OR amount > 5) AND kind = {variables.kind} GROUP BY kind, region ORDER BY 1, 2',
    { region: 'string', kind: 'number' },
    regions.flatMap((region) => kinds.map((kind) => ({ region, kind }))),
  ],
  ['SELECT id, kind FROM orders WHERE kind > {variables.kind} ORDER BY id DESC, kind LIMIT 50', { kind: 'number' }, kinds.map((kind) => ({ kind }))],
  [
    'SELECT region, count(*), sum(kind) FROM orders WHERE kind <= {variables.kind} GROUP BY 1 ORDER BY 1 DESC',
    { kind: 'number' },
    kinds.map((kind) => ({ kind })),
  ],
  [
    'SELECT paid, day, count(*) n FROM orders WHERE paid = {variables.paid} GROUP BY 1, 2 ORDER BY day, n',
    { paid: 'boolean' },
    [true, false, null].map((paid) => ({ paid })),
  ],
  [
    'SELECT region, count(*) AS n, sum(amount) AS s, min(day), max(made) FROM orders WHERE day >= {variables.low} AND day <= {variables.high} GROUP BY region ORDER BY n DESC, region',
    between,
    times,
  ],
  [
    'SELECT count(*) FILTER (WHERE paid) AS n, sum(amount), min(id), max(region) FROM orders WHERE day > {variables.low} AND day < {variables.high}',
    between,
    times,
  ],
  ['SELECT day, count(id) AS n FROM orders WHERE day >= {variables.low} AND day < {variables.high} GROUP BY day ORDER BY day DESC', between, times],
  [
    'SELECT region, sum(amount) AS s, count(*) FROM orders WHERE made >= {variables.low} AND made < {variables.high} GROUP BY region ORDER BY s NULLS FIRST, region DESC',
    between,
    times,
  ],
  [
    "SELECT date_trunc('Hours', made) AS h, time_bucket(INTERVAL '2 hours 30 minutes', made, TIMESTAMP '2026-01-01 00:00:00.000007') AS t, time_bucket(INTERVAL 90 MINUTE, made) AS m, made::DATE AS d, count(*) FROM orders WHERE made >= {variables.low} AND made < {variables.high} GROUP BY ALL ORDER BY 1, 2, 3 DESC, 4",
    between,
    times,
  ],
  ['SELECT me, count(*) FROM labels WHERE me = {variables.me} GROUP BY ALL ORDER BY ALL', { me: 'string' }, ['c', 'C', 'a'].map((me) => ({ me }))],
  [
    "SELECT date_trunc('week', made) AS week, count(*) FROM orders WHERE made >= {variables.low} AND made < {variables.high} GROUP BY 1 ORDER BY 1",
    between,
    times,
    { made: 'week' },
  ],
  ['SELECT count(*), sum(amount) FROM orders WHERE day >= {variables.low} AND day < {variables.high}', between, times, { day: 'month' }],
  [
    'SELECT kind, sum(amount) AS s FROM orders WHERE region = {variables.region} AND made >= {variables.low} GROUP BY kind ORDER BY s DESC, kind LIMIT 3',
    { region: 'string', low: 'date' },
    regions.flatMap((region) => edges.map((low) => ({ region, low }))),
  ],
  [
    'SELECT count(*) FROM orders WHERE made >= {variables.low}',
    { low: 'string' },
    ['2026-01-03', '2026-01-03 10:30', '2026-01-03T10:15:00'].map((low) => ({ low })),
    { made: 'fifteen_minutes' },
  ],
  // BETWEEN, IN and LIKE; ends of stretches that belong to them, or do not.
  [
    'SELECT region, count(*) AS n, sum(amount) FROM orders WHERE day BETWEEN {variables.low} AND {variables.high} GROUP BY region ORDER BY n DESC, region',
    between,
    times,
    { day: 'week' },
  ],
  [
    'SELECT day, count(*) FROM orders WHERE (paid AND orders.day between {variables.low} and {variables.high}) GROUP BY day ORDER BY day',
    between,
    times,
    { day: 'month' },
  ],
  [
    'SELECT id, made FROM orders WHERE made > {variables.low} AND made <= {variables.high} ORDER BY id, made',
    { low: 'string', high: 'string' },
    pairsOf(whens),
  ],
  [
    'SELECT count(*), max(made) FROM orders WHERE made > {variables.low} AND made <= {variables.high}',
    { low: 'string', high: 'string' },
    pairsOf(whens),
    { made: 'minute' },
  ],
  ['SELECT paid, min(made), sum(kind) FROM orders WHERE made BETWEEN {variables.low} AND {variables.high} GROUP BY 1 ORDER BY 1', between, times],
  [
    'SELECT region, kind, count(*) AS n FROM orders WHERE region IN {variables.regions} GROUP BY region, kind ORDER BY n DESC, 1, 2',
    { regions: 'list' },
    lists.map((regions) => ({ regions })),
  ],
  ['SELECT count(*), sum(amount) FROM orders WHERE region IN ({variables.regions})', { regions: 'list' }, lists.map((regions) => ({ regions }))],
  [
    'SELECT kind, count(*) FROM orders WHERE kind IN ({variables.one}, {variables.other}) AND paid = {variables.paid} GROUP BY kind ORDER BY 1',
    { one: 'number', other: 'number', paid: 'boolean' },
    kinds.flatMap((one) => kinds.flatMap((other) => [true, null].map((paid) => ({ one, other, paid })))),
  ],
  ['SELECT count(*) AS n, min(region) FROM orders WHERE region LIKE {variables.like}', { like: 'string' }, patterns.map((like) => ({ like }))],
  ['SELECT id, region FROM orders WHERE region like {variables.like} ORDER BY 2, 1 LIMIT 70', { like: 'string' }, patterns.map((like) => ({ like }))],
  [
    'SELECT region, count(*) FROM orders WHERE region >= {variables.a} AND region < {variables.b} GROUP BY 1 ORDER BY 1',
    { a: 'string', b: 'string' },
    regions.flatMap((a) => regions.map((b) => ({ a, b }))),
  ],
  // Inside of CTEs and of tables in FROM.
  [
    'WITH o AS (SELECT kind, amount FROM orders WHERE region = {variables.region} AND paid) SELECT kind, count(*) AS n, avg(amount) FROM o GROUP BY kind ORDER BY 2, 1',
    byRegion,
    regions.map((region) => ({ region })),
  ],
  [
    'WITH o AS (SELECT region, kind FROM orders WHERE day >= {variables.low} AND day < {variables.high}) SELECT r.rank, count(*) AS n, sum(o.kind) FROM o JOIN regions r ON r.name = o.region GROUP BY 1 ORDER BY n, 1',
    between,
    times,
    { day: 'week' },
  ],
  [
    'SELECT t.kind, max(t.n) AS most FROM (SELECT kind, day, count(*) AS n FROM orders WHERE region = {variables.region} GROUP BY kind, day HAVING count(*) > 1) AS t GROUP BY t.kind ORDER BY 1',
    byRegion,
    regions.map((region) => ({ region })),
  ],
  [
    `WITH picked AS (SELECT id, region, made FROM orders WHERE made BETWEEN {variables.low} AND {variables.high}), -- (the first
       more AS (SELECT s.id, s.region FROM picked AS s JOIN regions AS g ON g.name = s.region WHERE g.name IN {variables.regions})
     SELECT count(*) AS n, min(id) FROM more LEFT JOIN regions ON regions.name = more.region`,
    { ...between, regions: 'list' },
    times.flatMap((time) => lists.map((listed) => ({ ...time, regions: listed }))),
    { made: 'day' },
  ],
  [
    'SELECT x.id FROM (SELECT y.id, y.kind FROM (SELECT id, kind, region FROM orders WHERE region LIKE {variables.like}) y WHERE y.kind < 4) x ORDER BY x.id LIMIT 30',
    { like: 'string' },
    patterns.map((like) => ({ like })),
  ],
  [
    'WITH d AS (SELECT DISTINCT kind, paid FROM orders WHERE region = {variables.region}) SELECT paid, count(*) FROM d GROUP BY ALL ORDER BY ALL',
    byRegion,
    regions.map((region) => ({ region })),
  ],
  [
    'WITH g AS (SELECT kind, sum(amount) AS s FROM orders WHERE region = {variables.region} GROUP BY ALL) SELECT kind, s FROM g WHERE s > 10 ORDER BY s DESC, kind',
    byRegion,
    regions.map((region) => ({ region })),
  ],
]

describe('a kept table', () => {
  it.each(cases)('answers letter by letter as the warehouse: %s', async (sql, variables, calls, buckets) => {
    const kept = await keep(places, sql, variables, buckets)
    let answered = 0
    for (const given of calls) {
      for (const rows of [2, 5000]) {
        const [inline, table] = await both(places, sql, variables, kept, given, rows)
        if (table === null) continue
        answered++
        expect(table, JSON.stringify(given)).toBe(inline)
      }
    }
    expect(answered).toBeGreaterThan(0)
  })

  it.each([
    ['made', 'TIMESTAMP'],
    ["date_trunc('microseconds', made)", 'TIMESTAMP'],
    ["time_bucket(INTERVAL '0.0005 seconds', made)", 'TIMESTAMP'],
    ["time_bucket(INTERVAL '1 hour', made, made)", 'TIMESTAMP'],
    ['ratio', 'DOUBLE'],
    ["'NaN'::FLOAT", 'FLOAT'],
    ['[made]', 'TIMESTAMP[]'],
  ])('is not put together by what may be written alike: %s', async (expression, type) => {
    const sql = `SELECT ${expression} AS what, count(*) AS n FROM orders WHERE day >= {variables.low} GROUP BY 1 ORDER BY 1`
    await expect(keep(places, sql, { low: 'date' })).rejects.toThrow(`Values of what, which is of type ${type}, may be written alike`)
    await expect(keep(places, sql.replace('day >= {variables.low}', 'region = {variables.region}'), byRegion)).resolves.toBeDefined()
  })

  it('does not know of moments within its buckets', async () => {
    const sql = 'SELECT count(*) FROM orders WHERE made >= {variables.low}'
    const kept = await keep(places, sql, { low: 'string' }, { made: 'week' })
    for (const low of ['2026-01-06', '2026-01-05 00:00:01', 'yesterday'])
      expect(readKeptSql(kept.plan, kept.columns, '', valuesOf({ low: 'string' }, { low }))).toBeNull()
    expect(readKeptSql(kept.plan, kept.columns, '', valuesOf({ low: 'string' }, { low: '2026-01-05' }))).not.toBeNull()
  })
})

describe('what is not certain is refused, with the reason', () => {
  it.each([
    ['SELECT id FROM orders', {}, 'add ORDER BY 1'],
    ['SELECT * FROM orders ORDER BY id', {}, 'name the columns instead of *'],
    ['SELECT region, count(*) AS n FROM orders GROUP BY 1 ORDER BY n', {}, 'add 1 to ORDER BY'],
    ["SELECT date_trunc('day', made) AS made, count(*) FROM orders GROUP BY made ORDER BY made", {}, 'ORDER BY'],
    ['SELECT count(*) FROM orders WHERE made > now()', {}, 'now gives another value'],
    ['SELECT count(*) FROM orders WHERE day > current_date', {}, 'current_date gives another value'],
    ['SELECT random() AS r ORDER BY 1', {}, 'function random'],
    ['SELECT id, row_number() OVER () AS r FROM orders ORDER BY 1, 2', {}, 'Window functions'],
    ['SELECT sum(ratio) FROM orders', {}, 'sum of numbers that are not exact'],
    ['WITH o AS (SELECT ratio * 2 AS amount FROM orders) SELECT sum(amount) FROM o', {}, 'not exact'],
    ['WITH o(amount) AS (SELECT ratio FROM orders) SELECT sum(amount) FROM o', {}, 'name each in its SELECT'],
    ['SELECT count(*) FROM (SELECT id FROM orders LIMIT 5)', {}, 'LIMIT inside'],
    ['SELECT first(region) FROM orders', {}, 'function first'],
    ['SELECT count(*) FROM orders USING SAMPLE 10', {}, 'sample'],
    ['SELECT {variables.region} AS r', byRegion, 'Variable not used in WHERE clause'],
    ['SELECT count(*) FROM orders WHERE region = {variables.region} OR paid', byRegion, 'Variables in OR conditions'],
    ['SELECT count(*) FROM orders WHERE region ILIKE {variables.region}', byRegion, 'Unsupported operator'],
    ['SELECT count(*) FROM orders WHERE region NOT LIKE {variables.region}', byRegion, 'Unsupported operator'],
    ['SELECT count(*) FROM orders WHERE region NOT IN ({variables.region})', byRegion, 'Unsupported operator'],
    ["SELECT count(*) FROM orders WHERE region IN ({variables.region}, 'north')", byRegion, 'nothing but variables'],
    ["SELECT count(*) FROM orders WHERE day BETWEEN '2026-01-01' AND {variables.x}", { x: 'date' }, 'a variable at both ends'],
    ['SELECT count(*) FROM orders WHERE kind LIKE {variables.x}', { x: 'string' }, 'LIKE is for texts'],
    ['SELECT count(*) FROM orders WHERE region = {variables.x}', { x: 'list' }, 'make both the same'],
    ['SELECT count(*) FROM orders WHERE made IN {variables.x}', { x: 'list' }, 'compared'],
    ['SELECT avg(amount) FROM orders WHERE region IN {variables.x}', { x: 'list' }, "Aggregate function 'avg' cannot be re-aggregated"],
    ['SELECT count(*) FROM orders WHERE NOT region = {variables.region}', byRegion, 'Unsupported operator'],
    ['SELECT count(*) FROM orders WHERE lower(region) = {variables.region}', byRegion, 'compared with a column'],
    ['SELECT count(*) AS n FROM orders WHERE region = {variables.region} HAVING count(*) < 2', byRegion, 'HAVING of a query that answers one row'],
    ['SELECT 1 AS n FROM orders WHERE region = {variables.region} HAVING true', byRegion, 'HAVING of a query that answers one row'],
    [
      'WITH o AS (SELECT id FROM orders WHERE region = {variables.region}) SELECT count(*) FROM o HAVING count(*) < 2',
      byRegion,
      'HAVING of a query that answers one row',
    ],
    ['SELECT count(*) FROM orders WHERE region = {variables.region} GROUP BY ALL', byRegion, 'GROUP BY ALL has no column'],
    ['SELECT count(*), 1 AS x, x + 1 AS y FROM orders WHERE day >= {variables.x} GROUP BY ALL ORDER BY ALL', { x: 'date' }, 'GROUP BY ALL has no column'],
    ['SELECT 1 AS x FROM orders WHERE region = {variables.region} GROUP BY ALL ORDER BY ALL', byRegion, 'GROUP BY ALL has no column'],
    [
      'SELECT count(*), (SELECT max(rank) FROM regions) AS r FROM orders WHERE region = {variables.region} GROUP BY ALL',
      byRegion,
      'GROUP BY ALL has no column',
    ],
    ['SELECT t.n FROM (SELECT count(*) AS n FROM orders WHERE region = {variables.region} GROUP BY ALL) t ORDER BY 1', byRegion, 'GROUP BY ALL has no column'],
    ['SELECT count(*) FROM labels WHERE name = {variables.x}', { x: 'string' }, 'The collation of name takes'],
    ['SELECT count(*) FROM Labels WHERE "full, name" = {variables.x}', { x: 'string' }, 'The collation of full, name takes'],
    ['SELECT max(l.name) FROM labels AS l', {}, 'The collation of name takes'],
    ['SELECT * FROM labels ORDER BY ALL', {}, 'The collation of name takes'],
    ['SELECT count(*) AS n FROM orders HAVING min(region) = {variables.region}', byRegion, 'Variable used in HAVING clause'],
    ['WITH o AS (SELECT id FROM orders WHERE region = {variables.region}) SELECT count(*) FROM o, o AS p', byRegion, 'read in more than one place'],
    ['SELECT o.* FROM (SELECT id FROM orders WHERE region = {variables.region}) o ORDER BY ALL', byRegion, 'name the columns'],
    ['SELECT count(DISTINCT o) FROM (SELECT id FROM orders WHERE region = {variables.region}) o', byRegion, 'name the columns'],
    [
      'SELECT r.name, count(o.id) FROM regions r LEFT JOIN (SELECT id, region FROM orders WHERE region = {variables.region}) o ON o.region = r.name GROUP BY 1 ORDER BY 1',
      byRegion,
      'a join may fill up',
    ],
    ['SELECT name FROM regions WHERE name IN (SELECT region FROM orders WHERE region = {variables.region}) ORDER BY 1', byRegion, 'no table in FROM'],
    ['SELECT n FROM (SELECT count(*) AS n FROM orders WHERE region = {variables.region}) ORDER BY 1', byRegion, 'no table in FROM'],
    ['SELECT t.n FROM (SELECT count(*) AS n FROM orders WHERE region = {variables.region}) t ORDER BY 1', byRegion, 'answers one row'],
    ['SELECT max(t.n) FROM (SELECT region, count(*) AS n FROM orders WHERE day >= {variables.x} GROUP BY 1) t', { x: 'date' }, 'SELECT that groups'],
    ['SELECT t.region FROM (SELECT DISTINCT region FROM orders WHERE day >= {variables.x}) t ORDER BY 1', { x: 'date' }, 'SELECT that groups'],
    ['SELECT id FROM (SELECT id FROM orders WHERE region = {variables.region} UNION SELECT 1) t ORDER BY 1', byRegion, 'no table in FROM'],
    ['WITH orders AS (SELECT id FROM regions) SELECT count(*) FROM orders WHERE region = {variables.region}', byRegion, 'type of region is not certain'],
    ['SELECT count(*) FROM orders WHERE ratio = {variables.x}', { x: 'number' }, 'ratio is of type DOUBLE'],
    ['SELECT count(*) FROM (SELECT id AS n FROM orders) WHERE n = {variables.x}', { x: 'number' }, 'type of n is not certain'],
    ['SELECT count(*) FROM orders WHERE kind = {variables.x}', { x: 'string' }, 'make both the same'],
    ['SELECT count(*) FROM orders WHERE made = {variables.x}', { x: 'date' }, 'compare it with >= and <'],
    ['SELECT avg(amount) FROM orders WHERE day > {variables.x}', { x: 'date' }, "Aggregate function 'avg' cannot be re-aggregated"],
    ['SELECT count(DISTINCT id) FROM orders WHERE day > {variables.x}', { x: 'date' }, 'count(DISTINCT)'],
    ['SELECT sum(amount) / count(*) FROM orders WHERE day > {variables.x}', { x: 'date' }, 'inside of expressions'],
    ['SELECT region, count(*) FROM orders WHERE day > {variables.x} GROUP BY 1, kind ORDER BY 1, kind', { x: 'date' }, 'must be in the SELECT'],
    ['SELECT region, count(*) FROM orders WHERE day > {variables.x} GROUP BY 1 HAVING count(*) > 2 ORDER BY 1', { x: 'date' }, 'HAVING looks at whole groups'],
    ['SELECT region FROM orders WHERE region = {variables.region} UNION SELECT name FROM regions ORDER BY 1', byRegion, 'UNION'],
    ['SELECT 1; SELECT 2', {}, 'Failed to parse query'],
    ['DROP TABLE orders', {}, 'Failed to parse query'],
  ] as [string, Variables, string][])('%s', async (sql, variables, reason) => {
    expect(await reasonOf(places, sql, variables)).toContain(reason)
  })
})
