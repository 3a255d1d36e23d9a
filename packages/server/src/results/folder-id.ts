import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '../platform/ids.ts'

/** The id of a folder of results, which lies in it: another node, or a new folder in the place of a lost one, has another. */
export async function folderId(folder: string): Promise<string> {
  const place = path.join(folder, 'folder-id')
  const known = await readFile(place, 'utf8').catch(() => '')
  if (/^[0-9a-f-]{36}$/.test(known)) return known
  const id = newId()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(place, id, { mode: 0o600 })
  return id
}
