import type { MetricQuery } from '@atrium/semantic'

export const sheetExportKind = 'gsheet_export'

/** Payload of a `gsheet_export` run. */
export type SheetExport = {
  projectId: string
  exploreName: string
  query: MetricQuery
  layout: { showTableNames: boolean; columnOrder: string[]; customLabels?: Record<string, string>; hiddenFields?: string[]; title?: string }
}

/** What comes of it. */
export type SheetExportOutcome = {
  fileUrl: string
  rowCount: number
  /** The limit of cells left rows out. */
  truncated: boolean
  /** Cells whose text is longer than a sheet holds in one: they have its beginning. */
  cellsCut: number
}
