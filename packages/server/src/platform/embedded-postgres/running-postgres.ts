import { realpath } from 'node:fs/promises'
import type { SocketConnection } from '../db/connection.ts'
import { socketFolderOf } from './private-folder.ts'
import { serverPid } from './server-process.ts'

/** How the embedded server of a data folder is reached. */
export const embeddedConnection = (socketFolder: string): SocketConnection => ({ socketFolder, port: 5432, user: 'postgres', database: 'postgres' })

/** The embedded server that runs on PostgreSQL's data folder now, started by whomever; null when there is none. */
export async function runningPostgres(dataFolder: string): Promise<SocketConnection | null> {
  const folder = await realpath(dataFolder).catch(() => null)
  if (folder === null || (await serverPid(folder)) === null) return null
  return embeddedConnection(socketFolderOf(folder))
}
