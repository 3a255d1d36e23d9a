import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SourceFile } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'

const wanted = /\.(ya?ml)$|(^|\/)target\/(manifest|catalog)\.json$|^(manifest|catalog)\.json$/i
const skipped = new Set(['node_modules', '.git', 'dbt_packages', 'logs', '.venv'])
const limits = { files: 20_000, bytes: 512 * 1024 * 1024 }

/**
 * Every model file under a folder (YAML, manifest.json, catalog.json), paths relative to it and sorted, so that the
 * same folder always gives the same revision. Links that lead outside the folder are left out. Throws `invalid`.
 */
export async function readModelFolder(folder: string): Promise<SourceFile[]> {
  const root = await realpath(folder).catch(() => {
    throw new AppError('invalid', `The model folder ${folder} cannot be read. Check the path and its rights.`, { reason: 'model_folder' })
  })
  const files: SourceFile[] = []
  let bytes = 0
  const walk = async (directory: string): Promise<void> => {
    const entries = await readdir(directory, { withFileTypes: true })
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(directory, entry.name)
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) await walk(full)
        continue
      }
      const relative = path.relative(root, full).split(path.sep).join('/')
      if (!wanted.test(relative)) continue
      if (entry.isSymbolicLink() && !(await realpath(full)).startsWith(root + path.sep)) continue
      bytes += (await stat(full)).size
      if (files.length >= limits.files || bytes > limits.bytes) {
        throw new AppError('invalid', `The model folder ${folder} is too large: at most ${limits.files} files and 512 MiB`, { reason: 'model_folder' })
      }
      files.push({ path: relative, text: await readFile(full, 'utf8') })
    }
  }
  await walk(root)
  return files
}
