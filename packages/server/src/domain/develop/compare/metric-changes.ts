import { isDeepStrictEqual } from 'node:util'
import { fieldIdOf, type Explore, type MetricQuery } from '@atrium/semantic'
import { readOperation } from '../../../access/operation.ts'
import { contentUsing, type UsedContent } from '../../content/content-using.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { Draft } from '../compile-draft.ts'
import type { DevelopCtx } from '../develop-ctx.ts'
import { openModels, type Side } from './open-models.ts'

/** A metric that asks something else than before, by the id that it has (or had, when it is removed). */
export type MetricChange = { explore: string; fieldId: string; label: string } & (
  | { what: 'changed' | 'added' | 'removed' }
  | { what: 'renamed'; /** The id that it had. */ from: string }
)

/** What changed, the explores that could not be asked any more, and the charts and dashboards that use either. */
export type MetricChanges = { metrics: MetricChange[]; broken: string[]; used: UsedContent }

/** Which metrics would ask something else if a file had this text, and what uses them. Runs and saves nothing. */
export const listMetricChanges = readOperation<DevelopCtx, { projectId: string } & Draft, ProjectTarget, MetricChanges>({
  name: 'models.metric_changes',
  action: 'sql_runner.run',
  target: projectTarget,
  async run(ctx, { projectId, ...draft }, target) {
    const { before, after } = await openModels(ctx, target, draft)
    const metrics = [...before.explores.keys()].flatMap((name) => changesIn(name, before, after))
    const fields = metrics.map((metric) => (metric.what === 'renamed' ? metric.from : metric.fieldId))
    const broken = [...before.explores.keys()].filter((name) => !after.explores.has(name))
    return { metrics, broken, used: await contentUsing(ctx, projectId, { explores: broken, fields }) }
  },
})

/** The metrics of an explore's own table that changed; explores that are gone or broken are told by their names. */
function changesIn(name: string, before: Side, after: Side): MetricChange[] {
  const [then, now] = [before.explores.get(name), after.explores.get(name)]
  if (then === undefined || now === undefined || isDeepStrictEqual(then, now)) return []
  const [old, wanted] = [metricsOf(then), metricsOf(now)]
  const sqlBefore = (fieldId: string): string | null => before.sqlOf(questionOf(name, fieldId))
  const sqlAfter = (fieldId: string): string | null => after.sqlOf(questionOf(name, fieldId))
  const removed = [...old.keys()].filter((fieldId) => !wanted.has(fieldId))
  const added = [...wanted.keys()].filter((fieldId) => !old.has(fieldId))
  const renames = new Map(added.flatMap((fieldId) => renameOf(fieldId, removed, { sqlBefore, sqlAfter })))
  const gone = new Set(renames.values())
  const labelOf = (fieldId: string): string => wanted.get(fieldId) ?? old.get(fieldId) ?? fieldId
  const told = (fieldId: string) => ({ explore: name, fieldId, label: labelOf(fieldId) })
  return [
    ...[...wanted.keys()].flatMap((fieldId): MetricChange[] => {
      const from = renames.get(fieldId)
      if (from !== undefined) return [{ ...told(fieldId), what: 'renamed', from }]
      if (!old.has(fieldId)) return [{ ...told(fieldId), what: 'added' }]
      return sqlBefore(fieldId) === sqlAfter(fieldId) ? [] : [{ ...told(fieldId), what: 'changed' }]
    }),
    ...removed.filter((fieldId) => !gone.has(fieldId)).map((fieldId): MetricChange => ({ ...told(fieldId), what: 'removed' })),
  ]
}

type SqlOf = (fieldId: string) => string | null

/** What a new metric was called before: one that is gone and asked the very same, when there is only one. */
function renameOf(fieldId: string, removed: readonly string[], { sqlBefore, sqlAfter }: { sqlBefore: SqlOf; sqlAfter: SqlOf }): [string, string][] {
  const sql = sqlAfter(fieldId)
  const same = sql === null ? [] : removed.filter((old) => sqlBefore(old)?.replaceAll(old, fieldId) === sql)
  return same.length === 1 && same[0] !== undefined ? [[fieldId, same[0]]] : []
}

/** Labels of the visible metrics of an explore's own table, by id. */
const metricsOf = ({ tables, baseTable }: Explore): Map<string, string> =>
  new Map(
    Object.values(tables[baseTable]?.metrics ?? {}).flatMap(({ table, name, label, hidden }) => (hidden ? [] : [[fieldIdOf(table, name), label] as const])),
  )

/** One metric over everything. */
export const questionOf = (exploreName: string, metric: string): MetricQuery => ({
  exploreName,
  dimensions: [],
  metrics: [metric],
  filters: {},
  sorts: [],
  limit: 1,
  tableCalculations: [],
})
