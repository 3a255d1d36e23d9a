import { Pool, type PoolClient } from 'pg'
import { postgres } from '@atrium/semantic'
import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import { cancelled, timedOut } from '../stopped-query.ts'
import { requestCancel, type Backend } from './cancel-request.ts'
import { connectionFailure, warehouseUnavailable } from './connection-failure.ts'
import { clientOptions } from './reach-server.ts'
import { asQueryError } from './query-error.ts'

/** Milliseconds a query has to stop after the server was asked to; then its connection is closed. */
const graceMs = 1000
/** Milliseconds that the server is given to stop a query by its own clock, before it is asked to. */
const ownClockMs = 500
/** Milliseconds an unused connection stays open. */
const idleMs = 30_000

/** Seconds after which a connection is made anew: what changed about an account elsewhere is noticed then at the latest. */
const lifetimeSeconds = 600

export type SessionsOptions = {
  settings: PostgresSettings
  /** Read at every new connection, so that a new password counts from then on. */
  password(): Promise<string | null>
  outbound: Outbound
  maxConnections: number
  /** True: it is a person's own account that signs in. */
  isOwnAccount: boolean
  onWarning(message: string, details: Record<string, unknown>): void
}

export type SessionLimits = {
  timeoutMs: number
  signal: AbortSignal
  /** SQL that a person wrote: whatever it left in the session is thrown away. */
  isUserSql?: boolean
}

export type ServerSessions = {
  /**
   * Runs `work` inside a transaction that can only read, with the settings that results are read under. Asks the server to
   * stop when the signal or the time says so, and closes the connection of what does not. Throws `AppError`s.
   */
  run<T>(limits: SessionLimits, work: (client: PoolClient) => Promise<T>): Promise<T>
  /**
   * The same inside a transaction that writes, and is kept when `work` ends well and nothing stopped it. From then on nothing stops it any
   * more: it is written, or it is not.
   */
  write<T>(limits: SessionLimits, work: (client: PoolClient) => Promise<T>): Promise<T>
  /** Takes no more work; ends what runs unless `when` says to wait for it. */
  close(when?: 'now' | 'idle'): Promise<void>
}

/** What a transaction may do. */
type Does = 'read' | 'write'

/** Why a query was stopped from here. */
type Ended = 'time' | 'cancel' | 'closed'

/** Connections to one server under one account. They are made when needed, and again after the server was away. */
export function createSessions(options: SessionsOptions): ServerSessions {
  const { settings, outbound, isOwnAccount, maxConnections } = options
  const pool = new Pool({
    ...clientOptions(settings, outbound),
    password: async () => (await options.password()) ?? '',
    max: maxConnections,
    idleTimeoutMillis: idleMs,
    maxLifetimeSeconds: lifetimeSeconds,
  })
  // A connection that ends while nobody uses it leaves the pool by itself; unheard, the error would end this process.
  pool.on('error', (error) => options.onWarning('an idle connection to a warehouse ended', { reason: error.message }))
  pool.on('connect', (client) => client.on('error', () => undefined))
  const running = new Set<() => void>()
  let closed = false

  const begin = async (limits: SessionLimits, does: Does): Promise<PoolClient> => {
    // Any of the idle connections may have died unnoticed; one more than there can be is a new one.
    for (let tries = 0; ; tries++) {
      const client = await pool.connect()
      try {
        await client.query(opening(settings, limits.timeoutMs, does))
        return client
      } catch (error) {
        client.release(true)
        if (connectionFailure(error) !== 'unreachable' || tries >= maxConnections) throw error
      }
    }
  }

  const run = async <T>(does: Does, limits: SessionLimits, work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const { signal, timeoutMs } = limits
    if (closed) throw changedMeanwhile()
    if (signal.aborted) throw cancelled()
    const state: { ended: Ended | null; isKeeping: boolean } = { ended: null, isKeeping: false }
    let client: PoolClient | undefined
    let grace: NodeJS.Timeout | undefined
    const stop = (why: Ended) => (): void => {
      if (state.isKeeping) return
      state.ended ??= why
      const stopping = client
      if (stopping === undefined || grace !== undefined) return
      void requestCancel(stopping as unknown as Backend, settings, outbound)
      grace = setTimeout(() => {
        options.onWarning('a query did not stop when the server was asked to: its connection is closed', {})
        lineOf(stopping).destroy()
      }, graceMs)
    }
    const onAbort = stop('cancel')
    const onClose = stop('closed')
    const deadline = setTimeout(stop('time'), timeoutMs + ownClockMs)
    signal.addEventListener('abort', onAbort, { once: true })
    running.add(onClose)
    try {
      client = await begin(limits, does)
      if (state.ended !== null) throw cancelled()
      const result = await work(client)
      if (does === 'write') {
        if (state.ended !== null) throw cancelled()
        state.isKeeping = true
        await client.query('COMMIT')
      }
      await leave(client, limits, state.ended !== null)
      client = undefined
      return result
    } catch (error) {
      throw explained(error, state.ended, timeoutMs)
    } finally {
      clearTimeout(deadline)
      clearTimeout(grace)
      signal.removeEventListener('abort', onAbort)
      running.delete(onClose)
      // Its state is not known, and a late wish to stop must not hit the next query.
      client?.release(true)
    }
  }

  const explained = (error: unknown, ended: Ended | null, timeoutMs: number): unknown => {
    if (ended === 'cancel') return cancelled()
    if (ended === 'time') return timedOut(timeoutMs)
    if (ended === 'closed') return changedMeanwhile()
    const failure = connectionFailure(error)
    return failure === null ? asQueryError(error, timeoutMs) : warehouseUnavailable(failure, { isOwnAccount, cause: error })
  }

  return {
    run: (limits, work) => run('read', limits, work),
    write: (limits, work) => run('write', limits, work),
    async close(when = 'now') {
      if (closed) return
      closed = true
      if (when === 'now') for (const stop of running) stop()
      await pool.end()
    },
  }
}

const changedMeanwhile = (): AppError =>
  new AppError('unavailable', 'The connection of this project was changed meanwhile. Ask again.', { reason: 'warehouse_changed', retryAfterSeconds: 1 })

/** Gives a connection back as it was. */
async function leave(client: PoolClient, { isUserSql = false }: SessionLimits, wasAskedToStop: boolean): Promise<void> {
  if (wasAskedToStop) {
    client.release(true)
    return
  }
  try {
    await client.query('ROLLBACK')
    if (isUserSql) await client.query('DISCARD ALL')
    client.release()
  } catch {
    client.release(true)
  }
}

/** What a query finds: nothing of the account's or the server's own settings changes what a value means. */
function opening({ schema }: PostgresSettings, timeoutMs: number, does: Does): string {
  const statements = [
    does === 'read' ? 'BEGIN READ ONLY' : 'BEGIN READ WRITE',
    `SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`,
    `SET LOCAL search_path = ${postgres.quote(schema)}`,
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'postgres'",
    'SET LOCAL extra_float_digits = 1',
    "SET LOCAL bytea_output = 'hex'",
    'SET LOCAL standard_conforming_strings = on',
    // After a first query nothing makes the transaction one that writes.
    'SELECT 1',
  ]
  return statements.join('; ')
}

/** The line of a connection, which node-postgres has and does not declare. */
export const lineOf = (client: PoolClient): NodeJS.ReadWriteStream & { destroy(error?: Error): void } =>
  (client as unknown as { connection: { stream: NodeJS.ReadWriteStream & { destroy(error?: Error): void } } }).connection.stream
