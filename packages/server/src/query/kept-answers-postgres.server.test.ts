import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { postgres, type Bucket } from '@atrium/semantic'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { createOutbound } from '../platform/net/outbound.ts'
import { createKeptTables } from '../warehouses/kept-tables.ts'
import { createPostgresWarehouse } from '../warehouses/postgres/postgres-warehouse.ts'
import { engineEntry, warehouseFolder } from '../warehouses/testing/engine-entry.ts'
import { startPostgresServer, type PostgresServer } from '../warehouses/testing/postgres-server.ts'
import { both, keep, reasonOf, type Given, type Places, type Variables } from './testing/keep-and-ask.ts'

let server: PostgresServer
let places: Places

beforeAll(async () => {
  server = await startPostgresServer(
    'SELECT setseed(0.42)',
    `CREATE TABLE orders AS SELECT i AS id,
       CASE WHEN i % 11 = 0 THEN NULL ELSE (ARRAY['north', 'South', 'it''s', '', 'ü "x"', 'Zoo', 'apple'])[1 + i * 7919 % 7] END AS region,
       CASE WHEN i % 13 = 0 THEN NULL ELSE i * 7919 % 6 END AS kind, (i * 7919 % 100000 / 100.0)::numeric(18, 2) AS amount,
       CASE WHEN i % 17 = 0 THEN NULL ELSE DATE '2026-01-01' + (i * 7919 % 40) END AS day,
       TIMESTAMPTZ '2026-01-01 00:00Z' + make_interval(mins => i * 7919 % 28800) AS made,
       i * 7919 % 2 = 0 AS paid, (i % 3)::numeric AS loose, 9007199254740993 + i AS big, sqrt(i) AS ratio FROM generate_series(1, 2000) AS t(i)`,
    `CREATE COLLATION "any case" (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,
    `CREATE DOMAIN label AS text COLLATE "any case"`,
    `CREATE TABLE "Labels" (name text COLLATE "any case", kind label, plain text COLLATE "C")`,
    'CREATE VIEW labels_seen AS SELECT name AS seen, plain FROM "Labels"',
  )
  const folder = await warehouseFolder()
  await mkdir(path.join(folder, 'temp'))
  places = {
    dialect: postgres,
    warehouse: createPostgresWarehouse({
      settings: server.settings,
      password: async () => server.password,
      outbound: createOutbound({ allowed: ['127.0.0.0/8'], never: () => [] }),
      isOwnAccount: false,
      clock: systemClock,
      slots: 2,
      maxWaiting: 20,
      onWarning: () => undefined,
    }),
    tables: createKeptTables({
      entry: await engineEntry(),
      folder: path.join(folder, 'kept'),
      tempFolder: path.join(folder, 'temp'),
      memoryMegabytes: 300,
      threads: 2,
      slots: 2,
      maxWaiting: 20,
      writeMs: 60_000,
      onWarning: () => undefined,
    }),
  }
})
afterAll(async () => {
  await places.warehouse.close()
  await places.tables.close()
  await server.stop()
})

const regions = ['north', 'South', "it's", '', 'nowhere', null]
const edges = ['2026-01-01', '2026-01-05', '2026-01-12', '2026-02-01', null]
const between = { low: 'date', high: 'date' }
const times = edges.flatMap((low) => edges.map((high) => ({ low, high })))
const cases: [string, Variables, Given[], Record<string, Bucket>?][] = [
  ['SELECT region, count(*) AS n, sum(amount) AS s, avg(amount) AS a FROM orders GROUP BY region ORDER BY region DESC', {}, [{}]],
  ['SELECT count(*), sum(amount), max(ratio) FROM orders WHERE region = {variables.region}', { region: 'string' }, regions.map((region) => ({ region }))],
  [
    'SELECT id, big, ratio, made FROM orders WHERE region = {variables.region} ORDER BY 1, 2, 3, 4 LIMIT 40',
    { region: 'string' },
    regions.map((region) => ({ region })),
  ],
  // In the order of the server's collation, which is not that of letters.
  [
    'SELECT region, kind, count(*) AS n FROM orders WHERE kind = {variables.kind} GROUP BY 1, 2 ORDER BY region DESC',
    { kind: 'number' },
    [0, 1, 5, 9, 2.5, null].map((kind) => ({ kind })),
  ],
  [
    'SELECT region, count(*) AS n, sum(kind) AS s FROM orders WHERE day >= {variables.low} AND day <= {variables.high} GROUP BY region ORDER BY s DESC, region',
    between,
    times,
  ],
  [
    'SELECT count(*) FILTER (WHERE paid) AS n, min(id), max(day), sum(kind) FROM orders WHERE made >= {variables.low} AND made < {variables.high}',
    between,
    times,
  ],
  [
    "SELECT date_trunc('month', made) AS m, count(*) FROM orders WHERE made >= {variables.low} AND made < {variables.high} GROUP BY 1 ORDER BY 1 DESC",
    between,
    times,
    { made: 'week' },
  ],
  [
    'SELECT count(*) FROM orders WHERE made >= {variables.low}',
    { low: 'string' },
    ['2026-01-03', '2026-01-03 10:30'].map((low) => ({ low })),
    { made: 'fifteen_minutes' },
  ],
  ['SELECT count(*), sum(kind) FROM orders WHERE made > {variables.low} AND made <= {variables.high}', between, times],
  ['SELECT id, made FROM orders WHERE made BETWEEN {variables.low} AND {variables.high} ORDER BY id, made LIMIT 100', between, times],
  [
    "SELECT date_bin(INTERVAL '6 hours', made, TIMESTAMP '2026-01-01') AS b, kind, count(*) FROM orders WHERE made >= {variables.low} GROUP BY 1, 2 ORDER BY 1, 2 DESC",
    { low: 'date' },
    edges.map((low) => ({ low })),
  ],
  ['SELECT day, count(*) FROM orders WHERE day BETWEEN {variables.low} AND {variables.high} GROUP BY day ORDER BY day', between, times, { day: 'week' }],
  [
    'SELECT region, count(*) AS n FROM orders WHERE region IN {variables.regions} GROUP BY region ORDER BY region DESC',
    { regions: 'list' },
    [['north', 'Zoo', 'apple'], [], ["it's"]].map((listed) => ({ regions: listed })),
  ],
  [
    'SELECT kind, count(*) AS n FROM orders WHERE region LIKE {variables.like} GROUP BY kind ORDER BY kind',
    { like: 'string' },
    ['%', '%o%', 'z%', 'Z__', String.raw`a\%`, null].map((like) => ({ like })),
  ],
  [
    'WITH Shown AS (SELECT region, kind FROM orders WHERE made >= {variables.low} AND made < {variables.high}) SELECT region, sum(kind) AS s FROM Shown AS Picked GROUP BY region ORDER BY s DESC, region',
    between,
    times,
  ],
]

describe('a kept table of a PostgreSQL', () => {
  it.each(cases)('answers letter by letter as the server: %s', async (sql, variables, calls, buckets) => {
    const kept = await keep(places, sql, variables, buckets)
    let answered = 0
    for (const given of calls) {
      const [inline, table] = await both(places, sql, variables, kept, given, 5000)
      if (table === null) continue
      answered++
      expect(table, JSON.stringify(given)).toBe(inline)
    }
    expect(answered).toBeGreaterThan(0)
  })

  it('is not made of what is not certain there', async () => {
    expect(await reasonOf(places, 'SELECT sum(ratio) FROM orders')).toContain('not exact')
    expect(await reasonOf(places, 'SELECT count(*) FROM orders WHERE region > {variables.x}', { x: 'string' })).toContain(
      "the order of letters is the server's",
    )
    expect(await reasonOf(places, 'SELECT clock_timestamp() AS c ORDER BY 1')).toContain('gives another value')
    // Letters are ordered by the server's collation: which one is the least is its to say.
    await expect(keep(places, 'SELECT min(region) FROM orders WHERE day >= {variables.low}', { low: 'date' })).rejects.toThrow('cannot be put together')
    for (const column of ['made', 'ratio', 'loose']) {
      const sql = `SELECT ${column}, count(*) FROM orders WHERE day >= {variables.low} GROUP BY 1 ORDER BY 1`
      await expect(keep(places, sql, { low: 'date' })).rejects.toThrow(`Values of ${column}, which is of type`)
    }
    await expect(keep(places, 'SELECT sum(big) FROM orders WHERE day >= {variables.low}', { low: 'date' })).rejects.toThrow('cannot be put together')
  })

  it.each([
    ["SELECT count(*) FROM orders WHERE made >= 'today'", "'today' gives another value"],
    ["SELECT count(*) FROM orders WHERE made < TIMESTAMP ' Tomorrow 10:00'", "'Tomorrow' gives another value"],
    ["SELECT count(*) FROM orders WHERE made < '10:30 yesterday'", "'yesterday' gives another value"],
    ["SELECT count(*) FROM orders WHERE made < 'now'::timestamp", "'now' gives another value"],
    ["SELECT count(*) FROM orders WHERE region <> 'snow'", 'none'],
    ['SELECT plain FROM labels_seen ORDER BY plain', 'none'],
    ['SELECT name, count(*) FROM "Labels" GROUP BY name ORDER BY name', 'The collation of name takes'],
    ['SELECT max(l.kind) FROM "Labels" AS l', 'The collation of kind takes'],
    ['SELECT count(DISTINCT seen) FROM labels_seen', 'The collation of seen takes'],
  ])('is made of nothing that moves or blurs: %s', async (sql, reason) => {
    expect(await reasonOf(places, sql)).toContain(reason)
  })

  it('is asked by no column that takes different texts for the same', async () => {
    expect(await reasonOf(places, 'SELECT count(*) FROM labels_seen WHERE seen = {variables.x}', { x: 'string' })).toContain('The collation of seen takes')
    expect(await reasonOf(places, 'SELECT count(*) FROM labels_seen WHERE plain = {variables.x}', { x: 'string' })).toBe('none')
  })
})
