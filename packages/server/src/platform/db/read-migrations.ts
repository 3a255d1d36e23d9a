import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** One step of the store's schema: `0001-foundation`, its SQL and the SHA-256 of that. */
export type Migration = { name: string; sql: string; checksum: string }

/** Beside this file in the source tree, beside the bundle in the built product. */
const folder = fileURLToPath(new URL('./migrations/', import.meta.url))

/** All migrations, in order of their numbers. */
export async function readMigrations(from = folder): Promise<Migration[]> {
  const names = (await readdir(from)).filter((name) => name.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async (file) => {
      // Line ends may differ by how the repository was checked out; the migration does not.
      const sql = (await readFile(path.join(from, file), 'utf8')).replaceAll('\r\n', '\n')
      return { name: file.slice(0, -'.sql'.length), sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
