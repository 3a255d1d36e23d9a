import type { SourceTable } from '../explore-fields.ts'
import type { ImportedFile } from '../import-plan.ts'
import { asList, asObject, asText, textsOf } from '../plain.ts'

/** A table, or a SELECT by a name, that charts are of. */
export type Dataset = {
  table: SourceTable
  /** Of a virtual one, its SELECT. */
  sql: string | null
  timeColumn: string | null
  /** Expression by the name of a saved metric. */
  metrics: ReadonlyMap<string, string>
  columns: readonly string[]
}

/** The datasets of an export by their ids. */
export function datasetsOf(files: readonly ImportedFile[]): ReadonlyMap<string, Dataset> {
  return new Map(
    files.flatMap(({ path, value }) => {
      const plain = asObject(value)
      const [uuid, name] = [asText(plain['uuid']), asText(plain['table_name'])]
      if (!/(^|\/)datasets\//.test(path) || uuid === undefined || name === undefined) return []
      const metrics = asList(plain['metrics']).flatMap((metric) => {
        const { metric_name: metricName, expression } = asObject(metric)
        return typeof metricName === 'string' && typeof expression === 'string' ? [[metricName, expression] as const] : []
      })
      const dataset: Dataset = {
        table: { schema: asText(plain['schema']) ?? null, name },
        sql: asText(plain['sql']) ?? null,
        timeColumn: asText(plain['main_dttm_col']) ?? null,
        metrics: new Map(metrics),
        columns: textsOf(asList(plain['columns']).map((column) => asObject(column)['column_name'])),
      }
      return [[uuid, dataset] as const]
    }),
  )
}
