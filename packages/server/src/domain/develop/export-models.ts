import { exportOsi, slugOf } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'

/** The models of a project as one file, and what other programs will not understand of it. */
export type ExportedModels = { fileName: string; text: string; explores: number; notes: string[] }

/** The models that serve, as a document of Open Semantic Interchange. Throws `not_found` for a project that was never compiled. */
export const exportModels = readOperation<DevelopCtx, { projectId: string }, ProjectTarget, ExportedModels>({
  name: 'models.export',
  action: 'model.view',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    const { explores } = await ctx.projects.model(project.id)
    const { text, notes } = exportOsi(
      [...explores.values()].filter(({ type }) => type !== 'virtual'),
      { name: project.name },
    )
    return { fileName: `${slugOf(project.name) || 'models'}.osi.yml`, text, explores: explores.size, notes }
  },
})
