import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { WarehouseCatalog } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import type { Warehouse } from '../warehouse.ts'

type Options = {
  /** Where the files lie; absent: this warehouse takes none. */
  folder: string | undefined
  catalog(): Promise<WarehouseCatalog>
  /** Called when files came or went: the engine must open its files anew. */
  changed(): void
}

/** Names that can be a file's, a table's and an explore's alike. */
const nameOfTable = /^[a-z][a-z0-9_]{0,62}$/

/**
 * Tables in database files of their own, beside a warehouse's main database. That one is never written by us: it may be
 * large, or somebody else's. A new file is whole before it is renamed into the folder, so no engine ever sees half of it.
 */
export function createAttachedTables({ folder, catalog, changed }: Options): Pick<Warehouse, 'addTable' | 'addedTables' | 'removeTable'> {
  const placeOf = (name: string): string => {
    if (folder === undefined) throw new AppError('invalid', 'This warehouse takes no uploaded tables', { reason: 'no_uploads' })
    if (!nameOfTable.test(name)) throw new AppError('invalid', `"${name.slice(0, 80)}" cannot be the name of a table`, { reason: 'table_name' })
    return path.join(folder, `${name}.duckdb`)
  }
  return {
    async addTable(name, file) {
      const place = placeOf(name)
      if (existsSync(place) || Object.hasOwn(await catalog(), name)) {
        throw new AppError('conflict', `There is a table ${name} already. Choose another name.`, { reason: 'table_exists' })
      }
      const parent = path.dirname(place)
      await mkdir(parent, { recursive: true, mode: 0o700 })
      await syncPath(file)
      await rename(file, place)
      await syncPath(parent)
      changed()
    },
    async addedTables() {
      const files = folder === undefined ? [] : await readdir(folder).catch(() => [])
      return files.flatMap((file) => (file.endsWith('.duckdb') && nameOfTable.test(file.slice(0, -7)) ? [file.slice(0, -7)] : [])).toSorted()
    },
    async removeTable(name) {
      await rm(placeOf(name), { force: true })
      changed()
    },
  }
}

/** On disk, not only in the memory of the system. */
async function syncPath(place: string): Promise<void> {
  const handle = await open(place)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
