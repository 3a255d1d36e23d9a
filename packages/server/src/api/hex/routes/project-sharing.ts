import { z } from 'zod'
import { perform } from '../../../access/operation.ts'
import { getAppProfile } from '../../../domain/apps/profiles/get-app-profile.ts'
import { updateNotebook } from '../../../domain/apps/update-notebook.ts'
import { getSharedSpace } from '../../../domain/content/shared-spaces.ts'
import { isAppError } from '../../../platform/errors.ts'
import { route, type AnyRoute } from '../../../platform/http/route.ts'
import type { RequestCtx } from '../../house.ts'
import { asProjectSeen, asSeen } from '../as-seen.ts'
import { answers } from '../wire/answers.ts'
import { projectWire, toProject } from '../wire/project.ts'
import { sharingErrors, sharingWithCollections, toSpace } from '../wire/project-sharing.ts'
import { ofProject } from './projects.ts'

/** A notebook is shared by the space that it lies in: that is what programs can choose. */
export const projectSharingRoutes: AnyRoute<RequestCtx>[] = [
  route({
    operationId: 'HexEditProjectSharingCollections',
    method: 'patch',
    path: '/api/v1/projects/:projectUuid/sharing/collections',
    summary: 'Puts a notebook into a space of its project; what cannot be shared so stands in `errors`',
    tags: ['Hex'],
    auth: 'user',
    params: ofProject,
    body: sharingWithCollections,
    responses: answers(z.object({ project: projectWire, errors: sharingErrors.optional() }), 'The notebook where it lies now'),
    handle: (ctx: RequestCtx, { params: { projectUuid }, body }) =>
      asProjectSeen(ctx, projectUuid, async () => {
        const { notebook } = await perform(getAppProfile, ctx, { idOrSlug: projectUuid, withSharing: false })
        const { spaceId: wanted, errors } = toSpace(body.sharing.upsert.collections, notebook.space.id)
        const spaceId = wanted === null ? null : await spaceOf(ctx, { idOrSlug: wanted, projectId: notebook.projectId })
        if (wanted !== null && spaceId === null) {
          errors.push({ collectionIds: [wanted], reason: 'The project of this notebook has no such collection, or you may not see it.' })
        }
        await perform(updateNotebook, ctx, { idOrSlug: notebook.id, change: { spaceId: spaceId ?? notebook.space.id } })
        const profile = await perform(getAppProfile, ctx, { idOrSlug: notebook.id, withSharing: true })
        return { project: toProject(profile, new Date(ctx.clock.now())), ...(errors.length === 0 ? {} : { errors }) }
      }),
  }),
]

/** Null: it is not there for the caller. */
async function spaceOf(ctx: RequestCtx, key: { idOrSlug: string; projectId: string }): Promise<string | null> {
  const look = () => perform(getSharedSpace, ctx, key)
  try {
    return (await asSeen('collection', look, look)).space.id
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null
    throw error
  }
}
