import type { NotebookFile } from '@atrium/documents'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import { insertResource } from '../../resources/resource-store.ts'
import { authorOf, type ContentCtx } from '../content/content-ctx.ts'
import { notebookKind, spaceKind } from '../content/content-kinds.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { publish } from './publication-store.ts'

export type SeedNotebooks = { projectId: string; notebooks: readonly NotebookFile[] }

/**
 * Puts notebooks from files into a project, published. What is there already by slug stays as people made it, so this may be
 * called at every start. Throws `invalid` for one whose space is not there.
 */
export const seedNotebooks = writeOperation<ContentCtx, SeedNotebooks, ProjectTarget, { created: number }>({
  name: 'apps.seed',
  action: 'project.manage',
  allow: ['system'],
  writes: true,
  target: projectTarget,
  async run(ctx, { notebooks }, { project }) {
    const { id: projectId, organizationId } = project
    let created = 0
    for (const { slug, name, description, spaceSlug, document } of notebooks) {
      if ((await findResource(ctx.tx, notebookKind, { idOrSlug: slug, projectId })) !== null) continue
      const space = spaceSlug === null ? null : await findResource(ctx.tx, spaceKind, { idOrSlug: spaceSlug, projectId })
      if (space === null) throw new AppError('invalid', `"${slug}" names the space "${spaceSlug ?? ''}", which is not there`, { reason: 'seed' })
      const place = { organizationId, projectId, spaceId: space.id, dashboardId: null }
      const author = authorOf(ctx)
      const id = await insertResource(ctx.tx, notebookKind, { ...place, slug, name, description, spec: document, ...author })
      await publish(ctx.tx, { resourceId: id, revision: 1, ...author })
      ctx.record({ targetKind: notebookKind.kind, targetId: id, before: null, after: { name, slug, spaceId: space.id } })
      created += 1
    }
    return { created }
  },
})
