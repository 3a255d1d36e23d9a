import { QueryError } from '../types/compiled-query.ts'
import type { InsightBreakdown } from '../types/insight.ts'
import type { BreakdownValue } from '../types/insight-result.ts'
import type { Cte } from '../plan/select-parts.ts'
import { asText, type EventColumn, type EventPlan, property } from './event-rows.ts'
import type { InsightRow } from './types.ts'

/** Properties that one answer may be broken down by, and values that it may have. */
const mostProperties = 3
const mostValues = 200

/** Names of the columns that hold the values of a breakdown. */
export const breakdownNames = (breakdown: InsightBreakdown | undefined): string[] => (breakdown?.properties ?? []).map((_, place) => `b${place + 1}`)

/** The columns with the values, as text. Throws `invalid_query` for too many. */
export function breakdownColumns(plan: EventPlan, breakdown: InsightBreakdown | undefined): EventColumn[] {
  const { properties = [], limit = 1 } = breakdown ?? {}
  if (properties.length > mostProperties || limit > mostValues || limit < 1) {
    const text = `A breakdown has ${mostProperties} properties and ${mostValues} values at most.`
    throw new QueryError('invalid_query', text, { at: 'breakdown' })
  }
  return properties.map((name, place) => ({ name: `b${place + 1}`, expression: asText(plan, property(plan, name)) }))
}

/**
 * Rows with their breakdown cut to its limit: the values that most rows have stay, null among them; of others `other` is 1 and the
 * values are null. `counted`: which rows decide (SQL over the columns of `from`). `columns`: what else of the rows is needed.
 */
export function limitedBreakdown(
  { ctx: { dialect } }: EventPlan,
  breakdown: InsightBreakdown | undefined,
  { from, columns, counted }: { from: string; columns: readonly string[]; counted?: string },
): { name: string; ctes: Cte[]; groups: string[] } {
  if (breakdown === undefined) return { name: from, ctes: [], groups: [] }
  const q = (name: string): string => dialect.quote(name)
  const values = breakdownNames(breakdown)
  const list = values.map(q).join(', ')
  const where = counted === undefined ? '' : `\nWHERE ${counted}`
  const order = [`${q('n')} DESC`, ...values.map((name) => dialect.orderBy(q(name), { descending: false }))].join(', ')
  const same = values.map((name) => dialect.nullSafeEquals(`r.${q(name)}`, `v.${q(name)}`, 'string')).join(' AND ')
  const inside = `v.${q('place')} <= ${breakdown.limit}`
  const kept = columns.map((name) => `  r.${q(name)} AS ${q(name)}`)
  const cut = values.map((name) => `  CASE WHEN ${inside} THEN r.${q(name)} END AS ${q(name)}`)
  const hides = breakdown.hidesOther === true ? `\nWHERE ${inside}` : ''
  return {
    name: 'limited',
    groups: [...values, 'other'],
    ctes: [
      { name: 'counted', sql: `SELECT\n  ${list},\n  COUNT(*) AS ${q('n')}\nFROM ${q(from)}${where}\nGROUP BY ${list}` },
      { name: 'valued', sql: `SELECT\n  ${list},\n  ROW_NUMBER() OVER (ORDER BY ${order}) AS ${q('place')}\nFROM ${q('counted')}` },
      {
        name: 'limited',
        sql: `SELECT\n${[...kept, ...cut, `  CASE WHEN ${inside} THEN 0 ELSE 1 END AS ${q('other')}`].join(',\n')}\nFROM ${q(from)} AS r\nLEFT OUTER JOIN ${q('valued')} AS v\n  ON ${same}${hides}`,
      },
    ],
  }
}

/** The part that a row belongs to; null without a breakdown. */
export function breakdownOf(row: InsightRow, breakdown: InsightBreakdown | undefined): BreakdownValue | null {
  if (breakdown === undefined) return null
  if (Number(row.other) === 1) return { kind: 'other' }
  return { kind: 'values', values: breakdownNames(breakdown).map((name) => (row[name] === null || row[name] === undefined ? null : String(row[name]))) }
}

/** Rows by the part they belong to, in the order of their values, whatever order rows come in; null comes after them, what is put together last. */
export function byBreakdown<R extends InsightRow>(rows: readonly R[], breakdown: InsightBreakdown | undefined): { value: BreakdownValue | null; rows: R[] }[] {
  const parts = new Map<string, { value: BreakdownValue | null; rows: R[] }>()
  for (const row of rows) {
    const value = breakdownOf(row, breakdown)
    const key = JSON.stringify(value)
    const part = parts.get(key)
    if (part === undefined) parts.set(key, { value, rows: [row] })
    else part.rows.push(row)
  }
  return [...parts.values()].toSorted((a, b) => compareParts(a.value, b.value))
}

function compareParts(a: BreakdownValue | null, b: BreakdownValue | null): number {
  if (a?.kind !== 'values' || b?.kind !== 'values') return Number(a?.kind === 'other') - Number(b?.kind === 'other')
  for (const [place, one] of a.values.entries()) {
    const other = b.values[place] ?? null
    if (one === other) continue
    if (one === null || other === null) return one === null ? 1 : -1
    return one < other ? -1 : 1
  }
  return 0
}
