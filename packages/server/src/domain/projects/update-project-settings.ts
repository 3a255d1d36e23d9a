import { isTimeZone } from '@atrium/semantic'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { type ProjectSettings, updateSettings } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'
import type { Project } from './types.ts'

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
  run: (ctx, { settings }, { project }) => change(ctx, project, settings),
})

/** Changes the name or the time zone of a project, which needs no compilation. */
export const updateProjectDetails = writeOperation<
  ProjectCtx,
  { projectId: string; settings: Partial<Pick<ProjectSettings, 'name' | 'timezone'>> },
  ProjectTarget,
  void
>({
  name: 'projects.update_details',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  run: (ctx, { settings }, { project }) => change(ctx, project, settings),
})

async function change(ctx: ProjectCtx & WriteCtx, project: Project, settings: Partial<ProjectSettings>): Promise<void> {
  if (settings.timezone !== undefined) checkZone(settings.timezone)
  const { id, name, timezone, startOfWeek, fiscalYearStart } = project
  await updateSettings(ctx.tx, id, settings)
  const before = { name, timezone, startOfWeek, fiscalYearStart }
  ctx.record({ targetKind: 'project', targetId: id, before, after: { ...before, ...settings } })
  await announceProjectChange(ctx.tx, id)
  ctx.afterCommit(() => ctx.projects.forget(id))
}

function checkZone(timezone: string): void {
  if (isTimeZone(timezone)) return
  throw new AppError('invalid', `${timezone} is not a time zone. Use an IANA name such as Europe/Berlin.`, { reason: 'timezone' })
}
