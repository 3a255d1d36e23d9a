import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { SourceFile } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { isModelFilePath } from '../projects/list-model-files.ts'
import { notWritten } from './model-file.ts'
import type { FileChange } from './perform-with-files.ts'

const nameOfFolder = /^[\p{L}\p{N}_-][\p{L}\p{N}_. -]{0,79}$/u
/** Folders of dbt and of packages that hold no models of their own. */
const reserved = new Set(['target', 'logs', 'node_modules', 'dbt_packages', 'dbt_modules', 'venv', 'models'])

/** Throws `invalid` for what cannot be the name of a folder of models. */
export function checkFolderName(name: string): void {
  if (nameOfFolder.test(name) && !reserved.has(name.toLowerCase()) && !/\.$| $|\.\./.test(name)) return
  throw new AppError(
    'invalid',
    `"${name.slice(0, 100)}" cannot be the name of a folder of models. Use letters, digits, "-" and "_"; names like "target" and "models" are taken by dbt.`,
    { reason: 'model_folder_name' },
  )
}

/** A folder right inside of the folder that holds the models. `parent` is relative to `root`: `` or ending with `/`. */
export type Subfolder = { root: string; place: string }

/**
 * The place of a subfolder, there or not, to be replaced or taken away whole. Throws `invalid` for names that lead
 * elsewhere, for links and files of that name, and for folders that hold more than models.
 */
export async function placeOfSubfolder(folder: string, parent: string, name: string): Promise<Subfolder> {
  checkFolderName(name)
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new AppError('invalid', 'The model folder of this project cannot be read. Check the path and its rights.', { reason: 'model_folder' }, { cause })
  })
  const place = path.join(root, parent, name)
  const above = await realpath(path.dirname(place)).catch(() => null)
  const found = await lstat(place).catch(() => null)
  if ((above !== null && above !== path.dirname(place)) || (found !== null && !found.isDirectory())) {
    throw new AppError('invalid', `${parent}${name} is a link or a file. Choose another name.`, { reason: 'model_folder_name' })
  }
  if (found !== null) await requireModelsOnly(place, `${parent}${name}`)
  return { root, place }
}

/** Files beside the models are somebody else's: they must not go with them. */
async function requireModelsOnly(place: string, shown: string): Promise<void> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  const other = entries.find(
    (entry) => !entry.isDirectory() && !isModelFilePath(path.relative(place, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')),
  )
  if (other === undefined) return
  const file = path.relative(place, path.join(other.parentPath, other.name))
  throw new AppError('invalid', `${shown} holds more than models (${file}). Change it where it comes from, or delete its model files one by one.`, {
    reason: 'model_folder_mixed',
  })
}

/**
 * Puts files in place of a subfolder, or takes it away (`null`). Everything is on disk before one rename makes it seen:
 * readers see all of the old folder or all of the new one. Throws `unavailable` when the disk refuses; nothing has changed then.
 */
export async function swapSubfolder({ root, place }: Subfolder, files: readonly SourceFile[] | null): Promise<FileChange> {
  // Hidden: neither a compilation nor the watcher looks inside. In the model folder, because a rename must not cross disks.
  const aside = path.join(root, `.atrium-${newId()}`)
  const [incoming, outgoing] = [path.join(aside, 'new'), path.join(aside, 'old')]
  const clear = (): Promise<void> => rm(aside, { recursive: true, force: true })
  let isSetAside = false
  const takeBack = async (): Promise<void> => {
    if (files !== null) await rm(place, { recursive: true, force: true })
    if (isSetAside) await rename(outgoing, place)
    await clear()
  }
  try {
    await mkdir(aside, { mode: 0o755 })
    if (files !== null) await writeAll(incoming, files)
    await mkdir(path.dirname(place), { recursive: true })
    isSetAside = await rename(place, outgoing).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false
        throw error
      },
    )
    if (files !== null) {
      await rename(incoming, place).catch(async (error: unknown) => {
        if (isSetAside) await rename(outgoing, place)
        throw error
      })
    }
    await syncFolder(path.dirname(place))
  } catch (cause) {
    await clear()
    throw notWritten(cause)
  }
  return { takeBack, settle: clear }
}

async function writeAll(folder: string, files: readonly SourceFile[]): Promise<void> {
  await mkdir(folder)
  for (const { path: relative, text } of files) {
    const file = path.join(folder, ...relative.split('/'))
    await mkdir(path.dirname(file), { recursive: true })
    const handle = await open(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o644)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
