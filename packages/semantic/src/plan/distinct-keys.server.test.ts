import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../../golden/compile.ts'
import { compileFiles, exploreNamed } from '../../golden/compile-models.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { MetricQuery } from '../types/metric-query.ts'

/** Parcels with a row for each thing in them, which repeats what the whole parcel cost. */
const models = `models:
  - name: things
    meta:
      primary_key: id
      joins: [{join: labels, relationship: one-to-many, sql_on: "\${things.id} = \${labels.thing_id}"}]
      metrics:
        per_parcel: {type: number, sql: "\${postage} / \${parcels}"}
        mixed: {type: number, sql: "\${postage} + MAX(\${id})"}
    columns:
      - {name: id, meta: {metrics: {pieces: {type: count}}}}
      - {name: colour}
      - {name: parcel, meta: {metrics: {parcels: {type: count_distinct}}}}
      - name: parcel_cost
        meta:
          metrics:
            postage: {type: sum_distinct, distinct_keys: parcel}
            mean_postage: {type: average_distinct, distinct_keys: [things.parcel]}
            red_postage: {type: sum_distinct, distinct_keys: parcel, filters: [{colour: red}]}
            each: {type: sum_distinct, sql: 1, distinct_keys: [labels.kind]}
  - name: labels
    columns: [{name: thing_id}, {name: kind}]
`
const tables = `
  create table things as select * from (values (1, 'a', 5, 'red'), (2, 'a', 5, 'blue'), (3, 'b', 5, 'red'), (4, 'c', 8, 'blue'), (5, null, 100, 'red')) t(id, parcel, parcel_cost, colour);
  create table labels as select * from (values (1, 'x'), (1, 'y'), (2, 'x'), (4, 'z')) t(thing_id, kind);`

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(tables)
})
afterAll(() => session.close())

const ask = async (query: Partial<MetricQuery>): Promise<unknown[][]> => {
  const explore = exploreNamed(compileFiles({ 'a.yml': models }), 'things')
  const sorts = (query.dimensions ?? []).map((fieldId) => ({ fieldId, descending: false }))
  const rows = await session.rows(compile(explore, { ...query, sorts }).sql)
  return rows.map((row) => Object.values(row).map((value) => (value === null ? null : Number.isNaN(Number(value)) ? value : Number(value))))
}

describe('metrics with distinct_keys', () => {
  it('count each key once, and rows without one not at all', async () => {
    expect(await ask({ metrics: ['things_postage', 'things_mean_postage', 'things_red_postage', 'things_pieces'] })).toEqual([[18, 6, 10, 5]])
  })

  it('count a key in every group that it has rows in', async () => {
    expect(await ask({ dimensions: ['things_colour'], metrics: ['things_postage'] })).toEqual([
      ['blue', 13],
      ['red', 10],
    ])
  })

  it('keep their value beside joins that repeat rows', async () => {
    expect(await ask({ dimensions: ['labels_kind'], metrics: ['things_postage', 'things_pieces'] })).toEqual([
      ['x', 5, 2],
      ['y', 5, 1],
      ['z', 8, 1],
      [null, 5, 2],
    ])
  })

  it('may have keys in another table', async () => {
    expect(await ask({ metrics: ['things_each'] })).toEqual([[3]])
  })

  it('may be part of a formula over metrics, but not beside columns', async () => {
    expect(await ask({ metrics: ['things_per_parcel'] })).toEqual([[6]])
    await expect(ask({ metrics: ['things_mixed'] })).rejects.toThrow(QueryError)
    await expect(ask({ metrics: ['things_mixed'] })).rejects.toThrow('distinct_keys')
  })
})
