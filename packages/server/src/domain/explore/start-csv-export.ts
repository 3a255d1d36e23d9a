import type { MetricQuery } from '@atrium/semantic'
import { decide } from '../../access/rules.ts'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Runs } from '../../jobs/run.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { checkCustomSql } from './check-query.ts'
import type { CsvExport } from './csv-export.ts'
import { exploreTarget, requireExplore, type ExploreCtx } from './explore-target.ts'

export type StartCsvExport = { projectId: string; exploreName: string; query: MetricQuery; layout: CsvExport['layout'] }

/**
 * Queues a CSV export of a query; answers the run's id. The number of rows may only be chosen by those who may change
 * limits; for others the query's own limit holds.
 */
export const startCsvExport = writeOperation<ExploreCtx & { runs: Runs }, StartCsvExport, ProjectTarget & { model: ProjectModel }, { runId: string }>({
  name: 'explores.export_csv',
  action: 'csv.export',
  writes: true,
  target: exploreTarget,
  async run(ctx, input, target) {
    checkCustomSql(ctx, requireExplore(ctx, target.model, input.exploreName), input.query, target)
    if (input.query.dimensions.length + input.query.metrics.length + input.query.tableCalculations.length === 0) {
      throw new AppError('invalid', 'Choose at least one field to download', { reason: 'no_fields' })
    }
    const { actor } = ctx
    const mayChangeLimit = actor.kind === 'user' && decide(actor, 'csv.change_limit', target).allowed
    const { rowLimit: wanted, ...layout } = input.layout
    const payload: CsvExport = {
      projectId: target.project.id,
      exploreName: input.exploreName,
      query: input.query,
      layout: mayChangeLimit && wanted !== undefined ? { ...layout, rowLimit: wanted } : layout,
    }
    const run = await ctx.runs.enqueue(
      {
        kind: 'csv_export',
        payload: payload,
        organizationId: target.organizationId,
        projectId: target.project.id,
        createdBy: actor.kind === 'user' ? actor.userId : null,
        groupKey: `warehouse:${target.project.id}`,
      },
      ctx.tx,
    )
    ctx.record({ targetKind: 'run', targetId: run.id, before: null, after: { kind: run.kind, exploreName: input.exploreName } })
    return { runId: run.id }
  },
})
