import { readOperation } from '../../access/operation.ts'
import { mayUseExplore } from '../explore/explore-access.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { questionsByExplore } from './activity-store.ts'

const fortnightMs = 14 * 86_400_000

/** How often each explore that the caller may use was asked in the last 14 days, by name; those of nobody are left out. Charts and dashboards do not count. */
export const listRecentQuestions = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, ReadonlyMap<string, number>>({
  name: 'catalog.recent_questions',
  action: 'explore.view',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const explores = (await ctx.projects.findModel(projectId))?.explores
    const asked = await questionsByExplore(ctx.db, projectId, new Date(ctx.clock.now() - fortnightMs))
    return new Map(
      [...asked].filter(([name]) => {
        const explore = explores?.get(name)
        return explore !== undefined && mayUseExplore(ctx.actor, explore)
      }),
    )
  },
})
