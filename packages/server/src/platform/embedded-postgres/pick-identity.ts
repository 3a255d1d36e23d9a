import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { EmbeddedPostgresError, type NativePackage } from './native-package.ts'
import { runAs, type Identity } from './run-as.ts'

/**
 * Chooses as whom PostgreSQL runs: as we are; for root as another user that can reach the programs and the folder;
 * else in a user namespace. An existing data folder keeps its owner. Throws `EmbeddedPostgresError`.
 */
export async function pickIdentity(native: NativePackage, dataFolder: string): Promise<Identity> {
  for (const identity of await candidates(dataFolder)) {
    if (await works(identity, native, path.dirname(dataFolder))) return identity
  }
  throw new EmbeddedPostgresError(
    'The embedded PostgreSQL cannot run here: it must not run as root, and no other identity can reach its programs and the data folder. Start Atrium as an ordinary user, or set DATABASE_URL.',
  )
}

async function candidates(dataFolder: string): Promise<Identity[]> {
  if (process.getuid?.() !== 0) return hasName() ? [{ kind: 'self' }, { kind: 'namespace' }] : [{ kind: 'namespace' }]
  if (existsSync(path.join(dataFolder, 'PG_VERSION'))) {
    const { uid, gid } = await stat(dataFolder)
    // Files made inside a user namespace belong to root when seen from outside.
    return uid === 0 ? [{ kind: 'namespace' }] : [{ kind: 'user', uid, gid }]
  }
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const users = ['postgres', 'nobody'].flatMap((name): Identity[] => {
    const found = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(accounts)
    return found === null ? [] : [{ kind: 'user', uid: Number(found[1]), gid: Number(found[2]) }]
  })
  return [...users, { kind: 'namespace' }]
}

/** initdb wants a name for the user it runs as; some containers run with a bare number. */
function hasName(): boolean {
  try {
    os.userInfo()
    return true
  } catch {
    return false
  }
}

async function works(identity: Identity, native: NativePackage, parent: string): Promise<boolean> {
  const runs = await runAs(identity, [native.program('postgres'), '--version'])
  if (runs.code !== 0) return false
  const reaches = await runAs(identity, ['/bin/sh', '-c', 'cd "$1"', 'sh', parent])
  return reaches.code === 0
}
