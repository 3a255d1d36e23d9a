import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { and, compile, rule } from '../../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../../golden/duckdb-session.ts'
import { shopExplore, shopTables } from '../../../golden/shop.ts'
import { QueryError } from '../../types/compiled-query.ts'
import type { FilterOperator, FilterSettings } from '../../types/field.ts'
import type { FilterGroup, FilterRule } from '../../types/metric-query.ts'

const explore = shopExplore()
let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

/** The condition as it stands in the statement. */
function conditionOf(group: FilterGroup, timezone: string): string | undefined {
  const { sql } = compile(explore, { dimensions: ['orders_id'], filters: { dimensions: group }, timezone })
  return /\nWHERE ([\s\S]*)\nGROUP BY/.exec(sql)?.[1]
}

async function idsWhere(condition: string): Promise<number[]> {
  return (await session.rows(`select id from orders as "orders" where ${condition} order by id`)).map((row) => Number(row['id']))
}

const ids = async (...rules: (FilterRule | FilterGroup)[]): Promise<number[]> => {
  const { sql } = compile(explore, { dimensions: ['orders_id'], filters: { dimensions: and(...rules) }, sorts: [{ fieldId: 'orders_id', descending: false }] })
  return (await session.rows(sql)).map((row) => Number(row['orders_id']))
}

type Case = [FilterOperator, unknown[], FilterSettings?]
const nulls: Case[] = [
  ['isNull', []],
  ['notNull', []],
]
const texts: Case[] = [
  ...nulls,
  ...(['equals', 'notEquals', 'include', 'doesNotInclude', 'startsWith', 'endsWith'] as const).flatMap((operator): Case[] => [
    [operator, ['paid']],
    [operator, ["a'b%c_d", 'open']],
    [operator, ['%']],
    [operator, ['_', "'"]],
    [operator, ['\\', '--', '${x}', '\n😀']],
    [operator, []],
  ]),
]
const numbers: Case[] = [
  ...nulls,
  ...(['equals', 'notEquals', 'lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual'] as const).flatMap((operator): Case[] => [
    [operator, [33]],
    [operator, ['60.25', -1]],
    [operator, ['9007199254740993']],
    [operator, []],
  ]),
  ['inBetween', [10, 60.25]],
  ['notInBetween', ['10', '60.25']],
]
const booleans: Case[] = [
  ...nulls,
  ['equals', [true]],
  ['equals', ['false']],
  ['notEquals', [true]],
  ['equals', [true, false]],
  ['notEquals', [true, false]],
  ['equals', []],
]
const units = ['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'quarters', 'years'] as const
const relatives: Case[] = units.flatMap((unitOfTime): Case[] =>
  (['inThePast', 'notInThePast', 'inTheNext', 'inTheCurrent', 'notInTheCurrent'] as const).flatMap((operator): Case[] => [
    [operator, [2], { unitOfTime }],
    [operator, ['30'], { unitOfTime, completed: true }],
  ]),
)
const dates: Case[] = [
  ...nulls,
  ...(['equals', 'notEquals', 'lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual'] as const).flatMap((operator): Case[] => [
    [operator, ['2024-01-31']],
    [operator, ['2024-02-01T00:00:00Z', '2024-11-03']],
    [operator, []],
  ]),
  ['inBetween', ['2024-01-31', '2024-03-10']],
  ['notInBetween', ['2024-01-31', '2024-03-10']],
  ['inThePast', []],
  ...relatives,
]
const timeSuffixes = ['', '_raw', '_hour', '_day', '_week', '_month', '_quarter', '_year']
const fields: [string, Case[]][] = [
  ['orders_status', texts],
  ['orders_size', texts],
  ['orders_created_at_month_name', texts],
  ['orders_amount', numbers],
  ['orders_created_at_hour_of_day_num', numbers],
  ['orders_is_gift', booleans],
  ...['', '_day', '_week', '_month', '_quarter', '_year'].map((suffix): [string, Case[]] => [`orders_ordered_on${suffix}`, dates]),
  ...['created_at', 'local_at', 'utc_at'].flatMap((name) => timeSuffixes.map((suffix): [string, Case[]] => [`orders_${name}${suffix}`, dates])),
]

describe('every row is in a condition, in its negation, or in neither because of null', () => {
  for (const [fieldId, cases] of fields) {
    it(fieldId, async () => {
      const parts: string[] = []
      for (const timezone of ['UTC', 'Asia/Kathmandu']) {
        for (const [operator, values, settings] of cases) {
          const condition = conditionOf(and(rule(fieldId, operator, values, settings)), timezone)
          if (condition === undefined) throw new Error(`no condition for ${operator}`)
          parts.push(
            `select ${parts.length} as place, count(*) filter (where ${condition}) as p, count(*) filter (where not (${condition})) as n, count(*) filter (where (${condition}) is null) as u from orders as "orders"`,
          )
        }
      }
      for (const row of await session.rows(parts.join('\nunion all '))) {
        expect([parts[Number(row['place'])], Number(row['p']) + Number(row['n']) + Number(row['u'])]).toEqual([parts[Number(row['place'])], 7])
      }
    })
  }
})

describe('an operator and its opposite', () => {
  const pairs: [FilterOperator, FilterOperator][] = [
    ['equals', 'notEquals'],
    ['isNull', 'notNull'],
  ]
  for (const [fieldId, values] of [
    ['orders_status', ['paid', "a'b%c_d"]],
    ['orders_amount', [33]],
    ['orders_is_gift', [true]],
    ['orders_ordered_on', ['2024-01-31']],
    ['orders_ordered_on_month', ['2024-01-01', '2024-02-01']],
    ['orders_created_at_month', ['2024-01-01']],
    ['orders_local_at', ['2024-01-31T23:30:00Z']],
    ['orders_utc_at_hour', ['2024-01-31T23:00:00Z']],
  ] as const) {
    it(`share out all rows of ${fieldId}`, async () => {
      for (const [operator, opposite] of pairs) {
        const both = [...(await ids(rule(fieldId, operator, [...values]))), ...(await ids(rule(fieldId, opposite, [...values])))]
        expect(both.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7])
      }
    })
  }
})

describe('filters find what they say', () => {
  it('text with quotes and wildcards literally', async () => {
    expect(await ids(rule('orders_status', 'equals', ["a'b%c_d"]))).toEqual([7])
    expect(await ids(rule('orders_status', 'include', ['%']))).toEqual([7])
    expect(await ids(rule('orders_status', 'include', ['PAI']))).toEqual([1, 2])
    expect(await ids(rule('orders_status', 'startsWith', ['P']))).toEqual([])
    expect(await ids(rule('orders_status', 'endsWith', ['d', 'n']))).toEqual([1, 2, 3, 4, 6, 7])
    expect(await ids(rule('orders_status', 'doesNotInclude', ['a', 'o']))).toEqual([])
    expect(await ids(rule('orders_status', 'notEquals', ['open']))).toEqual([1, 2, 5, 6, 7])
  })
  it('text whatever its case, where the model says so: for one dimension or for the whole explore', async () => {
    const status = (part: object, table: object = {}): typeof explore => {
      const changed = structuredClone(explore)
      Object.assign(changed.tables['orders']?.dimensions['status'] ?? {}, part)
      return Object.assign(changed, table)
    }
    const found = async (model: typeof explore, one: FilterRule): Promise<number> =>
      (await session.rows(compile(model, { dimensions: ['orders_id'], filters: { dimensions: and(one) } }).sql)).length
    const paid = await found(explore, rule('orders_status', 'equals', ['paid']))
    expect(paid).toBeGreaterThan(0)
    expect(await found(explore, rule('orders_status', 'equals', ['PaiD']))).toBe(0)
    for (const model of [status({ caseSensitive: false }), status({}, { caseSensitive: false })]) {
      expect(await found(model, rule('orders_status', 'equals', ['PaiD']))).toBe(paid)
      expect(await found(model, rule('orders_status', 'startsWith', ['PAI']))).toBe(paid)
      expect(await found(model, rule('orders_status', 'notEquals', ['PAID']))).toBe(await found(explore, rule('orders_status', 'notEquals', ['paid'])))
    }
    expect(await found(status({ caseSensitive: true }, { caseSensitive: false }), rule('orders_status', 'equals', ['PaiD']))).toBe(0)
  })
  it('numbers with their bounds', async () => {
    expect(await ids(rule('orders_amount', 'inBetween', [10, 60.25]))).toEqual([1, 3, 7])
    expect(await ids(rule('orders_amount', 'greaterThan', ['60.25']))).toEqual([2, 5])
  })
  it('dates and the buckets they lie in', async () => {
    expect(await ids(rule('orders_ordered_on', 'inBetween', ['2024-01-31', '2024-02-01']))).toEqual([2, 3])
    expect(await ids(rule('orders_ordered_on_month', 'equals', ['2024-01-01']))).toEqual([1, 2])
    expect(await ids(rule('orders_ordered_on_month', 'equals', ['2024-01-20']))).toEqual([1, 2])
    expect(await ids(rule('orders_ordered_on_month', 'greaterThan', ['2024-01-01']))).toEqual([3, 4, 5, 7])
    expect(await ids(rule('orders_ordered_on_month', 'lessThanOrEqual', ['2024-02-01']))).toEqual([1, 2, 3])
    expect(await ids(rule('orders_created_at', 'lessThan', ['2024-01-31T23:30:00Z']))).toEqual([1])
    expect(await ids(rule('orders_created_at', 'equals', ['2024-02-01T05:00:00+01:00']))).toEqual([3])
  })
  it('relative to now', async () => {
    expect(await ids(rule('orders_ordered_on', 'inTheCurrent', [], { unitOfTime: 'months' }))).toEqual([3])
    expect(await ids(rule('orders_ordered_on', 'inThePast', [1], { unitOfTime: 'days' }))).toEqual([2, 3])
    expect(await ids(rule('orders_ordered_on', 'inThePast', [1], { unitOfTime: 'months', completed: true }))).toEqual([1, 2])
    expect(await ids(rule('orders_created_at', 'inThePast', [12], { unitOfTime: 'hours' }))).toEqual([3])
    expect(await ids(rule('orders_created_at', 'inTheNext', [2], { unitOfTime: 'quarters', completed: true }))).toEqual([])
    expect(await ids(rule('orders_created_at', 'inTheNext', [2], { unitOfTime: 'months' }))).toEqual([4])
    expect(await ids(rule('orders_ordered_on', 'notInTheCurrent', [], { unitOfTime: 'years' }))).toEqual([])
  })
  it('in nested groups, ignoring disabled rules', async () => {
    const off: FilterRule = { ...rule('orders_id', 'equals', [99]), disabled: true }
    const either: FilterGroup = {
      id: 'or',
      or: [rule('orders_id', 'equals', [1]), off, and(rule('orders_status', 'equals', ['open']), rule('orders_amount', 'lessThan', [10]))],
    }
    expect(await ids(either)).toEqual([1, 4])
    expect(await ids(off, either, { id: 'empty', and: [] })).toEqual([1, 4])
  })
  it('and never shift a condition on the bare column into the row', async () => {
    const condition = conditionOf(and(rule('orders_created_at_month', 'equals', ['2024-02-01'])), 'Asia/Kathmandu')
    expect(condition).toBe(
      `(("orders".created_at) >= TIMESTAMPTZ '2024-01-31 18:15:00+00:00' AND ("orders".created_at) < TIMESTAMPTZ '2024-02-29 18:15:00+00:00')`,
    )
    expect(await idsWhere(condition ?? '')).toEqual([2, 3])
  })
})

describe('wrong values are refused with the field', () => {
  const wrong: [string, FilterOperator, unknown[], FilterSettings?][] = [
    ['orders_amount', 'equals', ['1 OR 1=1']],
    ['orders_amount', 'lessThan', [Number.POSITIVE_INFINITY]],
    ['orders_amount', 'equals', [{}]],
    ['orders_amount', 'inBetween', [1]],
    ['orders_status', 'equals', ['a\0b']],
    ['orders_status', 'equals', [['a']]],
    ['orders_is_gift', 'equals', ['yes']],
    ['orders_ordered_on', 'equals', ['2024-02-30']],
    ['orders_ordered_on', 'equals', ["2024-01-01' OR 1=1"]],
    ['orders_ordered_on', 'lessThanOrEqual', ['9999-12-31']],
    ['orders_created_at', 'equals', ['2024-01-01T25:00:00Z']],
    ['orders_created_at', 'inBetween', ['2024-01-01']],
    ['orders_created_at', 'inThePast', ['many']],
    ['orders_created_at', 'inThePast', [1.5]],
    ['orders_created_at', 'inThePast', [99999], { unitOfTime: 'years' }],
    ['orders_created_at', 'inThePast', [1], { unitOfTime: 'eons' as 'days' }],
  ]
  it.each(wrong)('%s %s %j', (fieldId, operator, values, settings) => {
    const run = (): unknown => compile(explore, { dimensions: ['orders_id'], filters: { dimensions: and(rule(fieldId, operator, values, settings)) } })
    expect(run).toThrow(QueryError)
    expect(run).toThrow(fieldId)
  })
  it('so is an operator that the type does not have', () => {
    const run = (): unknown => compile(explore, { dimensions: ['orders_id'], filters: { dimensions: and(rule('orders_is_gift', 'include', ['x'])) } })
    expect(run).toThrow('No function has been implemented to render SQL for the filter operator include')
  })
})
