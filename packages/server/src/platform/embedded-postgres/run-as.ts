import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'

/** As whom the server runs, since PostgreSQL refuses to run as root. */
export type Identity =
  | { kind: 'self' }
  | { kind: 'user'; uid: number; gid: number }
  /** A user namespace in which we look like somebody else: for root in places that nobody else may enter. */
  | { kind: 'namespace' }

/** Nothing of our own environment: it may hold secrets. */
const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Starts a program under an identity, in a process group of its own: a Ctrl-C in the terminal is for us, and we stop
 * the server when our own work is done.
 */
export function spawnAs(identity: Identity, command: readonly [string, ...string[]], stdio: StdioOptions): ChildProcess {
  const [program, ...args] =
    identity.kind === 'namespace' ? (['unshare', '--user', '--map-user=65534', '--map-group=65534', '--', ...command] as const) : command
  return spawn(program, args, {
    stdio,
    detached: true,
    env: environment,
    ...(identity.kind === 'user' ? { uid: identity.uid, gid: identity.gid } : {}),
  })
}

/** Runs a program to its end; answers its exit code (null when it could not start or was killed) and what it said on stderr. */
export async function runAs(identity: Identity, command: readonly [string, ...string[]]): Promise<{ code: number | null; said: string }> {
  let child: ChildProcess
  try {
    child = spawnAs(identity, command, ['ignore', 'ignore', 'pipe'])
  } catch (error) {
    return { code: null, said: String(error) }
  }
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, said }
  } catch (error) {
    return { code: null, said: String(error) }
  }
}
