import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { newSecret } from './ids.ts'

/** The secret of this installation cannot be used; the message says what to do. */
export class SecretError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SecretError'
  }
}

/**
 * The secret of this installation, from which keys are derived: 32 random bytes as text, made at the first start and
 * kept in `<dataDir>/secret` (0600). Throws `SecretError` for a file that holds anything weaker.
 */
export async function instanceSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret')
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (known === null) return makeSecret(file)
  const secret = known.trim()
  if (secret.length < 32 || new Set(secret).size < 10) {
    throw new SecretError(`The file ${file} does not hold a strong secret. Restore it from a copy; removing it makes a new one and ends what depended on it.`)
  }
  return secret
}

async function makeSecret(file: string): Promise<string> {
  const secret = newSecret(32)
  // Written beside and renamed: a kill in between must not leave half a secret.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flush: true })
  await rename(draft, file)
  return secret
}
