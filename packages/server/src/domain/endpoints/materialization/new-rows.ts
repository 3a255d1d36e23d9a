import type { KeptSource } from '../../../warehouses/kept-tables.ts'
import { dialectOf } from '../../../warehouses/dialect-of.ts'
import type { QueryRequest } from '../../../query/query-service.ts'
import { newRowsSql } from '@atrium/semantic'
import { queryProject } from '../../explore/explore-target.ts'
import type { Project } from '../../projects/types.ts'
import type { MaterializationPlan } from './plan-materialization.ts'
import type { Materialization, MaterializationCtx } from './types.ts'

/** Only rows from the watermark on, and what of the table stays before them. */
export type NewRows = { question: QueryRequest['question']; earlier: NonNullable<KeptSource['earlier']> }

/** What is to be read where the table that there is can be gone on with; null: all of it. */
export function newRowsOf(ctx: MaterializationCtx, project: Project, plan: MaterializationPlan, { watermark, kept }: Materialization): NewRows | null {
  const first = plan.keep.firstOrder
  if (watermark === null || first === null || kept === null || kept.mark === null) return null
  if (kept.fingerprint !== plan.fingerprint || ctx.keptTables.placeOf(kept.file) === null) return null
  const rows = newRowsSql(
    plan.keep.fill,
    { column: watermark.column, mark: kept.mark, lookbackSeconds: watermark.lookbackSeconds },
    dialectOf(queryProject(project, null)),
  )
  return {
    question: { kind: 'sql', sql: rows.sql, limit: plan.limit },
    earlier: { file: kept.file, before: rows.before, isDescending: first.isDescending },
  }
}
