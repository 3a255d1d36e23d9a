import type { ChartDocument } from '@atrium/documents'
import type { Target } from '../../access/actions.ts'
import type { Ctx } from '../../access/operation.ts'
import { requireAction } from './content-target.ts'

/**
 * Whoever may see a saved chart may run it, so SQL gets into one only by people who may write SQL. What is in it
 * already stays when somebody else saves. Throws `forbidden`.
 */
export function checkChartSql(ctx: Ctx, target: Target, document: ChartDocument, before?: ChartDocument): void {
  const known = new Set(before === undefined ? [] : sqlOf(before))
  if (sqlOf(document).some((sql) => !known.has(sql))) requireAction(ctx, 'explore.run_custom_sql', target)
}

const sqlOf = ({ metricQuery }: ChartDocument): string[] =>
  (metricQuery.customDimensions ?? []).flatMap((dimension) => (dimension.type === 'sql' ? [JSON.stringify([dimension.table, dimension.sql])] : []))
