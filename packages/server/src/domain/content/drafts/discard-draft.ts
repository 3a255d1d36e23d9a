import { writeOperation } from '../../../access/operation.ts'
import { deleteDraft, takeDraft } from '../../../resources/draft-store.ts'
import type { ContentCtx } from '../content-ctx.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content-target.ts'
import { loggedState } from '../logged-state.ts'
import { chartDrafts, dashboardDrafts, sqlChartDrafts, type DraftKind } from './draft-kind.ts'

export type DiscardDraft = ContentKey & { /** `Draft.version` as the author knows it. */ version: string }

/** Takes the draft of a chart away; what is published stays. `conflict` when somebody changed the draft since. */
export const discardChartDraft = discardDraft(chartDrafts)

/** The same of a dashboard. */
export const discardDashboardDraft = discardDraft(dashboardDrafts)

/** The same of a SQL chart. */
export const discardSqlChartDraft = discardDraft(sqlChartDrafts)

/** Takes the draft of a thing of this kind away. */
export function discardDraft<Spec extends object>({ kind, noun, action, require }: DraftKind<Spec>) {
  return writeOperation<ContentCtx, DiscardDraft, ContentTarget<Spec>, void>({
    name: `${noun}.discard_draft`,
    action,
    writes: true,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, { version }, target) {
      require(ctx, target)
      const { resource } = target
      await takeDraft(ctx.tx, kind, { resourceId: resource.id, version })
      await deleteDraft(ctx.tx, resource.id)
      ctx.afterCommit(() => ctx.onDraftChanged?.(resource.id))
      ctx.record({ targetKind: kind.kind, targetId: resource.id, before: { ...loggedState(resource), draft: true }, after: loggedState(resource) })
    },
  })
}
