import { readOperation } from '../../access/operation.ts'
import { outlineOf } from '../projects/model-outline.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'
import { indexOf } from './model-index.ts'

/** What content can name: working explores, and their fields. */
export type ModelNames = { explores: { name: string; label: string }[]; fields: { id: string; label: string; kind: 'dimension' | 'metric' }[] }

/** The names of the model that serves, for whoever renames in content. */
export const listModelNames = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, ModelNames>({
  name: 'validation.list_names',
  action: 'validation.manage',
  target: projectTarget,
  async run(ctx, { projectId }) {
    const { explores, fields } = indexOf(outlineOf((await ctx.projects.findModel(projectId))?.explores.values() ?? []))
    return {
      explores: [...explores.values()].filter(({ errors }) => errors.length === 0).map(({ name, label }) => ({ name, label })),
      fields: [...fields.values()].map(({ id, label, kind }) => ({ id, label, kind })),
    }
  },
})
