import { readOperation, writeOperation } from '../../access/operation.ts'
import type { TablesConfiguration } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { updateStoredTables } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** Which explores of its model a project offers. */
export const getTablesConfiguration = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, TablesConfiguration>({
  name: 'projects.get_tables',
  action: 'project.view',
  target: projectTarget,
  run: async (_ctx, _input, { project }) => project.tablesConfiguration,
})

/**
 * Changes which explores a project offers: all, those with one of some tags, or those of some names. Names that no model
 * has (yet) are kept; a choice of nothing at all is refused.
 */
export const updateTablesConfiguration = writeOperation<ProjectCtx, { projectId: string; tables: TablesConfiguration }, ProjectTarget, TablesConfiguration>({
  name: 'projects.update_tables',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { tables: { type, value } }, { project }) {
    const after: TablesConfiguration = { type, value: type === 'ALL' ? null : [...new Set(value ?? [])] }
    if (after.value?.length === 0) {
      throw new AppError('invalid', 'Name at least one, or choose ALL: otherwise nobody would find any table.', {
        reason: 'validation',
        fields: [{ path: 'tableSelection.value', message: 'must not be empty' }],
      })
    }
    await updateStoredTables(ctx.tx, project.id, after)
    ctx.record({ targetKind: 'project', targetId: project.id, before: { tables: project.tablesConfiguration }, after: { tables: after } })
    await announceProjectChange(ctx.tx, project.id)
    ctx.afterCommit(() => ctx.projects.forget(project.id))
    return after
  },
})
