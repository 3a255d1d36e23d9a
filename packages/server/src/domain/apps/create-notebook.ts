import { emptyNotebook, type NotebookDocument } from '@atrium/documents'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import { parseSpec } from '../../resources/resource-kind.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { checkDescription, checkName } from '../content/check-name.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { contentTarget, type ContentTarget } from '../content/content-target.ts'
import { destinationTarget, type DestinationTarget } from '../content/destination.ts'
import type { DuplicateContent } from '../content/duplicate-chart.ts'
import { notebookNow } from './as-seen.ts'
import { checkNotebookCode } from './check-notebook-code.ts'
import { loggedNotebook } from './logged-notebook.ts'
import type { NotebookHead } from './types.ts'

export type CreateNotebook = {
  projectId: string
  /** The first space that takes it when absent. */
  spaceId?: string
  name: string
  description?: string | null
  /** Wanted instead of one made from the name; counted up like that one when taken. */
  slug?: string
  /** Its cells; none when absent. Checked here. */
  document?: unknown
}

/** Makes a notebook in a space. Nobody but its editors sees it until it is published. */
export const createNotebook = writeOperation<ContentCtx, CreateNotebook, DestinationTarget, NotebookHead>({
  name: 'apps.create',
  action: 'app.create',
  writes: true,
  target: (ctx, { projectId, spaceId }) => destinationTarget(ctx, { projectId, ...(spaceId === undefined ? {} : { spaceId }) }, 'app.create'),
  async run(ctx, { name, description = null, slug, document = emptyNotebook() }, place) {
    const spec = parseSpec(notebookKind, document)
    await checkNotebookCode(ctx, place, spec)
    return insertNotebook(ctx, place, { name, description, spec, ...(slug === undefined ? {} : { slug }) })
  },
})

/** Copies a notebook beside the original, as its newest version says it: without the draft, and not published. */
export const duplicateNotebook = writeOperation<ContentCtx, DuplicateContent, ContentTarget<NotebookDocument>, NotebookHead>({
  name: 'apps.duplicate',
  // Who copies sees all that is in it.
  action: 'app.update',
  writes: true,
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { name, description }, target) {
    const { resource } = target
    await checkNotebookCode(ctx, target, resource.spec)
    const said = { name: name ?? `Copy of ${resource.name}`, description: description === undefined ? resource.description : description }
    return insertNotebook(ctx, resource, { ...said, spec: resource.spec }, { copyOf: resource.id })
  },
})

async function insertNotebook(
  ctx: ContentCtx & WriteCtx,
  { organizationId, projectId, space }: Pick<DestinationTarget, 'organizationId' | 'projectId' | 'space'>,
  { name, description, ...said }: { name: string; description: string | null; slug?: string; spec: NotebookDocument },
  logged: object = {},
): Promise<NotebookHead> {
  const content = {
    organizationId,
    projectId,
    spaceId: space.id,
    dashboardId: null,
    name: checkName(name),
    description: checkDescription(description),
    ...said,
  }
  const id = await insertResource(ctx.tx, notebookKind, { ...content, ...authorOf(ctx) })
  const notebook = await notebookNow(ctx, id)
  ctx.record({ targetKind: notebookKind.kind, targetId: id, before: null, after: { ...loggedNotebook(notebook), ...logged } })
  return notebook
}
