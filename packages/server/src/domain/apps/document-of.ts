import type { NotebookDocument } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Resource } from '../../resources/resource.ts'
import { editedDocument } from './edited-document.ts'
import { publishedApp } from './published-app.ts'
import { versionOf } from './version-of.ts'

/** A state of a notebook: its draft or, without one, its newest version; what viewers have; a version by its number. */
export type NotebookState = 'draft' | 'published' | number

/** What is in a notebook in one of its states. Throws `invalid` (`app_unpublished`), `not_found` (`revision_missing`). */
export async function documentOf(ctx: Ctx, resource: Resource<NotebookDocument>, state: NotebookState): Promise<NotebookDocument> {
  if (state === 'published') return (await publishedApp(ctx, resource)).document
  if (state === 'draft') return editedDocument(ctx, resource)
  const version = await versionOf(ctx, resource.id, state)
  if (version === null) throw new AppError('not_found', `This notebook has no version ${state}`, { reason: 'revision_missing' })
  return version.document
}
