import { writeOperation } from '../../access/operation.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { updateFiscalYearStart } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** Sets the month (1 to 12) with which the fiscal years of a project begin. The model shows it once it is compiled again. */
export const setFiscalYearStart = writeOperation<ProjectCtx, { projectId: string; month: number }, ProjectTarget, void>({
  name: 'projects.set_fiscal_year_start',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, month }, { project }) {
    await updateFiscalYearStart(ctx.tx, projectId, month)
    ctx.record({ targetKind: 'project', targetId: projectId, before: { fiscalYearStart: project.fiscalYearStart }, after: { fiscalYearStart: month } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})
