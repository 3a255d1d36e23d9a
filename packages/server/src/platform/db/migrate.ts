import { sql, type Kysely } from 'kysely'
import type { Db } from './db.ts'
import { readMigrations, type Migration } from './read-migrations.ts'
import type { Schema } from './schema.ts'

/** Any number, the same on all nodes. */
export const migrationLockKey = 4_717_201

export const createMigrationsTable =
  'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())'

/** The store cannot be used with this program: it is newer, or not what the migrations made. */
export class MigrationError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'MigrationError'
  }
}

export type MigrateOptions = {
  known?: Migration[]
  /** Called when a store that is in use already is about to be changed; when it throws, nothing is changed. */
  beforeChange?: () => Promise<void>
}

/**
 * Brings the store up to this program's schema: forward only, each step in one transaction, one node at a time.
 * Answers the names of the steps taken. Throws `MigrationError` for a store that a newer program has changed.
 */
export async function migrate(db: Db, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = options.known ?? (await readMigrations())
  return db.connection().execute(async (connection) => {
    // Held by the session: freed by the server itself if this process dies.
    await sql`select pg_advisory_lock(${migrationLockKey})`.execute(connection)
    try {
      await sql.raw(createMigrationsTable).execute(connection)
      const applied = await appliedSteps(connection)
      const open = openSteps(migrations, applied)
      if (open.length > 0 && applied.size > 0) await options.beforeChange?.()
      for (const step of open) {
        await connection.transaction().execute(async (tx) => {
          await sql.raw(step.sql).execute(tx)
          await sql`insert into migrations (name, checksum) values (${step.name}, ${step.checksum})`.execute(tx)
        })
      }
      return open.map((step) => step.name)
    } finally {
      await sql`select pg_advisory_unlock(${migrationLockKey})`.execute(connection)
    }
  })
}

async function appliedSteps(db: Kysely<Schema>): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; checksum: string }>`select name, checksum from migrations`.execute(db)
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

function openSteps(migrations: Migration[], applied: Map<string, string>): Migration[] {
  const names = new Set(migrations.map((step) => step.name))
  const unknown = [...applied.keys()].filter((name) => !names.has(name))
  if (unknown.length > 0) {
    throw new MigrationError(`The store was last used by a newer Atrium (it has "${unknown.join('", "')}"). Start that version, or restore a copy made before.`)
  }
  for (const step of migrations) {
    const checksum = applied.get(step.name)
    if (checksum !== undefined && checksum !== step.checksum) {
      throw new MigrationError(`The migration "${step.name}" is not the one that was applied to this store. Use the Atrium that made it, or an empty store.`)
    }
  }
  return migrations.filter((step) => !applied.has(step.name))
}
