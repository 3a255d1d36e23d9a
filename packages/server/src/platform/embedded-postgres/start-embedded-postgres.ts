import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { systemClock } from '../clock.ts'
import { clientConfig, type DbConnection, type SocketConnection } from '../db/connection.ts'
import type { Log } from '../log.ts'
import { initCluster } from './init-cluster.ts'
import { EmbeddedPostgresError, findNativePackage } from './native-package.ts'
import { pickIdentity } from './pick-identity.ts'
import { makePrivateFolder, socketFolderOf } from './private-folder.ts'
import { embeddedConnection } from './running-postgres.ts'
import { isServerReady, launchServer, serverPid, stopServer, type ServerPlace } from './server-process.ts'

export type EmbeddedPostgres = {
  connection: SocketConnection
  identity: 'self' | 'user' | 'namespace'
  /** True when the server was still running from an earlier process. */
  adopted: boolean
  /** Process id of the server now; null while it is down. */
  pid(): Promise<number | null>
  /** Stops the server and waits until it has written everything. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** PostgreSQL's own data folder; made when absent. One Atrium per folder: the caller holds the lock. */
  dataFolder: string
  log: Log
  /** False only for tests: faster, and a power cut may lose data. */
  durable?: boolean
}

/** A killed server leaves children that hold its memory for some milliseconds: starting is tried this often. */
const attempts = 25
const pauseMs = 150
const startMs = 60_000
const reviveMs = 5000

/**
 * Starts the PostgreSQL that comes with npm on a folder, or takes over one that still runs on it, and keeps it
 * running: when it dies it is started again. Reached by a socket in a private folder only. Throws `EmbeddedPostgresError`.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options
  const dataFolder = path.resolve(options.dataFolder)
  await mkdir(path.dirname(dataFolder), { recursive: true, mode: 0o700 })
  const native = await findNativePackage()
  const identity = await pickIdentity(native, dataFolder)
  const socketFolder = socketFolderOf(dataFolder)
  await makePrivateFolder(socketFolder, identity)
  await initCluster({ native, dataFolder, identity, durable })
  const connection = embeddedConnection(socketFolder)
  // One for all products of a test run.
  const settings = durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  const place: ServerPlace = { native, identity, dataFolder, socketFolder, connection, settings }

  let stopping = false
  const adopted = await bring(place, () => stopping)
  const revive = async (): Promise<void> => {
    log.warn('the embedded PostgreSQL ended unexpectedly; starting it again')
    for (;;) {
      if (stopping) return
      try {
        await makePrivateFolder(socketFolder, identity)
        await bring(place, () => stopping)
        await holdConnection(connection, onLost)
        log.info('the embedded PostgreSQL runs again')
        return
      } catch (error) {
        log.error({ error }, 'the embedded PostgreSQL could not be started again; trying on')
        await pause(reviveMs)
      }
    }
  }
  let reviving: Promise<void> = Promise.resolve()
  const onLost = (): void => {
    if (!stopping) reviving = revive()
  }
  await holdConnection(connection, onLost)
  return {
    connection,
    identity: identity.kind,
    adopted,
    pid: () => serverPid(dataFolder),
    async stop() {
      stopping = true
      // A start under way must not outlive the stop.
      await reviving
      await stopServer(dataFolder)
      // Its own part of the temporary folder; not worth a failure.
      await rm(socketFolder, { recursive: true, force: true }).catch(() => undefined)
    },
  }
}

/** Makes the server run; true when it already did. */
async function bring(place: ServerPlace, givenUp: () => boolean): Promise<boolean> {
  const deadline = systemClock.monotonic() + startMs
  for (let failures = 0; !givenUp();) {
    if ((await serverPid(place.dataFolder)) === null) {
      try {
        await launchServer(place)
        return false
      } catch (error) {
        if (++failures >= attempts) throw error
      }
    } else if (await isServerReady(place.connection)) {
      return true
    } else if (systemClock.monotonic() > deadline) {
      throw new EmbeddedPostgresError(`A PostgreSQL runs on ${place.dataFolder} but does not answer`)
    }
    await pause(pauseMs)
  }
  return false
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Opens an idle connection and calls `onLost` when the server drops it. */
async function holdConnection(connection: DbConnection, onLost: () => void): Promise<void> {
  const client = new Client({ ...clientConfig(connection), application_name: 'atrium-watch', keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  client.once('end', onLost)
}
