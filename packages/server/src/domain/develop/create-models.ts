import { perform, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { compileProject, type CompileOutcome } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { loggedFiles } from './logged-files.ts'
import { placeOfModelFile, readModelFile, removeModelFile, writeModelFile } from './model-file.ts'
import { writableFolder } from './model-folder.ts'
import type { NamedExplore } from './model-impact.ts'
import { performWithFiles, type FileChange } from './perform-with-files.ts'
import { planTableModels, type TableModelsInput, type TableModelsPlan } from './plan-table-models.ts'

type Input = TableModelsInput & {
  projectId: string
  /** Of the proposal that was looked at. */
  version: string
}

export type CreatedModels = { files: string[]; /** Of the new models. */ explores: NamedExplore[]; compiled: CompileOutcome }

/**
 * Writes the model files that were proposed for some tables and compiles the project once. All or nothing. Throws
 * `conflict` when a name was taken or the proposal would be another one by now, `invalid` when something would be broken.
 */
export const createModels = (ctx: DevelopCtx, input: Input): Promise<CreatedModels> => performWithFiles(addModels, ctx, input)

const addModels = writeOperation<DevelopCtx, Input & { changes: FileChange[] }, ProjectTarget, CreatedModels>({
  name: 'models.create',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { changes, version, ...input }, { project }) {
    // Who saves a file or creates models meanwhile comes before or after: what is planned here is what is written.
    await lockProject(ctx.tx, project.id)
    const folder = await writableFolder(project)
    const plan = await planTableModels(ctx, { project, folder, ...input })
    requireAgreed(plan, version)
    for (const { path, text } of plan.files) {
      const place = await placeOfModelFile(folder.folder, path)
      if ((await readModelFile(place, path)) !== null) throw outdated()
      changes.push({ takeBack: () => removeModelFile(place), settle: async () => undefined })
      await writeModelFile(place, text)
    }
    const compiled = await perform(compileProject, ctx, { projectId: project.id })
    const made = new Set(plan.files.map(({ model }) => model))
    const explores = plan.after.explores.flatMap(({ name, label }) => (made.has(name) ? [{ name, label }] : []))
    ctx.record({
      targetKind: 'model_files',
      targetId: project.id,
      before: null,
      after: { tables: plan.files.map(({ table }) => table), files: loggedFiles(plan.files), explores: [...made] },
    })
    return { files: plan.files.map(({ path }) => path), explores, compiled }
  },
})

/** Throws when the plan is not what was looked at, or would break something. */
function requireAgreed({ files, impact, version }: TableModelsPlan, seen: string): void {
  const taken = files.filter(({ takenBy }) => takenBy !== null)
  if (taken.length > 0) {
    const named = taken.slice(0, 5).map(({ model, takenBy }) => `${model} (${takenBy})`)
    throw new AppError(
      'conflict',
      `The project has models of these names already: ${named.join(', ')}${taken.length > named.length ? ' …' : ''}. Nothing was written. Leave these tables out, or rename those models.`,
      { reason: 'models_taken' },
    )
  }
  if (version !== seen) throw outdated()
  const problems = [...files.flatMap((file) => file.problems), ...impact.problems].filter(({ severity }) => severity === 'error')
  if (problems.length > 0) {
    const said = problems.slice(0, 3).map(({ file, line, message }) => `${file}:${line} ${message}`)
    throw new AppError('invalid', `The models would not work: ${said.join('; ')}${problems.length > said.length ? ' …' : ''}. Nothing was written.`, {
      reason: 'model_broken',
    })
  }
}

const outdated = (): AppError =>
  new AppError('conflict', 'The tables or the models of this project changed since you looked at the proposal. Nothing was written. Look at it again.', {
    reason: 'proposal_changed',
  })
