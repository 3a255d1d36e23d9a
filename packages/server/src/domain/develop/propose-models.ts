import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { openModelFolder } from './model-folder.ts'
import { planTableModels, type TableModelsInput, type TableModelsPlan } from './plan-table-models.ts'

/** Model files for tables of the warehouse, to be looked at and created; nothing is written. */
export const proposeModels = readOperation<DevelopCtx, TableModelsInput & { projectId: string }, ProjectTarget, TableModelsPlan>({
  name: 'models.propose',
  action: 'model.view',
  target: projectTarget,
  run: async (ctx, { tables, withoutJoins }, { project }) => planTableModels(ctx, { project, folder: await openModelFolder(project), tables, withoutJoins }),
})
