import { isExploreError, type Explore, type Insight } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'
import { mayUseExplore } from '../../explore/explore-access.ts'
import { requireExplore, type ExploreCtx } from '../../explore/explore-target.ts'
import type { Project } from '../../projects/types.ts'

/** The explore that an insight is asked of: the one it names, else the only one with events. Throws `invalid` (`insight_unsupported`), and as `requireExplore` does. */
export async function eventsExplore(ctx: ExploreCtx, project: Project, { model: name }: Insight): Promise<Explore> {
  const model = await ctx.projects.model(project.id)
  if (name !== undefined) return requireExplore(ctx, model, name)
  const found = [...model.explores.values()].filter((one) => !isExploreError(one) && one.events !== undefined && mayUseExplore(ctx.actor, one))
  const [first, second] = found
  if (first !== undefined && second === undefined) return requireExplore(ctx, model, first.name)
  throw first === undefined
    ? refusal('This project has no model of events. Say with "events" in a model which of its columns are the event, its time and the person.')
    : refusal(`This project has several models of events: ${found.map((one) => one.name).join(', ')}. Say with "model" which one is meant.`)
}

const refusal = (message: string): AppError => new AppError('invalid', message, { reason: 'insight_unsupported', fields: [{ path: 'query', message }] })
