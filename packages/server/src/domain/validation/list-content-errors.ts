import { readOperation } from '../../access/operation.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { findingsAsSeen, type SeenFinding } from './as-seen.ts'
import { listFindings } from './finding-store.ts'

/** What the latest validation found in charts and dashboards that the caller may see, by their ids: for lists. */
export const listContentErrors = readOperation<ContentCtx, { projectId: string }, ProjectTarget, ReadonlyMap<string, readonly SeenFinding[]>>({
  name: 'validation.list_errors',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const seen = await findingsAsSeen(ctx, projectId, await listFindings(storeOf(ctx), { projectId }))
    const byContent = new Map<string, SeenFinding[]>()
    for (const finding of seen) {
      if (finding.content === null) continue
      const known = byContent.get(finding.content.id)
      if (known === undefined) byContent.set(finding.content.id, [finding])
      else known.push(finding)
    }
    return byContent
  },
})
