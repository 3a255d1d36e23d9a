import { isExploreError, type Explore } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { exploreFor, mayUseExplore } from './explore-access.ts'

/** Every explore that works, whole, as the caller sees it, also those that the project does not offer for new questions, by label; none in a project that was never compiled. */
export const listOpenExplores = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, Explore[]>({
  name: 'explores.list_open',
  action: 'explore.view',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    const model = await ctx.projects.findModel(project.id)
    return [...(model?.explores.values() ?? [])]
      .filter((explore): explore is Explore => !isExploreError(explore))
      .filter((explore) => mayUseExplore(ctx.actor, explore))
      .map((explore) => exploreFor(ctx.actor, explore))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
  },
})
