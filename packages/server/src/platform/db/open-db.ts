import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolClient } from 'pg'
import { systemClock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import { clientConfig, type DbConnection } from './connection.ts'
import type { Db } from './db.ts'
import { createKeptPlans } from './kept-plans.ts'
import { createListener, type Listener } from './listener.ts'
import type { Schema } from './schema.ts'

export type OpenDb = {
  db: Db
  /** Hears `NOTIFY` on a channel until closed; see `Listener`. */
  listen: Listener['listen']
  close(): Promise<void>
}

export type OpenDbOptions = { log: Log; maxConnections?: number }

const patienceMs = 8000
const retryMs = 100

/**
 * Opens the store. A server that is just restarting is waited for (8 s); after that queries throw `unavailable`.
 * 64-bit integers come as text, JSON parsed, instants as `Date`.
 */
export function openDb(connection: DbConnection, options: OpenDbOptions): OpenDb {
  const { log } = options
  const pool = new Pool({
    ...clientConfig(connection),
    max: options.maxConnections ?? 12,
    idleTimeoutMillis: 60_000,
    // With it goes what the connection keeps of statements that nobody asks any more.
    maxLifetimeSeconds: 3600,
    connectionTimeoutMillis: 10_000,
    application_name: 'atrium',
  })
  // Without these a server restart would end this process.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'store: an idle connection was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  const plans = createKeptPlans()
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: { connect: async () => plans.through(await connectPatiently(pool)), end: () => pool.end() } }),
  })
  const listener = createListener(connection, log)
  return {
    db,
    listen: (channel, handler, onGap) => listener.listen(channel, handler, onGap),
    async close() {
      await listener.close()
      await db.destroy()
      // Kysely ends a pool only after it has used it.
      if (!pool.ended && !pool.ending) await pool.end()
    },
  }
}

async function connectPatiently(pool: Pool): Promise<PoolClient> {
  const deadline = systemClock.monotonic() + patienceMs
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isRestarting(error)) throw error
      if (systemClock.monotonic() > deadline || pool.ending) {
        throw new AppError('unavailable', 'The store does not answer at the moment. Try again in a few seconds.', { retryAfterSeconds: 5 }, { cause: error })
      }
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
}

/** Errors of connecting that a restart of the server explains: nobody listens yet, or it is still recovering. */
function isRestarting(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(code ?? '') || message === 'Connection terminated unexpectedly'
}
