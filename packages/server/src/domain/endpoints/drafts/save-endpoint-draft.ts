import type { EndpointDocument } from '@atrium/documents'
import { writeOperation } from '../../../access/operation.ts'
import { parseSpec } from '../../../resources/resource-kind.ts'
import { findDraft, takeDraft, writeDraft, type Draft } from '../../../resources/draft-store.ts'
import { authorOf } from '../../content/content-ctx.ts'
import { endpointKind } from '../../content/content-kinds.ts'
import { loggedState } from '../../content/logged-state.ts'
import { checkEndpointQuery } from '../check-endpoint-query.ts'
import { completeQuery, type EndpointQueryInput } from '../complete-query.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'

export type SaveEndpointDraft = EndpointKey & {
  query: EndpointQueryInput
  /** `Draft.version` as the author knows it; null for a draft that is begun. */
  version: string | null
}

/**
 * Keeps another query of an endpoint for those who may change it; callers get the newest version as before. Throws
 * `conflict` when the draft is not the one that the author knows, `invalid` for a query that cannot be run.
 */
export const saveEndpointDraft = writeOperation<EndpointCtx, SaveEndpointDraft, EndpointTarget, Draft<EndpointDocument>>({
  name: 'endpoints.save_draft',
  action: 'endpoint.update',
  writes: true,
  target: endpointTarget,
  async run(ctx, { query, version }, target) {
    const { resource } = target
    const { draft: before, publishedRevision } = await takeDraft(ctx.tx, endpointKind, { resourceId: resource.id, version })
    const spec = parseSpec(endpointKind, { ...resource.spec, query: await completeQuery(ctx, resource.projectId, query) })
    await checkEndpointQuery(ctx, target, spec.query)
    const { authorId, at } = authorOf(ctx)
    await writeDraft(ctx.tx, {
      resourceId: resource.id,
      spec,
      undo: [],
      redo: [],
      baseRevision: before?.baseRevision ?? publishedRevision,
      savedById: authorId,
      savedAt: at,
    })
    // One line for each person's stretch of editing.
    if (before === null || before.savedBy?.id !== authorId) {
      ctx.record({ targetKind: 'endpoint', targetId: resource.id, before: loggedState(resource), after: { ...loggedState(resource), draft: true } })
    }
    const saved = await findDraft<EndpointDocument>(ctx.tx, resource.id)
    if (saved === null) throw new Error('a draft vanished inside its own transaction')
    return saved
  },
})
