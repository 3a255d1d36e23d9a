import type { Db, Tx } from '../../platform/db/db.ts'
import type { MetricChange, MetricDefinition } from './metric-changes.ts'

/** Appends what a compilation changed about metrics. */
export async function insertMetricChanges(tx: Tx, projectId: string, at: Date, changes: readonly MetricChange[]): Promise<void> {
  if (changes.length === 0) return
  const json = (definition: MetricDefinition | null): string | null => (definition === null ? null : JSON.stringify(definition))
  await tx
    .insertInto('metric_changes')
    .values(
      changes.map(({ tableName, fieldName, before, after }) => ({
        project_id: projectId,
        table_name: tableName,
        field_name: fieldName,
        at,
        before: json(before),
        after: json(after),
      })),
    )
    .execute()
}

export type PastChange = { at: Date; before: MetricDefinition | null; after: MetricDefinition | null }

/** What became of one metric, latest first. */
export async function listMetricChanges(
  db: Db | Tx,
  { projectId, tableName, fieldName, limit }: { projectId: string; tableName: string; fieldName: string; limit: number },
): Promise<PastChange[]> {
  const rows = await db
    .selectFrom('metric_changes')
    .select(['at', 'before', 'after'])
    .where('project_id', '=', projectId)
    .where('table_name', '=', tableName)
    .where('field_name', '=', fieldName)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ at, before, after }) => ({ at, before: before as MetricDefinition | null, after: after as MetricDefinition | null }))
}
