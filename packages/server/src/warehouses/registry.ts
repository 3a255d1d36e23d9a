import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../platform/errors.ts'
import { createEmptyDatabase } from './create-empty-database.ts'
import { createDuckdbWarehouse } from './duckdb/duckdb-warehouse.ts'
import type { Warehouse, Warehouses } from './warehouse.ts'

export type WarehousesOptions = {
  /** Folder with the database files; a project names its file in it. */
  databaseFolder: string
  /** Folder that engines may write exports to. */
  exportFolder: string
  /** Folder in which engines spill what does not fit into memory. */
  tempFolder: string
  /** The bundled `engine-process.js`. */
  engineEntry: string
  memoryMegabytes: number
  threads: number
  /** Queries at once per engine, and queries that may wait. */
  slots: number
  maxWaiting: number
  onWarning(message: string, details: Record<string, unknown>): void
}

/** Opens warehouses when they are first used and keeps one per project. */
export function createWarehouses(options: WarehousesOptions): Warehouses {
  const open = new Map<string, Warehouse>()
  return {
    of(project) {
      const known = open.get(project.id)
      if (known !== undefined) return known
      const opened = openWarehouse(project, options)
      open.set(project.id, opened)
      return opened
    },
    async create(database) {
      mkdirSync(options.databaseFolder, { recursive: true, mode: 0o700 })
      await createEmptyDatabase(path.join(options.databaseFolder, database))
    },
    remove(project) {
      const known = open.get(project.id)
      open.delete(project.id)
      // A file that was not made for this project alone (the demo's, one that somebody put there) stays.
      const own = project.warehouse.database === `${project.id}.duckdb` ? [path.join(options.databaseFolder, project.warehouse.database)] : []
      void removeFiles(known, [...own, path.join(options.databaseFolder, 'uploads', project.id)]).catch((error: unknown) =>
        options.onWarning('files of a deleted project were not removed', { projectId: project.id, reason: String(error) }),
      )
    },
    async closeAll() {
      const all = [...open.values()]
      open.clear()
      await Promise.all(all.map((warehouse) => warehouse.close()))
    },
  }
}

async function removeFiles(warehouse: Warehouse | undefined, places: readonly string[]): Promise<void> {
  await warehouse?.close()
  for (const place of places) await rm(place, { recursive: true, force: true })
}

function openWarehouse(project: { id: string; warehouse: { type: string; database?: string } }, options: WarehousesOptions): Warehouse {
  const { type, database } = project.warehouse
  if (type === 'postgres') {
    const message =
      'Queries through a PostgreSQL connection are not there yet: it is kept and can be tested in the project settings. Bring the data in as files, or use a project on the embedded engine.'
    throw new AppError('invalid', message, { reason: 'no_warehouse' })
  }
  if (type !== 'duckdb' || database === undefined || !/^[\w-]+\.duckdb$/.test(database)) {
    throw new AppError('invalid', 'This project has no warehouse connection: connect one in the project settings', { reason: 'no_warehouse' })
  }
  const tempFolder = path.join(options.tempFolder, project.id)
  mkdirSync(tempFolder, { recursive: true, mode: 0o700 })
  return createDuckdbWarehouse({
    entry: options.engineEntry,
    settings: {
      database: path.join(options.databaseFolder, database),
      exportFolder: options.exportFolder,
      tablesFolder: path.join(options.databaseFolder, 'uploads', project.id),
      tempFolder,
      memoryMegabytes: options.memoryMegabytes,
      tempMegabytes: 10 * options.memoryMegabytes,
      threads: options.threads,
    },
    slots: options.slots,
    maxWaiting: options.maxWaiting,
    onWarning: options.onWarning,
  })
}
