import { readOperation } from '../../../access/operation.ts'
import { findDraft, type Draft } from '../../../resources/draft-store.ts'
import type { Revision } from '../../../resources/resource.ts'
import { findRevision } from '../../../resources/revision-store.ts'
import { storeOf, type ContentCtx } from '../content-ctx.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content-target.ts'
import { chartDrafts, dashboardDrafts, sqlChartDrafts, type DraftKind } from './draft-kind.ts'

/** A draft beside what is published now: its author may have been faster. */
export type DraftState<Spec extends object> = {
  draft: Draft<Spec> | null
  published: Revision<Spec>
  /** Names of the charts in both that the caller may see, by id. */
  chartNames: ReadonlyMap<string, string>
}

/** The draft of a chart, for those who may change the chart. */
export const getChartDraft = getDraft(chartDrafts)

/** The draft of a dashboard, for those who may change the dashboard. */
export const getDashboardDraft = getDraft(dashboardDrafts)

/** The draft of a SQL chart, for those who may change the chart. */
export const getSqlChartDraft = getDraft(sqlChartDrafts)

/** The draft of a thing of this kind. */
export function getDraft<Spec extends object>({ kind, noun, action, require, stepsOf, chartNames }: DraftKind<Spec>) {
  return readOperation<ContentCtx, ContentKey, ContentTarget<Spec>, DraftState<Spec>>({
    name: `${noun}.get_draft`,
    action,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, _key, target) {
      require(ctx, target)
      const { resource } = target
      const published = (await findRevision(storeOf(ctx), resource.id, { number: resource.revision })) as Revision<Spec> | null
      if (published === null) throw new Error('a resource has no published revision')
      const draft = await findDraft<Spec>(storeOf(ctx), resource.id)
      const states = [published.spec, ...(draft === null ? [] : [draft.spec])]
      // Kept before names were left out of them.
      const told = draft === null ? null : { ...draft, undo: stepsOf(draft.undo), redo: stepsOf(draft.redo) }
      return { draft: told, published, chartNames: await chartNames(ctx, resource.projectId, states) }
    },
  })
}
