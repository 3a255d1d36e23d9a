import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { keptFree, requireDisk } from '../../../platform/require-disk.ts'
import type { ModelSource } from '../../../platform/db/stored-values.ts'
import type { BareClone } from '../../../repositories/git/bare-clone.ts'
import { isModelFilePath } from '../../projects/list-model-files.ts'
import type { FileChange } from '../../develop/perform-with-files.ts'
import { asideFolder, modelFolderOf, partialFolder, type ProjectFolders } from '../../projects/new-model-folder.ts'

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
  await mkdir(trees, { recursive: true, mode: 0o700 })
  await requireDisk(trees, keptFree + bytes)
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

/** A copy of a tree that is to be edited here, beside the project's own folder until it takes its place. */
export async function copyTree({ projectFolders }: { projectFolders: ProjectFolders }, projectId: string, tree: string): Promise<string> {
  await mkdir(projectFolders.models, { recursive: true, mode: 0o700 })
  await requireDisk(projectFolders.models, keptFree)
  const copy = partialFolder(projectFolders, projectId)
  try {
    await cp(tree, copy, { recursive: true })
  } catch (error) {
    await rm(copy, { recursive: true, force: true })
    throw error
  }
  return copy
}

/**
 * Puts a copy in the place of the project's own folder; what lay there before is set aside for a month, as that of deleted
 * projects. Both are renames, and can be taken back.
 */
export async function moveInto(
  { projectFolders, clock }: { projectFolders: ProjectFolders; clock: { now(): number } },
  projectId: string,
  copy: string,
): Promise<{ own: ModelSource; change: FileChange }> {
  const place = modelFolderOf(projectFolders, projectId)
  const aside = asideFolder(place, clock.now())
  const hadOne = await rename(place, aside).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
  const takeBack = async (): Promise<void> => {
    if (hadOne) await rename(aside, place)
  }
  try {
    await rename(copy, place)
  } catch (error) {
    await takeBack()
    throw error
  }
  return {
    own: { type: 'folder', path: place },
    change: {
      async takeBack() {
        await rename(place, copy)
        await takeBack()
      },
      settle: async () => undefined,
    },
  }
}

const isSafePath = (relative: string): boolean => relative.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\p{Cc}\\]/u.test(part))
