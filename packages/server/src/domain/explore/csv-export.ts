import type { MetricQuery } from '@atrium/semantic'

/** Payload of a `csv_export` run. */
export type CsvExport = {
  projectId: string
  exploreName: string
  query: MetricQuery
  layout: {
    /** Raw values instead of formatted ones. */
    onlyRaw: boolean
    /** Absent: the query's limit. Null: all rows the cell cap allows. */
    rowLimit?: number | null
    showTableNames: boolean
    customLabels?: Record<string, string>
    columnOrder: string[]
    hiddenFields?: string[]
    pivotColumns?: string[]
    /** For the file's name. */
    chartName?: string
  }
}
