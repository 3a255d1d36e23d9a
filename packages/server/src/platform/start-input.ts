import type { Config } from './config.ts'
import type { DataFolder } from './data-folder.ts'
import type { DbConnection } from './db/connection.ts'
import type { Log } from './log.ts'
import type { InstanceSecrets } from './secrets/instance-secret.ts'

/** What the command has ready when the server starts: the folder is ours, the store answers. */
export type StartInput = {
  config: Config
  /** The embedded server or the one of `DATABASE_URL`; not migrated yet. */
  connection: DbConnection
  dataFolder: DataFolder
  /** Of this installation; keys are derived from them, each for its purpose. */
  secrets: InstanceSecrets
  log: Log
  version: string
  /** Tells the person at the terminal what takes long. */
  progress(message: string): void
}

/** A server that takes requests. */
export type RunningServer = {
  /** Where it listens, with the real port: `http://localhost:8080`. */
  url: string
  /** Address to open in a browser to get in: a single-use link to sign in or to set up; null when there is none. */
  entryUrl: string | null
  /** Takes no more requests, lets running ones end (some seconds), writes down what is in memory. The store stays up. */
  stop(): Promise<void>
}
