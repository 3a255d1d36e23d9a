import { isTimeZone } from '@atrium/semantic'
import { writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { type ProjectSettings, updateSettings } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/**
 * Changes the name, the time zone, the first day of the week or the first month of the fiscal year of a project; what is
 * left out stays. The model shows the last two once it is compiled again.
 */
export const updateProjectSettings = writeOperation<ProjectCtx, { projectId: string; settings: Partial<ProjectSettings> }, ProjectTarget, void>({
  name: 'projects.update_settings',
  // The models are compiled anew with them.
  action: 'project.compile',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, settings }, { project }) {
    if (settings.timezone !== undefined) checkZone(settings.timezone)
    const { name, timezone, startOfWeek, fiscalYearStart } = project
    await updateSettings(ctx.tx, projectId, settings)
    const before = { name, timezone, startOfWeek, fiscalYearStart }
    ctx.record({ targetKind: 'project', targetId: projectId, before, after: { ...before, ...settings } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})

function checkZone(timezone: string): void {
  if (isTimeZone(timezone)) return
  throw new AppError('invalid', `${timezone} is not a time zone. Use an IANA name such as Europe/Berlin.`, { reason: 'timezone' })
}
