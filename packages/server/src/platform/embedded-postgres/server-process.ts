import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { systemClock } from '../clock.ts'
import { clientConfig, type DbConnection } from '../db/connection.ts'
import { isProcessAlive } from '../process-alive.ts'
import { EmbeddedPostgresError, type NativePackage } from './native-package.ts'
import { spawnAs, type Identity } from './run-as.ts'

export type ServerPlace = {
  native: NativePackage
  identity: Identity
  dataFolder: string
  socketFolder: string
  connection: DbConnection
  /** Further `name=value` settings of the server. */
  settings: readonly string[]
}

const startMs = 60_000
const logLimit = 5 * 1024 * 1024

/** Starts `postgres` and waits until it takes connections. Throws when it exits before that. */
export async function launchServer(place: ServerPlace): Promise<void> {
  await dropStalePid(place.dataFolder)
  const log = await openServerLog(serverLogOf(place.dataFolder))
  try {
    const settings = ['listen_addresses=', 'max_connections=60', 'shared_buffers=64MB', 'log_timezone=UTC', 'timezone=UTC', ...place.settings]
    const child = spawnAs(
      place.identity,
      [place.native.program('postgres'), '-D', place.dataFolder, '-k', place.socketFolder, '-p', '5432', ...settings.flatMap((setting) => ['-c', setting])],
      ['ignore', log.fd, log.fd],
    )
    const ended: string[] = []
    child.once('error', (error) => ended.push(error.message))
    child.once('exit', (code, signal) => ended.push(`exit ${code ?? signal}`))
    const deadline = systemClock.monotonic() + startMs
    while (!(await isServerReady(place.connection))) {
      if (ended[0] !== undefined)
        throw new EmbeddedPostgresError(`The embedded PostgreSQL did not start (${ended[0]}). Its log: ${serverLogOf(place.dataFolder)}`)
      if (systemClock.monotonic() > deadline) {
        child.kill('SIGQUIT')
        throw new EmbeddedPostgresError(`The embedded PostgreSQL was not ready after ${startMs / 1000} s`)
      }
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
    // It is watched by a connection, not as a child: one left by an earlier process is watched the same way.
    child.unref()
  } finally {
    await log.close()
  }
}

/** Whether a server answers at this place. */
export async function isServerReady(connection: DbConnection): Promise<boolean> {
  const client = new Client({ ...clientConfig(connection), connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Process id of the running server, or null. */
export async function serverPid(dataFolder: string): Promise<number | null> {
  const pid = await writtenPid(dataFolder)
  if (pid === null || !isProcessAlive(pid)) return null
  // After a reboot the number may belong to somebody else, whom nobody may signal or wait for.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return command === null || command.includes(dataFolder) ? pid : null
}

/** PostgreSQL refuses to start while the number in its lock file is any living process. */
async function dropStalePid(dataFolder: string): Promise<void> {
  const pid = await writtenPid(dataFolder)
  if (pid !== null && isProcessAlive(pid) && (await serverPid(dataFolder)) === null) await rm(pidFileOf(dataFolder), { force: true })
}

async function writtenPid(dataFolder: string): Promise<number | null> {
  const text = await readFile(pidFileOf(dataFolder), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return pid > 0 ? pid : null
}

const pidFileOf = (dataFolder: string): string => path.join(dataFolder, 'postmaster.pid')
const serverLogOf = (dataFolder: string): string => path.join(path.dirname(dataFolder), 'postgres.log')

/** Stops the server of a folder: sessions are ended, work is written down. After 8 s the hard way, which loses nothing either. */
export async function stopServer(dataFolder: string): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 8000],
    ['SIGQUIT', 3000],
  ] as const) {
    const pid = await serverPid(dataFolder)
    if (pid === null) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      // It ended between the two lines.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
      return
    }
    const deadline = systemClock.monotonic() + patienceMs
    while (systemClock.monotonic() < deadline) {
      if ((await serverPid(dataFolder)) !== pid) return
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  }
}

async function openServerLog(file: string): ReturnType<typeof open> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > logLimit) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600)
}
