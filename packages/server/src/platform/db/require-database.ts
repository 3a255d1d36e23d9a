import { Client } from 'pg'
import { systemClock } from '../clock.ts'
import { clientConfig, type DbConnection } from './connection.ts'

/** The PostgreSQL of `DATABASE_URL` cannot be used; the message says why, without its password. */
export class DatabaseError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'DatabaseError'
  }
}

const oldestVersion = 15
/** Errors that a server which is only just starting gives. */
const startingUp = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT', '57P03'])

/**
 * Makes sure that the database answers and is new enough. One that is still starting is waited for (`patienceMs`, or until
 * `givenUp`). Throws `DatabaseError`.
 */
export async function requireDatabase(connection: DbConnection, options: { patienceMs: number; waiting: () => void; givenUp: () => boolean }): Promise<void> {
  const deadline = systemClock.monotonic() + options.patienceMs
  for (let attempt = 1; ; attempt++) {
    try {
      const version = await readVersion(connection)
      if (version >= oldestVersion * 10_000) return
      throw new DatabaseError(`DATABASE_URL is a PostgreSQL ${Math.floor(version / 10_000)}; Atrium needs ${oldestVersion} or newer.`)
    } catch (error) {
      if (error instanceof DatabaseError) throw error
      const { code, message } = error as { code?: string; message: string }
      if (!startingUp.has(code ?? '') || options.givenUp() || systemClock.monotonic() > deadline) {
        throw new DatabaseError(`The database of DATABASE_URL cannot be used: ${message === '' ? (code ?? 'no connection') : message}.`, { cause: error })
      }
      if (attempt === 1) options.waiting()
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

async function readVersion(connection: DbConnection): Promise<number> {
  const client = new Client({ ...clientConfig(connection), connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    return Number(rows[0]?.server_version_num)
  } finally {
    await client.end()
  }
}
