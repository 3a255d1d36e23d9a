import { writeOperation } from '../../../access/operation.ts'
import type { Runs } from '../../../jobs/run.ts'
import { AppError } from '../../../platform/errors.ts'
import { checkCustomSql } from '../../explore/check-query.ts'
import { exploreTarget, requireExplore, type ExploreCtx } from '../../explore/explore-target.ts'
import { personOf } from '../../identity/identity-ctx.ts'
import type { ProjectTarget } from '../../projects/project-target.ts'
import type { ProjectModel } from '../../projects/types.ts'
import { requireIntegration, type IntegrationsCtx } from '../integrations-ctx.ts'
import { findGoogleAccount } from './google-account-store.ts'
import { sheetExportKind, type SheetExport } from './sheet-export.ts'

type StartCtx = ExploreCtx & IntegrationsCtx & { runs: Runs }

/**
 * Queues an export of a query to a new Google sheet of the caller; answers the run's id. `not_found` without Google or a
 * linked account: then there is nothing to wait for.
 */
export const startSheetExport = writeOperation<StartCtx, SheetExport, ProjectTarget & { model: ProjectModel }, { runId: string }>({
  name: 'explores.export_google_sheet',
  action: 'csv.export',
  writes: true,
  target: exploreTarget,
  async run(ctx, input, target) {
    checkCustomSql(ctx, requireExplore(ctx, target.model, input.exploreName), input.query, target)
    if (input.query.dimensions.length + input.query.metrics.length + input.query.tableCalculations.length === 0) {
      throw new AppError('invalid', 'Choose at least one field to send', { reason: 'no_fields' })
    }
    const { userId } = personOf(ctx)
    const integration = await requireIntegration({ db: ctx.tx }, target.project.organizationId, 'google')
    const account = await findGoogleAccount(ctx.tx, userId)
    if (account?.integrationId !== integration.id) {
      throw new AppError('not_found', 'Your Google account is not linked. Link it on your profile page first.', { reason: 'google_unlinked' })
    }
    const { projectId, exploreName, query, layout } = input
    const payload: SheetExport = { projectId, exploreName, query, layout }
    const run = await ctx.runs.enqueue(
      {
        kind: sheetExportKind,
        payload,
        organizationId: target.project.organizationId,
        projectId: target.project.id,
        createdBy: userId,
        groupKey: `warehouse:${target.project.id}`,
        // A second try would make a second sheet.
        maxAttempts: 1,
      },
      ctx.tx,
    )
    ctx.record({ targetKind: 'run', targetId: run.id, before: null, after: { kind: run.kind, exploreName } })
    return { runId: run.id }
  },
})
