import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, readFile, realpath, rename, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'

/** Bytes of one file that can be edited here. */
export const largestModelFile = 2 * 1024 * 1024

const wanted = /^(?:[\p{L}\p{N}_-][\p{L}\p{N}_. -]*\/)*[\p{L}\p{N}_-][\p{L}\p{N}_. -]*\.(?:ya?ml|lkml|lookml)$/iu
const skipped = new Set(['node_modules', 'dbt_packages', 'target', 'logs'])

export type ModelFileText = { text: string; /** Changes with every letter: what a save says it began from. */ version: string }

export const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/**
 * The absolute place of a model file. Throws `invalid` for whatever is not a YAML or LookML file inside the folder: other endings,
 * ways up, hidden names, folders that are links, and files that are.
 */
export async function placeOfModelFile(folder: string, relative: string): Promise<string> {
  const parts = relative.split('/')
  if (relative.length > 400 || !wanted.test(relative) || parts.some((part) => part.includes('..') || skipped.has(part))) {
    throw new AppError(
      'invalid',
      `"${relative.slice(0, 100)}" cannot be a model file. Give a path inside the model folder that ends with .yml, like sales/orders.yml.`,
      {
        reason: 'model_path',
      },
    )
  }
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new AppError('invalid', 'The model folder of this project cannot be read. Check the path and its rights.', { reason: 'model_folder' }, { cause })
  })
  const place = path.join(root, ...parts)
  const parent = await realpath(path.dirname(place)).catch(() => null)
  if (parent === null) throw new AppError('invalid', `The folder ${path.posix.dirname(relative)} does not exist in the model folder`, { reason: 'model_path' })
  const isOurs = parent === path.dirname(place) && (parent === root || parent.startsWith(root + path.sep))
  const found = await lstat(place).catch(() => null)
  if (!isOurs || (found !== null && !found.isFile())) {
    throw new AppError('invalid', `${relative} is a link or no file. Only files that lie in the model folder themselves are edited here.`, {
      reason: 'model_path',
    })
  }
  return place
}

/** A file as it is now, or null when there is none. Throws `invalid` for files too large to edit and for what is no text. */
export async function readModelFile(place: string, relative: string): Promise<ModelFileText | null> {
  const bytes = await readFile(place, { flag: constants.O_RDONLY | constants.O_NOFOLLOW }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new AppError('invalid', `${relative} cannot be read (${error.code}). Check its rights.`, { reason: 'model_file' }, { cause: error })
  })
  if (bytes === null) return null
  if (bytes.length > largestModelFile) throw new AppError('invalid', `${relative} is larger than 2 MB and is not edited here`, { reason: 'model_file' })
  const text = bytes.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw new AppError('invalid', `${relative} is not UTF-8 text and is not edited here`, { reason: 'model_file' })
  return { text, version: versionOf(text) }
}

/** Puts a text in place of a file: readers see the old one or the new one, also after a crash. */
export async function writeModelFile(place: string, text: string): Promise<void> {
  // Its ending is none that the watcher or a compilation would look at.
  const temporary = path.join(path.dirname(place), `.${path.basename(place)}.${newId()}.tmp`)
  const rights = await lstat(place).then(
    ({ mode }) => mode & 0o777,
    () => 0o644,
  )
  try {
    await withHandle(open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, rights), async (file) => {
      await file.writeFile(text)
      await file.sync()
    })
    await rename(temporary, place)
    await withHandle(open(path.dirname(place), constants.O_RDONLY), (folder) => folder.sync())
  } catch (cause) {
    await rm(temporary, { force: true })
    throw notWritten(cause)
  }
}

/** What to say when the disk does not take a change of the model folder, which is as it was before. */
export function notWritten(cause: unknown): AppError {
  const { code } = cause as NodeJS.ErrnoException
  const why = code === 'ENOSPC' ? 'the disk is full' : code === 'EACCES' || code === 'EROFS' ? 'Atrium may not write there' : (code ?? 'unknown error')
  return new AppError('unavailable', `The model folder could not be changed: ${why}. Nothing was changed.`, { reason: 'model_file' }, { cause })
}

/** True for files that are shown and edited as text. */
export const isEditable = (file: string): boolean => /\.(?:ya?ml|lkml|lookml)$/i.test(file)

async function withHandle(opening: Promise<FileHandle>, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await opening
  try {
    await work(handle)
  } finally {
    await handle.close()
  }
}

/** Takes a file away again that `writeModelFile` made. */
export const removeModelFile = (place: string): Promise<void> => rm(place, { force: true })
