import { mkdirSync } from 'node:fs'
import { link, mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '../platform/clock.ts'
import type { PostgresSettings } from '../platform/db/stored-values.ts'
import { AppError } from '../platform/errors.ts'
import type { Outbound } from '../platform/net/outbound.ts'
import type { SecretOwner } from '../platform/secrets/secret-store.ts'
import { createEmptyDatabase } from './create-empty-database.ts'
import { createDuckdbWarehouse } from './duckdb/duckdb-warehouse.ts'
import { createPostgresWarehouse, type PostgresWarehouse } from './postgres/postgres-warehouse.ts'
import type { Ingest } from './ingest/ingest-client.ts'
import type { Warehouse, WarehouseAccount, WarehouseOwner, Warehouses } from './warehouse.ts'

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
  /** Makes the files of tables that are written. */
  makeTable: Ingest['table']
  clock: Clock
  /** Says which servers may be connected to. */
  outbound: Outbound
  /** The stored password of a connection or of an account; null when there is none. */
  passwordOf(owner: SecretOwner): Promise<string | null>
  onWarning(message: string, details: Record<string, unknown>): void
}

/** Queries at once on one PostgreSQL, for all who sign in with its connection and for one person with an account of their own. */
const postgresSlots = { project: 8, person: 2 } as const

type OpenPostgres = { projectId: string; account: WarehouseAccount | null; settings: PostgresSettings; warehouse: PostgresWarehouse }

/** Opens warehouses when they are first used and keeps one per project, and one per account of a person's own. */
export function createWarehouses(options: WarehousesOptions): Warehouses {
  const engines = new Map<string, Warehouse>()
  const servers = new Map<string, OpenPostgres>()

  const embedded = (project: WarehouseOwner): Warehouse => {
    const opened = engines.get(project.id) ?? openEngine(project, options)
    engines.set(project.id, opened)
    return opened
  }

  /** Takes servers out of use; what runs there ends as `how` says. */
  const letGo = (fits: (open: OpenPostgres) => boolean, how: 'close' | 'retire'): Promise<unknown> => {
    const leaving = [...servers].filter(([, open]) => fits(open))
    for (const [key] of leaving) servers.delete(key)
    const warn = (error: unknown): void => options.onWarning('connections to a warehouse did not close cleanly', { reason: String(error) })
    return Promise.all(leaving.map(([, { warehouse }]) => warehouse[how]().catch(warn)))
  }

  const connected = (project: WarehouseOwner, settings: PostgresSettings, account: WarehouseAccount | null): Warehouse => {
    const key = `${project.id}|${account?.id ?? ''}`
    const known = servers.get(key)
    if (known !== undefined && known.account?.version === account?.version && isSame(known.settings, settings)) return known.warehouse
    void letGo((open) => open === known, 'retire')
    const { clock, outbound, maxWaiting, onWarning } = options
    const warehouse = createPostgresWarehouse({
      settings: account?.user == null ? settings : { ...settings, user: account.user },
      password: () => options.passwordOf(account === null ? { projectId: project.id } : { userCredentialsId: account.id }),
      isOwnAccount: account !== null,
      slots: account === null ? postgresSlots.project : postgresSlots.person,
      clock,
      outbound,
      maxWaiting,
      onWarning,
    })
    servers.set(key, { projectId: project.id, account, settings, warehouse })
    return warehouse
  }

  return {
    of: (project, account = null) => (project.warehouse.type === 'postgres' ? connected(project, project.warehouse, account) : embedded(project)),
    async create(database) {
      mkdirSync(options.databaseFolder, { recursive: true, mode: 0o700 })
      await createEmptyDatabase(path.join(options.databaseFolder, database))
    },
    shareTables: (from, to) => linkFiles(path.join(options.databaseFolder, 'uploads', from), path.join(options.databaseFolder, 'uploads', to)),
    renew: (projectId) => void letGo((open) => open.projectId === projectId, 'retire'),
    closeAccount: (accountId) => void letGo(({ account }) => account?.id === accountId, 'close'),
    remove(project) {
      void letGo((open) => open.projectId === project.id, 'close')
      const known = engines.get(project.id)
      engines.delete(project.id)
      // A file that was not made for this project alone (the demo's, one that somebody put there) stays.
      const made = project.warehouse.type === 'duckdb' && project.warehouse.database === `${project.id}.duckdb` ? [project.warehouse.database] : []
      const places = [...made, path.join('uploads', project.id)].map((place) => path.join(options.databaseFolder, place))
      void removeFiles(known, places).catch((error: unknown) =>
        options.onWarning('files of a deleted project were not removed', { projectId: project.id, reason: String(error) }),
      )
    },
    async closeAll() {
      const all = [...engines.values()]
      engines.clear()
      await Promise.all([letGo(() => true, 'close'), ...all.map((warehouse) => warehouse.close())])
    },
  }
}

/** The same files under another folder; nothing when there are none. */
async function linkFiles(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (names.length === 0) return
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const name of names) await link(path.join(from, name), path.join(to, name))
}

const isSame = (one: PostgresSettings, other: PostgresSettings): boolean => JSON.stringify(one) === JSON.stringify(other)

async function removeFiles(warehouse: Warehouse | undefined, places: readonly string[]): Promise<void> {
  await warehouse?.close()
  for (const place of places) await rm(place, { recursive: true, force: true })
}

function openEngine(project: WarehouseOwner, options: WarehousesOptions): Warehouse {
  const database = project.warehouse.type === 'duckdb' ? project.warehouse.database : ''
  if (!/^[\w-]+\.duckdb$/.test(database)) {
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
    makeTable: options.makeTable,
    onWarning: options.onWarning,
  })
}
