import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { isUuid } from '../../platform/ids.ts'
import type { Cause, ErrorType, Finding, NewFinding } from './finding.ts'

type Batch = { projectId: string; runId: string; foundAt: Date; findings: readonly NewFinding[] }

/** Puts findings in the place of the current ones of these sources. */
export async function replaceFindings(tx: Tx, sources: readonly NewFinding['source'][], batch: Batch): Promise<void> {
  await tx.deleteFrom('validation_findings').where('project_id', '=', batch.projectId).where('is_current', '=', true).where('source', 'in', sources).execute()
  await insert(tx, batch, true)
}

/** Puts findings about explores that a client asked about beside the current ones; what such questions left `before` goes. */
export async function addFindings(tx: Tx, batch: Batch, before: Date): Promise<void> {
  await tx.deleteFrom('validation_findings').where('project_id', '=', batch.projectId).where('is_current', '=', false).where('found_at', '<', before).execute()
  await insert(tx, batch, false)
}

/** Rows of one statement: it takes a limited number of values. */
const atOnce = 1000

async function insert(tx: Tx, { projectId, runId, foundAt, findings }: Batch, isCurrent: boolean): Promise<void> {
  for (let from = 0; from < findings.length; from += atOnce) {
    await tx
      .insertInto('validation_findings')
      .values(
        findings.slice(from, from + atOnce).map(({ source, errorType, cause, resourceId, chartId }) => ({
          project_id: projectId,
          run_id: runId,
          is_current: isCurrent,
          source,
          error_type: errorType,
          cause: JSON.stringify(cause),
          resource_id: resourceId,
          // Tiles of content from elsewhere may hold anything.
          chart_id: chartId !== null && isUuid(chartId) ? chartId : null,
          found_at: foundAt,
        })),
      )
      .execute()
  }
}

/** The current findings of a project, or those of one run. */
export async function listFindings(db: Db | Tx, { projectId, runId }: { projectId: string; runId?: string }): Promise<Finding[]> {
  const query = db.selectFrom('validation_findings').selectAll().where('project_id', '=', projectId).orderBy('number')
  const rows = await (runId === undefined ? query.where('is_current', '=', true) : query.where('run_id', '=', runId)).execute()
  return rows.map(toFinding)
}

/** Those of a project with these numbers, whatever run found them. */
export async function findFindings(db: Db | Tx, projectId: string, numbers: readonly number[]): Promise<Finding[]> {
  const known = numbers.filter((number) => Number.isSafeInteger(number)).map(String)
  if (known.length === 0) return []
  const rows = await db.selectFrom('validation_findings').selectAll().where('project_id', '=', projectId).where('number', 'in', known).execute()
  return rows.map(toFinding)
}

/** Takes findings away: they are back with the next validation, unless somebody mends what they tell. */
export async function deleteFindings(tx: Tx, projectId: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return
  await tx.deleteFrom('validation_findings').where('project_id', '=', projectId).where('number', 'in', numbers.map(String)).execute()
}

const toFinding = (row: Selectable<Schema['validation_findings']>): Finding => ({
  number: Number(row.number),
  runId: row.run_id,
  foundAt: row.found_at,
  source: row.source,
  errorType: row.error_type as ErrorType,
  cause: row.cause as Cause,
  resourceId: row.resource_id,
  chartId: row.chart_id,
})
