import type { SourceFile } from '@atrium/semantic'
import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { compileProject } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { loggedFiles } from './logged-files.ts'
import { isEditable, placeOfModelFile, readModelFile, removeModelFile, writeModelFile } from './model-file.ts'
import { writableFolder, type ModelFolder } from './model-folder.ts'
import { compareModels, type ModelImpact } from './model-impact.ts'
import { placeOfSubfolder, swapSubfolder } from './model-subfolder.ts'
import { performWithFiles, type FileChange } from './perform-with-files.ts'

/** `path` is a file, or with `/` at its end a folder right inside of the folder of models. */
type Input = { projectId: string; path: string }

/** What the deletion of a model file or folder would take along; nothing is deleted. */
export const planDeletion = readOperation<DevelopCtx, Input, ProjectTarget, ModelImpact & { files: string[] }>({
  name: 'models.plan_deletion',
  action: 'model.view',
  target: projectTarget,
  async run(ctx, { path }, { project }) {
    const [folder, catalog] = await Promise.all([writableFolder(project), ctx.warehouses.of(project).catalog()])
    const { gone, rest } = without(folder, path)
    if (path.endsWith('/')) await placeOfSubfolder(folder.folder, folder.newFilesIn, nameIn(folder, path))
    const { impact } = await compareModels(ctx, { project, catalog, before: folder.files, after: rest })
    return { ...impact, files: gone.map((file) => file.path) }
  },
})

/** What was deleted; `text` is what brings a single file back. */
export type DeletedModels = { files: string[]; text: string | null }

/** Deletes a model file or a folder of them. All or nothing; the models serve without it at once. Throws `not_found`. */
export const deleteModels = (ctx: DevelopCtx, input: Input): Promise<DeletedModels> => performWithFiles(removeModels, ctx, input)

/** The same as part of a larger change, which takes it back by `changes` when it fails. */
export const removeModels = writeOperation<DevelopCtx, Input & { changes: FileChange[] }, ProjectTarget, DeletedModels>({
  name: 'models.delete',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { path, changes }, { project }) {
    await lockProject(ctx.tx, project.id)
    const folder = await writableFolder(project)
    const { gone } = without(folder, path)
    const isFolder = path.endsWith('/')
    changes.push(
      isFolder ? await swapSubfolder(await placeOfSubfolder(folder.folder, folder.newFilesIn, nameIn(folder, path)), null) : await takeAway(folder, path),
    )
    ctx.record({ targetKind: isFolder ? 'model_folder' : 'model_file', targetId: path, before: { files: loggedFiles(gone) }, after: null })
    await perform(compileProject, ctx, { projectId: project.id })
    return { files: gone.map((file) => file.path), text: isFolder ? null : (gone[0]?.text ?? null) }
  },
})

/** The files of the folder that go and that stay. Throws `not_found` when none goes. */
function without({ files, newFilesIn }: ModelFolder, path: string): { gone: SourceFile[]; rest: SourceFile[] } {
  const goes = (file: SourceFile): boolean => (path.endsWith('/') ? path !== newFilesIn && file.path.startsWith(path) : file.path === path && isEditable(path))
  const gone = files.filter(goes)
  if (gone.length === 0)
    throw new AppError('not_found', `There is no model file or folder ${path.slice(0, 200)} in this project`, { reason: 'model_file_missing' })
  return { gone, rest: files.filter((file) => !goes(file)) }
}

const nameIn = ({ newFilesIn }: ModelFolder, path: string): string => (path.startsWith(newFilesIn) ? path.slice(newFilesIn.length) : path).replace(/\/$/, '')

/** One file of the folder, gone; as something that can be taken back. */
async function takeAway({ folder }: { folder: string }, path: string): Promise<FileChange> {
  const place = await placeOfModelFile(folder, path)
  const before = await readModelFile(place, path)
  if (before === null) throw new AppError('not_found', `There is no model file ${path} in this project`, { reason: 'model_file_missing' })
  await removeModelFile(place)
  return { takeBack: () => writeModelFile(place, before.text), settle: async () => undefined }
}
