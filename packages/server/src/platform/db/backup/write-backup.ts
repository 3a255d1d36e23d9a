import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Client, escapeIdentifier } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { clientConfig, type DbConnection } from '../connection.ts'
import { copySettings, endOfRows, type BackupEnd, type BackupHeader } from './backup-format.ts'
import { listTables } from './list-tables.ts'

/**
 * Writes the whole store, as it is at one moment, to a new file in the folder; answers its path. The file appears whole
 * or not at all, readable by this user only: it holds everything, hashes of passwords too.
 */
export async function writeBackup(connection: DbConnection, options: { folder: string; now: Date }): Promise<string> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  const client = new Client({ ...clientConfig(connection), application_name: 'atrium-backup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read, read only')
    await client.query(copySettings)
    const { rows: migrations } = await client.query<BackupHeader['migrations'][number]>('select name, checksum from migrations order by name collate "C"')
    const at = migrations.at(-1)?.name ?? 'empty'
    const stamp = options.now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
    const file = path.join(options.folder, `atrium-${stamp}-${at}.backup.gz`)
    const draft = `${file}.partial`
    try {
      await pipeline(
        textOf(client, { format: 'atrium-backup', version: 1, madeAt: options.now.toISOString(), migrations }),
        createGzip(),
        createWriteStream(draft, { mode: 0o600, flush: true }),
      )
      await rename(draft, file)
    } finally {
      await rm(draft, { force: true })
    }
    return file
  } finally {
    await client.end()
  }
}

async function* textOf(client: Client, header: BackupHeader): AsyncGenerator<string | Buffer> {
  yield lineOf(header)
  const end: BackupEnd = { rows: {} }
  for (const { table, columns } of await listTables(client)) {
    yield lineOf({ table, columns })
    const copy = client.query(copyTo(`copy ${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')}) to stdout`))
    for await (const piece of copy) yield piece as Buffer
    end.rows[table] = copy.rowCount
    yield `${endOfRows}\n`
  }
  yield lineOf(end)
}

const lineOf = (value: object): string => `${JSON.stringify(value)}\n`
