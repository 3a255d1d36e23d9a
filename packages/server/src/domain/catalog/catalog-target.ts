import { AppError } from '../../platform/errors.ts'
import { projectTarget, refuseStrangers, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import type { ProjectModel } from '../projects/types.ts'
import { catalogFor, type Catalog, type CatalogItem } from './catalog-items.ts'

export type CatalogTarget = ProjectTarget & { catalog: Catalog; /** Null for a project that was never compiled. */ model: ProjectModel | null }

/** The catalog of a project as the caller sees it; empty for a project that was never compiled. */
export async function catalogTarget(ctx: ProjectCtx, input: { projectId: string }): Promise<CatalogTarget> {
  const target = await projectTarget(ctx, input)
  refuseStrangers(ctx, target)
  const model = await ctx.projects.findModel(target.project.id)
  return { ...target, model, catalog: catalogFor(ctx.actor, target.project, model) }
}

/** An item by its id. Throws `not_found`, also for one that the caller's attributes hide. */
export function requireItem({ tables, fields }: Catalog, itemId: string): CatalogItem {
  const wanted = itemId.toLowerCase()
  const item = tables.find(({ id }) => id === wanted) ?? fields.find(({ id }) => id === wanted)
  if (item === undefined) throw new AppError('not_found', 'The catalog of this project has no such item (any more)', { reason: 'item_missing' })
  return item
}
