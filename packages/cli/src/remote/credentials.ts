import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { CliError, exitCode } from '../cli-error.ts'
import type { Environment } from '../terminal/terminal.ts'

/** Who one is at which server, as `atrium login` leaves it. */
export type Stored = { url: string; token: string; /** Chosen with `atrium project use`. */ project?: { uuid: string; name: string } }

/** The file of what is stored: below `XDG_CONFIG_HOME`, or `~/.config`. */
export const credentialsFile = (env: Environment): string =>
  path.join(env['XDG_CONFIG_HOME'] || path.join(env['HOME'] || homedir(), '.config'), 'atrium', 'credentials.json')

/** What is stored, or null. Throws for a file that is no longer what was written. */
export async function readStored(env: Environment): Promise<Stored | null> {
  const file = credentialsFile(env)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw new CliError(exitCode.failed, `${file} cannot be read: ${error.message}`, 'Mend its rights, or delete it and run "atrium login".')
  })
  if (text === null) return null
  const stored = parsed(text)
  if (stored === null) throw new CliError(exitCode.failed, `${file} is damaged.`, 'Delete it and run "atrium login".')
  return stored
}

function parsed(text: string): Stored | null {
  try {
    const found = JSON.parse(text) as Partial<Stored> | null
    return typeof found?.url === 'string' && typeof found.token === 'string' ? (found as Stored) : null
  } catch {
    return null
  }
}

/** Writes it whole, for this user's eyes only. */
export async function writeStored(env: Environment, stored: Stored): Promise<string> {
  const file = credentialsFile(env)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${process.pid}.tmp`
  await writeFile(temporary, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 })
  await chmod(temporary, 0o600)
  await rename(temporary, file)
  return file
}

/** Forgets it. */
export const removeStored = (env: Environment): Promise<void> => rm(credentialsFile(env), { force: true })
