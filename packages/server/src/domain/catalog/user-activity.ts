import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { readActivity, type ProjectActivity } from './activity-store.ts'

/** What is used in a project and by whom, for its administrators. */
export const getUserActivity = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, ProjectActivity>({
  name: 'analytics.user_activity',
  action: 'analytics.view',
  target: projectTarget,
  run: (ctx, _input, { project }) => readActivity(ctx.db, { organizationId: project.organizationId, projectId: project.id, now: new Date(ctx.clock.now()) }),
})
