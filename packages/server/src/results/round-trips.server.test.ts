import * as fc from 'fast-check'
import { tableFromIPC } from '@uwdata/flechette'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredResult } from './result-store.ts'
import { asker, newKey, openResultsWorld, valuesOf, type ResultsWorld } from './testing/open-results.ts'
import { everyLeaf, typedLiterals, type TypedLiterals } from './testing/typed-values.ts'

let world: ResultsWorld
beforeAll(async () => {
  world = await openResultsWorld()
})
afterAll(() => world.close())

const scope = () => ({ projectId: world.projectId, audience: 'everybody' })
/** Rows of literals, column by column, in their order. */
const rowsOf = (columns: readonly TypedLiterals[]): string => {
  const rows = Math.max(...columns.map(({ literals }) => literals.length))
  const row = (at: number): string => `(${[String(at), ...columns.map(({ literals, type }) => `${literals[at] ?? 'NULL'}::${type}`)].join(', ')})`
  return `SELECT * FROM (VALUES ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')}) AS given(n, ${columns.map((_, index) => `c${index}`).join(', ')}) ORDER BY n`
}
const kept = (sql: string): Promise<StoredResult> => world.results.keep(newKey(world.projectId), { kind: 'question', question: { sql, tables: {} } }, asker())
/** Columns in which a result has other values than the SQL that it was made of; what differs in type only is cast. */
const differences = async (result: StoredResult, columns: readonly TypedLiterals[]): Promise<string[]> => {
  const different = columns.map(({ type }, index) => `count(*) FILTER (r.c${index}::${type} IS DISTINCT FROM g.c${index})`)
  const sql = `WITH g AS (${rowsOf(columns)}) SELECT ${different.join(', ')}, count(*) FROM g FULL JOIN r USING (n)`
  const answer = valuesOf(await world.results.ask(scope(), { sql, tables: { r: result } }, { ...asker(), maxRows: 1 })).map(([value]) => value)
  expect(answer.at(-1)).toBe(Math.max(...columns.map(({ literals }) => literals.length)))
  return columns.flatMap(({ type, literals }, index) => (answer[index] === 0 ? [] : [`${type}: ${literals.join(' | ')}`]))
}
const typesOf = (result: StoredResult): string[] => result.columns.slice(1).map(({ engineType }) => engineType)

describe('what goes into a result comes out', () => {
  it('of every type, with its type', async () => {
    await fc.assert(
      fc.asyncProperty(everyLeaf, async (columns) => {
        const result = await kept(rowsOf(columns))
        expect(await differences(result, columns)).toEqual([])
        expect(typesOf(result)).toEqual(columns.map(({ type }) => type))
      }),
      { numRuns: 5 },
    )
  })

  it('of types that are made of others', async () => {
    await fc.assert(
      fc.asyncProperty(typedLiterals, async (column) => {
        const result = await kept(rowsOf([column]))
        expect(await differences(result, [column])).toEqual([])
        expect(typesOf(result)).toEqual([column.type])
      }),
      { numRuns: 60 },
    )
  })

  it('through a program and back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          typedLiterals.map((one) => [one]),
          everyLeaf,
        ),
        async (columns) => {
          const data = await world.results.arrow(await kept(rowsOf(columns)), asker())
          const result = await world.results.keep(newKey(world.projectId), { kind: 'arrow', data }, asker())
          expect(await differences(result, columns)).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('in the order that it had, over many batches', async () => {
    const count = 150_000
    const result = await kept(
      `SELECT i AS n, CASE WHEN i % 3 = 0 THEN NULL ELSE 'row number ' || i END AS t, i % 7 = 0 AS b, [i, NULL] AS l FROM range(${count}) t(i) ORDER BY hash(i)`,
    )
    const data = await world.results.arrow(result, asker())
    const back = await world.results.keep(newKey(world.projectId), { kind: 'arrow', data }, asker())
    const sql = `SELECT count(*), count(*) FILTER (a.n = b.n AND a.t IS NOT DISTINCT FROM b.t AND a.b = b.b AND a.l = b.l) FROM one a POSITIONAL JOIN other b`
    expect(valuesOf(await world.results.ask(scope(), { sql, tables: { one: result, other: back } }, { ...asker(), maxRows: 1 }))).toEqual([[count], [count]])
    const page = await world.results.rows(back, { ...asker(), offset: count - 2, limit: 5 })
    const whole = await world.results.rows(result, { ...asker(), offset: count - 2, limit: 5 })
    expect([page.rowCount, page.truncated]).toEqual([2, false])
    expect(valuesOf(page)).toEqual(valuesOf(whole))
    expect(tableFromIPC(data).numRows).toBe(count)
  })
})

describe('a program', () => {
  it('gets numbers where SQL made them wide', async () => {
    const result = await kept(
      `SELECT sum(i) AS small, sum(i) + 9223372036854775807 AS wide, (2::HUGEINT ** 0)::HUGEINT + 170141183460469231731687303715884105726 AS wider FROM range(4) t(i)`,
    )
    const { schema } = tableFromIPC(await world.results.arrow(result, asker()))
    expect(schema.fields.map(({ name, type }) => [name, type.typeId])).toEqual([
      ['small', 2],
      ['wide', 7],
      ['wider', 5],
    ])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['letters', Buffer.from('not a table at all, but long enough to be read as something')],
    ['zeros', Buffer.alloc(4096)],
  ])('that sends %s is told so', async (_, data) => {
    await expect(world.results.keep(newKey(world.projectId), { kind: 'arrow', data }, asker())).rejects.toMatchObject({
      code: 'invalid',
      details: { reason: 'table_damaged' },
    })
  })

  it('cannot harm anybody with a table that is torn or tampered with', async () => {
    const data = await world.results.arrow(
      await kept(`SELECT i AS n, 'text of row ' || i AS t, [i, i] AS l, i::DECIMAL(9,2) AS d FROM range(3000) t(i)`),
      asker(),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(data.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
        const bytes = Buffer.from(isCut ? data.subarray(0, at) : data)
        if (!isCut) bytes[at] = byte
        const outcome = await world.results.keep(newKey(world.projectId), { kind: 'arrow', data: bytes }, asker()).then(
          () => 'kept',
          (error: { code?: string }) => error.code,
        )
        expect(['kept', 'invalid', 'query_failed']).toContain(outcome)
      }),
      { numRuns: 60 },
    )
    expect(world.warnings).toEqual([])
  })
})

describe('what a query answered', () => {
  const answered = async (columns: { engineType: string; values: unknown[] }[]): Promise<StoredResult> =>
    world.results.keep(
      newKey(world.projectId),
      {
        kind: 'answer',
        columns: columns.map(({ engineType }, index) => ({ name: `c${index}`, engineType })),
        data: Buffer.from(JSON.stringify(columns.map(({ values }) => values))),
        truncated: false,
      },
      asker(),
    )

  it.each<[string, unknown[], string, string[]]>([
    ['BIGINT', [1, '9007199254740993', null], 'BIGINT', ['1', '9007199254740993']],
    ['HUGEINT', ['170141183460469231731687303715884105727'], 'HUGEINT', ['170141183460469231731687303715884105727']],
    ['DECIMAL(18,2)', [12.3, '1234567890123456.78', null], 'DECIMAL(18,2)', ['12.30', '1234567890123456.78']],
    ['numeric(20,4)', ['1234567890123456.7891'], 'DECIMAL(20,4)', ['1234567890123456.7891']],
    ['numeric', [1, 12.345, '12345678901234567.25', null], 'DECIMAL(20,3)', ['1.000', '12.345', '12345678901234567.250']],
    ['numeric', [null], 'DECIMAL(1,0)', []],
    ['numeric', [1e300, 0.5], 'DOUBLE', ['1e+300', '0.5']],
    ['double precision', [0.1, null], 'DOUBLE', ['0.1']],
    ['FLOAT', [0.1], 'FLOAT', ['0.1']],
    ['boolean', [true, false, null], 'BOOLEAN', ['true', 'false']],
    ['text', ['a\u0000b', '', 'null', '"x"', '😀', null], 'VARCHAR', ['a\u0000b', '', 'null', '"x"', '😀']],
    ['date', ['2026-03-29', '-004712-01-01', '+012345-01-01', 'infinity'], 'DATE', ['2026-03-29', '4713-01-01 (BC)', '12345-01-01', 'infinity']],
    ['timestamp without time zone', ['2026-03-29T01:30:00.123'], 'TIMESTAMP', ['2026-03-29 01:30:00.123']],
    ['TIMESTAMP WITH TIME ZONE', ['2026-03-29T01:30:00.123Z'], 'TIMESTAMP WITH TIME ZONE', ['2026-03-29 01:30:00.123+00']],
    ['TIMESTAMP_S', ['2026-03-29T01:30:00.000'], 'TIMESTAMP_S', ['2026-03-29 01:30:00']],
    ['time without time zone', ['01:30:00.000001'], 'TIME', ['01:30:00.000001']],
    ['interval', ['1 year 2 mons 3 days 04:05:06'], 'INTERVAL', ['1 year 2 months 3 days 04:05:06']],
    ['INTERVAL', [{ months: 14, days: 3, micros: '4000001' }, null], 'INTERVAL', ['1 year 2 months 3 days 00:00:04.000001']],
    ['uuid', ['6f1e2d3c-0000-4000-8000-000000000001'], 'UUID', ['6f1e2d3c-0000-4000-8000-000000000001']],
    ['jsonb', ['{"a": [1, null]}'], 'JSON', ['{"a": [1, null]}']],
    ['integer[]', [[1, null], [], null], 'INTEGER[]', ['[1, NULL]', '[]']],
    ['VARCHAR[]', [['a, "b"', "it's", null]], 'VARCHAR[]', ["['a, \"b\"', 'it\\'s', NULL]"]],
    [
      'STRUCT("a" HUGEINT, "b" DATE)',
      [{ a: '18446744073709551616', b: '2026-01-01' }],
      'STRUCT(a HUGEINT, b DATE)',
      ["{'a': 18446744073709551616, 'b': 2026-01-01}"],
    ],
    ['BLOB', ['ab\\x00\\xFF'], 'BLOB', ['ab\\x00\\xFF']],
    ["ENUM('b', 'a')", ['a', 'b'], "ENUM('b', 'a')", ['a', 'b']],
    ['inet', ['10.0.0.1'], 'VARCHAR', ['10.0.0.1']],
    ['MAP(VARCHAR, INTEGER)', [[{ key: 'k', value: 1 }]], 'VARCHAR', ['[{"key":"k","value":1}]']],
  ])('of %s %j is kept as %s', async (engineType, values, type, texts) => {
    const result = await answered([{ engineType, values }])
    expect(result.rows).toBe(values.length)
    const sql = 'SELECT typeof(c0), c0::VARCHAR FROM r'
    const [types, got] = valuesOf(await world.results.ask(scope(), { sql, tables: { r: result } }, { ...asker(), maxRows: 20 }))
    expect(types?.every((one) => one === type)).toBe(true)
    expect(got).toEqual(values.map((value) => (value === null ? null : texts.shift())))
  })

  it('keeps columns of one name apart, and says what was cut', async () => {
    const result = await world.results.keep(
      newKey(world.projectId),
      {
        kind: 'answer',
        columns: ['n', 'N', '', 'n_2'].map((name) => ({ name, engineType: 'INTEGER' })),
        data: Buffer.from('[[1],[2],[3],[4]]'),
        truncated: true,
      },
      asker(),
    )
    expect(result.columns.map(({ name }) => name)).toEqual(['n', 'N_3', 'column', 'n_2'])
    expect([result.rows, result.truncated]).toEqual([1, true])
    expect(valuesOf(await world.results.rows(result, { ...asker(), offset: 0, limit: 10 }))).toEqual([[1], [2], [3], [4]])
  })

  it('of no rows has its columns', async () => {
    const result = await answered([
      { engineType: 'INTEGER', values: [] },
      { engineType: 'text', values: [] },
    ])
    expect([result.rows, result.columns.map(({ engineType }) => engineType)]).toEqual([0, ['INTEGER', 'VARCHAR']])
    expect(tableFromIPC(await world.results.arrow(result, asker())).numRows).toBe(0)
  })
})
