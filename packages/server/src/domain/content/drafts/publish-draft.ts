import { writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { deleteDraft, takeDraft } from '../../../resources/draft-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { findResource } from '../../../resources/resource-list-store.ts'
import { appendRevision } from '../../../resources/revision-store.ts'
import { authorOf, type ContentCtx } from '../content-ctx.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content-target.ts'
import { loggedState } from '../logged-state.ts'
import { chartDrafts, dashboardDrafts, sqlChartDrafts, type DraftKind } from './draft-kind.ts'

export type PublishDraft = ContentKey & {
  /** `Draft.version` that is published. */
  version: string
  /** The published revision that it was compared with. */
  publishedRevision: number
  /** Why, in words of the author: kept with the revision. */
  message?: string
}

/**
 * Makes the draft of a chart its newest revision, which everybody sees; the draft is gone. `conflict` when somebody changed
 * the draft or published something else since it was looked at. A draft that changes nothing makes no revision. Answers
 * the number of the published revision.
 */
export const publishChartDraft = publishDraft(chartDrafts)

/** The same of a dashboard. */
export const publishDashboardDraft = publishDraft(dashboardDrafts)

/** The same of a SQL chart. */
export const publishSqlChartDraft = publishDraft(sqlChartDrafts)

function publishDraft<Spec extends object>(draftKind: DraftKind<Spec>) {
  const { kind, noun, action } = draftKind
  return writeOperation<ContentCtx, PublishDraft, ContentTarget<Spec>, { revision: number }>({
    name: `${noun}.publish_draft`,
    action,
    writes: true,
    target: (ctx, key) => contentTarget(ctx, kind, key),
    async run(ctx, input, target) {
      const { before, now } = await draftToRevision(ctx, draftKind, target, input)
      ctx.record({ targetKind: kind.kind, targetId: before.id, before: { ...loggedState(before), draft: true }, after: loggedState(now) })
      return { revision: now.revision }
    },
  })
}

/** Makes the draft of a thing its newest revision, as `publishChartDraft` says; answers the thing as it was under the lock, and as it is now. */
export async function draftToRevision<Spec extends object>(
  ctx: ContentCtx & WriteCtx,
  { kind, require, check, isSame }: DraftKind<Spec>,
  target: ContentTarget<Spec>,
  { version, publishedRevision: compared, message }: Omit<PublishDraft, keyof ContentKey>,
): Promise<{ before: Resource<Spec>; now: Resource<Spec> }> {
  require(ctx, target)
  const { draft, publishedRevision } = await takeDraft(ctx.tx, kind, { resourceId: target.resource.id, version })
  if (draft === null) throw new Error('a draft of a known version is there')
  if (publishedRevision !== compared) {
    throw new AppError(
      'conflict',
      `Another version of this ${kind.kind.replaceAll('_', ' ')} was published in the meantime. Compare the draft with it, then publish.`,
      {
        reason: 'published_meanwhile',
      },
    )
  }
  // As it is under the lock: the target was read before.
  const before = await findResource(ctx.tx, kind, { idOrSlug: target.resource.id })
  if (before === null) throw new Error('a resource vanished under its own lock')
  const spec = await check(ctx, draft.spec, target, before.spec)
  await deleteDraft(ctx.tx, before.id)
  if (!isSame(before.spec, spec)) {
    await appendRevision(ctx.tx, kind, { resourceId: before.id, spec, ...authorOf(ctx), ...(message === undefined ? {} : { message }) })
  }
  return { before, now: (await findResource(ctx.tx, kind, { idOrSlug: before.id })) ?? before }
}
