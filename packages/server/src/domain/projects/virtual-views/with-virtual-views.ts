import { createHash } from 'node:crypto'
import { virtualExplore } from '@atrium/semantic'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { listResources } from '../../../resources/resource-list-store.ts'
import type { Resource } from '../../../resources/resource.ts'
import { dialectOf } from '../../../warehouses/dialect-of.ts'
import { nothingGone } from '../gone-names.ts'
import type { Project, ProjectModel } from '../types.ts'
import { exploreNameOf, virtualViewKind, type VirtualViewSpec } from './virtual-view-kind.ts'

/** The virtual views of a project, by name. */
export async function listVirtualViews(db: Db | Tx, projectId: string): Promise<Resource<VirtualViewSpec>[]> {
  const found = await listResources(db, { kinds: [virtualViewKind.kind], scope: { all: true }, projectId })
  return found as Resource<VirtualViewSpec>[]
}

/**
 * The model that serves: what was compiled, with the virtual views beside it, so that they survive every compilation. Where a
 * model takes the name of a view, the model counts. Null without either.
 */
export function withVirtualViews(model: ProjectModel | null, project: Project, views: readonly Resource<VirtualViewSpec>[]): ProjectModel | null {
  if (views.length === 0) return model
  const explores = new Map(model?.explores ?? [])
  for (const view of views) {
    const name = exploreNameOf(view.slug)
    if (explores.has(name)) continue
    const { sql, columns } = view.spec
    explores.set(
      name,
      virtualExplore(
        { name, label: view.name, ...(view.description === null ? {} : { description: view.description }), sql, columns },
        { dialect: dialectOf(project), startOfWeek: project.startOfWeek, fiscalYearStart: project.fiscalYearStart },
      ),
    )
  }
  const revision = createHash('sha256')
    .update(JSON.stringify([model?.revision ?? '', views.map(({ slug, name, description, spec }) => [slug, name, description, spec])]))
    .digest('hex')
  return {
    projectId: project.id,
    revision,
    explores,
    problems: model?.problems ?? [],
    compiledAt: model?.compiledAt ?? new Date(Math.max(...views.map(({ updatedAt }) => updatedAt.getTime()))),
    madeBy: model?.madeBy ?? 'files',
    gone: model?.gone ?? nothingGone,
  }
}
