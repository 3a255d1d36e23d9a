import { mkdir, open, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SourceText } from '@atrium/documents'
import { CliError, exitCode } from '../cli-error.ts'

/** Where content lies when no folder is named. */
export const defaultFolder = 'content'

/** Larger files are not read: the reader of content refuses them anyway. */
const mostBytes = 8_000_000
const skipped = new Set(['node_modules', 'dbt_packages', 'logs'])

/** Text files below a folder whose path fits, with paths relative to it and sorted. A folder that is not there holds none unless it must be. */
export async function readFolder(folder: string, fits: RegExp, options: { mustExist: boolean; mostBytes?: number }): Promise<SourceText[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !options.mustExist) return []
    throw new CliError(
      exitCode.usage,
      `The folder ${folder} cannot be read: ${error.code === 'ENOENT' ? 'it is not there' : error.message}.`,
      'Name another folder.',
    )
  })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => fits.test(file) && !file.split('/').some((part) => part.startsWith('.') || skipped.has(part)))
    .toSorted()
  const files: SourceText[] = []
  for (const file of paths) files.push({ path: file, text: await readText(path.join(folder, file), options.mostBytes ?? mostBytes) })
  return files
}

async function readText(file: string, most: number): Promise<string> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    if (size > most)
      throw new CliError(
        exitCode.failed,
        `${file}:1:1: the file has ${Math.round(size / 1_000_000)} MB; at most ${most / 1_000_000} MB are read.`,
        'Is it meant to be here?',
      )
  } finally {
    await handle.close()
  }
  const bytes = await readFile(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CliError(exitCode.failed, `${file}:1:1: the file is no UTF-8 text.`, 'Save it as UTF-8.')
  }
}

/** The files of content below a folder. */
export const readContentFolder = (folder: string, mustExist: boolean): Promise<SourceText[]> => readFolder(folder, /\.ya?ml$/i, { mustExist })

/** Writes a file whole: whoever reads it sees the old text or the new one. */
export async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`)
  await writeFile(temporary, text)
  await rename(temporary, file)
}
