import { viewerApp, type NotebookDocument, type ViewerCell } from '@atrium/documents'
import type { Ctx, WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { Resource } from '../../resources/resource.ts'
import { appUnpublished } from '../apps/as-seen.ts'
import { documentOf } from '../apps/document-of.ts'
import { listPublications } from '../apps/publication-store.ts'
import { versionOf } from '../apps/version-of.ts'
import { storeOf, type ContentCtx } from '../content/content-ctx.ts'
import { may, targetOf } from '../content/content-target.ts'
import { holdComment, type StoredComment } from './comment-store.ts'
import { commentMissing, isNotebook, type CommentedResource } from './comment-target.ts'

/** Cells that the app of a notebook shows, as its viewers know them, by id; null while there is no app. */
export async function cellsOfApp(ctx: Ctx, { id }: Pick<Resource, 'id'>): Promise<ReadonlyMap<string, ViewerCell> | null> {
  const publication = (await listPublications(storeOf(ctx), [id])).get(id)
  const version = publication === undefined ? null : await versionOf(ctx, id, publication.revision)
  return version === null ? null : new Map(viewerApp(version.document).cells.map((cell) => [cell.id, cell]))
}

/**
 * Of which parts the caller sees what is said about them: of a dashboard of all, of a notebook as well when they may change it, else of
 * the cells that its app shows. Throws `forbidden` (`app_unpublished`) for viewers of a notebook that has no app.
 */
export async function sightOf(ctx: Ctx, resource: CommentedResource): Promise<(partId: string) => boolean> {
  if (!isNotebook(resource) || may(ctx, 'app.update', targetOf(resource))) return () => true
  const shown = await cellsOfApp(ctx, resource)
  if (shown === null) throw appUnpublished()
  return (partId) => shown.has(partId)
}

/** Whether everybody who sees a piece of content sees this part of it. */
export const isForAll = async (ctx: Ctx, resource: CommentedResource, partId: string): Promise<boolean> =>
  !isNotebook(resource) || (await cellsOfApp(ctx, resource))?.has(partId) === true

/** Throws `not_found` for a part that is not there, or not for the caller. */
export async function requirePart(ctx: Ctx, resource: CommentedResource, partId: string): Promise<void> {
  if ((await sightOf(ctx, resource))(partId) && (await hasPart(ctx, resource, partId))) return
  throw isNotebook(resource)
    ? new AppError('not_found', `There is no cell ${partId} here. Load the page again.`, { reason: 'cell_missing' })
    : new AppError('not_found', `This dashboard has no tile ${partId}`, { reason: 'tile_missing' })
}

/** Whether there is such a part, in what is worked on or in the app. */
async function hasPart(ctx: Ctx, resource: CommentedResource, partId: string): Promise<boolean> {
  if (!isNotebook(resource)) return resource.spec.tiles.some(({ uuid }) => uuid === partId)
  const { cells } = await documentOf(ctx, resource, 'draft')
  return cells.some(({ id }) => id === partId) || isForAll(ctx, resource, partId)
}

/** A comment that the caller sees, held until the transaction ends. Throws `not_found` for any other. */
export async function holdSeen(ctx: ContentCtx & WriteCtx, resource: CommentedResource, commentId: string): Promise<StoredComment> {
  const comment = await holdComment(ctx.tx, resource.id, commentId)
  if (comment === null || !(await sightOf(ctx, resource))(comment.partId)) throw commentMissing()
  return comment
}

/** What a cell is called by those who write the notebook; empty when it has no name. */
export const nameOfCell = (cell: NotebookDocument['cells'][number]): string => cell.title?.trim() || ('name' in cell ? cell.name : '')
