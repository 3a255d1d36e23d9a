import { readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { firstModelText } from './first-model-text.ts'
import { openModelFolder } from './model-folder.ts'
import { compileDraft } from './compile-draft.ts'
import { freePath } from './new-model.ts'

export type ProposedModel = { path: string; text: string }

/** A model file for one table of the warehouse, to be looked at and saved; nothing is written. */
export const proposeModel = readOperation<DevelopCtx, { projectId: string; table: string }, ProjectTarget, ProposedModel>({
  name: 'models.propose',
  action: 'model.view',
  target: projectTarget,
  async run(ctx, { table }, { project }) {
    const warehouse = ctx.warehouses.of(project)
    const [folder, catalog, keys] = await Promise.all([openModelFolder(project), warehouse.catalog(), warehouse.keys()])
    const columns = Object.hasOwn(catalog, table) ? catalog[table] : undefined
    if (columns === undefined) throw new AppError('not_found', `There is no table ${table.slice(0, 100)} in this project`, { reason: 'table_missing' })
    const { models } = compileDraft(project, folder.files, catalog, null)
    const modelled = models.flatMap((model) => (Object.hasOwn(catalog, model.name) ? [model.name] : []))
    const { name, text } = firstModelText({ table, catalog, keys, dialect: dialectOf(project), modelled, fiscalYearStart: project.fiscalYearStart })
    return { path: freePath(folder, name), text }
  },
})
