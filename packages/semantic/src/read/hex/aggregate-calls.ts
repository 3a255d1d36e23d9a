import type { Dialect } from '../../types/dialect.ts'
import type { AggregateType } from '../../types/field.ts'

/** Aggregates that a metric has as its type, by their names in measures; in calculations without underscores. */
export const aggregateTypes: Readonly<Record<string, AggregateType>> = {
  count: 'count',
  count_distinct: 'count_distinct',
  sum: 'sum',
  sum_boolean: 'sum',
  avg: 'average',
  mean: 'average',
  min: 'min',
  max: 'max',
  median: 'median',
  percentile: 'percentile',
  percentile_approx: 'percentile',
}

/** Aggregates that a metric is written with. */
const aggregateFunctions: Readonly<Record<string, keyof NonNullable<Dialect['functionNames']>>> = {
  stddev: 'STDDEV_SAMP',
  stddev_pop: 'STDDEV_POP',
  variance: 'VAR_SAMP',
  variance_pop: 'VAR_POP',
}

/** The function of an aggregate as the engine has it; `undefined` for those that are the type of a metric. */
export function aggregateFunction(name: string, { functionNames }: Dialect): string | undefined {
  const standard = Object.hasOwn(aggregateFunctions, name) ? aggregateFunctions[name] : undefined
  return standard === undefined ? undefined : (functionNames?.[standard] ?? standard)
}

/** The names of aggregates in calculations, and those that measures have for them. */
export const aggregateNames: ReadonlyMap<string, string> = new Map(
  [...Object.keys(aggregateTypes), ...Object.keys(aggregateFunctions)].map((name) => [name.replace('_', '').toUpperCase(), name]),
)
