import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { ModelSource } from '../../../platform/db/stored-values.ts'
import type { BareClone } from '../../../repositories/git/bare-clone.ts'
import { isModelFilePath } from '../../projects/list-model-files.ts'
import { newModelFolder, type ProjectFolders } from '../../projects/new-model-folder.ts'

const limits = { files: 20_000, bytes: 512 * 1024 * 1024 }

/**
 * Writes the model files of a commit into a folder of their own, whole or not at all, and answers it. Only plain files whose
 * names are those of models are written: no link of a repository becomes one here.
 */
export async function writeModelTree(clone: BareClone, trees: string, { commit, folder }: { commit: string; folder: string }): Promise<string> {
  const place = path.join(trees, `${commit}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`)
  if (await stat(place).catch(() => null)) return place
  const files = (await clone.files(commit, folder)).filter((file) => isModelFilePath(file.path) && isSafePath(file.path))
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  if (files.length > limits.files || bytes > limits.bytes) {
    throw new AppError(
      'invalid',
      `The folder "${folder}" of the repository is too large: at most ${limits.files} model files and 512 MiB. Name the folder that holds the models.`,
      {
        reason: 'git',
      },
    )
  }
  if (files.length === 0) {
    throw new AppError(
      'invalid',
      `There are no model files in "${folder === '' ? '/' : folder}" of this branch. Check branch and folder in the project's settings, page Git.`,
      {
        reason: 'git',
      },
    )
  }
  const texts = await clone.read(files)
  const partial = path.join(trees, `partial-${newId()}`)
  try {
    for (const [index, file] of files.entries()) {
      const target = path.join(partial, ...file.path.split('/'))
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
      await writeFile(target, texts[index] ?? '', { flag: 'wx', mode: 0o600 })
    }
    await rename(partial, place)
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  return place
}

/** Removes all trees but these: the one that serves, and the one before, which others may be reading. */
export async function removeOtherTrees(trees: string, kept: readonly string[]): Promise<void> {
  const names = await readdir(trees).catch(() => [])
  for (const name of names.filter((each) => !kept.includes(path.join(trees, each)))) await rm(path.join(trees, name), { recursive: true, force: true })
}

/** A copy of a tree that is edited here; what lay in the project's own folder before is set aside for a month, as that of deleted projects. */
export async function ownCopyOf(ctx: { projectFolders: ProjectFolders; clock: { now(): number } }, projectId: string, tree: string): Promise<ModelSource> {
  const place = path.join(ctx.projectFolders.models, projectId)
  const earlier = await readdir(place).catch(() => [])
  if (earlier.length > 0) await rename(place, `${place}.deleted-${new Date(ctx.clock.now()).toISOString().slice(0, 10)}`)
  const own = await newModelFolder(ctx, projectId)
  await cp(tree, place, { recursive: true })
  return own
}

const isSafePath = (relative: string): boolean => relative.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\p{Cc}\\]/u.test(part))
