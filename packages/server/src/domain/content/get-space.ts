import { readOperation } from '../../access/operation.ts'
import { listResources } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { storeOf, type ContentCtx } from './content-ctx.ts'
import { spaceKind, type SpaceSpec } from './content-kinds.ts'
import { contentTarget, scopeOf, type ContentKey, type ContentTarget } from './content-target.ts'
import { withContents, withFigures } from './space-as-seen.ts'
import type { Space, SpaceSummary } from './types.ts'

/** One space with its charts, dashboards and people. */
export const getSpace = readOperation<ContentCtx, ContentKey, ContentTarget<SpaceSpec>, Space>({
  name: 'spaces.get',
  action: 'space.view',
  target: (ctx, key) => contentTarget(ctx, spaceKind, key),
  run: (ctx, _key, { resource }) => withContents(ctx, resource),
})

/** Spaces of a project that the caller may see, by name. */
export const listSpaces = readOperation<ContentCtx, { projectId: string }, ProjectTarget, SpaceSummary[]>({
  name: 'spaces.list',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const found = await listResources(storeOf(ctx), { kinds: [spaceKind.kind], scope: scopeOf(ctx, projectId), projectId })
    return withFigures(ctx, found as Resource<SpaceSpec>[])
  },
})
