import type { Comparison, FieldId, Item, ItemsMap, MetricQuery } from '../types/metric-query.ts'

/** What stands beside a metric: its earlier value, the change since then, the change in percent of what it was. */
export type ComparedKind = 'value' | 'change' | 'change_percent'

export type ComparedField = { fieldId: FieldId; metricId: FieldId; comparisonId: string; kind: ComparedKind; item: Item }

const kinds: readonly { kind: ComparedKind; suffix: string; sign: string }[] = [
  { kind: 'value', suffix: '', sign: '' },
  { kind: 'change', suffix: '_change', sign: 'Δ ' },
  { kind: 'change_percent', suffix: '_change_percent', sign: 'Δ % ' },
]

/** Ends the ids of a comparison's columns: `previous_year`, `28_days_earlier`. */
export const comparisonId = ({ to }: Comparison): string => (typeof to === 'string' ? to : `${to.count}_${to.unit}s_earlier`)

/** What people call a comparison whose length is not known yet. */
export const comparisonLabel = ({ to }: Comparison): string => {
  if (typeof to === 'string') return to.replace('_', ' ')
  return `${to.count} ${to.unit}${to.count === 1 ? '' : 's'} earlier`
}

/** The three columns that a comparison puts beside a metric, described like the metric itself. */
export function comparedFields(metricId: FieldId, metric: Item, comparison: { id: string; label: string }): ComparedField[] {
  const label = ('label' in metric ? metric.label : undefined) ?? metric.name
  return kinds.map(({ kind, suffix, sign }) => {
    const fieldId = `${metricId}__${comparison.id}${suffix}`
    const percent = { format: undefined, round: undefined, compact: undefined, formatOptions: { type: 'percent', round: 1 } }
    const own = { fieldType: 'metric', name: `${metric.name}__${comparison.id}${suffix}`, type: 'number', label: `${label} ${sign}${comparison.label}` }
    const item = { ...metric, ...own, ...(kind === 'change_percent' ? percent : {}) } as Item
    return { fieldId, metricId, comparisonId: comparison.id, kind, item }
  })
}

/** The columns of all comparisons of a query beside one of its metrics. `items` describes what is known of the fields. */
export function comparedFieldsOf(query: Pick<MetricQuery, 'comparisons'>, metricId: FieldId, items: ItemsMap): ComparedField[] {
  const metric = items[metricId] ?? { table: '', name: metricId, type: 'number' as const, sql: '' }
  return (query.comparisons ?? []).flatMap((comparison) =>
    comparedFields(metricId, metric, { id: comparisonId(comparison), label: comparisonLabel(comparison) }),
  )
}
