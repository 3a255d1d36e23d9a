import type { ChartDocument } from '../chart/chart-document.ts'
import type { DashboardDocument } from '../dashboard/dashboard-document.ts'
import type { SqlChartDocument } from '../sql-chart/sql-chart-document.ts'

export const importFormats = ['metabase', 'superset', 'lightdash', 'hashboard'] as const
export type ImportFormat = (typeof importFormats)[number]

/** A file of an export: its path, and its YAML as plain data. */
export type ImportedFile = { path: string; value: unknown }

type Source = {
  /** What the tool itself calls it for good: the same at the next export. */
  sourceId: string
  name: string
  description: string | null
  /** `sourceId` of the space it lies in; null: in the one that the person chooses. */
  spaceId: string | null
  file: string
  /** Wanted for a thing that is new; counted up when taken. */
  slug?: string
  /** What is not as it was there, each a sentence; none: all of it is. */
  notes: string[]
}

/** Something that will be made. Tiles of dashboards name charts by their `sourceId`. */
export type PlannedItem =
  | (Source & { kind: 'space' })
  | (Source & { kind: 'chart'; document: ChartDocument })
  | (Source & { kind: 'sql_chart'; document: SqlChartDocument })
  | (Source & { kind: 'dashboard'; document: DashboardDocument })

/** Something that cannot be taken over, and why. */
export type SkippedItem = { kind: 'space' | 'chart' | 'dashboard' | 'model' | 'file'; name: string; file: string; reason: string }

/** A table that charts of the export ask, and the explore that answers for it. */
export type ImportedTable = { name: string; explore: string | null; charts: number }

export type ImportPlan = {
  format: ImportFormat
  tables: ImportedTable[]
  /** Spaces before what lies in them, charts before the dashboards that show them. */
  items: PlannedItem[]
  skipped: SkippedItem[]
}
