import type { NotebookDocument } from '@atrium/documents'
import type { WriteCtx } from '../../access/operation.ts'
import { newId } from '../../platform/ids.ts'
import { insertResource } from '../../resources/resource-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { appendRevision, findRevision } from '../../resources/revision-store.ts'
import { withComponents } from '../apps/component-ids.ts'
import { listPublications, publish } from '../apps/publication-store.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'

type Copy = { to: string; /** The copy of a space. */ spaceOf(spaceId: string): string | null }

/**
 * Copies notebooks into another project: each as it is at its newest version, and its app as viewers have it. Components are
 * those that were copied along.
 */
export async function copyNotebooks(ctx: ContentCtx & WriteCtx, notebooks: readonly Resource<NotebookDocument>[], { to, spaceOf }: Copy): Promise<void> {
  const author = authorOf(ctx)
  const ids = new Map(notebooks.map(({ id }) => [id, newId()]))
  const published = await listPublications(ctx.tx, [...ids.keys()])
  const asCopy = (spec: NotebookDocument): NotebookDocument => withComponents(spec, (id) => ids.get(id) ?? id)
  for (const { id: from, revision: newest, organizationId, name, slug, description, space, spec } of notebooks) {
    const spaceId = spaceOf(space.id)
    const id = ids.get(from)
    if (spaceId === null || id === undefined) throw new Error(`a copy that does not know where the notebook ${slug} goes`)
    const app = published.get(from)
    const asPublished = app === undefined || app.revision === newest ? null : await findRevision(ctx.tx, from, { number: app.revision })
    const first = asPublished === null ? spec : (asPublished.spec as NotebookDocument)
    const place = { id, organizationId, projectId: to, spaceId, dashboardId: null }
    await insertResource(ctx.tx, notebookKind, { ...place, name, slug, description, spec: asCopy(first), ...author })
    if (app !== undefined) await publish(ctx.tx, { resourceId: id, revision: 1, ...author })
    if (asPublished !== null) await appendRevision(ctx.tx, notebookKind, { resourceId: id, spec: asCopy(spec), ...author })
  }
}
