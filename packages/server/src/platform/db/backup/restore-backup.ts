import { pipeline } from 'node:stream/promises'
import { Client, escapeIdentifier } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { clientConfig, type DbConnection } from '../connection.ts'
import { createMigrationsTable, migrationLockKey } from '../migrate.ts'
import { readMigrations, type Migration } from '../read-migrations.ts'
import { BackupError, copySettings, type BackupHeader, type BackupTable } from './backup-format.ts'
import { hasTable, listTables } from './list-tables.ts'
import { readBackup } from './read-backup.ts'

export type RestoreOptions = {
  /** Replaces what a store holds. Without it only an empty one is taken. */
  force: boolean
  known?: Migration[]
}
export type Restored = { madeAt: string; tables: number; rows: number }

/**
 * Makes the store what it was when the backup was made, its schema too: the next start brings it up to date. All of it
 * happens or nothing. Throws `BackupError` for a store that is in use or not empty, for a backup of a newer Atrium, and
 * for a file that is not whole.
 */
export async function restoreBackup(connection: DbConnection, file: string, { force, known }: RestoreOptions): Promise<Restored> {
  const migrations = known ?? (await readMigrations())
  const client = new Client({ ...clientConfig(connection), application_name: 'atrium-restore' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await requireUnused(client)
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [migrationLockKey])
    await client.query(copySettings)
    await requireReplaceable(client, force)
    const restored = await fill(client, file, migrations)
    await client.query('commit')
    return restored
  } finally {
    // Whatever was not committed goes with the connection.
    await client.end()
  }
}

async function fill(client: Client, file: string, migrations: Migration[]): Promise<Restored> {
  const loaded: Record<string, number> = {}
  let madeAt = ''
  let tables = new Map<string, BackupTable>()
  let addForeignKeys: string[] = []
  await readBackup(file, {
    async header(header) {
      madeAt = header.madeAt
      const steps = stepsOf(header, migrations)
      await clear(client)
      await takeSteps(client, steps)
      tables = new Map((await listTables(client)).map((table) => [table.table, table]))
      addForeignKeys = await dropForeignKeys(client)
      for (const name of tables.keys()) await client.query(`alter table ${escapeIdentifier(name)} disable trigger user`)
      // Rows that migrations write are in the backup as well.
      if (tables.size > 0) await client.query(`truncate ${[...tables.keys()].map(escapeIdentifier).join(', ')}`)
    },
    async table({ table, columns }, rows) {
      if (!tables.has(table)) throw new BackupError(`The backup has a table "${table}" that its migrations did not make; it is not a backup of Atrium alone.`)
      const copy = client.query(copyFrom(`copy ${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')}) from stdin`))
      await pipeline(rows, copy)
      loaded[table] = copy.rowCount
    },
    async end({ rows }) {
      for (const [table, count] of Object.entries(rows)) {
        if (loaded[table] !== count) throw new BackupError(`The backup is damaged: ${table} should have ${count} rows, but ${loaded[table] ?? 0} were found.`)
      }
    },
  })
  for (const statement of addForeignKeys) await client.query(statement)
  for (const { table, columns } of tables.values()) {
    await client.query(`alter table ${escapeIdentifier(table)} enable trigger user`)
    await continueSequences(client, table, columns)
  }
  return { madeAt, tables: tables.size, rows: Object.values(loaded).reduce((sum, count) => sum + count, 0) }
}

async function requireUnused(client: Client): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { rows } = await client.query<{ others: number }>(
      "select count(*)::int as others from pg_stat_activity where datname = current_database() and application_name in ('atrium', 'atrium-listen')",
    )
    if (rows[0]?.others === 0) return
    // One that has just been stopped is listed for some milliseconds more.
    if (tries === 10) throw new BackupError('An Atrium still works with this store. Stop every one of them, then restore.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function requireReplaceable(client: Client, force: boolean): Promise<void> {
  const tables = await listTables(client)
  if (tables.length === 0) return
  if (!(await hasTable(client, 'migrations'))) {
    throw new BackupError('This database holds tables that are not of Atrium. Give Atrium a database of its own and set DATABASE_URL to it.')
  }
  if (force) return
  for (const { table } of tables) {
    const { rows } = await client.query<{ found: boolean }>(`select exists (select from ${escapeIdentifier(table)}) as found`)
    if (rows[0]?.found === true) {
      throw new BackupError('The store is not empty: restoring would replace all that was saved since the backup. Add --force if that is what you want.')
    }
  }
}

/** The migrations of the backup, which must be the first ones of this program. */
function stepsOf(header: BackupHeader, migrations: Migration[]): Migration[] {
  const steps = migrations.slice(0, header.migrations.length)
  const unlike = header.migrations.find(({ name, checksum }, index) => steps[index]?.name !== name || steps[index]?.checksum !== checksum)
  if (unlike !== undefined) {
    throw new BackupError(
      `The backup was made by another Atrium: this one does not know its migration "${unlike.name}". Restore it with that version or a newer one.`,
    )
  }
  return steps
}

/** Removes every table and function of the schema, but not what belongs to extensions. */
async function clear(client: Client): Promise<void> {
  const names = [...(await listTables(client)).map(({ table }) => table), 'migrations']
  await client.query(`drop table if exists ${names.map(escapeIdentifier).join(', ')} cascade`)
  const { rows } = await client.query<{ name: string }>(`
    select p.oid::regprocedure::text as name
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = current_schema()
     where not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`)
  for (const { name } of rows) await client.query(`drop routine if exists ${name} cascade`)
}

async function takeSteps(client: Client, steps: Migration[]): Promise<void> {
  await client.query(createMigrationsTable)
  for (const { name, sql, checksum } of steps) {
    await client.query(sql)
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum])
  }
}

/** Drops all foreign keys, so that tables can be filled in any order; answers the statements that make and check them again. */
async function dropForeignKeys(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
     where k.contype = 'f'`)
  for (const { table, name } of rows) await client.query(`alter table ${escapeIdentifier(table)} drop constraint ${escapeIdentifier(name)}`)
  return rows.map(({ table, name, definition }) => `alter table ${escapeIdentifier(table)} add constraint ${escapeIdentifier(name)} ${definition}`)
}

/** The next number of a numbered column is one that no row has. */
async function continueSequences(client: Client, table: string, columns: string[]): Promise<void> {
  for (const column of columns) {
    const { rows } = await client.query<{ sequence: string | null }>('select pg_get_serial_sequence($1, $2) as sequence', [escapeIdentifier(table), column])
    const sequence = rows[0]?.sequence ?? null
    if (sequence === null) continue
    const last = `max(${escapeIdentifier(column)})`
    await client.query(`select setval($1::regclass, coalesce(${last}, 1), ${last} is not null) from ${escapeIdentifier(table)}`, [sequence])
  }
}
