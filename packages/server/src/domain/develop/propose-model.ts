import { generateModel } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { openModelFolder } from './model-folder.ts'
import { freePath } from './new-model.ts'

export type ProposedModel = { path: string; text: string }

/** A model file for one table of the warehouse, to be looked at and saved; nothing is written. */
export const proposeModel = readOperation<DevelopCtx, { projectId: string; table: string }, ProjectTarget, ProposedModel>({
  name: 'models.propose',
  action: 'model.view',
  target: projectTarget,
  async run(ctx, { table }, { project }) {
    const [folder, catalog] = await Promise.all([openModelFolder(project), ctx.warehouses.of(project).catalog()])
    const columns = Object.hasOwn(catalog, table) ? catalog[table] : undefined
    if (columns === undefined) throw new AppError('not_found', `There is no table ${table.slice(0, 100)} in this project`, { reason: 'table_missing' })
    const name = table.replaceAll(/\W+/g, '_')
    return {
      path: freePath(folder, name),
      text: generateModel({ name, table, columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })) }),
    }
  },
})
