import { readdir, realpath, stat } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../platform/errors.ts'
import type { Folder } from '../../platform/watch-folders.ts'

const wanted = /\.(ya?ml|lkml|lookml)$|(^|\/)target\/(manifest|catalog)\.json$|^(manifest|catalog)\.json$/i
/** Hidden folders are skipped too: there tools keep what is theirs. */
const skipped = new Set(['node_modules', 'dbt_packages', 'logs'])
const isSkipped = (folder: string): boolean => folder.startsWith('.') || skipped.has(folder)
const limits = { files: 20_000, bytes: 512 * 1024 * 1024 }

export type ModelFile = {
  /** Relative to the folder, with `/`. */
  path: string
  /** Absolute. */
  location: string
  /** Changes whenever the file does: inode, size and time of the last change. */
  stamp: string
}

export type ModelFiles = { files: ModelFile[]; /** All folders looked into, the model folder first. */ folders: Folder[] }

/**
 * The model files under a folder (YAML, LookML, manifest.json, catalog.json), sorted, without reading them. Links that lead
 * outside the folder are left out, and so is what vanishes meanwhile: editors write by renaming. Throws `invalid` for a
 * folder that cannot be read or is too large.
 */
export async function listModelFiles(folder: string): Promise<ModelFiles> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw unreadable(folder, cause)
  })
  const files: ModelFile[] = []
  const folders: Folder[] = []
  let bytes = 0

  const add = async (entry: Dirent, location: string): Promise<void> => {
    const relative = path.relative(root, location).split(path.sep).join('/')
    if (!wanted.test(relative)) return
    const found = await stat(location).catch(nullWhenGone)
    if (found === null || !found.isFile()) return
    if (entry.isSymbolicLink() && (await realpath(location).catch(nullWhenGone))?.startsWith(root + path.sep) !== true) return
    bytes += found.size
    if (files.length >= limits.files || bytes > limits.bytes) {
      throw new AppError('invalid', `The model folder ${folder} is too large: at most ${limits.files} files and 512 MiB`, { reason: 'model_folder' })
    }
    files.push({ path: relative, location, stamp: `${found.ino}:${found.size}:${found.mtimeMs}` })
  }

  const walk = async (directory: string): Promise<void> => {
    const [found, entries] = await Promise.all([stat(directory), readdir(directory, { withFileTypes: true })]).catch((error: unknown) => {
      if (directory === root) throw unreadable(folder, error)
      return [nullWhenGone(error), []] as const
    })
    if (found === null) return
    folders.push({ path: directory, identity: `${found.ino}:${found.birthtimeMs}` })
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const location = path.join(directory, entry.name)
      if (!entry.isDirectory()) await add(entry, location)
      else if (!isSkipped(entry.name)) await walk(location)
    }
  }
  await walk(root)
  return { files, folders }
}

/** Whether a file at this path, relative to a model folder, would be read. */
export const isModelFilePath = (relative: string): boolean => wanted.test(relative) && !relative.split('/').slice(0, -1).some(isSkipped)

/** For `catch`: null where something was removed since it was listed, everything else goes on. */
export function nullWhenGone(error: unknown): null {
  if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
  throw error
}

function unreadable(folder: string, cause: unknown): AppError {
  return new AppError('invalid', `The model folder ${folder} cannot be read. Check the path and its rights.`, { reason: 'model_folder' }, { cause })
}
