import { friendlyName } from '../names/friendly-name.ts'
import type { Report } from '../problems/finding.ts'
import { isMadeOfMetrics } from '../names/metric-types.ts'
import type { MetricSource, ModelSource } from '../read/model-source.ts'
import { columnSql } from './draft-dimensions.ts'
import type { DimensionDraft, MetricDraft } from './table-draft.ts'

type Context = { model: ModelSource; label: string; dimensions: ReadonlyMap<string, DimensionDraft>; quote: (identifier: string) => string; report: Report }

/**
 * The metrics of a model, those of columns first: such a one stands before one of the model with the same name. Reports
 * names used twice and metrics without SQL.
 */
export function draftMetrics({ model, label, dimensions, quote, report }: Context): Map<string, MetricDraft> {
  const drafts = new Map<string, MetricDraft>()
  const ofColumns = new Set<string>()
  const add = (source: MetricSource, of: { sql: string | undefined; label: string }): void => {
    const { name, at } = source
    const sql = source.sql?.sql ?? of.sql
    if (ofColumns.has(name)) {
      report({
        code: 'model.duplicate_metric',
        severity: 'warning',
        at,
        message: `Metric ${name} is defined under a column as well, and that one counts.`,
        hint: 'Rename or remove one of them.',
      })
    } else if (drafts.has(name)) {
      report({ code: 'model.duplicate_metric', at, message: `Metric ${name} is defined twice.`, hint: 'Rename or remove one of them.' })
    } else if (dimensions.has(name)) {
      report({
        code: 'model.metric_named_like_dimension',
        at,
        message: `Metric ${name} has the name of a dimension.`,
        hint: 'Rename the metric: fields of a model share their names.',
      })
    } else if (sql === undefined) {
      report({
        code: 'model.metric_without_sql',
        at,
        message: `Metric ${name} has no sql.`,
        hint: 'Add "sql: …", or move an aggregate under the column it aggregates.',
      })
    } else {
      const description = source.description ?? `${friendlyName(source.type)} of ${of.label}`
      drafts.set(name, { name, at, index: drafts.size, label: source.label ?? friendlyName(name), description, sql, source })
    }
  }
  for (const column of model.columns) {
    const columnLabel = column.dimension.label ?? friendlyName(column.name)
    const { requiredAttributes, anyAttributes } = column.dimension
    for (const metric of column.metrics) {
      // An aggregate is of what its dimension shows: where that is computed, there may be no column of the name.
      const sql = isMadeOfMetrics(metric.type) ? undefined : (column.dimension.sql?.sql ?? columnSql(column, quote))
      // What may not be seen may not be counted either.
      const guarded = { ...metric, requiredAttributes: metric.requiredAttributes ?? requiredAttributes, anyAttributes: metric.anyAttributes ?? anyAttributes }
      add(guarded, { sql, label: columnLabel })
    }
  }
  for (const name of drafts.keys()) ofColumns.add(name)
  for (const metric of model.metrics) add(metric, { sql: undefined, label })
  return drafts
}
