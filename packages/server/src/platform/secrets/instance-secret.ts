import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { newSecret } from '../ids.ts'
import { SecretError } from './secret-error.ts'
import { weaknessOf } from './weak-secret.ts'

/** The secrets of this installation: everything new is under `current`; what is under an old one can still be read. */
export type InstanceSecrets = { current: string; old: readonly string[] }

export type ConfiguredSecrets = { current: string | null; old: readonly string[] }

/**
 * The configured secret, or the one in `<dataDir>/secret`: 32 random bytes as text, made at the first start (0600). A
 * line of that file after the first is an old secret, as is the whole file beside a configured one. Throws `SecretError`
 * for a file that holds anything weak.
 */
export async function instanceSecrets(dataDir: string, configured: ConfiguredSecrets): Promise<InstanceSecrets> {
  const kept = await keptSecrets(dataDir)
  if (configured.current !== null) return { current: configured.current, old: [...configured.old, ...kept] }
  const [current, ...old] = kept.length > 0 ? kept : await keepSecrets(dataDir, [newSecret(32)])
  return { current: current ?? '', old: [...old, ...configured.old] }
}

/**
 * Puts a new secret before those in the data folder, unless an earlier rotation was not finished. Nothing that was under
 * the old one is lost: it stays until `finishRotation`.
 */
export async function beginRotation(dataDir: string): Promise<InstanceSecrets> {
  const kept = await keptSecrets(dataDir)
  const [current, ...old] = kept.length > 1 ? kept : await keepSecrets(dataDir, [newSecret(32), ...kept])
  return { current: current ?? '', old }
}

/** Forgets the old secrets in the data folder: nothing is under them any more. */
export async function finishRotation(dataDir: string): Promise<void> {
  const [current] = await keptSecrets(dataDir)
  if (current !== undefined) await keepSecrets(dataDir, [current])
}

const fileOf = (dataDir: string): string => path.join(dataDir, 'secret')

async function keptSecrets(dataDir: string): Promise<string[]> {
  const file = fileOf(dataDir)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return []
  const secrets = text.split('\n').filter((line) => line.trim() !== '')
  if (secrets.length === 0 || secrets.some((secret) => weaknessOf(secret) !== null)) {
    throw new SecretError(`The file ${file} does not hold a strong secret. Restore it from a copy; removing it makes a new one and ends what depended on it.`)
  }
  return secrets
}

async function keepSecrets(dataDir: string, secrets: string[]): Promise<string[]> {
  const file = fileOf(dataDir)
  // Written beside and renamed: a kill in between must not leave half a secret.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${secrets.join('\n')}\n`, { mode: 0o600, flush: true })
  await rename(draft, file)
  return secrets
}
