import type { SqlAggregate } from '@atrium/semantic'

/** Kind of the runs that ask people's SQL. */
export const sqlRunKind = 'sql_query'

/** Type of a file of results: lines of JSON. */
export const resultsType = 'application/x-ndjson; charset=utf-8'

/** Payload of such a run. */
export type SqlRun = { projectId: string; sql: string; limit?: number; aggregate?: SqlAggregate }

/** What came of it. `columns` are those of each line of the file. */
export type SqlRunOutcome = {
  secret: string
  columns: { reference: string; type: string }[]
  rowCount: number
  truncated: boolean
  /** Milliseconds: whole, and in the engine. */
  durationMs: number
  engineMs: number
  /** When the engine read the data, ISO 8601. */
  dataAsOf: string
  /** Older results of the same person that made room for these. */
  droppedResults: number
}
