import { readOperation } from '../../access/operation.ts'
import { isUuid } from '../../platform/ids.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { storeOf } from '../content/content-ctx.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { findingsAsSeen, type SeenFinding } from './as-seen.ts'
import { listFindings as listStored } from './finding-store.ts'

/** What the latest validation found, or one run of the project; of content in spaces that the caller may not see only that it is there. */
export const listFindings = readOperation<ContentCtx, { projectId: string; runId?: string }, ProjectTarget, SeenFinding[]>({
  name: 'validation.list',
  action: 'validation.manage',
  target: projectTarget,
  async run(ctx, { projectId, runId }) {
    if (runId !== undefined && !isUuid(runId)) return []
    return findingsAsSeen(ctx, projectId, await listStored(storeOf(ctx), { projectId, ...(runId === undefined ? {} : { runId }) }))
  },
})
