import type { NotebookDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf } from '../content/content-ctx.ts'
import { listPublications } from './publication-store.ts'
import type { Publication } from './types.ts'
import { versionOf } from './version-of.ts'

/** What viewers have of a notebook. Throws `invalid` (`app_unpublished`) where they have nothing. */
export async function publishedApp(ctx: Ctx, { id }: Pick<Resource, 'id'>): Promise<{ publication: Publication; document: NotebookDocument }> {
  const publication = (await listPublications(storeOf(ctx), [id])).get(id)
  const version = publication === undefined ? null : await versionOf(ctx, id, publication.revision)
  if (publication === undefined || version === null) {
    throw new AppError('invalid', 'This app is not published. Publish the notebook, then run it.', { reason: 'app_unpublished' })
  }
  return { publication, document: version.document }
}
