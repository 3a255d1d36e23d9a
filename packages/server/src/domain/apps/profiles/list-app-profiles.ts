import { perform, readOperation } from '../../../access/operation.ts'
import { isAppError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { listResources } from '../../../resources/resource-list-store.ts'
import { storeOf, type ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { scopeOf } from '../../content/content-target.ts'
import { listProjects } from '../../projects/list-projects.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import { isShown } from '../as-seen.ts'
import { profilesOf, type AppProfile } from './app-profile.ts'

export type ListAppProfiles = {
  /** Also what is in the trash and the caller may change. */ withTrashed: boolean
  withSharing: boolean
  /** Only those in this space; what is no id is none. */ spaceId?: string
}

/** Notebooks and apps of all projects that the caller may view, as far as they may see them. In no order. */
export async function listAppProfiles(ctx: ContentCtx, wanted: ListAppProfiles): Promise<AppProfile[]> {
  const profiles: AppProfile[] = []
  if (wanted.spaceId !== undefined && !isUuid(wanted.spaceId)) return profiles
  for (const { id: projectId } of await perform(listProjects, ctx, {})) {
    try {
      profiles.push(...(await perform(listProfilesOfProject, ctx, { ...wanted, projectId })))
    } catch (error) {
      // One may be told of a project without being let see what is in it; what a token lacks, it lacks everywhere.
      if (!isAppError(error) || error.code !== 'forbidden' || error.details.reason === 'scope') throw error
    }
  }
  return profiles
}

const listProfilesOfProject = readOperation<ContentCtx, ListAppProfiles & { projectId: string }, ProjectTarget, AppProfile[]>({
  name: 'apps.list_profiles',
  action: 'app.list',
  target: projectTarget,
  async run(ctx, { projectId, withTrashed, withSharing, spaceId }) {
    const found = await listResources(storeOf(ctx), {
      kinds: [notebookKind.kind],
      scope: scopeOf(ctx, projectId),
      projectId,
      withoutSpec: true,
      withTrashed,
      ...(spaceId === undefined ? {} : { spaceId }),
    })
    return (await profilesOf(ctx, found, { withSharing })).filter(({ notebook }) => isShown(notebook))
  },
})
