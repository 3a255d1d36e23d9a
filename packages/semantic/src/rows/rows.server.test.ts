import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { duckdb } from '../dialects/duckdb.ts'
import { filterRows } from './filter-rows.ts'
import { allRows, offeredRows, pageOfRows, valueOfRows } from './page-of-rows.ts'
import { profileOfRows } from './profile-of-rows.ts'
import { pivotRows } from './pivot-rows.ts'
import type { Rows } from './rows.ts'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
})
afterAll(() => connection.closeSync())

const ask = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRowsJson()
const calendar = { now: Date.parse('2026-05-10T12:00:00Z'), timezone: 'UTC', startOfWeek: 0, fiscalYearStart: 1 }

/** Names that people give to columns, and worse ones. */
const name = fc
  .oneof(
    fc.constantFrom('place', 'value', 'label', 'a"b', "a'b", 'select', 'a;--', 'ä ö', '🙂', 'pivot_part', 'pivot_part1'),
    fc.string({ minLength: 1, maxLength: 8 }),
  )
  .filter((one) => !one.includes('\0'))
const text = fc.oneof(fc.constantFrom("' OR 1=1 --", '%', '_', '\\', '"'), fc.string({ maxLength: 6 })).filter((one) => !one.includes('\0'))
const table = fc.record({
  names: fc.uniqueArray(name, { minLength: 2, maxLength: 2, selector: (one) => one.toLowerCase() }),
  rows: fc.array(fc.tuple(fc.option(text), fc.option(fc.integer({ min: -5, max: 5 }))), { maxLength: 12 }),
})
type Table = { names: string[]; rows: [string | null, number | null][] }

async function make({ names, rows }: Table): Promise<Rows> {
  const [first = '', second = ''] = names
  await connection.run(`CREATE OR REPLACE TEMP TABLE "some rows" (${duckdb.quote(first)} VARCHAR, ${duckdb.quote(second)} BIGINT)`)
  for (const [said, count] of rows) {
    await connection.run(`INSERT INTO "some rows" VALUES (${said === null ? 'NULL' : duckdb.stringLiteral(said)}, ${count ?? 'NULL'})`)
  }
  return {
    name: 'some rows',
    columns: [
      { name: first, type: 'string', engineType: 'VARCHAR' },
      { name: second, type: 'number', engineType: 'BIGINT' },
    ],
  }
}
const plain = (rows: readonly unknown[][]): unknown[][] => rows.map((row) => row.map((value, place) => (place === 1 && value !== null ? Number(value) : value)))

describe('SQL over rows', () => {
  it('says what is in a column, whatever names and values are', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (given) => {
        const rows = await make(given)
        const filled = given.rows.flatMap(([said]) => said ?? [])
        const timesOf = (value: string): number => filled.filter((one) => one === value).length
        const kinds = [...new Set(filled)]
        const lines = await ask(profileOfRows(rows, given.names[0] ?? '', 3))
        expect(lines[0]?.slice(2, 5).map(Number)).toEqual([given.rows.length, filled.length, kinds.length])
        const most = kinds.map(timesOf).toSorted((a, b) => b - a)
        expect(lines.map(([value, times]) => [value === null ? 0 : timesOf(String(value)), Number(times ?? 0)])).toEqual(
          kinds.length === 0 ? [[0, 0]] : most.slice(0, 3).map((times) => [times, times]),
        )
      }),
      { numRuns: 40 },
    )
    const numbers = await make({
      names: ['a', 'b'],
      rows: [
        [null, 4],
        [null, 1],
        [null, 4],
        ['x', null],
      ],
    })
    expect((await ask(profileOfRows(numbers, 'b', 5))).map((line) => line.map((value) => (value === null ? null : Number(value))))).toEqual([
      [4, 2, 4, 3, 2, 1, 4, 3],
      [1, 1, 4, 3, 2, 1, 4, 3],
    ])
    expect(() => profileOfRows(numbers, 'c', 5)).toThrow('no column “c”')
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE "some rows" AS SELECT (i * 170141183460469231731687303715884105727::HUGEINT) AS a FROM range(-1, 2) r(i)`,
    )
    expect((await ask(profileOfRows({ name: 'some rows', columns: [{ name: 'a', type: 'number', engineType: 'HUGEINT' }] }, 'a', 1)))[0]?.[7]).toBe(0)
    await connection.run(`CREATE OR REPLACE TEMP TABLE "some rows" AS SELECT unnest(['1', 'nan', '3', 'inf'])::DOUBLE AS a`)
    expect((await ask(profileOfRows({ name: 'some rows', columns: [{ name: 'a', type: 'number', engineType: 'DOUBLE' }] }, 'a', 1)))[0]?.[7]).toBe(2)
  })

  it('filters by text as it is said, whatever names and values are', async () => {
    await fc.assert(
      fc.asyncProperty(table, text, async (given, wanted) => {
        const rows = await make(given)
        const rule = (operator: 'equals' | 'notEquals' | 'isNull') => ({ id: 'r', target: { fieldId: given.names[0] ?? '' }, operator, values: [wanted] })
        const passed = async (operator: 'equals' | 'notEquals' | 'isNull') => plain(await ask(filterRows(rows, { id: 'g', and: [rule(operator)] }, calendar)))
        expect(await passed('equals')).toEqual(given.rows.filter(([said]) => said === wanted))
        expect(await passed('notEquals')).toEqual(given.rows.filter(([said]) => said !== wanted))
        expect(await passed('isNull')).toEqual(given.rows.filter(([said]) => said === null))
      }),
      { numRuns: 40 },
    )
  })

  it('pages through all rows once, in an order that does not change, with nothing last', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), fc.integer({ min: 1, max: 4 }), async (given, descending, limit) => {
        const rows = await make(given)
        const sorts = [{ column: given.names[1] ?? '', descending }]
        const pages: unknown[][] = []
        for (let offset = 0; offset < given.rows.length; offset += limit) pages.push(...plain(await ask(pageOfRows(rows, { sorts, offset, limit }))))
        const order = (value: number | null): number => (value === null ? Infinity : descending ? -value : value)
        expect(pages).toEqual(given.rows.toSorted(([, a], [, b]) => (order(a) === order(b) ? 0 : order(a) - order(b))))
        expect(plain(await ask(allRows(rows)))).toEqual(given.rows)
      }),
      { numRuns: 40 },
    )
  })

  it('offers each value once, in the order in which it comes first, and finds one value by its place', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (given) => {
        const rows = await make(given)
        const [first = '', second = ''] = given.names
        const offered = (await ask(offeredRows(rows, { value: first, label: second }, 100))).map(([value]) => value)
        expect(offered).toEqual([...new Set(given.rows.flatMap(([said]) => (said === null ? [] : [said])))])
        for (const [place, row] of given.rows.entries()) expect((await ask(valueOfRows(rows, { column: first, place })))[0]?.[0]).toBe(row[0])
      }),
      { numRuns: 25 },
    )
  })

  it('adds up to the same whichever way a pivot is cut', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (given, isDown) => {
        const rows = await make(given)
        const [first = '', second = ''] = given.names
        const pivot = {
          rows: isDown ? [first] : [],
          columns: isDown ? [] : [first],
          values: [{ reference: second, aggregation: 'sum' as const }],
          sorts: [],
          hasTotals: true,
        }
        const lines = await ask(pivotRows(rows, pivot, 1000))
        const sum = (of: readonly unknown[][]): number => of.reduce((total, line) => total + Number(line[1] ?? 0), 0)
        const [totals, cells] = [lines.filter((line) => Number(line[2]) === 3), lines.filter((line) => Number(line[2]) === 0)]
        expect(sum(cells)).toBe(given.rows.reduce((total, [, count]) => total + (count ?? 0), 0))
        expect(sum(totals)).toBe(sum(cells))
        expect(cells).toHaveLength(new Set(given.rows.map(([said]) => said)).size)
      }),
      { numRuns: 40 },
    )
  })

  it('pivots columns whatever they are called, also as what it calls its own', async () => {
    const rows = await make({
      names: ['pivot_part', 'Pivot_Part_'],
      rows: [
        ['a', 1],
        ['b', 5],
      ],
    })
    const pivot = { rows: ['pivot_part'], columns: [], values: [{ reference: 'Pivot_Part_', aggregation: 'sum' as const }], sorts: [], hasTotals: true }
    expect((await ask(pivotRows(rows, pivot, 10))).map((line) => line.map((value) => (value === null ? null : String(value))))).toEqual([
      [null, '6', '3'],
      ['a', '1', '0'],
      ['b', '5', '0'],
    ])
  })

  it('refuses columns that are not there, and names twice', () => {
    const rows: Rows = { name: 't', columns: [{ name: 'amount', type: 'number', engineType: 'BIGINT' }] }
    expect(() => pageOfRows(rows, { sorts: [{ column: 'amout' }], offset: 0, limit: 1 })).toThrow('“t” has no column “amout”')
    expect(() => pivotRows(rows, { rows: ['amount'], columns: ['amount'], values: [], sorts: [], hasTotals: false }, 10)).toThrow('stands twice')
    expect(() => pageOfRows(rows, { sorts: [], offset: 0, limit: Number.NaN })).toThrow('no count')
    expect(() => pivotRows(rows, { rows: ['amount'], columns: [], values: [], sorts: [], hasTotals: false }, 1.5)).toThrow('no count')
  })
})
