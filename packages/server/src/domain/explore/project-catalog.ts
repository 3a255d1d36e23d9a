import { isExploreError } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { mayUseExplore } from './explore-access.ts'

export type CatalogTable = { database: string; schema: string; name: string; sqlTable: string; description: string | null }

/** The tables that a project's explores read, as far as the caller may use these; none in a project that was never compiled. */
export const projectCatalog = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, CatalogTable[]>({
  name: 'explores.catalog',
  action: 'explore.view',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    const model = await ctx.projects.findModel(project.id)
    if (model === null) return []
    return [...model.explores.values()].flatMap((explore): CatalogTable[] => {
      if (isExploreError(explore) || explore.type === 'virtual' || !mayUseExplore(ctx.actor, explore)) return []
      const table = explore.tables[explore.baseTable]
      if (table === undefined) return []
      const { database, schema, name, sqlTable, description } = table
      return [{ database, schema, name, sqlTable, description: description ?? null }]
    })
  },
})
