import { readOperation } from '../../access/operation.ts'
import type { ProjectCtx, ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { exploreFor } from './explore-access.ts'
import { exploreTarget, requireExplore } from './explore-target.ts'
import type { Explore } from './types.ts'

/** One compiled explore, without what the caller's attributes hide. */
export const getExplore = readOperation<ProjectCtx, { projectId: string; exploreName: string }, ProjectTarget & { model: ProjectModel }, Explore>({
  name: 'explores.get',
  action: 'explore.view',
  target: exploreTarget,
  run: async (ctx, input, { model }) => exploreFor(ctx.actor, requireExplore(ctx, model, input.exploreName)),
})
