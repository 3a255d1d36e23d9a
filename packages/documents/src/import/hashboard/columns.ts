import type { ColumnOrField, SourceTable } from '../explore-fields.ts'
import { metricNamed } from '../explore-fields.ts'
import { asObject, asText, type Plain } from '../plain.ts'
import { unreadKeys } from './unknown-keys.ts'
import { addDimension, addMetric, dimensionIn, type MetricKind, type QueryDraft } from '../query-draft.ts'
import type { HashboardModel, Library } from './library.ts'

/** A question that is put together, and the model that it is asked of. */
export type ModelDraft = { draft: QueryDraft; model: HashboardModel; library: Library; file: string }

type Column = { table: SourceTable; name: ColumnOrField; plain: Plain }

const aggregates: Readonly<Record<string, MetricKind>> = {
  count: 'count',
  count_distinct: 'count_distinct',
  sum: 'sum',
  avg: 'average',
  min: 'min',
  max: 'max',
  median: 'median',
}

/** The column that an id means: of the model, or, as `m::alias.column`, of one that is joined to it. */
function columnOf({ model, library, file }: ModelDraft, columnId: string): Column {
  const [, joined, name] = /^(m:[\w-]*(?::[\w-]*)?)\.(.+)$/.exec(columnId) ?? []
  const owner = joined === undefined ? model : library.model(joined, file)
  const id = name ?? columnId
  const plain = owner.columns.get(id) ?? {}
  return { table: owner.table, name: asText(plain['physicalName']) ?? (plain['sql'] === undefined ? id : { field: id }), plain }
}

/** The grain of a reference, as the model's intervals are called. */
export const grainOf = (reference: Plain): string | undefined => asText(reference['granularity'])?.toUpperCase()

/** What a reference can say that is read. */
const readKeys = ['columnId', 'metricId', 'granularity', 'formula', 'name', 'order']

/** Notes what a reference says beside that. */
export function noteUnread({ draft }: ModelDraft, reference: Plain): void {
  const unread = unreadKeys(reference, readKeys)
  if (unread.length > 0)
    draft.notes.push(`Of "${asText(reference['columnId']) ?? asText(reference['name']) ?? 'a column'}" was left out: ${unread.join(', ')}.`)
}

/** Groups by the column of a reference; its id, or null and a note. */
export function dimensionOfReference(asked: ModelDraft, reference: Plain): string | null {
  const columnId = asText(reference['columnId'])
  if (columnId === undefined) return null
  const { table, name } = columnOf(asked, columnId)
  return addDimension(asked.draft, table, name, grainOf(reference))
}

/** The dimension that a filter is about; null, and a note, where there is none. */
export function filteredDimension(asked: ModelDraft, columnId: string): string | null {
  const { table, name } = columnOf(asked, columnId)
  return dimensionIn(asked.draft, table, name)?.id ?? null
}

/** Whether a column is a measure: a metric, when it is drawn. */
export function isMeasure(asked: ModelDraft, columnId: string): boolean {
  const { plain } = columnOf(asked, columnId)
  const type = asText(plain['type'])
  if (type !== undefined) return type === 'measure' || type === 'metric'
  return metricNamed(asked.draft.explore, columnId) !== null || columnId === 'row_count'
}

/** Adds the metric of a reference: the one of that name here, else the same aggregate. Its id, or null and a note. */
export function metricOfReference(asked: ModelDraft, reference: Plain): string | null {
  const { draft } = asked
  const columnId = asText(reference['columnId']) ?? asText(reference['metricId'])
  if (columnId === undefined) {
    const formula = asText(reference['formula'])
    draft.notes.push(`The calculation "${formula ?? 'without a formula'}" was left out.`)
    return null
  }
  const named = metricNamed(draft.explore, columnId)
  if (named !== null) {
    if (!draft.query.metrics.includes(named.id)) draft.query.metrics.push(named.id)
    return named.id
  }
  const { table, plain } = columnOf(asked, columnId)
  const word = columnId === 'row_count' ? 'row_count' : (asText(plain['aggregate']) ?? '')
  if (word === 'row_count') return addMetric(draft, { type: 'count', source: table, column: null, label: asText(plain['name']) ?? 'Rows' })
  const type = aggregates[word]
  const physical = asText(plain['physicalName'])
  if (type === undefined || physical === undefined) {
    draft.notes.push(`The measure "${asText(plain['name']) ?? columnId}" is SQL of its own: write it into the explore ${draft.explore.name}. It was left out.`)
    return null
  }
  return addMetric(draft, { type, source: table, column: physical, ...(asText(plain['name']) === undefined ? {} : { label: String(plain['name']) }) })
}

/** One reference or several. */
export const referencesIn = (value: unknown): Plain[] => (value === undefined || value === null ? [] : [value].flat().map(asObject))
