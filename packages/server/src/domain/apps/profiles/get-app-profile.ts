import type { NotebookDocument } from '@atrium/documents'
import { readOperation } from '../../../access/operation.ts'
import type { ContentCtx } from '../../content/content-ctx.ts'
import { notebookKind } from '../../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../../content/content-target.ts'
import { requireShown } from '../as-seen.ts'
import { profilesOf, type AppProfile } from './app-profile.ts'

/** What is told of one notebook. No look at it: programs ask again and again. Throws `forbidden` (`app_unpublished`) for viewers of one that has no app. */
export const getAppProfile = readOperation<ContentCtx, ContentKey & { withSharing: boolean }, ContentTarget<NotebookDocument>, AppProfile>({
  name: 'apps.get_profile',
  action: 'app.view',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { withSharing }, { resource }) {
    const [profile] = await profilesOf(ctx, [resource], { withSharing })
    if (profile === undefined) throw new Error('a notebook vanished while it was shown')
    requireShown(profile.notebook)
    return profile
  },
})
