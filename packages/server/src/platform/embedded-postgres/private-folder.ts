import { chmod, chown, lstat, mkdir } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { EmbeddedPostgresError } from './native-package.ts'
import type { Identity } from './run-as.ts'

/** Makes a folder that only `identity` may enter (0700); refuses one that somebody else put in its place. */
export async function makePrivateFolder(folder: string, identity: Identity): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await lstat(folder)
  const ours = process.getuid?.()
  const trusted = [ours, ...(identity.kind === 'user' ? [identity.uid] : [])]
  if (!found.isDirectory() || (ours !== undefined && !trusted.includes(found.uid))) {
    throw new EmbeddedPostgresError(`${folder} belongs to somebody else. Remove it, or set another temporary folder (TMPDIR).`)
  }
  if (identity.kind === 'user') await chown(folder, identity.uid, identity.gid)
  await chmod(folder, 0o700)
}

/**
 * Where the server of a data folder has its socket. Short, because a socket's whole path may have 107 bytes; the same
 * for the same folder, so that a server that outlived us is found again.
 */
export function socketFolderOf(dataFolder: string): string {
  return path.join(os.tmpdir(), `atrium-pg-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`)
}
