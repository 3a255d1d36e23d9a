import { perform, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { authorOf } from '../content/content-ctx.ts'
import { loggedFiles } from '../develop/logged-files.ts'
import { versionOf } from '../develop/model-file.ts'
import { writableFolder } from '../develop/model-folder.ts'
import { placeOfSubfolder, swapSubfolder } from '../develop/model-subfolder.ts'
import { performWithFiles, type FileChange } from '../develop/perform-with-files.ts'
import { compileProject, type CompileOutcome } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { findModelSync, removeModelSync, saveModelSync } from './model-sync-store.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

type Input = { projectId: string; folder: string }
export type UndoneSync = { /** Files that are as before. */ restored: string[]; removed: string[]; compiled: CompileOutcome }

/**
 * Puts a folder back as it was before its last synchronization; what people wrote beside it stays. Throws `not_found` where
 * nothing is left to take back, `conflict` when a file changed since.
 */
export const undoModelSync = (ctx: UploadsCtx, input: Input): Promise<UndoneSync> => performWithFiles(takeBackSync, ctx, input)

const takeBackSync = writeOperation<UploadsCtx, Input & { changes: FileChange[] }, ProjectTarget, UndoneSync>({
  name: 'models.undo_sync',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { folder: name, changes }, { project }) {
    await lockProject(ctx.tx, project.id)
    const folder = await writableFolder(project)
    const last = await findModelSync(ctx.tx, { projectId: project.id, folder: name })
    if (last === null || last.before === null) {
      throw new AppError('not_found', `Nothing is left to take back of a synchronization of ${name}. Send the archive of before instead.`, {
        reason: 'model_sync_missing',
      })
    }
    const prefix = `${folder.newFilesIn}${name}/`
    const now = folder.files.flatMap(({ path, text }) => (path.startsWith(prefix) ? [{ path: path.slice(prefix.length), text }] : []))
    const brought = new Map(last.files.map(({ path, version }) => [path, version]))
    const changed = [...brought].filter(([path, version]) => !now.some((file) => file.path === path && versionOf(file.text) === version))
    if (changed.length > 0) {
      throw new AppError('conflict', `${prefix}${changed[0]?.[0]} changed since the synchronization. Nothing was taken back.`, { reason: 'model_file_changed' })
    }
    const gone = now.filter(({ path }) => brought.has(path))
    const kept = now.filter(({ path }) => !brought.has(path))
    const { before } = last
    const files = [...before, ...kept]
    changes.push(await swapSubfolder(await placeOfSubfolder(folder.folder, folder.newFilesIn, name), files.length === 0 ? null : files))
    const compiled = await perform(compileProject, ctx, { projectId: project.id })
    const key = { projectId: project.id, folder: name }
    const { authorId, at: doneAt } = authorOf(ctx)
    if (before.length === 0) await removeModelSync(ctx.tx, key)
    else await saveModelSync(ctx.tx, { ...key, files: before.map(({ path, text }) => ({ path, version: versionOf(text) })), before: null, authorId, doneAt })
    ctx.record({
      targetKind: 'model_folder',
      targetId: prefix,
      before: { folder: prefix, files: loggedFiles(gone) },
      after: before.length === 0 ? null : { folder: prefix, files: loggedFiles(before) },
    })
    const restored = before.map(({ path }) => prefix + path)
    return { restored, removed: gone.flatMap(({ path }) => (before.some((file) => file.path === path) ? [] : [prefix + path])), compiled }
  },
})
