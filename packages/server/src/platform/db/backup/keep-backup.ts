import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { DbConnection } from '../connection.ts'
import { writeBackup } from './write-backup.ts'

/** Backups made before migrations that are kept. */
const kept = 3
const ours = /^atrium-\d{8}T\d{6}Z-.*\.backup\.gz$/

/** Writes a backup and removes all but the newest three of the folder; answers its path. */
export async function keepBackup(connection: DbConnection, options: { folder: string; now: Date }): Promise<string> {
  const file = await writeBackup(connection, options)
  // Names begin with the moment: their order is the order in time.
  const all = (await readdir(options.folder)).filter((name) => ours.test(name)).toSorted()
  for (const name of all.slice(0, -kept)) await rm(path.join(options.folder, name), { force: true })
  return file
}
