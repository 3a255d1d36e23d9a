import type { FilterOperator } from '../src/types/field.ts'
import type { FilterGroup, FilterGroupItem, FilterRule, MetricQuery } from '../src/types/metric-query.ts'
import type { Ask } from './ask.ts'
import { leavesOf } from './evaluate.ts'
import { dimensionIds, dimensionOf, fieldsOf, type Question } from './joined-rows.ts'
import type { Random } from './random.ts'
import { randomTree } from './random-query.ts'
import { hasMany, reasonToRefuse } from './refusals.ts'
import { idOf } from './shop-fields.ts'
import { rowMetrics } from './shop-metrics.ts'
import type { Value } from './shop-types.ts'

/** Metrics whose values over parts of the rows add up to that over all of them. */
const additive = rowMetrics.filter(({ type, kind, name }) => kind === 'aggregate' && (type === 'sum' || type === 'count') && name !== 'mixed').map(idOf)

const opposites: Partial<Record<FilterOperator, FilterOperator>> = {
  equals: 'notEquals',
  include: 'doesNotInclude',
  lessThan: 'greaterThanOrEqual',
  lessThanOrEqual: 'greaterThan',
  inBetween: 'notInBetween',
  inThePast: 'notInThePast',
  inTheCurrent: 'notInTheCurrent',
  isNull: 'notNull',
}
const both = new Map(Object.entries(opposites).flatMap(([one, other]) => [[one, other] as const, [other, one as FilterOperator] as const]))
/** Rules that keep rows whose value is null, or have nothing to do with null. */
const knowsNull = new Set<string>(['equals', 'notEquals', 'isNull', 'notNull'])

/** The rule that keeps what another one drops, nulls left aside. */
const opposite = (rule: FilterRule): FilterRule => ({ ...rule, operator: both.get(rule.operator) ?? rule.operator })
const isNull = (rule: FilterRule): FilterRule => ({ id: `${rule.id}-null`, target: rule.target, operator: 'isNull' })

/** Everything that a tree drops, by De Morgan. */
export function complement(item: FilterGroupItem): FilterGroupItem {
  if ('or' in item) return { id: item.id, and: item.or.map(complement) }
  if ('and' in item) return { id: item.id, or: item.and.map(complement) }
  return knowsNull.has(item.operator) ? opposite(item) : { id: `${item.id}-not`, or: [opposite(item), isNull(item)] }
}

const isOpposable = (item: FilterGroupItem): boolean =>
  ('or' in item ? item.or : 'and' in item ? item.and : []).every(isOpposable) && (!('operator' in item) || both.has(item.operator))
const totalOf = (values: readonly Value[]): number => values.reduce((sum: number, value) => sum + Number(value ?? 0), 0)

/**
 * An additive metric over the rows that a filter keeps, and over those that it drops, adds up to the metric over all of
 * them; also by a dimension. The filter speaks of tables of which a row of the metric has one at most, else a row may
 * be on both sides.
 */
export async function checkPartition(question: Question, random: Random, ask: Ask): Promise<void> {
  const { shop, clock } = question
  if (shop.joins.some(({ type }) => type !== 'left')) return
  const metric = random.pick(additive)
  const [leaf] = leavesOf(metric)
  if (leaf === undefined) return
  const one = (id: string): boolean => !dimensionOf(id).dimension.reads.some((table) => hasMany(shop, leaf.table, table))
  const fields = dimensionIds.map(({ id }) => id).filter(one)
  const filter = randomTree(random, clock, 2, () => true, fields)
  if (!isOpposable(filter)) return
  const dimensions = random.chance(0.5) ? [] : [random.pick(fields)]
  const reads = { shop, dimensions: [...dimensions, ...fieldsOf(filter)], metrics: [metric] }
  if (reasonToRefuse(reads) !== undefined) return
  const [first] = 'or' in filter ? filter.or : filter.and
  const single = first !== undefined && 'operator' in first && !knowsNull.has(first.operator)
  const parts: FilterGroup[] = single ? [only(first), only(opposite(first)), only(isNull(first))] : [filter, only(complement(filter))]
  const totals: number[] = []
  for (const part of [undefined, ...parts]) {
    const query: Partial<MetricQuery> = { dimensions, metrics: [metric], ...(part === undefined ? {} : { filters: { dimensions: part } }) }
    const asked = await ask(query, clock)
    if (asked.refused) throw new Error(`was refused: ${asked.because}`)
    if (asked.compiled.proof.status === 'unproven') return
    totals.push(totalOf([...asked.answer.values()].map(([value]) => value ?? null)))
  }
  const [all = 0, ...split] = totals
  if (Math.abs(all - totalOf(split)) > 1e-6)
    throw new Error(`the parts ${split.join(' + ')} of ${metric} do not add up to ${all}, for ${JSON.stringify(parts)}`)
}

const only = (item: FilterGroupItem): FilterGroup => ({ id: 'only', and: [item] })
