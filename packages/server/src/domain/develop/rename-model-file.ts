import { rename } from 'node:fs/promises'
import type { SourceFile } from '@atrium/semantic'
import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { compileProject } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { isEditable, notWritten, placeOfModelFile } from './model-file.ts'
import { writableFolder, type ModelFolder } from './model-folder.ts'
import { compareModels, type ModelImpact } from './model-impact.ts'
import { performWithFiles, type FileChange } from './perform-with-files.ts'

type Input = { projectId: string; path: string; to: string }

/** What moving a model file would take along: models that lie where nothing reads them are gone. Nothing is moved. */
export const planRename = readOperation<DevelopCtx, Input, ProjectTarget, ModelImpact>({
  name: 'models.plan_rename',
  action: 'model.view',
  target: projectTarget,
  async run(ctx, input, { project }) {
    const [folder, catalog] = await Promise.all([writableFolder(project), ctx.warehouses.of(project).catalog()])
    await placeOfModelFile(folder.folder, input.to)
    const { impact } = await compareModels(ctx, { project, catalog, before: folder.files, after: moved(folder, input) })
    return impact
  },
})

/** Moves a model file within the model folder. Throws `not_found`, and `conflict` when there is a file of that name. */
export const renameModelFile = (ctx: DevelopCtx, input: Input): Promise<void> => performWithFiles(moveModelFile, ctx, input)

const moveModelFile = writeOperation<DevelopCtx, Input & { changes: FileChange[] }, ProjectTarget, void>({
  name: 'models.rename_file',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { changes, ...input }, { project }) {
    await lockProject(ctx.tx, project.id)
    const folder = await writableFolder(project)
    moved(folder, input)
    const [from, to] = [await placeOfModelFile(folder.folder, input.path), await placeOfModelFile(folder.folder, input.to)]
    await rename(from, to).catch((cause: unknown) => {
      throw notWritten(cause)
    })
    changes.push({ takeBack: () => rename(to, from), settle: async () => undefined })
    ctx.record({ targetKind: 'model_file', targetId: input.path, before: { path: input.path }, after: { path: input.to } })
    await perform(compileProject, ctx, { projectId: project.id })
  },
})

/** The files with one of them moved. */
function moved({ files }: ModelFolder, { path, to }: Omit<Input, 'projectId'>): SourceFile[] {
  const file = files.find((one) => one.path === path)
  if (file === undefined || !isEditable(path)) {
    throw new AppError('not_found', `There is no model file ${path.slice(0, 200)} in this project`, { reason: 'model_file_missing' })
  }
  if (files.some((one) => one.path === to)) {
    throw new AppError('conflict', `There is a file ${to} already. Choose another name.`, { reason: 'model_file_exists' })
  }
  return [...files.filter((one) => one !== file), { path: to, text: file.text }].toSorted((a, b) => (a.path < b.path ? -1 : 1))
}
