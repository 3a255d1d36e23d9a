import { isFilterGroup, type FilterGroup, type FilterGroupItem, type FilterRule, type MetricQuery } from '@atrium/semantic'
import { diffDocuments } from '../diff-documents.ts'
import { matched } from '../matched.ts'
import type { ChartDocument } from './chart-document.ts'
import { chartKindOf, type ChartKind } from './chart-kind.ts'

/** One thing that somebody did to a chart, as a person would tell it. */
export type ChartChange =
  | { what: 'explore_changed'; before: string; after: string }
  | { what: 'field_added' | 'field_removed' | 'filter_added' | 'filter_removed' | 'filter_changed'; fieldId: string }
  /** Fields that the chart brings along itself: calculations, metrics and dimensions of its own. */
  | { what: 'own_field_added' | 'own_field_removed' | 'own_field_changed'; name: string }
  | { what: 'limit_changed'; before: number; after: number }
  | { what: 'kind_changed'; before: ChartKind; after: ChartKind }
  | { what: 'filters_regrouped' | 'sorts_changed' | 'comparisons_changed' | 'parameters_changed' | 'timezone_changed' | 'pivot_changed' }
  | { what: 'columns_ordered' | 'look_changed' }

/** What is different in `after`: what is asked first, then how it is drawn. Empty when nothing is that a person could see. */
export function chartChanges(before: ChartDocument, after: ChartDocument): ChartChange[] {
  const [was, is] = [before.metricQuery, after.metricQuery]
  return [
    ...(before.tableName === after.tableName ? [] : [{ what: 'explore_changed' as const, before: before.tableName, after: after.tableName }]),
    ...fieldChanges(was, is),
    ...ownFieldChanges(was, is),
    ...filterChanges(was, is),
    ...when('sorts_changed', was.sorts, is.sorts),
    ...(was.limit === is.limit ? [] : [{ what: 'limit_changed' as const, before: was.limit, after: is.limit }]),
    ...when('comparisons_changed', was.comparisons ?? [], is.comparisons ?? []),
    ...when('parameters_changed', was.parameters ?? {}, is.parameters ?? {}),
    ...when('timezone_changed', was.timezone, is.timezone),
    ...when('pivot_changed', before.pivotConfig?.columns ?? [], after.pivotConfig?.columns ?? []),
    ...lookChanges(before, after),
  ]
}

const isDifferent = (a: unknown, b: unknown): boolean => diffDocuments(a, b).length > 0

const when = <What extends string>(what: What, was: unknown, is: unknown): { what: What }[] => (isDifferent(was, is) ? [{ what }] : [])

function fieldChanges(was: MetricQuery, is: MetricQuery): ChartChange[] {
  const { added, removed } = matched([...was.dimensions, ...was.metrics], [...is.dimensions, ...is.metrics], (fieldId) => fieldId)
  return [
    ...added.map((fieldId): ChartChange => ({ what: 'field_added', fieldId })),
    ...removed.map((fieldId): ChartChange => ({ what: 'field_removed', fieldId })),
  ]
}

type OwnField = { key: string; name: string; content: unknown }

const ownFields = ({ tableCalculations, additionalMetrics = [], customDimensions = [] }: MetricQuery): OwnField[] => [
  ...tableCalculations.map((content) => ({ key: `calculation ${content.name}`, name: content.displayName, content })),
  ...additionalMetrics.map((content) => ({ key: `metric ${content.table} ${content.name}`, name: content.label ?? content.name, content })),
  ...customDimensions.map((content) => ({ key: `dimension ${content.id}`, name: content.name, content })),
]

function ownFieldChanges(was: MetricQuery, is: MetricQuery): ChartChange[] {
  const { added, removed, kept } = matched(ownFields(was), ownFields(is), ({ key }) => key)
  return [
    ...added.map(({ name }): ChartChange => ({ what: 'own_field_added', name })),
    ...removed.map(({ name }): ChartChange => ({ what: 'own_field_removed', name })),
    ...kept.filter((one) => isDifferent(one.was.content, one.is.content)).map((one): ChartChange => ({ what: 'own_field_changed', name: one.is.name })),
  ]
}

function filterChanges(was: MetricQuery, is: MetricQuery): ChartChange[] {
  const { added, removed, kept } = matched(rulesOf(was), rulesOf(is), ({ id }) => id)
  const changed = kept.filter((one) => isDifferent(asked(one.was), asked(one.is)))
  const told: ChartChange[] = [
    ...added.map((rule): ChartChange => ({ what: 'filter_added', fieldId: rule.target.fieldId })),
    ...removed.map((rule): ChartChange => ({ what: 'filter_removed', fieldId: rule.target.fieldId })),
    ...changed.map((one): ChartChange => ({ what: 'filter_changed', fieldId: one.is.target.fieldId })),
  ]
  return told.length > 0 ? told : when('filters_regrouped', groupsOf(was), groupsOf(is))
}

const kinds = ['dimensions', 'metrics', 'tableCalculations'] as const
const itemsOf = (group: FilterGroup): FilterGroupItem[] => ('and' in group ? group.and : group.or)

const rulesOf = ({ filters }: MetricQuery): FilterRule[] =>
  kinds.flatMap((kind) => {
    const group = filters[kind]
    return group === undefined ? [] : rulesIn(group)
  })

const rulesIn = (group: FilterGroup): FilterRule[] => itemsOf(group).flatMap((item) => (isFilterGroup(item) ? rulesIn(item) : [item]))

const asked = ({ values = [], disabled = false, required = false, ...rest }: FilterRule): object => ({ ...rest, values, disabled, required })

/** How the rules hang together; a group without rules is none. */
const groupsOf = ({ filters }: MetricQuery): unknown =>
  kinds.map((kind) => {
    const group = filters[kind]
    return group === undefined || rulesIn(group).length === 0 ? null : shapeOf(group)
  })

const shapeOf = (group: FilterGroup): unknown => ({
  any: 'or' in group,
  items: itemsOf(group).map((item) => (isFilterGroup(item) ? shapeOf(item) : item.id)),
})

function lookChanges(before: ChartDocument, after: ChartDocument): ChartChange[] {
  const [was, is] = [chartKindOf(before), chartKindOf(after)]
  return [
    ...when('columns_ordered', shownOrder(before, after), shownOrder(after, before)),
    ...(was === is ? when('look_changed', before.chartConfig, after.chartConfig) : [{ what: 'kind_changed' as const, before: was, after: is }]),
  ]
}

/** The order of the columns that both have: one that came or went is told already. */
function shownOrder({ tableConfig }: ChartDocument, other: ChartDocument): string[] {
  const shared = new Set(other.tableConfig.columnOrder)
  return tableConfig.columnOrder.filter((fieldId) => shared.has(fieldId))
}
